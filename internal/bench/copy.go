package main

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"
)

// copyRows puts every row of a SQLite database into the same tables of a
// PostgreSQL one, as the administrator, who may leave checks aside.
func copyRows(ctx context.Context, file, address string) error {
	from, err := openSQL("sqlite:" + file)
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // read from alone
	to, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer to.Close(ctx) //nolint:errcheck // nothing is lost with it
	if _, err := to.Exec(ctx, "SET session_replication_role = replica; SET TimeZone = 'UTC'; DELETE FROM head"); err != nil {
		return err
	}
	tables, err := columns(ctx, to)
	if err != nil {
		return err
	}
	for table, names := range tables {
		if err := copyTable(ctx, from, to, table, names); err != nil {
			return fmt.Errorf("copy %s: %w", table, err)
		}
	}
	_, err = to.Exec(ctx, "VACUUM ANALYZE")
	return err
}

// columns are the columns of each table of heed's. What the database is, and
// which migrations it has, it says itself.
func columns(ctx context.Context, db *pgx.Conn) (map[string][]string, error) {
	rows, err := db.Query(ctx, `SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name NOT IN ('instance', 'goose_db_version')
		ORDER BY table_name, ordinal_position`)
	if err != nil {
		return nil, err
	}
	tables := map[string][]string{}
	var table, column string
	_, err = pgx.ForEachRow(rows, []any{&table, &column}, func() error {
		tables[table] = append(tables[table], pgx.Identifier{column}.Sanitize())
		return nil
	})
	return tables, err
}

// copyTable streams one table. Both engines keep instants and documents as the
// same text, and numbers read the same in both.
func copyTable(ctx context.Context, from *sql.DB, to *pgx.Conn, table string, columns []string) error {
	name, list := pgx.Identifier{table}.Sanitize(), strings.Join(columns, ", ")
	rows, err := from.QueryContext(ctx, "SELECT "+list+" FROM "+name) //nolint:gosec // names of our own tables
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to its end
	read, write := io.Pipe()
	go func() { write.CloseWithError(writeRows(write, rows, len(columns))) }()
	_, err = to.PgConn().CopyFrom(ctx, read, "COPY "+name+" ("+list+") FROM STDIN")
	return err
}

// writeRows writes rows in the text form of COPY.
func writeRows(w io.Writer, rows *sql.Rows, width int) error {
	values := make([]any, width)
	for i := range values {
		values[i] = new(any)
	}
	escape := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
	fields := make([]string, width)
	for rows.Next() {
		if err := rows.Scan(values...); err != nil {
			return err
		}
		for i, v := range values {
			switch v := (*v.(*any)).(type) {
			case nil:
				fields[i] = `\N`
			case []byte:
				fields[i] = `\\x` + hex.EncodeToString(v)
			default:
				fields[i] = escape.Replace(fmt.Sprint(v))
			}
		}
		if _, err := io.WriteString(w, strings.Join(fields, "\t")+"\n"); err != nil {
			return err
		}
	}
	return rows.Err()
}
