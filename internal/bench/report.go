package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// report prints figures beside what they are meant to be.
type report struct{ out io.Writer }

func (r report) title(text string) { fmt.Fprintf(r.out, "\n%s\n", text) }

// figure prints one line; no target is "".
func (r report) figure(what, is, target string) {
	if target != "" {
		target = "target " + target
	}
	fmt.Fprintf(r.out, "  %-44s %14s   %s\n", what, is, target)
}

func (r report) machine(flushed time.Duration) {
	r.title("Machine")
	r.figure("processors", strconv.Itoa(runtime.NumCPU())+" x "+processor(), "")
	r.figure("memory", physical(), "")
	r.figure("flushing 4 kB to disk", milliseconds(flushed), "")
	r.figure("system", runtime.GOOS+"/"+runtime.GOARCH+", "+runtime.Version(), "")
}

func processor() string { return lineOf("/proc/cpuinfo", "model name") }

func physical() string {
	kilobytes, _ := strconv.ParseInt(strings.TrimSuffix(lineOf("/proc/meminfo", "MemTotal"), " kB"), 10, 64)
	return megabytes(kilobytes << 10)
}

// lineOf is the value of the first line of a file under /proc that has a name.
func lineOf(path, name string) string {
	text, _ := os.ReadFile(path)
	for line := range strings.Lines(string(text)) {
		if key, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

func megabytes(n int64) string { return fmt.Sprintf("%.0f MB", float64(n)/(1<<20)) }

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

// loopHead is the head of a table of loops.
func (r report) loopHead(title string) {
	r.title(title)
	fmt.Fprintf(r.out, "  %-22s %7s %8s %9s %9s %9s %10s  %9s %9s %9s\n", "", "count", "per s", "p50", "p95", "p99",
		"target p95", "heed", "database", "client")
	fmt.Fprintf(r.out, "  %-22s %7s %8s %9s %9s %9s %10s  %s\n", "", "", "", "", "", "", "", "(processor time for each)")
}

// loop prints one line of it. A processor time of nothing was not measured.
func (r report) loop(l loop, target string) {
	each := func(d time.Duration) string {
		if d == 0 {
			return "-"
		}
		return milliseconds(d / time.Duration(max(1, len(l.took))))
	}
	fmt.Fprintf(r.out, "  %-22s %7d %8.0f %9s %9s %9s %10s  %9s %9s %9s\n", l.name, len(l.took),
		float64(len(l.took))/l.lasted.Seconds(), milliseconds(l.at(50)), milliseconds(l.at(95)), milliseconds(l.at(99)), target,
		each(l.used.heed), each(l.used.postgres), each(l.used.client))
}
