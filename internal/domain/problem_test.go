package domain_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
)

func TestProblemsAreFoundInWrappedErrorsAndFaultsAreNot(t *testing.T) {
	one := domain.Bad("target", "return.target_missing", nil)
	require.Equal(t, domain.Problems{one}, domain.AsProblems(fmt.Errorf("app: %w", one)))
	many := domain.Problems{one, domain.Missing()}
	require.Equal(t, many, domain.AsProblems(fmt.Errorf("app: %w", many.Err())))
	fault := errors.New("disk full")
	require.Empty(t, domain.AsProblems(fault))
	require.Equal(t, domain.ProblemKind(""), domain.KindOf(fault))
	require.Empty(t, domain.AsProblems(nil))
}

func TestNoProblemsAreNoError(t *testing.T) {
	var ps domain.Problems
	require.NoError(t, ps.Err())
	ps.Add("status", "return.status_missing", domain.Args{"Rec": 14})
	require.Error(t, ps.Err())
	require.Contains(t, ps.Error(), "return.status_missing")
}

func TestEachProblemHasItsKind(t *testing.T) {
	now := domain.Return{Version: 3}
	require.Equal(t, domain.Invalid, domain.KindOf(domain.Bad("f", "k", nil)))
	require.Equal(t, domain.NotFound, domain.KindOf(domain.Missing()))
	require.Equal(t, domain.Forbidden, domain.KindOf(domain.Refused("k", nil)))
	clash := domain.Clash("return.changed", now)
	require.Equal(t, domain.Conflict, domain.KindOf(clash))
	require.Equal(t, now, clash.Now, "a conflict shows what stands now")
}
