package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor time in /proc: a hundredth of a second on
// every Linux that Go runs on.
const tick = 10 * time.Millisecond

// stat is what /proc says of one process.
type stat struct {
	parent int
	used   time.Duration // of the processor, its own alone
}

func statOf(pid int) (stat, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return stat{}, err
	}
	// The second field is a name in brackets, which may hold anything.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) < 13 {
		return stat{}, fmt.Errorf("/proc/%d/stat has %d fields", pid, len(fields))
	}
	parent, _ := strconv.Atoi(fields[1])
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return stat{parent: parent, used: time.Duration(user+system) * tick}, nil
}

// memory is what a process has in memory, in bytes.
func memory(pid int) int64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

// usage is processor time by who used it.
type usage struct{ heed, postgres, client time.Duration }

func (u usage) minus(v usage) usage {
	return usage{u.heed - v.heed, u.postgres - v.postgres, u.client - v.client}
}

// used is what heed, this process and every other process below this one, which
// are the PostgreSQL server's, have used of the processor so far.
func (p *process) used() usage {
	heed, _ := statOf(p.cmd.Process.Pid)
	self, _ := statOf(os.Getpid())
	u := usage{heed: heed.used, client: self.used}
	all := map[int]stat{}
	entries, _ := filepath.Glob("/proc/[0-9]*")
	for _, entry := range entries {
		pid, _ := strconv.Atoi(filepath.Base(entry))
		if s, err := statOf(pid); err == nil {
			all[pid] = s
		}
	}
	for pid, s := range all {
		if pid != p.cmd.Process.Pid && pid != os.Getpid() && below(all, pid, os.Getpid()) {
			u.postgres += s.used
		}
	}
	return u
}

func below(all map[int]stat, pid, above int) bool {
	for pid > 1 {
		if pid == above {
			return true
		}
		pid = all[pid].parent
	}
	return false
}
