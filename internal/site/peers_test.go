package site_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestR19_ABodyBesideFairPeers(t *testing.T) {
	o := newOverview(t)
	p := o.get("dhsc", "/bodies/RYY/peers").ok()
	require.Contains(t, p.text(".nhsuk-lede-text"), "of its kind (NHS trust) and sort")
	named := p.Find("details li")
	require.GreaterOrEqual(t, named.Length(), 3)
	require.Zero(t, p.Find(`details a[href="/bodies/RYY"]`).Length(), "it is none of its own peers")
	row := p.row("peers", "1. Research time")
	require.Equal(t, "ClClaimed", row[1])
	sum := 0
	for _, cell := range row[3:] {
		sum += figure(t, cell)
	}
	require.Equal(t, figure(t, row[2]), sum, "the words add up")
	require.Equal(t, named.Length(), sum)
	require.Equal(t, 1, o.get("dhsc", "/bodies/RYY").ok().Find(`a[href="/bodies/RYY/peers"]`).Length())
}

func TestR4_ABodysPeopleSeeNothingOfItsPeers(t *testing.T) {
	o := newOverview(t)
	p := o.get("kent", "/bodies/RYY/peers").ok()
	require.Contains(t, p.text("main"), "You see the duties of your own organisation alone")
	require.Zero(t, p.Find("#peers").Length())
	_, rows := o.get("kent", "/bodies/RYY/peers?as=csv").file()
	require.NotEmpty(t, rows)
	for _, row := range rows {
		require.Equal(t, "0", row["owed"], "nothing of them is counted in the file either")
	}
	require.Equal(t, http.StatusNotFound, o.get("kent", "/bodies/RXK/peers").status)
	require.Equal(t, 1, p.Find(`main a[href="/publications"]`).Length())
	scotland := o.get("scotland", "/bodies/RYY/peers").ok()
	require.Zero(t, scotland.Find("#peers").Length(), "England has released nothing")
	require.Contains(t, scotland.text("main"), "The oversight of England has not released any figures of them yet.")
}
