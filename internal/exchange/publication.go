package exchange

import (
	"strconv"
	"strings"

	"heed/internal/domain"
)

// PublicationSource is what the files of a publication are made of: what was
// frozen, and nothing else.
type PublicationSource struct {
	Publication domain.Publication // with the number that it is to have
	Rows        []domain.PublicationRow
	Replies     map[domain.ID]string // by body
	Mark        string               // of a demonstration (R20); "" for none
}

// Files makes the files of a publication that is about to be issued, one for
// each format: a line for each duty that it names, with the body's reply beside,
// and one for each number of those that it does not name.
func (s PublicationSource) Files() ([]domain.PublicationFile, error) {
	key := s.Publication.Key()
	t := Table{Name: "publication-" + key, Columns: publicationColumns()}
	for _, row := range s.Rows {
		t.Rows = append(t.Rows, s.line(row))
	}
	for _, u := range s.Publication.Unnamed {
		line := s.line(domain.PublicationRow{Rec: u.Rec, Nation: u.Nation, Word: u.Word, AsAt: s.Publication.Day})
		line[2] = u.Count
		t.Rows = append(t.Rows, line)
	}
	name := "heed-" + t.Name
	if s.Mark != "" {
		name = "demonstration-" + name
		t.Columns = append(t.Columns, "demonstration")
		for i := range t.Rows {
			t.Rows[i] = append(t.Rows[i], s.Mark)
		}
	}
	var files []domain.PublicationFile
	for _, format := range Formats() {
		content, err := t.Write(format)
		if err != nil {
			return nil, err
		}
		files = append(files, domain.PublicationFile{
			Format: string(format), Name: name + "." + string(format), MediaType: format.MediaType(), Content: content,
		})
	}
	return files, nil
}

// publicationColumns are stable: columns are only ever added.
func publicationColumns() []string {
	return []string{
		"publication", "correction", "duties", "recommendation", "body", "body_name", "kind", "nation", "region", "unit", "owner", "as_at", "position",
		"silent_in_last_round", "overdue", "waits_for", "response", "response_on", "response_reason", "reported_status", "signed_on", "answers", "answer_reasons",
		"figures", "summary", "first_target", "target", "slips", "slip_reasons", "grade", "assurance", "assessed_on", "assessment_reasons", "verdicts",
		"dispute", "dispute_reply", "closure", "closed_on", "closure_reason", "evidence", "reply",
	}
}

// line is a row of the files; the zero fields of a number are empty.
func (s PublicationSource) line(row domain.PublicationRow) []any {
	yes := map[bool]string{true: "yes"}
	answers, reasons, figures, verdicts := answersOf(row)
	slips := make([]string, len(row.Slips))
	for i, slip := range row.Slips {
		slips[i] = string(slip.On) + ": " + string(slip.From) + " > " + string(slip.To) + " " + slip.Reason
	}
	evidence := make([]string, len(row.Evidence))
	for i, e := range row.Evidence {
		evidence[i] = strings.Join(e.Requirements, " ") + ": " + e.Title + " (" + string(e.Kind) + ", " + string(e.From) + " > " + string(e.To) + ") " + e.Hash
	}
	waits := make([]string, len(row.WaitsFor))
	for i, wait := range row.WaitsFor {
		waits[i] = wait.Body + " " + strconv.Itoa(wait.Rec)
	}
	return []any{
		s.Publication.End.No, s.Publication.End.Correction, 1, row.Rec, row.Body, row.BodyName, string(row.Kind), string(row.Nation), row.Region, row.Unit, row.Owner, row.AsAt,
		string(row.Word), yes[row.SilentToo], yes[row.Overdue], strings.Join(waits, "; "), string(row.Response), row.ResponseOn, row.ResponseReason,
		string(row.Status), row.SignedOn, answers, reasons, figures, row.Summary, row.FirstTarget, row.Target, len(row.Slips), strings.Join(slips, "\n"),
		string(row.Grade), string(row.Assurance), row.AssessedOn, row.AssessmentReasons, verdicts, row.Dispute, row.DisputeReply, string(row.Closure),
		row.ClosedOn, row.ClosureReason, strings.Join(evidence, "\n"), s.Replies[row.BodyID],
	}
}

// answersOf is a row's requirements, each kind of answer in one cell.
func answersOf(row domain.PublicationRow) (answers, reasons, figures, verdicts string) {
	var all [4][]string
	add := func(i int, key, text string) {
		if strings.TrimSpace(text) != "" {
			all[i] = append(all[i], key+": "+text)
		}
	}
	for _, a := range row.Answers {
		add(0, a.Requirement, string(a.Met))
		add(1, a.Requirement, a.Reason)
		if a.Before.Value != "" || a.After.Value != "" {
			add(2, a.Requirement, a.Before.Value+" ("+a.Before.Period+") > "+a.After.Value+" ("+a.After.Period+")")
		}
		add(3, a.Requirement, string(a.Verdict))
	}
	return strings.Join(all[0], "; "), strings.Join(all[1], "\n"), strings.Join(all[2], "; "), strings.Join(all[3], "; ")
}
