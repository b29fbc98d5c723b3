// Package pagetest reads a finished page as a careful user would and says what
// is wrong with it: headings, labels, ids, tables, links, anything inline that
// the content security policy forbids. It knows no page and no word; tests of
// the pages and of the HTML door use it. It imports the HTML reader alone.
package pagetest

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Faults is what is wrong with a whole page; none is a sound page.
func Faults(page io.Reader) []string {
	doc, err := goquery.NewDocumentFromReader(page)
	if err != nil {
		return []string{"it is no HTML: " + err.Error()}
	}
	c := &checker{doc: doc}
	c.frame()
	c.part()
	return c.faults
}

// PartFaults is what is wrong with a part of a page, rendered alone.
func PartFaults(part io.Reader) []string {
	doc, err := goquery.NewDocumentFromReader(part)
	if err != nil {
		return []string{"it is no HTML: " + err.Error()}
	}
	c := &checker{doc: doc}
	c.part()
	return c.faults
}

type checker struct {
	doc    *goquery.Document
	ids    map[string]bool
	faults []string
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *checker) each(selector string, check func(*goquery.Selection)) {
	c.doc.Find(selector).Each(func(_ int, s *goquery.Selection) { check(s) })
}

// frame is what only a whole page has.
func (c *checker) frame() {
	if n := c.doc.Find("h1").Length(); n != 1 {
		c.fault("%d h1", n)
	}
	if lang, _ := c.doc.Find("html").Attr("lang"); lang == "" {
		c.fault("no lang")
	}
	if strings.TrimSpace(c.doc.Find("head title").Text()) == "" {
		c.fault("no title")
	}
	if n := c.doc.Find("main").Length(); n != 1 {
		c.fault("%d main", n)
	}
	level := 0
	c.each("h1, h2, h3, h4, h5, h6", func(s *goquery.Selection) {
		if s.Closest("main").Length() == 0 || s.Closest(".nhsuk-error-summary, .nhsuk-notification-banner").Length() > 0 {
			return
		}
		now := int(goquery.NodeName(s)[1] - '0')
		if now > level+1 {
			c.fault("heading %q skips a level", text(s))
		}
		level = now
	})
}

func (c *checker) part() {
	c.uniqueIDs()
	c.references()
	c.controls()
	c.tables()
	c.names()
	c.inline()
}

func (c *checker) uniqueIDs() {
	c.ids = map[string]bool{}
	c.each("[id]", func(s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if c.ids[id] || id == "" || strings.ContainsAny(id, " \t\n") {
			c.fault("id %q is empty, has a blank or is there twice", id)
		}
		c.ids[id] = true
	})
}

// references: every id that something points at is there.
func (c *checker) references() {
	for _, attr := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "data-reveals"} {
		c.each("["+attr+"]", func(s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr(attr, "")) {
				if !c.ids[id] {
					c.fault("%s points at %q, which is not there", attr, id)
				}
			}
		})
	}
	c.each(`a[href^="#"]`, func(s *goquery.Selection) {
		id := s.AttrOr("href", "")[1:]
		if !c.ids[id] && s.Closest("main, .nhsuk-error-summary").Length() > 0 {
			c.fault("link %q leads to #%s, which is not there", text(s), id)
		}
	})
}

// controls: every one has a label; every problem shown belongs to its control.
func (c *checker) controls() {
	c.each("input, select, textarea", func(s *goquery.Selection) {
		if slices.Contains([]string{"hidden", "submit"}, s.AttrOr("type", "")) {
			return
		}
		id := s.AttrOr("id", "")
		labels := c.doc.Find("label").FilterFunction(func(_ int, l *goquery.Selection) bool {
			return id != "" && l.AttrOr("for", "") == id && text(l) != ""
		}).Length()
		if labels != 1 && s.AttrOr("aria-label", "") == "" {
			c.fault("%s %q has %d labels", goquery.NodeName(s), s.AttrOr("name", ""), labels)
		}
	})
	c.each(".nhsuk-error-message", func(s *goquery.Selection) {
		id := s.AttrOr("id", "")
		tied := c.doc.Find("[aria-describedby]").FilterFunction(func(_ int, d *goquery.Selection) bool {
			return slices.Contains(strings.Fields(d.AttrOr("aria-describedby", "")), id)
		})
		if id == "" || tied.Length() == 0 {
			c.fault("problem %q belongs to no control", text(s))
		}
	})
	told := map[string]bool{}
	c.each(".nhsuk-error-summary__list li", func(s *goquery.Selection) {
		line := text(s) + s.Find("a").AttrOr("href", "")
		if told[line] {
			c.fault("problem %q is told twice", text(s))
		}
		told[line] = true
	})
	c.each("fieldset", func(s *goquery.Selection) {
		if text(s.ChildrenFiltered("legend")) == "" {
			c.fault("a fieldset has no legend")
		}
	})
}

func (c *checker) tables() {
	c.each("table", func(s *goquery.Selection) {
		if text(s.Find("caption")) == "" {
			c.fault("a table has no caption")
		}
		s.Find("th").Each(func(_ int, th *goquery.Selection) {
			if th.AttrOr("scope", "") == "" {
				c.fault("header %q has no scope", text(th))
			}
		})
		if s.Find("th").Length() == 0 {
			c.fault("table %q has no headers", text(s.Find("caption")))
		}
	})
}

// names: what can be followed or pressed says what it is.
func (c *checker) names() {
	c.each("a[href], button, summary", func(s *goquery.Selection) {
		if text(s) == "" && s.AttrOr("aria-label", "") == "" {
			c.fault("a %s has no name", goquery.NodeName(s))
		}
	})
	c.each("img:not([alt])", func(s *goquery.Selection) { c.fault("an image has no alt") })
	c.each(`svg:not([aria-hidden="true"])`, func(s *goquery.Selection) {
		if s.AttrOr("role", "") != "img" && s.AttrOr("aria-label", "")+s.AttrOr("aria-labelledby", "") == "" {
			c.fault("a picture has no name")
		}
	})
}

// inline: styles and scripts stand in files, or the browser refuses them.
func (c *checker) inline() {
	c.each("[style], style, script:not([src])", func(s *goquery.Selection) {
		c.fault("inline style or script in %s", goquery.NodeName(s))
	})
	c.each("*", func(s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") {
				c.fault("inline %s in %s", a.Key, goquery.NodeName(s))
			}
			if strings.HasPrefix(a.Val, "http") && slices.Contains([]string{"src", "srcset"}, a.Key) {
				c.fault("%s asks another host: %s", goquery.NodeName(s), a.Val)
			}
		}
	})
}

func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }
