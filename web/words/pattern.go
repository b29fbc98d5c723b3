package words

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"heed/internal/domain"
)

// pattern is a sentence cut at its arguments: texts[0] args[0] texts[1] ... It
// is go-i18n's template syntax narrowed to {{.Name}}, so that filling it in is
// joining strings and a translator can put no logic into a sentence.
type pattern struct {
	texts []string // always one more than args
	args  []string
}

func parse(sentence string) (pattern, error) {
	var p pattern
	for {
		before, rest, found := strings.Cut(sentence, "{{")
		p.texts = append(p.texts, before)
		if !found {
			return p, nil
		}
		name, after, closed := strings.Cut(rest, "}}")
		name = strings.TrimSpace(name)
		if !closed || !strings.HasPrefix(name, ".") || strings.ContainsAny(name[1:], ". |()\"") || name == "." {
			return pattern{}, fmt.Errorf("only {{.Name}} may stand in a sentence: %q", sentence)
		}
		p.args = append(p.args, name[1:])
		sentence = after
	}
}

// fill writes the sentence. An argument that is not given reads as its name in
// brackets and is noted as missing.
func (p pattern) fill(w *Words, args domain.Args) string {
	var b strings.Builder
	for i, name := range p.args {
		b.WriteString(p.texts[i])
		value, ok := args[name]
		if !ok {
			b.WriteString(w.lost("." + name))
			continue
		}
		b.WriteString(w.argument(value))
	}
	b.WriteString(p.texts[len(p.args)])
	return b.String()
}

// argument is how a value reads inside a sentence.
func (w *Words) argument(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return w.Number(v)
	case int64:
		return w.Number(int(v))
	case domain.Day:
		return w.Day(v)
	case time.Time:
		return w.Instant(v)
	case []string:
		return w.List(v)
	case fmt.Stringer:
		return v.String()
	}
	if v := reflect.ValueOf(value); v.Kind() == reflect.String {
		return v.String()
	}
	return fmt.Sprint(value)
}
