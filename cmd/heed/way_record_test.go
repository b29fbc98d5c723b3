package main

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

// everywhere is the scope that tests read with.
var everywhere = domain.Scope{All: true}

// theRecordHolds looks at the rows when the story is over: nothing of the
// record can be changed, events have no gaps, each duty is what its last state
// says, and no event tells a name or a word that anybody typed.
func (w *way) theRecordHolds() {
	w.t.Helper()
	w.nothingCanBeChanged()
	w.eventsTellNoWords()
	w.dutiesAreTheirLastState()
}

func (w *way) nothingCanBeChanged() {
	db := w.p.raw()
	columns := map[string]string{"event": "type", "sealed": "kind", "duty_state": "duty_id", "evidence": "title", "body_state": "body_id", "pack": "report", "instance": "kind"}
	for table, column := range columns {
		var rows int
		require.NoError(w.t, db.QueryRow(`SELECT count(*) FROM `+table).Scan(&rows), table)
		require.Positive(w.t, rows, "the story left rows in %s", table)
		for _, statement := range []string{`UPDATE ` + table + ` SET ` + column + ` = 'other'`, `DELETE FROM ` + table} {
			_, err := db.Exec(statement)
			require.Error(w.t, err, statement)
		}
		var after int
		require.NoError(w.t, db.QueryRow(`SELECT count(*) FROM `+table).Scan(&after), table)
		require.Equal(w.t, rows, after, table)
	}
}

func (w *way) eventsTellNoWords() {
	db := w.p.raw()
	rows, err := db.Query(`SELECT seq, body FROM event ORDER BY seq`)
	require.NoError(w.t, err)
	defer rows.Close()
	forbidden := append([]string{"Ada Keyholder", lead.name, "heed.example", "Post of"}, w.said...)
	for _, r := range residents() {
		forbidden = append(forbidden, r.name)
	}
	last := int64(0)
	for rows.Next() {
		var seq int64
		var body []byte
		require.NoError(w.t, rows.Scan(&seq, &body))
		require.Equal(w.t, last+1, seq, "events have no gaps")
		require.True(w.t, json.Valid(body), seq)
		for _, text := range forbidden {
			require.NotContains(w.t, string(body), text, "event %d", seq)
			for _, word := range strings.Fields(text) {
				if unusual := strings.Trim(word, ".,:;?"); len(unusual) > 8 {
					require.NotContains(w.t, string(body), unusual, "event %d", seq)
				}
			}
		}
		last = seq
	}
	require.NoError(w.t, rows.Err())
	require.Equal(w.t, last, w.p.head(), "the head is the last event "+strconv.FormatInt(last, 10))
}

func (w *way) dutiesAreTheirLastState() {
	db := w.p.raw()
	rows, err := db.Query(`SELECT duty.id, duty.state, duty_state.state FROM duty JOIN duty_state ON duty_state.duty_id = duty.id
		WHERE duty_state.seq = (SELECT max(seq) FROM duty_state AS later WHERE later.duty_id = duty.id)`)
	require.NoError(w.t, err)
	defer rows.Close()
	checked := 0
	for rows.Next() {
		var id, now, last string
		require.NoError(w.t, rows.Scan(&id, &now, &last))
		require.JSONEq(w.t, last, now, id)
		checked++
	}
	require.NoError(w.t, rows.Err())
	require.Greater(w.t, checked, 2000, "every duty has a state from its beginning")
}
