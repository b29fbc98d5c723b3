package storetest

import (
	"testing"
)

// Run holds an engine to what the store promises.
func Run(t *testing.T, engine Engine) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Engine)
	}{
		{"events are numbered without gaps, whoever writes", numbersHaveNoGaps},
		{"one instant per Write, never before the last", instants},
		{"events that bring their own instants, never back", ownInstants},
		{"an event is kept as the bytes that were written", eventBytes},
		{"a Write that fails leaves nothing", nothingIsLeft},
		{"a statement that fails, whichever, leaves nothing of its Write", everyStatementBroken},
		{"a Write can't go on after a failed statement", noCommitAfterFailure},
		{"what was read holds until the Write ends", noWriteSkew},
		{"a lock that is held too long is Unavailable", lockWait},
		{"every present row comes back, and a lost race is a Conflict", presentRows},
		{"an extension leaves the guard of a draft where it is", extension},
		{"keys are unique", uniqueKeys},
		{"many at once", bulk},
		{"what is not there is missing", missing},
		{"sealed texts, their digests and their order", sealedTexts},
		{"what the record says of a duty", dutyRecord},
		{"memberships say where they sit now", memberships},
		{"the packs, releases and the mark of the instance", publicFacts},
		{"scopes: a row is there exactly when the scope sees it", scopes},
		{"scopes: single duties, and the evidence they cite", assignedScope},
		{"scopes: a partnership is seen from either side", partnerships},
		{"scopes: people by where they work and where they hold a role", peopleWithin},
		{"scopes: people who wait to be confirmed where they are to sign", toConfirm},
		{"scopes: a spot check, its claims and who checks them", spotChecks},
		{"scopes: what was noted of a body that is chased", chaseNotes},
		{"returns are counted by round and state", tallies},
		{"what waits for an answer, and what rests on evidence", waiting},
		{"a verb reads what a reader of everything reads", verbsReads},
		{"returns that are alive", liveReturns},
		{"what versions show, and what was said of findings", shown},
		{"what sealed texts say, and no more once destroyed", statements},
		{"paths sort by bytes", collation},
		{"publications: a draft is whose rows it holds, an issue everybody's", publications},
		{"the record is insert-only", insertOnly},
		{"redaction is the one change, once", redaction},
		{"a snapshot is one moment", snapshot},
		{"how things stood before is read from the record", past},
		{"what forecasts learn from", traces},
		{"sessions, limits and accounts of signing in", signingIn},
		{"queries are counted", countedQueries},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, engine)
		})
	}
}
