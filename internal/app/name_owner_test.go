package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"heed/internal/app"
	"heed/internal/domain"
)

func TestNameOwner(t *testing.T) {
	w := newWorld(t)
	in := app.NameOwner{Key: riverside(1), Guard: w.duty(riverside(1)).Version, Owner: "Director of Research"}
	name := func(actor domain.Actor) error { return w.NameOwner(w.ctx, actor, in) }

	w.strangers([]string{"rex", "aud", "obs"}, []string{"hill", "uma", "sean", "asa", "hr"}, name) // hr is limited to 14

	w.happens(func() error { return name(w.as("rita")) }, domain.DutyOwned)
	require.Equal(t, "Director of Research", w.duty(riverside(1)).Owner)
	require.Equal(t, "Director of Research", w.words(w.said(riverside(1), domain.SealedOwner)[0]).Owner, "the record has it sealed")
	w.changesNothing(func() error { return name(w.as("rita")) })

	in.Owner = "Head of Nursing"
	w.refuses(domain.Conflict, "duty.changed", func() error { return name(w.as("ravi")) })
	in.Guard, in.Owner = w.duty(riverside(1)).Version, ""
	w.refuses(domain.Invalid, "owner.missing", func() error { return name(w.as("ravi")) })
}
