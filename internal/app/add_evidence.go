package app

import (
	"cmp"
	"context"
	"io"

	"heed/internal/access"
	"heed/internal/domain"
	"heed/internal/store"
)

// AddEvidence is a file, link or statement for a body's library.
type AddEvidence struct {
	Body     string // code
	Kind     domain.EvidenceKind
	Title    string     // of a file it may be left out: its name will do
	From, To domain.Day // the period that it covers
	Expires  domain.Day // first day on which it proves nothing any more, or ""
	URL      string     // of a link
	Text     string     // of a statement
	Replaces domain.ID  // the piece that this one is a newer copy of, or ""
	FileName string     // of a file, as it was sent
	File     io.Reader  // its content; nil where none was chosen
}

// AddEvidence adds one piece to the library, on its own: a good file is kept
// though the return beside it is at fault. A file's bytes are put before the
// row; when the row is refused they go again, and where nobody can say whether
// the row was kept, sweeping decides. A second press adds nothing.
func (a *App) AddEvidence(ctx context.Context, actor domain.Actor, in AddEvidence) (domain.Evidence, error) {
	body, err := a.libraryOf(ctx, actor, in.Body)
	if err != nil {
		return domain.Evidence{}, err
	}
	e, err := a.takeIn(ctx, in)
	if err != nil {
		return domain.Evidence{}, err
	}
	e.BodyID, e.AddedBy = body.ID, actor.ID()
	kept := e
	err = a.write(ctx, func(tx *store.Tx) error {
		if _, err := a.bodyOf(tx, actor, access.AddEvidence, in.Body); err != nil {
			return err
		}
		return addEvidence(tx, actor, &kept)
	})
	if kept.ID != e.ID || refused(err) {
		a.dropFile(ctx, e)
	}
	return kept, err
}

// libraryOf asks whether the actor may add to a body's library, before anything
// of theirs is stored.
func (a *App) libraryOf(ctx context.Context, actor domain.Actor, code string) (domain.Body, error) {
	body, err := a.store.Reader().BodyByCode(ctx, code)
	if err != nil {
		return domain.Body{}, err
	}
	return body, a.may(actor, access.AddEvidence, access.At(body.Path))
}

// takeIn reads the form and puts the file's bytes. Faults of both are found at
// once, and then nothing is kept.
func (a *App) takeIn(ctx context.Context, in AddEvidence) (domain.Evidence, error) {
	e := domain.Evidence{
		ID: a.ids(), Kind: in.Kind, Title: in.Title, From: in.From, To: in.To, Expires: in.Expires, Replaces: in.Replaces,
	}
	switch in.Kind {
	case domain.EvidenceLink:
		e.URL = in.URL
	case domain.EvidenceStatement:
		e.Text = in.Text
	case domain.EvidenceFile:
		e.Title = cmp.Or(in.Title, in.FileName)
	}
	problems := e.Check(domain.DayOf(a.now()))
	if in.Kind == domain.EvidenceFile {
		found, err := a.putFile(ctx, &e, in)
		if err != nil {
			return domain.Evidence{}, err
		}
		problems = append(problems, found...)
	}
	if err := problems.Err(); err != nil {
		a.dropFile(ctx, e)
		return domain.Evidence{}, err
	}
	return e, nil
}

// putFile stores the bytes and notes on the evidence what they are. Problems
// are what the sender can do something about.
func (a *App) putFile(ctx context.Context, e *domain.Evidence, in AddEvidence) (domain.Problems, error) {
	if in.File == nil {
		return domain.Problems{domain.Bad("file", "file.missing", nil)}, nil
	}
	stored, err := a.files.Put(ctx, e.ID, in.FileName, in.File)
	if err != nil {
		if !refused(err) {
			return nil, err
		}
		return domain.AsProblems(err), nil
	}
	e.FileName, e.MediaType, e.Size, e.Hash, e.Key = stored.Name, stored.MediaType, stored.Size, stored.Hash, stored.Key
	return nil, nil
}

// refused says that an error is an answer: the input was looked at and not
// taken. After a fault nobody can say what was kept.
func refused(err error) bool {
	kind := domain.KindOf(err)
	return kind != "" && kind != domain.Unavailable
}

// dropFile takes a file's bytes away again, also when the visitor has gone. What
// stays all the same has no row, and is swept within a day.
func (a *App) dropFile(ctx context.Context, e domain.Evidence) {
	if e.Hash != "" {
		_ = a.files.Delete(context.WithoutCancel(ctx), e.ID)
	}
}

// addEvidence adds the row, or finds the one that says the same already.
func addEvidence(tx *store.Tx, actor domain.Actor, e *domain.Evidence) error {
	alike, err := tx.EvidenceAlike(*e)
	if err != nil {
		return err
	}
	for _, before := range alike {
		if before.SaysSame(*e) && !before.Redacted {
			*e = before
			return nil
		}
	}
	if e.Replaces != "" {
		if before, err := tx.Evidence(e.Replaces); err != nil || before.BodyID != e.BodyID {
			return cmp.Or[error](err, domain.Missing())
		}
	}
	event := domain.Event{Type: domain.EvidenceAdded, Actor: actor.ID(), Body: e.BodyID}
	event.Facts = facts(evidenceFactsOf(*e))
	if err := tx.Append(&event); err != nil {
		return err
	}
	return tx.AddEvidence(e)
}

// evidenceFacts are the facts of a piece of evidence in its event: nothing of
// what it says.
type evidenceFacts struct {
	Evidence domain.ID           `json:"evidence"`
	Kind     domain.EvidenceKind `json:"kind"`
	From     domain.Day          `json:"from"`
	To       domain.Day          `json:"to"`
	Expires  domain.Day          `json:"expires,omitempty"`
	Size     int64               `json:"size,omitempty"` // bytes
	Hash     string              `json:"hash,omitempty"` // SHA-256 of the file
	Replaces domain.ID           `json:"replaces,omitempty"`
}

func evidenceFactsOf(e domain.Evidence) evidenceFacts {
	return evidenceFacts{e.ID, e.Kind, e.From, e.To, e.Expires, e.Size, e.Hash, e.Replaces}
}
