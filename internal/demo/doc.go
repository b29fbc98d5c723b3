// Package demo invents the history of a demonstration: who works where, what
// the bodies of the register answer, report and promise, and what their
// oversight makes of it, in rounds that lead up to today. Every text that it
// writes says of itself that it is generated, because the bodies are real and
// the history is not.
//
// It tells stories and writes nothing: a Chapter is a list of steps, and the
// verbs that write them hold them to the rules of domain like anybody's. The
// same pack, register, day and number of rounds always give the same history,
// ids apart.
//
// It imports domain and the standard library alone.
package demo
