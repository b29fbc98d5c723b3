package browsertest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Widths of a window in CSS pixels. Narrow is what WCAG's reflow asks for: a desktop page enlarged to 400 %.
const (
	Narrow  = 320
	Tablet  = 768
	Desktop = 1280
)

// Widths of what is printed on A4, upright and on its side, within the browser's usual margins.
const (
	Upright = 717
	OnSide  = 1045
)

const height = 900

// Page is one page in a window of its own. Selectors are CSS; a step fails when nothing matches within half a minute.
// A page is for one goroutine.
type Page struct {
	// Close closes the window.
	Close func()

	ctx context.Context

	mu         sync.Mutex
	complaints []string
}

// Go opens an address and returns the HTTP status of the page that came, redirects followed.
func (p *Page) Go(address string) (status int, err error) {
	response, err := run(p, chromedp.NavigateResponse(address))
	if err != nil {
		return 0, fmt.Errorf("open %s: %w", address, err)
	}
	return int(response.Status), nil
}

// Press clicks a link or button that leads to another page, waits for that page and returns its HTTP status.
func (p *Page) Press(selector string) (status int, err error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector)))
	if err != nil {
		return 0, fmt.Errorf("press %s: %w", selector, err)
	}
	return int(response.Status), nil
}

// Click clicks what stays on the page: a radio button, a checkbox, the summary of some details.
func (p *Page) Click(selector string) error {
	return p.do("click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// Fill empties a field and types the text into it, key by key. (Chromedp's own Clear fails on a textarea that is empty,
// and leaves in place what was typed into one.)
func (p *Page) Fill(selector, text string) error {
	field := chromedp.CSS(selector)
	empty := fmt.Sprintf(`document.querySelector(%q).value = ""`, selector)
	return p.do("fill "+selector, chromedp.WaitVisible(field), chromedp.Evaluate[chromedp.Void](empty), chromedp.SendKeys(field, text))
}

// Choose picks the option with the value from a select.
func (p *Page) Choose(selector, value string) error {
	return p.do("choose "+selector, chromedp.SetValue(chromedp.CSS(selector), value))
}

// Attach puts files, by their paths, into a file field.
func (p *Page) Attach(selector string, paths ...string) error {
	return p.do("attach "+selector, chromedp.SetUploadFiles(chromedp.CSS(selector), paths))
}

// Empty takes out of the forms that match whatever stands in them and a person can take out, and unfolds what they are
// folded into: what somebody sends who answered nothing.
func (p *Page) Empty(form string) error {
	script := fmt.Sprintf(`document.querySelectorAll(%q).forEach(form => {
		for (let up = form; up = up.parentElement?.closest("details"); ) up.open = true;
		for (const field of form.elements) {
			if (field.type === "radio" || field.type === "checkbox") field.checked = false;
			else if (field.localName !== "button" && field.type !== "hidden") field.value = "";
		}
	})`, form)
	return p.do("empty "+form, chromedp.Evaluate[chromedp.Void](script))
}

// Post sends a form to a path of the site that the page is on, in the page's name, and returns the HTTP status of what
// came back, redirects followed. The page stays where it is; cookies are kept.
func (p *Page) Post(path string, form url.Values) (status int, err error) {
	script := fmt.Sprintf(`fetch(%q, {method: "POST", body: new URLSearchParams(%q)}).then(r => r.status)`, path, form.Encode())
	status, err = run(p, chromedp.Evaluate[int](script, chromedp.EvalAwaitPromise))
	if err != nil {
		return 0, fmt.Errorf("post to %s: %w", path, err)
	}
	return status, nil
}

// At makes the window as wide as given, in CSS pixels.
func (p *Page) At(width int) error {
	return p.do("resize", chromedp.EmulateViewport(int64(width), height))
}

// Paper lays the page out as a printer would, on paper as wide as given, in CSS pixels; Screen ends that.
func (p *Page) Paper(width int) error {
	if err := p.media("print"); err != nil {
		return err
	}
	return p.At(width)
}

// Screen lays the page out for a window again.
func (p *Page) Screen() error { return p.media("") }

func (p *Page) media(name string) error {
	return p.do("lay out for "+name, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name})
		return err
	}))
}

// PDF prints the page on A4 into a file.
func (p *Page) PDF(path string) error {
	printed, err := run(p, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return os.WriteFile(path, printed, 0o644)
}

// Shown are the texts of those elements that match and can be seen.
func (p *Page) Shown(selector string) ([]string, error) {
	return run(p, chromedp.Evaluate[[]string](fmt.Sprintf(
		`[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).map(e => e.innerText.trim())`, selector)))
}

// Cut are the texts of those elements that match and are not whole to be seen without scrolling sideways or within
// something: they stand out of the window to a side, or of what clips them.
func (p *Page) Cut(selector string) ([]string, error) {
	return run(p, chromedp.Evaluate[[]string](fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => {
		if (!e.checkVisibility()) return false;
		const box = e.getBoundingClientRect();
		if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) return true;
		for (let up = e; up && up !== document.body; up = up.parentElement) {
			const clips = getComputedStyle(up).overflow !== "visible";
			if (clips && (up.scrollWidth > up.clientWidth + 1 || up.scrollHeight > up.clientHeight + 1)) return true;
		}
		return false;
	}).map(e => e.innerText.trim())`, selector)))
}

// Settle waits until the page's own scripts have answered a change of the window: the design system's header lays itself
// out anew a moment after the last change, as the browser's own clock counts it.
func (p *Page) Settle() error {
	const moment = `new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))), 250))`
	_, err := run(p, chromedp.Evaluate[bool](moment, chromedp.EvalAwaitPromise))
	return err
}

// Scripts turns the page's own scripts on or off, from the next page on. They are on at first.
func (p *Page) Scripts(on bool) error {
	return p.do("switch scripts", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled,
			emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	}))
}

// Address is where the page is now.
func (p *Page) Address() (string, error) { return run(p, chromedp.Location()) }

// Title is the page's title.
func (p *Page) Title() (string, error) { return run(p, chromedp.Title()) }

// Text is the visible text of the first element that matches, "" when it is hidden.
func (p *Page) Text(selector string) (string, error) {
	if err := p.do("look for "+selector, chromedp.WaitReady(chromedp.CSS(selector))); err != nil {
		return "", err
	}
	// What is drawn as SVG has no innerText, and what is hidden has all of it.
	script := fmt.Sprintf(`(e => e.checkVisibility() ? e.innerText ?? e.textContent : "")(document.querySelector(%q))`, selector)
	text, err := run(p, chromedp.Evaluate[string](script))
	if err != nil {
		return "", fmt.Errorf("text of %s: %w", selector, err)
	}
	return text, nil
}

// Wait waits until the visible text of the first element that matches contains a text: what a script says by and by.
func (p *Page) Wait(selector, text string) error {
	script := fmt.Sprintf(`new Promise(done => {
		const watch = new MutationObserver(look);
		function look() {
			if (document.querySelector(%q)?.innerText.includes(%q)) {
				watch.disconnect();
				done();
			}
		}
		watch.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
		look();
	})`, selector, text)
	return p.do("wait for "+text+" in "+selector, chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// Count is how many elements match.
func (p *Page) Count(selector string) (int, error) {
	return run(p, chromedp.Evaluate[int](fmt.Sprintf(`document.querySelectorAll(%q).length`, selector)))
}

// HTML is the first element that matches, as it stands now.
func (p *Page) HTML(selector string) (string, error) {
	html, err := run(p, chromedp.Evaluate[string](fmt.Sprintf(`document.querySelector(%q).outerHTML`, selector)))
	if err != nil {
		return "", fmt.Errorf("markup of %s: %w", selector, err)
	}
	return html, nil
}

// Value is what stands in the first field that matches.
func (p *Page) Value(selector string) (string, error) {
	value, err := run(p, chromedp.Value(chromedp.CSS(selector)))
	if err != nil {
		return "", fmt.Errorf("value of %s: %w", selector, err)
	}
	return value, nil
}

// Overflow is by how many CSS pixels the page is wider than its window, zero when nobody has to scroll sideways.
// Elements that scroll within themselves don't count.
func (p *Page) Overflow() (int, error) {
	return run(p, chromedp.Evaluate[int](
		`Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)`))
}

// Screenshot writes the whole page, beyond the window too, as a PNG file.
func (p *Page) Screenshot(path string) error {
	picture, err := run(p, chromedp.FullScreenshot(100))
	if err != nil {
		return fmt.Errorf("take a picture: %w", err)
	}
	return os.WriteFile(path, picture, 0o644)
}

// Complaints returns what Chromium has held against the pages since the last call: scripts that failed, what the content
// security policy refused, and parts of a page (style, script, image, font) that were not there. The status of the page
// itself is none: a form with a fault in it rightly answers 422.
func (p *Page) Complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	heard := p.complaints
	p.complaints = nil
	return heard
}

// hear runs in the loop that reads Chromium's messages, so it must not ask Chromium anything.
func (p *Page) hear(event any) {
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		text := event.ExceptionDetails.Text
		if thrown := event.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		p.complain("script: " + text)
	case *log.EventEntryAdded:
		// What the network says is heard below, where it can be told apart.
		if event.Entry.Level == log.EntryLevelError && event.Entry.Source != log.EntrySourceNetwork {
			p.complain(event.Entry.Source.String() + ": " + event.Entry.Text)
		}
	case *network.EventResponseReceived:
		if event.Type != network.ResourceTypeDocument && event.Response.Status >= 400 {
			p.complain(fmt.Sprintf("network: %d for %s", event.Response.Status, event.Response.URL))
		}
	}
}

func (p *Page) complain(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaints = append(p.complaints, strings.TrimSpace(text))
}

func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) error {
	if _, err := run(p, chromedp.Steps(steps...)); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func run[T any](p *Page, action chromedp.Action[T]) (T, error) { return runWithin(p, patience, action) }

func runWithin[T any](p *Page, limit time.Duration, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, limit)
	defer cancel()
	return chromedp.Run(ctx, action)
}
