package site

import (
	"strconv"

	"heed/internal/domain"
	"heed/internal/form"
	"heed/internal/view"
	"heed/web/page"
	"heed/web/words"
)

// slice is the part of a report that the address asks for: any recommendation,
// nation, region, board, kind of body or one body, as far as the visitor sees it.
func (r *request) slice(p *view.Picture) (page.SliceFields, view.Filter) {
	f, c := r.filter(), p.Choices(r.cut())
	fields := page.SliceFields{
		Form: f, Nation: r.oneOf(f, "nation", "heatmap.nation", options(r.words, "nation", c.Nations)),
		Rec: r.oneOf(f, "rec", "behind.recommendation", recommendationOptions(p.Pack)),
	}
	filter := view.Filter{Nation: domain.Nation(fields.Nation.Value), Rec: number(fields.Rec.Value)}
	fields.PlaceFields = r.place(f, p, c, &filter)
	return fields, filter
}

// place is the part of the fields that say which bodies, and of the filter.
func (r *request) place(f *form.Form, p *view.Picture, c view.Choices, filter *view.Filter) page.PlaceFields {
	fields := page.PlaceFields{
		Region: r.oneOf(f, "region", "heatmap.region", regionOptions(r.words, c)), ICB: r.oneOf(f, "icb", "heatmap.icb", boardOptions(c)),
		Kind: r.oneOf(f, "kind", "heatmap.kind", options(r.words, "body_kind", c.Kinds)),
		Body: f.Text("body", form.Ask{Label: r.words.T("slice.body"), Hint: r.words.T("slice.body.hint")}, maxQuery),
	}
	filter.Region, filter.ICB, filter.Kind = fields.Region.Value, fields.ICB.Value, domain.BodyKind(fields.Kind.Value)
	if typed := fields.Body.Value; typed != "" {
		body, known := bodyNamed(p, typed)
		if !known {
			f.Apply(domain.Problems{domain.Bad("body", "what_if.no_body", nil)})
			return fields
		}
		filter.Body = body.Code
	}
	return fields
}

func regionOptions(w *words.Words, c view.Choices) []form.Option {
	var list []form.Option
	for _, region := range c.Regions {
		list = append(list, form.Option{Value: region, Label: region})
	}
	if len(list) > 0 && c.NoneToo {
		list = append(list, form.Option{Value: view.NoRegion, Label: w.T("heatmap.region.none")})
	}
	return list
}

func themeOptions(c view.Choices) []form.Option {
	var list []form.Option
	for _, theme := range c.Themes {
		list = append(list, form.Option{Value: strconv.Itoa(theme.No), Label: theme.Short})
	}
	return list
}

func boardOptions(c view.Choices) []form.Option {
	var list []form.Option
	for _, icb := range c.ICBs {
		list = append(list, form.Option{Value: icb.Code, Label: icb.Name})
	}
	return list
}

// oneOf asks for one of the values of a filter, or for any of them.
func (r *request) oneOf(f *form.Form, name, label string, list []form.Option) *form.Choice {
	return f.Choice(name, form.Ask{Label: r.words.T(label)}, anyOr(r.words.T("heatmap.any"), list))
}
