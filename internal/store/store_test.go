package store_test

import (
	"testing"

	"heed/internal/store/storetest"
)

func TestSQLite(t *testing.T) { storetest.Run(t, storetest.SQLite) }

func TestPostgresAsApp(t *testing.T) { storetest.Run(t, storetest.Postgres) }

func TestPostgresAsOwner(t *testing.T) { storetest.Run(t, storetest.PostgresOwner) }
