package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"heed/internal/domain"
	"heed/web/words"
)

// Heatmap is bodies by recommendations: thousands of small cells, each linked.
type Heatmap struct {
	ID      string
	Caption string
	Corner  string // what the first column holds
	Columns []HeatColumn
	Rows    []HeatRow
}

// HeatColumn is one recommendation; Key ends the address of its cells.
type HeatColumn struct {
	Text string // its number
	Name string // what it asks, for who hears the page
	Href string
	Key  string
}

// HeatRow is one body; Base starts the address of its cells: "/bodies/RJ1/ctr/".
type HeatRow struct {
	Text  string
	Href  string
	Base  string
	Cells []Heat
}

// Heat is one cell. Without a position the body does not owe it. Also is a word
// that stands beside the position, such as "overdue"; it gets a mark too.
type Heat struct {
	Position domain.Word
	Also     string
}

// HeatTable shows a heatmap. Its cells are written without templ: one page has
// four thousand of them, and what is the same in all is made once.
func HeatTable(w *words.Words, h Heatmap) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		body := templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
			if err := heatHead(h).Render(ctx, out); err != nil {
				return err
			}
			return heatBody(out, w, h)
		})
		return frame(h.ID, h.Caption, false, "heed-heatmap").Render(templ.WithChildren(ctx, body), out)
	})
}

// stamp is what all cells of one position share.
type stamp struct{ open, name, text string }

func stamps(w *words.Words) map[domain.Word]stamp {
	all := make(map[domain.Word]stamp, len(domain.PositionWords()))
	for _, position := range domain.PositionWords() {
		sign := templ.EscapeString(w.Word("sign", string(position)))
		word := templ.EscapeString(w.Word("position", string(position)))
		all[position] = stamp{
			open: "heed-sign--" + string(position) + `"><a href="`,
			name: `" aria-label="` + sign + ", " + word,
			text: `">` + sign + "</a></td>",
		}
	}
	return all
}

func heatBody(out io.Writer, w *words.Words, h Heatmap) error {
	stamps := stamps(w)
	p := &pen{out: out}
	keys := make([]string, len(h.Columns))
	for i, column := range h.Columns {
		keys[i] = templ.EscapeString(column.Key)
	}
	p.write(`<tbody class="nhsuk-table__body">`)
	for _, row := range h.Rows {
		p.write(`<tr><th scope="row"><a href="`, templ.EscapeString(row.Href), `">`, templ.EscapeString(row.Text), "</a></th>")
		base := templ.EscapeString(row.Base)
		for i, cell := range row.Cells {
			s, owed := stamps[cell.Position]
			switch {
			case !owed:
				p.write(`<td class="heed-heat"></td>`)
			case cell.Also == "":
				p.write(`<td class="heed-heat `, s.open, base, keys[i], s.name, s.text)
			default:
				p.write(`<td class="heed-heat heed-heat--also `, s.open, base, keys[i], s.name, ", ", templ.EscapeString(cell.Also), s.text)
			}
		}
		p.write("</tr>")
	}
	p.write("</tbody>")
	return p.err
}

// pen writes strings until one fails.
type pen struct {
	out io.Writer
	err error
}

func (p *pen) write(parts ...string) {
	for _, part := range parts {
		if p.err == nil {
			_, p.err = io.WriteString(p.out, part)
		}
	}
}
