// Command shoot takes pictures of pages of a running demonstration, whole, so that people look at what they build:
//
//	go run ./internal/browsertest/shoot -base http://127.0.0.1:8080 -as PERSON -width 1280 -out shots / /bodies
//
// It says of each page its status, how far it overflows its window sideways and what the browser held against it; with
// -axe also which accessibility rules it breaks. It signs in the way the demonstration's own page does.
package main

import (
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"heed/internal/browsertest"
)

type options struct {
	base, person, out string
	width             int
	axe, paper        bool
}

func main() {
	var o options
	flag.StringVar(&o.base, "base", "http://127.0.0.1:8080", "address of the demonstration")
	flag.StringVar(&o.person, "as", "", "key of the demonstration person to sign in as; nobody if empty")
	flag.StringVar(&o.out, "out", ".", "folder for the pictures")
	flag.IntVar(&o.width, "width", browsertest.Desktop, "width of the window in CSS pixels")
	flag.BoolVar(&o.axe, "axe", false, "list the accessibility rules that each page breaks")
	flag.BoolVar(&o.paper, "pdf", false, "print each page on A4 too")
	flag.Parse()
	if err := shoot(o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "shoot:", err)
		os.Exit(1)
	}
}

func shoot(o options, paths []string) error {
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	browser, stop, err := browsertest.Launch()
	if err != nil {
		return err
	}
	defer stop()
	page, err := browser.NewPage()
	if err != nil {
		return err
	}
	if err := page.At(o.width); err != nil {
		return err
	}
	if o.person != "" {
		if err := signIn(page, o); err != nil {
			return err
		}
	}
	for _, path := range paths {
		if err := picture(page, o, path); err != nil {
			return err
		}
	}
	return nil
}

func signIn(page *browsertest.Page, o options) error {
	if _, err := page.Go(o.base + "/"); err != nil {
		return err
	}
	status, err := page.Post("/demo/sign-in", url.Values{"person": {o.person}})
	if err != nil {
		return err
	}
	if status >= 400 {
		return fmt.Errorf("signing in as %s was answered %d", o.person, status)
	}
	return nil
}

func picture(page *browsertest.Page, o options, path string) error {
	page.Complaints() // what earlier pages earned
	status, err := page.Go(o.base + path)
	if err != nil {
		return err
	}
	name := strings.Trim(strings.NewReplacer("/", "_", "?", "_", "&", "_", "=", "-").Replace(path), "_")
	if name == "" {
		name = "home"
	}
	file := filepath.Join(o.out, fmt.Sprintf("%s-%d.png", name, o.width))
	if err := page.Screenshot(file); err != nil {
		return err
	}
	wide, err := page.Overflow()
	if err != nil {
		return err
	}
	if o.paper {
		if err := page.PDF(filepath.Join(o.out, name+".pdf")); err != nil {
			return err
		}
	}
	fmt.Printf("%s: %d, %d px too wide, %s\n", path, status, wide, file)
	for _, complaint := range page.Complaints() {
		fmt.Println("  ", complaint)
	}
	if !o.axe {
		return nil
	}
	found, err := page.Axe()
	for _, violation := range found {
		fmt.Println("  ", violation)
	}
	return err
}
