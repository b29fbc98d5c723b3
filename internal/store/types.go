package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"heed/internal/domain"
)

// instant is the one way in which times reach the database and come back: UTC,
// in microseconds. SQLite keeps it as text that sorts by time, PostgreSQL as
// timestamptz. The zero instant is NULL.
type instant time.Time

const instantLayout = "2006-01-02T15:04:05.000000Z07:00"

// clean is an instant as it will come back from the database.
func clean(at time.Time) time.Time { return at.UTC().Truncate(time.Microsecond) }

// Value writes the instant.
func (i instant) Value() (driver.Value, error) {
	if time.Time(i).IsZero() {
		return nil, nil
	}
	return clean(time.Time(i)).Format(instantLayout), nil
}

// Scan reads an instant as either engine gives it.
func (i *instant) Scan(from any) error {
	switch v := from.(type) {
	case nil:
		*i = instant{}
	case time.Time:
		*i = instant(clean(v))
	case string:
		at, err := time.Parse(instantLayout, v)
		if err != nil {
			return fmt.Errorf("store: instant %q: %w", v, err)
		}
		*i = instant(clean(at))
	default:
		return fmt.Errorf("store: an instant comes back as %T", from)
	}
	return nil
}

// ref is the id of another row, or NULL for none.
type ref domain.ID

// Value writes the id.
func (r ref) Value() (driver.Value, error) {
	if r == "" {
		return nil, nil
	}
	return string(r), nil
}

// Scan reads the id.
func (r *ref) Scan(from any) error {
	switch v := from.(type) {
	case nil:
		*r = ""
	case string:
		*r = ref(v)
	case []byte:
		*r = ref(v)
	default:
		return fmt.Errorf("store: an id comes back as %T", from)
	}
	return nil
}

// document is a value that is kept whole, as JSON: what no query asks about.
type document[T any] struct{ of T }

func doc[T any](of T) document[T] { return document[T]{of} }

// Value writes the JSON.
func (d document[T]) Value() (driver.Value, error) {
	text, err := json.Marshal(d.of)
	if err != nil {
		return nil, fmt.Errorf("store: write %T: %w", d.of, err)
	}
	return string(text), nil
}

// Scan reads the JSON.
func (d *document[T]) Scan(from any) error {
	var text []byte
	switch v := from.(type) {
	case string:
		text = []byte(v)
	case []byte:
		text = v
	default:
		return fmt.Errorf("store: JSON comes back as %T", from)
	}
	d.of = *new(T)
	if err := json.Unmarshal(text, &d.of); err != nil {
		return fmt.Errorf("store: read %T: %w", d.of, err)
	}
	return nil
}
