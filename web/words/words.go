// Package words turns keys into sentences: it loads the catalogue of
// web/locales once, checks it, and serves one immutable set of words per
// language. It owns how numbers, days, instants, lists and problems read. It
// may import domain and locales, never a page or a store.
package words

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"heed/internal/domain"
)

// Catalogue is every language that is served. It is safe for concurrent use.
type Catalogue struct {
	tags    []language.Tag // the first is the language of last resort
	matcher language.Matcher
	words   map[language.Tag]*Words
	missing missing
}

// For is the words for a language tag or an Accept-Language header; English
// when nothing fits.
func (c *Catalogue) For(lang string) *Words {
	_, i := language.MatchStrings(c.matcher, lang)
	return c.words[c.tags[i]]
}

// Languages are the tags of the languages served, English first.
func (c *Catalogue) Languages() []string {
	langs := make([]string, len(c.tags))
	for i, tag := range c.tags {
		langs[i] = tag.String()
	}
	return langs
}

// Missing is every key that was asked for and is in no catalogue, sorted: a
// test renders its pages and requires that this is empty.
func (c *Catalogue) Missing() []string { return c.missing.list() }

// Words is one language. It never changes after Load.
type Words struct {
	tag      language.Tag
	plain    map[string]string                  // sentences without arguments, and nothing else
	patterns map[string]pattern                 // sentences with arguments
	plurals  map[string]map[plural.Form]pattern // sentences that count
	missing  *missing
}

// Lang is the language's tag for the html element: "en".
func (w *Words) Lang() string { return w.tag.String() }

// T is the sentence of a key. Arguments fill its {{.Name}} places: see Args.
// A key that is not in the catalogue reads as itself in brackets.
func (w *Words) T(key string, args ...domain.Args) string {
	if text, ok := w.plain[key]; ok {
		return text
	}
	if p, ok := w.patterns[key]; ok {
		return p.fill(w, merge(args))
	}
	return w.lost(key)
}

// N is the sentence of a key that counts n things; {{.N}} is the number.
func (w *Words) N(key string, n int, args ...domain.Args) string {
	forms, ok := w.plurals[key]
	if !ok {
		return w.lost(key)
	}
	p, ok := forms[plural.Cardinal.MatchPlural(w.tag, n, 0, 0, 0, 0)]
	if !ok {
		p = forms[plural.Other]
	}
	all := domain.Args{"N": n}
	for k, v := range merge(args) {
		all[k] = v
	}
	return p.fill(w, all)
}

// Word is one of the domain's own words: Word("nation", "england").
func (w *Words) Word(family, value string) string {
	if text, ok := w.plain["word."+family+"."+value]; ok {
		return text
	}
	return w.lost("word." + family + "." + value)
}

// Has says whether the catalogue holds a key, without asking for it.
func (w *Words) Has(key string) bool {
	_, plain := w.plain[key]
	_, filled := w.patterns[key]
	_, counted := w.plurals[key]
	return plain || filled || counted
}

// Problem is the sentence of a refusal.
func (w *Words) Problem(p *domain.Problem) string {
	return w.T("problem."+p.Key, p.Args)
}

// Number writes a whole number with a comma between thousands: 1,016.
func (w *Words) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// Day is "23 November 2026"; no day is "".
func (w *Words) Day(day domain.Day) string {
	at, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return ""
	}
	return w.date(at)
}

// Month is "November 2026", for what is known no better; no day is "".
func (w *Words) Month(day domain.Day) string {
	_, month, _ := strings.Cut(w.Day(day), " ")
	return month
}

// Instant is London's "23 November 2026 at 3:04pm"; the zero time is "".
func (w *Words) Instant(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	london := at.In(domain.London)
	return w.T("format.instant", domain.Args{"Day": w.date(london), "Time": w.Clock(at)})
}

// Clock is London's time of day: "3:04pm".
func (w *Words) Clock(at time.Time) string { return at.In(domain.London).Format("3:04pm") }

func (w *Words) date(at time.Time) string {
	month := w.T("format.month." + strconv.Itoa(int(at.Month())))
	return strconv.Itoa(at.Day()) + " " + month + " " + strconv.Itoa(at.Year())
}

// List is "a, b and c".
func (w *Words) List(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return w.T("format.list", domain.Args{"First": strings.Join(items[:n-1], ", "), "Last": items[n-1]})
	}
}

func (w *Words) lost(key string) string {
	w.missing.note(key)
	return "[" + key + "]"
}

// merge is one set of arguments; the usual case, one, is passed through.
func merge(sets []domain.Args) domain.Args {
	if len(sets) == 1 {
		return sets[0]
	}
	all := domain.Args{}
	for _, set := range sets {
		for k, v := range set {
			all[k] = v
		}
	}
	return all
}

// missing is the set of keys asked for in vain.
type missing struct {
	mu   sync.Mutex
	keys map[string]bool
}

func (m *missing) note(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.keys == nil {
		m.keys = map[string]bool{}
	}
	m.keys[key] = true
}

func (m *missing) list() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	keys := make([]string, 0, len(m.keys))
	for key := range m.keys {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
