// Package view keeps pictures of a report: every duty with its facts, its
// standing and its edges, as of one event and one London day. Both doors ask
// it for everything computed, and it cuts each answer to what the asker may
// see.
//
// A Picture never changes. It is made from one snapshot of the database, and
// the next one is made from it by loading only what the events since name, so
// that instances agree and whoever wrote something sees it. Nothing here is
// stored: derived is derived.
//
// It owns the read models of the integrated view, the heatmap, a
// recommendation, a body and a duty. It imports domain, graph and store's
// Reader, and never writes.
package view
