// Package graph turns facts into what follows from them: the edges between
// duties, each duty's standing on a day, who holds up whom, and cycles as
// findings. It also lays the recommendations out for the picture.
//
// Edges are never stored one by one. A dependency and its scope make
// junctions: the upstream duties of a place, and the downstream duties that
// this place serves. What an upstream's fate means is settled once per
// junction, so a share of two hundred local duties costs one node, not two
// hundred times as many edges.
//
// The scope rules:
//
//   - same body: the upstream duty of the body itself; where it owes none, or
//     where any partner will do, those of its standing partners across the line
//     between care and university. Without a partnership the edge is absent for
//     that pair, and the standing says so.
//   - same nation: the nation's upstream duties at governments, departments,
//     funders and national bodies. What serves England serves UK-wide bodies too.
//   - UK: every upstream duty.
//   - local share: the local upstream duties of the nation together, satisfied at
//     a threshold; of the whole UK where the dependency says so or where the
//     downstream body is UK-wide. The UK Government counts for England here,
//     since the other nations have governments of their own.
//
// A duty that owes only what others than the main bodies of a recommendation
// owe (1e, 6e, 11c) stands aside: it never serves as the upstream duty, and only
// an edge that names its requirement reaches it.
//
// The package reads no clock and no database. It imports domain and gonum alone.
package graph
