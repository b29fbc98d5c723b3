package browsertest

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// Violation is one accessibility rule that a page breaks.
type Violation struct {
	Rule   string `json:"id"`
	Impact string `json:"impact"` // minor, moderate, serious or critical
	Help   string `json:"help"`
	Nodes  []Node `json:"nodes"`
}

// Node is one element that breaks the rule.
type Node struct {
	HTML   string `json:"html"`
	Reason string `json:"failureSummary"`
}

// String says what is wrong, where, and why, for the output of a test.
func (v Violation) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s (%s): %s", v.Rule, v.Impact, v.Help)
	for _, node := range v.Nodes {
		fmt.Fprintf(&text, "\n  %s\n    %s", node.HTML, strings.ReplaceAll(node.Reason, "\n", "\n    "))
	}
	return text.String()
}

// tags are the levels of WCAG 2.2 AA in axe-core's words, with its own good practice, which holds what the standard says
// only in its advice: one main landmark, headings in order.
func tags() []string {
	return []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
}

// axePatience is for the longest tables: axe-core looks at every cell, which keeps a core busy for ten seconds, and tests
// share the machine.
const axePatience = 4 * patience

// Axe runs axe-core on the page as it stands. axe-core is evaluated by the debugger, which no content security policy
// of the page forbids. Without tags it tests WCAG 2.2 AA and good practice.
func (p *Page) Axe(only ...string) ([]Violation, error) {
	if len(only) == 0 {
		only = tags()
	}
	present, err := run(p, chromedp.Evaluate[bool](`typeof window.axe === "object"`))
	if err != nil {
		return nil, fmt.Errorf("axe: %w", err)
	}
	if !present {
		source, err := axeSource()
		if err != nil {
			return nil, err
		}
		if err := p.do("load axe", chromedp.Evaluate[chromedp.Void](source)); err != nil {
			return nil, err
		}
	}
	options, err := json.Marshal(map[string]any{
		"runOnly":     map[string]any{"type": "tag", "values": only},
		"resultTypes": []string{"violations"},
	})
	if err != nil {
		return nil, fmt.Errorf("axe: %w", err)
	}
	found, err := runWithin(p, axePatience, chromedp.Evaluate[[]Violation](
		`axe.run(document, `+string(options)+`).then(r => r.violations)`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("axe: %w", err)
	}
	return found, nil
}

// axeSource reads axe-core where npm puts it, seen from the module's root.
func axeSource() (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	path := filepath.Join(root, "web", "node_modules", "axe-core", "axe.min.js")
	source, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return "", errors.New("axe-core is not installed: run internal/tools/npm.sh (make test does)")
	}
	return string(source), err
}

// moduleRoot is the nearest folder above the working one that holds a go.mod; tests run in their package's folder.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("no go.mod above the working folder")
		}
		folder = parent
	}
}
