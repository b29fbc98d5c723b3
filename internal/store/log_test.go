package store_test

import (
	"bytes"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/store"
	"heed/internal/store/storetest"
)

// TestLogHoldsNobodysWords makes a statement fail and reads the log of it.
func TestLogHoldsNobodysWords(t *testing.T) {
	for name, engine := range map[string]storetest.Engine{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			s := storetest.OpenWith(t, store.Options{Address: engine(t).Address, Now: time.Now,
				Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
			err := s.Write(t.Context(), func(tx *store.Tx) error {
				require.NoError(t, tx.PutPerson(&domain.Person{Email: "amara.okafor@example.nhs.uk"}))
				return tx.PutPerson(&domain.Person{Email: "amara.okafor@example.nhs.uk"})
			})
			require.Equal(t, domain.Conflict, domain.KindOf(err))
			require.Contains(t, log.String(), "statement failed")
			require.Contains(t, log.String(), "INSERT INTO")
			require.NotContains(t, log.String(), "amara")
			require.NotContains(t, err.Error(), "amara")
		})
	}
}
