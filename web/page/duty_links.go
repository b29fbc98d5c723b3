package page

import (
	"heed/internal/domain"
	"heed/web/words"
)

// Links is how one duty hangs together with others (R6): whom it waits on,
// who waits on it, and who goes without it.
type Links struct {
	WaitingOn   []LinkLine
	StrandedBy  []LinkLine
	OnClaim     []LinkLine
	AheadOf     []LinkLine
	Unmonitored []LinkLine
	Uninformed  []LinkLine
	Unsupported []LinkLine
	NoPartner   []LinkLine
	NotBinding  []LinkLine
	Held        Held
	Leaves      []Leave // who goes without it, where it is not there
}

// LinkLine is one edge as it reaches a duty: what is upstream, and how that stands.
type LinkLine struct {
	Kind domain.DependencyKind
	Body string // who owes the upstream; "" where it is a share of many, or nobody
	Rec  string // "3. Long-term funding"
	Href string // the upstream duty's page where the visitor may open it, else the recommendation's
	// Word is the upstream's position as far as the visitor may know it; "" is no
	// more than that it is not claimed.
	Word        domain.Word
	Released    domain.Day    // the day of the release that the word is from; "" live
	Undone      bool          // turned down, or closed without being done
	Late        int           // days past its target date, where nothing is claimed
	Share       *domain.Share // where the upstream is a share of many local duties
	Requirement string        // the one requirement that the edge holds, or ""
	Inferred    bool          // our reading of the report
}

// Held is who waits on a duty.
type Held struct {
	Duties, Bodies int // waiting on it directly or in turn
	Lines          []HeldLine
}

// Leave is who goes without what a duty would help, inform or monitor them with.
type Leave struct {
	Kind domain.DependencyKind
	Held
}

// HeldLine is the duties of one recommendation that wait on a duty directly, or
// go without it.
type HeldLine struct {
	Rec    string
	Href   string
	Bodies int
	Names  []string // of the bodies, where they are few
	// Together says that the duty would bring it as one of many local ones.
	Together bool
}

// linkGroup is the lines of one kind of bearing, under its own heading.
type linkGroup struct {
	key   string
	lines []LinkLine
}

// groups are those that have lines, in the order of what matters.
func (l Links) groups() []linkGroup {
	var found []linkGroup
	for _, g := range []linkGroup{
		{"stranded", l.StrandedBy}, {"waiting", l.WaitingOn}, {"on_claim", l.OnClaim}, {"ahead", l.AheadOf},
		{"no_partner", l.NoPartner}, {"unmonitored", l.Unmonitored}, {"uninformed", l.Uninformed},
		{"unsupported", l.Unsupported}, {"not_binding", l.NotBinding},
	} {
		if len(g.lines) > 0 {
			found = append(found, g)
		}
	}
	return found
}

// what is the upstream in words: "NIHR for 3. Long-term funding".
func (l LinkLine) what(w *words.Words) string {
	switch {
	case l.Share != nil:
		return w.T("duty_links.share", domain.Args{"Rec": l.Rec})
	case l.Body == "":
		return l.Rec
	}
	return w.T("duty_links.body", domain.Args{"Body": l.Body, "Rec": l.Rec})
}

// aside is what is said of the edge beside it: what it does, and how far.
func (l LinkLine) aside(w *words.Words) string {
	text := w.Word("dependency_kind", string(l.Kind))
	if l.Requirement != "" {
		text = w.T("duty_links.only", domain.Args{"Kind": text, "Requirement": l.Requirement})
	}
	if l.Inferred {
		text = w.T("duty_links.inferred", domain.Args{"Kind": text})
	}
	return text
}

// shareText says how far a share of local duties has come.
func (l LinkLine) shareText(w *words.Words) string {
	return w.T("duty_links.share.state", domain.Args{
		"Claimed": l.Share.Claimed, "Confirmed": l.Share.Confirmed, "Of": l.Share.Of,
		"Needed": (l.Share.Of*l.Share.Threshold + 99) / 100,
	})
}

// text is a held line in words.
func (h HeldLine) text(w *words.Words) string {
	text := w.N("duty_links.bodies", h.Bodies)
	if len(h.Names) > 0 {
		text = w.List(h.Names)
	}
	if h.Together {
		return w.T("duty_links.together", domain.Args{"Bodies": text})
	}
	return text
}
