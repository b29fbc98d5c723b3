package words

import (
	"fmt"
	"io/fs"
	"path"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"heed/web/locales"
)

// Load reads the catalogue that is built into the program. It fails on a file
// that is not well formed, a key given twice, or a sentence that does not parse.
func Load() (*Catalogue, error) { return LoadFrom(locales.Files) }

// LoadFrom reads a catalogue from <language>/<stem>.yaml files. English must be
// there; what another language lacks reads in English.
func LoadFrom(files fs.FS) (*Catalogue, error) {
	c := &Catalogue{words: map[language.Tag]*Words{}}
	dirs, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("words: read the catalogue: %w", err)
	}
	for _, dir := range dirs {
		if !dir.IsDir() {
			continue
		}
		w, err := c.loadLanguage(files, dir.Name())
		if err != nil {
			return nil, err
		}
		c.words[w.tag] = w
		if w.tag != language.English {
			c.tags = append(c.tags, w.tag)
		}
	}
	english, ok := c.words[language.English]
	if !ok {
		return nil, fmt.Errorf("words: the catalogue has no English")
	}
	for _, w := range c.words {
		w.fallBack(english)
	}
	c.tags = append([]language.Tag{language.English}, c.tags...)
	c.matcher = language.NewMatcher(c.tags)
	return c, nil
}

func (c *Catalogue) loadLanguage(files fs.FS, dir string) (*Words, error) {
	tag, err := language.Parse(dir)
	if err != nil {
		return nil, fmt.Errorf("words: folder %q is no language: %w", dir, err)
	}
	w := &Words{
		tag: tag, missing: &c.missing,
		plain: map[string]string{}, patterns: map[string]pattern{}, plurals: map[string]map[plural.Form]pattern{},
	}
	names, err := fs.Glob(files, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("words: list %s: %w", dir, err)
	}
	for _, name := range names {
		if err := w.loadFile(files, name); err != nil {
			return nil, fmt.Errorf("words: %s: %w", name, err)
		}
	}
	return w, nil
}

func (w *Words) loadFile(files fs.FS, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	messages, err := i18n.ParseMessageBytes(text, unmarshalYAML)
	if err != nil {
		return err
	}
	for _, m := range messages {
		if w.Has(m.ID) {
			return fmt.Errorf("%s is given twice", m.ID)
		}
		if err := w.add(m); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	return nil
}

func (w *Words) add(m *i18n.Message) error {
	forms := map[plural.Form]pattern{}
	for form, sentence := range map[plural.Form]string{
		plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two,
		plural.Few: m.Few, plural.Many: m.Many, plural.Other: m.Other,
	} {
		if sentence == "" {
			continue
		}
		p, err := parse(sentence)
		if err != nil {
			return err
		}
		forms[form] = p
	}
	other, ok := forms[plural.Other]
	switch {
	case !ok:
		return fmt.Errorf("it has no sentence")
	case len(forms) > 1:
		w.plurals[m.ID] = forms
	case len(other.args) > 0:
		w.patterns[m.ID] = other
	default:
		w.plain[m.ID] = m.Other
	}
	return nil
}

// fallBack takes what this language lacks from another.
func (w *Words) fallBack(from *Words) {
	for key, text := range from.plain {
		if !w.Has(key) {
			w.plain[key] = text
		}
	}
	for key, p := range from.patterns {
		if !w.Has(key) {
			w.patterns[key] = p
		}
	}
	for key, forms := range from.plurals {
		if !w.Has(key) {
			w.plurals[key] = forms
		}
	}
}

func unmarshalYAML(text []byte, into any) error { return yaml.Unmarshal(text, into) }

var _ i18n.UnmarshalFunc = unmarshalYAML
