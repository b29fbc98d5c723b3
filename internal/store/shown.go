package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"heed/internal/domain"
)

// shownContent is the part of a version that is read of thousands at once: most of
// each is left unread.
type shownContent struct {
	Content struct {
		Narrative string               `json:"narrative"`
		NoChange  bool                 `json:"no_change"`
		Evidence  []domain.EvidenceUse `json:"evidence"`
	} `json:"content"`
}

// versionsAtOnce is how many versions one statement names: the SQLite driver takes
// time with the square of its parameters.
const versionsAtOnce = 100

// shown is what versions show, by duty: one version of each. One that is not
// there, or was destroyed, shows nothing.
func (r rows) shown(keys []VersionKey) (map[domain.ID]domain.Shown, error) {
	contents := make(map[VersionKey]domain.Content, len(keys))
	var cited []domain.ID
	for some := range slices.Chunk(keys, versionsAtOnce) {
		found, err := all[sealedRow](r.versions(some))
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			var v shownContent
			if err := json.Unmarshal(s.Content, &v); err != nil {
				return nil, fmt.Errorf("store: version %d of duty %s: %w", s.No, s.DutyID, err)
			}
			c := domain.Content{Narrative: v.Content.Narrative, NoChange: v.Content.NoChange, Evidence: v.Content.Evidence}
			contents[VersionKey{s.DutyID, s.No}] = c
			for _, use := range c.Evidence {
				cited = append(cited, use.EvidenceID)
			}
		}
	}
	slices.Sort(cited)
	evidence, err := byID(allByIDs[evidenceRow](r.db, "evidence.id", slices.Compact(cited)))
	if err != nil {
		return nil, err
	}
	shown := make(map[domain.ID]domain.Shown, len(contents))
	for key, c := range contents {
		shown[key.DutyID] = domain.ShownBy(key.No, c, evidence)
	}
	return shown, nil
}

func (r rows) versions(keys []VersionKey) *gorm.DB {
	return named(r.db.Select("sealed.duty_id", "sealed.no", "sealed.content"), keys).Where("sealed.content IS NOT NULL")
}

// named takes the versions of some names. They are joined, and not listed: of a
// list of pairs SQLite makes a walk over the whole table.
func named(q *gorm.DB, keys []VersionKey) *gorm.DB {
	pairs := make([]string, len(keys))
	args := make([]any, 0, 2*len(keys))
	for i, k := range keys {
		pairs[i] = "(CAST(? AS text), CAST(? AS integer))"
		args = append(args, k.DutyID, k.No)
	}
	const on = ") AS named ON sealed.duty_id = named.column1 AND sealed.no = named.column2"
	// Both conditions on the kind: the first is the index's, the second is asked for.
	return q.Joins("JOIN (VALUES "+strings.Join(pairs, ", ")+on, args...).
		Where(isKind(domain.SealedVersion, domain.SealedSignature)).Where("sealed.kind = '" + string(domain.SealedVersion) + "'")
}

// ofAnswers is the condition of the index on what was said of findings.
const ofAnswers = "sealed.kind IN ('explained', 'dismissed')"

// answersIn reads what was said of findings, by duty and in order. What was
// destroyed answers none any more: it no longer says which.
func answersIn(q *gorm.DB) (map[domain.ID][]domain.FindingAnswer, error) {
	found, err := all[sealedRow](q.Where(ofAnswers).Where("sealed.content IS NOT NULL").Order(sealedInOrder))
	if err != nil {
		return nil, err
	}
	answers := map[domain.ID][]domain.FindingAnswer{}
	for _, s := range found {
		var words domain.Statement
		if err := s.Decode(&words); err != nil {
			return nil, fmt.Errorf("store: answer %s to a finding: %w", s.ID, err)
		}
		answers[s.DutyID] = append(answers[s.DutyID], domain.FindingAnswer{
			Sealed: s.ID, How: s.Kind, Kind: domain.Finding(words.Choice), Facts: words.Facts, By: s.By, At: s.At,
		})
	}
	return answers, nil
}

// Shown is what versions of duties show, by duty: one version of each. One that
// was destroyed is left out.
func (s *Snap) Shown(keys []VersionKey) (map[domain.ID]domain.Shown, error) { return s.shown(keys) }

// FindingAnswers is what was said of the findings about a report's duties up to an
// event, by duty and in order.
func (s *Snap) FindingAnswers(report string, upTo int64) (map[domain.ID][]domain.FindingAnswer, error) {
	return answersIn(s.db.Joins("JOIN duty ON duty.id = sealed.duty_id").Where("duty.report = ? AND sealed.seq <= ?", report, upTo))
}

// Shown is what a duty's version shows; nothing, where it was destroyed.
func (tx *Tx) Shown(duty domain.ID, no int) (domain.Shown, error) {
	shown, err := tx.shown([]VersionKey{{duty, no}})
	return shown[duty], err
}

// FindingAnswers is what was said of the findings about a duty, in order.
func (tx *Tx) FindingAnswers(duty domain.ID) ([]domain.FindingAnswer, error) {
	answers, err := answersIn(tx.db.Where("sealed.duty_id = ?", duty))
	return answers[duty], err
}
