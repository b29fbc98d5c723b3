package pagetest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"heed/web/pagetest"
)

const sound = `<!DOCTYPE html><html lang="en"><head><title>Duty</title></head><body>
<main id="maincontent"><h1>Duty</h1><h2>More</h2>%s</main></body></html>`

func page(part string) *strings.Reader {
	return strings.NewReader(strings.Replace(sound, "%s", part, 1))
}

func TestASoundPageHasNoFaults(t *testing.T) {
	require.Empty(t, pagetest.Faults(page(`
		<label for="owner">Owner</label><span id="owner-error" class="nhsuk-error-message">Error</span>
		<input id="owner" name="owner" aria-describedby="owner-error">
		<table><caption>Owed</caption><tr><th scope="col">Body</th></tr></table>
		<a href="#owner">Owner</a>`)))
}

func TestEachFaultIsFound(t *testing.T) {
	for part, fault := range map[string]string{
		`<h1>Again</h1>`:                                 "2 h1",
		`<h4>Deep</h4>`:                                  "skips a level",
		`<p id="maincontent">`:                           "there twice",
		`<input name="owner">`:                           "has 0 labels",
		`<a href="#x">X</a>`:                             "#x, which is not there",
		`<a href="/x"></a>`:                              "has no name",
		`<button></button>`:                              "has no name",
		`<img src="/x.png">`:                             "no alt",
		`<p style="color:red">`:                          "inline style",
		`<p onclick="x()">`:                              "inline onclick",
		`<table><tr><th scope="col">A</th></tr></table>`: "no caption",
		`<table><caption>A</caption><tr><th>A</th></tr></table>`:          "no scope",
		`<table><caption>A</caption><tr><td>A</td></tr></table>`:          "no headers",
		`<p aria-describedby="nothing">`:                                  "points at",
		`<span class="nhsuk-error-message" id="e">Error</span>`:           "belongs to no control",
		`<fieldset><label for="a">A</label><input id="a"></fieldset>`:     "no legend",
		`<ul class="nhsuk-error-summary__list"><li>A</li><li>A</li></ul>`: "told twice",
		`<script src="https://example.org/x.js"></script>`:                "another host",
		`<svg viewBox="0 0 1 1"></svg>`:                                   "picture has no name",
	} {
		faults := pagetest.Faults(page(part))
		require.Contains(t, strings.Join(faults, "; "), fault, part)
	}
	require.NotEmpty(t, pagetest.Faults(strings.NewReader("<p>bare</p>")), "a part is no page")
	require.Empty(t, pagetest.PartFaults(strings.NewReader("<p>bare</p>")))
}
