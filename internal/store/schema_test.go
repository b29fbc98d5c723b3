package store

import (
	"database/sql"
	"io/fs"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"heed/internal/store/pgtest"
)

var template = pgtest.NewTemplate(Migrate)

// handles opens the two handles of a fresh database of each engine.
func handles(t *testing.T, postgres bool) (writing, reading *gorm.DB) {
	t.Helper()
	text := "sqlite:" + filepath.Join(t.TempDir(), "heed.db")
	if postgres {
		text = template.Database(t).App
	} else {
		require.NoError(t, Migrate(t.Context(), text))
	}
	where, err := parseAddress(text)
	require.NoError(t, err)
	writing, reading, err = where.open(time.Second, statements{slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, closePool(writing))
		require.NoError(t, closePool(reading))
	})
	return writing, reading
}

// column is what both engines must agree on.
type column struct {
	Table, Name string
	NotNull     bool
}

const columnsOfSQLite = `SELECT t.name AS "table", c.name, c."notnull" AS not_null
	FROM sqlite_schema t JOIN pragma_table_info(t.name) c
	WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'goose_db_version' ORDER BY t.name, c.cid`

const columnsOfPostgres = `SELECT table_name AS "table", column_name AS name, is_nullable = 'NO' AS not_null
	FROM information_schema.columns
	WHERE table_schema = 'public' AND table_name <> 'goose_db_version' ORDER BY table_name COLLATE "C", ordinal_position`

func columns(t *testing.T, db *gorm.DB, query string) []column {
	t.Helper()
	var found []column
	require.NoError(t, db.Raw(query).Scan(&found).Error)
	require.NotEmpty(t, found)
	return found
}

func TestBothEnginesHaveTheSameTables(t *testing.T) {
	_, lite := handles(t, false)
	_, postgres := handles(t, true)
	require.Equal(t, columns(t, lite, columnsOfSQLite), columns(t, postgres, columnsOfPostgres))

	var names [2][]string
	for i, folder := range []string{"migrations/sqlite", "migrations/postgres"} {
		files, err := fs.ReadDir(migrations, folder)
		require.NoError(t, err)
		for _, f := range files {
			names[i] = append(names[i], f.Name())
		}
	}
	require.Equal(t, names[0], names[1], "the same numbers for each engine")
}

// TestRowTypesAreTheTables holds every row type to its table: GORM would find
// out only when it writes.
func TestRowTypesAreTheTables(t *testing.T) {
	_, lite := handles(t, false)
	tables := map[string][]column{}
	for _, c := range columns(t, lite, columnsOfSQLite) {
		tables[c.Table] = append(tables[c.Table], c)
	}
	written := []any{headRow{}, instanceRow{}, eventRow{}, dutyStateRow{}, bodyStateRow{}, packRow{}, releaseRow{}, sealedRow{},
		evidenceRow{}, evidenceUseRow{}, bodyRow{}, dutyRow{}, roundRow{}, returnRow{}, actionRow{}, partnershipRow{}, rulingRow{},
		publicationRow{}, publicRow{}, publicationEndRow{}, publicationFileRow{}, takeUpRow{}, agreementRow{}, personRow{}, membershipRow{},
		assignmentRow{}, checkRow{}, checkItemRow{}, checkEntryRow{}, checkResultRow{}, clientRow{}, chaseRow{}, credentialRow{}, sessionRow{}, limitRow{}}
	for _, row := range written {
		parsed, err := schema.Parse(row, new(sync.Map), lite.NamingStrategy)
		require.NoError(t, err)
		var want, got []string
		for _, c := range tables[parsed.Table] {
			want = append(want, c.Name)
		}
		for _, f := range parsed.Fields {
			if f.Creatable {
				got = append(got, f.DBName)
			}
		}
		require.ElementsMatch(t, want, got, parsed.Table)
		delete(tables, parsed.Table)
	}
	require.Empty(t, tables, "tables that no row type writes")
}

func TestSQLiteConnectionsAreSetUp(t *testing.T) {
	writing, reading := handles(t, false)
	for setting, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1",
		"recursive_triggers": "1", "busy_timeout": "1000"} {
		for _, db := range []*gorm.DB{writing, reading} {
			var got string
			require.NoError(t, db.Raw("PRAGMA "+setting).Row().Scan(&got))
			require.Equal(t, want, got, setting)
		}
	}
	require.ErrorContains(t, reading.Exec("DELETE FROM session").Error, "readonly")
	require.NoError(t, writing.Exec("DELETE FROM session").Error)
}

// TestScopesUseTheIndex keeps the scope filter in the form that an index on
// body.path serves.
func TestScopesUseTheIndex(t *testing.T) {
	_, lite := handles(t, false)
	var plan []struct{ Detail string }
	require.NoError(t, lite.Raw("EXPLAIN QUERY PLAN SELECT * FROM body WHERE "+covers, "uk/wales", "uk/wales/", "uk/wales0").Scan(&plan).Error)
	require.Contains(t, plan[len(plan)-1].Detail, "USING INDEX body_path (path>? AND path<?)")

	_, postgres := handles(t, true)
	require.NoError(t, postgres.Transaction(func(tx *gorm.DB) error {
		tx.Exec("SET LOCAL enable_seqscan = off")
		var lines []string
		err := tx.Raw("EXPLAIN SELECT * FROM body WHERE "+covers, "uk/wales", "uk/wales/", "uk/wales0").Scan(&lines).Error
		require.Contains(t, lines, "              Index Cond: ((path >= 'uk/wales/'::text) AND (path < 'uk/wales0'::text))")
		return err
	}, &sql.TxOptions{ReadOnly: true}))
}
