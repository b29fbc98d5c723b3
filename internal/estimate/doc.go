// Package estimate says what can only be estimated: when duties may be claimed,
// and which share of claims is true.
//
// A forecast says when. It learns from what happened how likely a duty of a kind
// of body is claimed in a quarter, and how likely its date moves; then it plays
// the years to come many times over the graph of duties, so that a delay upstream
// is carried to all that wait for it. The model, as pages state it:
//
//   - Time goes by in quarters of three months from the day of the forecast. In
//     each a duty that nothing holds is claimed with a chance that depends on
//     its body's kind and on whether its target date lies in a later quarter, in
//     this one or behind it, or is not set. If it is not claimed, its date may
//     move, with a chance and by a length learned in the same way. Within a
//     quarter the chance is the same each month.
//   - A duty that waits is claimed only after what holds it; from then on its
//     chances are those of a duty that has been open for as long. What is
//     stranded, waits in a circle, or has nobody who could sign or ask is never
//     claimed.
//   - What happened lately counts more: half as much for each year that it is old.
//   - Chances are uncertain, more so while the history is short, and never surer
//     than some years allow: every few runs draw theirs anew from what the history
//     leaves possible.
//   - Bodies do not influence each other but through what holds them. Claims are
//     not taken back, and no duty is added.
//
// A sample says how many: what a spot check of so many claims or bodies buys,
// who is drawn, and which share of a population is upheld, with its range. Who is
// drawn follows from a seed and the population, so that anybody can draw again.
//
// Everything is seeded: the same input gives the same answer, bit for bit,
// however many processors share the work. Only counts are kept, never a run.
//
// It imports domain, graph and gonum's statistics alone, and reads no clock.
package estimate
