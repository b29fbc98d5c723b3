package site

import (
	"slices"
	"strconv"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/web/page"
)

// either reads the duty as the body's own people see it where the visitor is
// one of them, else as oversight sees it: from sign-off.
func (r *request) either() (m matter, own bool, err error) {
	if m, err = r.matter(access.ViewDraft); err == nil {
		return m, true, nil
	}
	if domain.KindOf(err) != domain.NotFound {
		return m, false, err
	}
	m, err = r.matter(access.View)
	return m, false, err
}

// seeing is the scope of what either found.
func (r *request) seeing(own bool) domain.Scope {
	if own {
		return r.site.App.Scope(r.actor(), access.ViewDraft)
	}
	return r.site.App.Scope(r.actor(), access.View)
}

// history is what was sealed about a duty, oldest first.
type history struct {
	rows []domain.Sealed
	page []page.Decision // beside each row
	read int             // rows there were, those that the visitor may not see among them
}

// history reads the whole record of a duty. What is not signed yet, given back
// or asked inside the body is the body's own.
func (r *request) history(m matter, own bool) (history, error) { return r.historyOf(m, own, 0) }

// recently is how many rows of the record a duty's page shows at first: those
// of the last year, where nobody quarrels.
const recently = 16

// wholeHistory is what an address says that asks for all of them.
const wholeHistory = "whole"

// recentHistory is what a duty's page needs: the whole record, but versions and
// signatures only as many as it shows at first, unless the address asks for all.
func (r *request) recentHistory(m matter, own bool) (history, error) {
	if r.Query("history") == wholeHistory || !r.past.IsZero() { // the last of them say nothing of the past
		return r.history(m, own)
	}
	return r.historyOf(m, own, recently+1)
}

// shown is what the page shows of it, the latest first, with the address that
// shows the rest; "" where nothing is left out.
func (r *request) shown(m matter, h history) (all []page.Decision, earlier string) {
	all = h.latestFirst()
	if r.Query("history") == wholeHistory || h.read <= recently {
		return all, ""
	}
	return all[:min(recently, len(all))], m.href("?history=" + wholeHistory + "#history")
}

func (r *request) historyOf(m matter, own bool, last int) (history, error) {
	rows, err := r.site.Reader.History(r.ctx(), r.seeing(own), m.duty.ID, last)
	if err != nil {
		return history{}, err
	}
	if !r.past.IsZero() {
		rows = slices.DeleteFunc(rows, func(row domain.Sealed) bool { return !row.At.Before(r.past.End()) })
	}
	h := history{read: len(rows)}
	if !r.can(access.ReadPractice, m.target()) { // nobody reads of it before the body consents
		rows = slices.DeleteFunc(rows, func(row domain.Sealed) bool { return row.Kind.OfPractice() })
	}
	signed := map[int]bool{}
	var authors []domain.ID
	for _, row := range rows {
		if !slices.Contains(authors, row.By) {
			authors = append(authors, row.By)
		}
		if row.Kind == domain.SealedSignature {
			signed[row.No] = true
		}
	}
	people, err := r.site.Reader.PeopleByIDs(r.ctx(), r.seeing(own), authors)
	if err != nil {
		return history{}, err
	}
	hands := domain.Hands(rows)
	for i, row := range rows {
		hidden := row.Kind == domain.SealedGivenBack || (row.Kind == domain.SealedVersion && !signed[row.No])
		if hidden && !own {
			continue
		}
		decision, err := r.decision(m, row)
		if err != nil {
			return history{}, err
		}
		decision.Who = r.who(people[row.By], hands[i])
		h.rows, h.page = append(h.rows, row), append(h.page, decision)
	}
	return h, nil
}

func (h history) signed(no int) bool {
	for _, row := range h.rows {
		if row.Kind == domain.SealedSignature && row.No == no {
			return true
		}
	}
	return false
}

// versions are the sealed ones in it, oldest first.
func (h history) versions() []domain.Sealed {
	return slices.DeleteFunc(slices.Clone(h.rows), func(row domain.Sealed) bool { return row.Kind != domain.SealedVersion })
}

// reasons are the words with which something was decided, as the page shows
// them: those of the last row that fits.
func (h history) reasons(fits func(domain.Sealed) bool) string {
	for i := len(h.rows) - 1; i >= 0; i-- {
		if fits(h.rows[i]) {
			return h.page[i].Text
		}
	}
	return ""
}

// unanswered is the last row of a kind that no row of another kind answers.
func (h history) unanswered(kind, by domain.SealedKind) domain.ID {
	for i := len(h.rows) - 1; i >= 0; i-- {
		if row := h.rows[i]; row.Kind == kind && !h.answered(row.ID, by) {
			return row.ID
		}
	}
	return ""
}

// answered says whether a row of a kind answers another.
func (h history) answered(id domain.ID, by domain.SealedKind) bool {
	return slices.ContainsFunc(h.rows, func(row domain.Sealed) bool { return row.Kind == by && row.Re == id })
}

// lastReview is the review of an id, as it was sealed.
func (h history) lastReview(id domain.ID) (domain.Review, bool) {
	for _, row := range h.rows {
		var review domain.Review
		if row.ID == id && row.Kind == domain.SealedReview && !row.Redacted && row.Decode(&review) == nil {
			return review, true
		}
	}
	return domain.Review{}, false
}

// disputed is the review that a dispute is about.
func (h history) disputed(id domain.ID) (domain.Review, bool) {
	i := slices.IndexFunc(h.rows, func(row domain.Sealed) bool { return row.ID == id })
	if i < 0 {
		return domain.Review{}, false
	}
	return h.lastReview(h.rows[i].Re)
}

// latestFirst is the history for a reader who wants to know where it stands.
func (h history) latestFirst() []page.Decision {
	all := slices.Clone(h.page)
	slices.Reverse(all)
	return all
}

// about is what was decided about one version.
func (h history) about(no int) []page.Decision {
	var found []page.Decision
	for i, row := range h.rows {
		if row.No == no && row.Kind != domain.SealedVersion {
			found = append(found, h.page[i])
		}
	}
	return found
}

// decision is one row of the record in words.
func (r *request) decision(m matter, row domain.Sealed) (page.Decision, error) {
	d := page.Decision{
		ID: row.ID, Kind: string(row.Kind), What: r.words.T("history."+string(row.Kind), domain.Args{"No": row.No}),
		When: r.words.Instant(row.At), Destroyed: row.Redacted, No: row.No,
	}
	if row.Redacted {
		return d, nil
	}
	switch row.Kind {
	case domain.SealedVersion:
		d.Href = m.href("/versions/" + strconv.Itoa(row.No))
		return d, nil
	case domain.SealedReview:
		var review domain.Review
		if err := row.Decode(&review); err != nil {
			return d, err
		}
		r.reviewed(m, &d, review)
		return d, nil
	case domain.SealedCheckVerdict:
		return d, r.checked(m, &d, row)
	case domain.SealedSignature:
		var signature domain.Signature
		err := row.Decode(&signature)
		d.Text, d.Meeting = signature.Words, signature.Meeting
		return d, err
	}
	var words domain.Statement
	if err := row.Decode(&words); err != nil {
		return d, err
	}
	d.Text, d.Owner = words.Text, words.Owner
	if words.Choice != "" {
		d.Choice = r.choice(row.Kind, words.Choice)
	}
	if !words.To.IsZero() {
		d.Choice = r.words.T("history.moved", domain.Args{"From": words.From, "To": words.To})
	}
	return d, nil
}

// choice is what a statement explains, in words.
func (r *request) choice(kind domain.SealedKind, choice string) string {
	switch kind {
	case domain.SealedResponse:
		if r.words.Has("word.response." + choice) {
			return r.words.Word("response", choice)
		}
	case domain.SealedClosure:
		return r.words.Word("closure", choice)
	case domain.SealedExplained, domain.SealedDismissed:
		return r.words.Word("finding", choice)
	case domain.SealedRuling, domain.SealedHow:
		if !r.words.Has("word.decision." + choice) {
			return r.words.T("history.dependency", domain.Args{"Key": choice})
		}
	}
	return r.words.Word("decision", choice)
}

// reviewed fills in what a review found, requirement by requirement. Its note
// is for oversight alone.
func (r *request) reviewed(m matter, d *page.Decision, review domain.Review) {
	d.Text, d.Choice = review.Reasons, r.words.Word("outcome", string(review.Outcome))
	if review.Outcome == domain.Accepted {
		d.Grade, d.Assurance = r.words.Word("grade", string(review.Grade)), r.words.Word("assurance", string(review.Assurance))
	}
	for _, q := range m.owed() {
		if verdict, given := review.Verdicts[q.Key]; given {
			d.Verdicts = append(d.Verdicts, page.Fact{Key: q.Key + ". " + q.Title, Text: r.words.Word("verdict", string(verdict))})
		}
	}
	if r.can(access.Review, m.target()) {
		d.Note = review.Note
	}
}

// checked fills in a draft verdict of a spot check.
func (r *request) checked(m matter, d *page.Decision, row domain.Sealed) error {
	var verdict domain.CheckVerdict
	if err := row.Decode(&verdict); err != nil {
		return err
	}
	d.Text, d.Choice = verdict.Words, r.words.Word("check_answer", string(verdict.Found()))
	for _, q := range m.owed() {
		if answer, given := verdict.Answers[q.Key]; given {
			d.Verdicts = append(d.Verdicts, page.Fact{Key: q.Key + ". " + q.Title, Text: r.words.Word("check_answer", string(answer))})
		}
	}
	d.Verdicts = append(d.Verdicts, page.Fact{Key: r.words.T("check_item.belief"), Text: r.words.Word("check_belief", string(verdict.Belief))})
	return nil
}

// who names the author of a row to those who may know: people whose employer
// the visitor sees. To everybody else it is whose word it was.
func (r *request) who(author domain.Person, hand domain.Hand) string {
	switch {
	case author.Name != "" && author.Post != "":
		return author.Name + ", " + author.Post
	case author.Name != "":
		return author.Name
	case hand == domain.HandAssessor:
		return r.words.T("history.assessor")
	case hand == domain.HandOversight:
		return r.words.T("history.oversight")
	}
	return r.words.T("history.somebody")
}
