// Package browsertest opens pages in Chromium for tests: it fills forms as people do, measures pages at several widths,
// runs the accessibility rules of axe-core over them and takes pictures.
//
// It owns how Chromium is started and what counts as a complaint of it; it owns no expectations about any page. Nothing
// in the program imports it, and it imports nothing of heed's.
//
// Where there is no Chromium, or axe-core was not installed, tests fail and say what to do; they never skip.
package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Browser is one running Chromium. Starting it costs half a second, so the tests of a package had better share it.
type Browser struct {
	ctx context.Context
}

// Launch starts Chromium without a window. It runs until stop is called, which waits for its end.
func Launch() (browser *Browser, stop func(), err error) {
	path, err := findChromium()
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], // headless, a fresh profile, no sandbox as root
		chromedp.ExecPath(path),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true), // they take width on some systems and not on others
		chromedp.Flag("force-prefers-reduced-motion", true),
	)
	allocator, closeAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	stop = func() {
		closeBrowser()
		closeAllocator()
	}
	if err := chromedp.Do(ctx); err != nil { // starts it; no deadline, for a deadline here would be the browser's own
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return &Browser{ctx: ctx}, stop, nil
}

// Open starts Chromium for a test and closes it when the test ends.
func Open(t testing.TB) *Browser {
	t.Helper()
	browser, stop, err := Launch()
	if err != nil {
		t.Fatalf("browsertest: %v", err)
	}
	t.Cleanup(stop)
	return browser
}

// Page opens an empty page in a window of its own, which shares no cookies with any other: one page, one person.
func (b *Browser) Page(t testing.TB) *Page {
	t.Helper()
	page, err := b.NewPage()
	if err != nil {
		t.Fatalf("browsertest: %v", err)
	}
	t.Cleanup(page.Close)
	return page
}

// NewPage is Page outside tests; the caller closes it.
func (b *Browser) NewPage() (*Page, error) {
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	page := &Page{ctx: ctx, Close: cancel}
	if err := chromedp.Listen(ctx, page.hear); err != nil {
		cancel()
		return nil, fmt.Errorf("open a page: %w", err)
	}
	if err := page.At(Desktop); err != nil {
		cancel()
		return nil, err
	}
	return page, nil
}

// patience is how long one step of a page may take before the test is told that it hangs.
const patience = 30 * time.Second

func findChromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium is installed: install one (on Debian: apt-get install chromium)")
}
