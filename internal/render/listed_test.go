package render

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"vitrin/internal/locale"
	"vitrin/internal/overlay"
	"vitrin/internal/site"
	"vitrin/templates"
)

// TestListed holds what is put together by hand for each project to what the templates make of the same words.
func TestListed(t *testing.T) {
	r, problems := New(templates.FS)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l := swedish(t)
	all := []site.CardWords{{L: l}}
	for i, a := range hostile {
		b, c := hostile[(i+5)%len(hostile)], hostile[(i+11)%len(hostile)]
		link := site.Link{Text: a, Href: b, Lang: c, TextLang: hostile[(i+17)%len(hostile)], Mark: a}
		here := site.Link{Text: c, Href: a}
		all = append(all,
			site.CardWords{
				L: l, Link: link, Summary: b, Status: site.Status{ID: a, Label: b}, Period: c, Start: a, End: b, Granted: []string{a, b, c},
				Coordinator: link, Clusters: []site.Link{link, here}, Programmes: []site.Link{here},
			},
			site.CardWords{L: l, Link: here, Summary: a, Status: site.Status{Label: c}, Granted: []string{a}, Coordinator: here, Programmes: []site.Link{link, here, link}},
			site.CardWords{L: l, Link: here, Start: c, Coordinator: site.Link{Href: a}, Clusters: []site.Link{link}},
		)
	}
	for name, form := range map[string]*listed[site.CardWords]{"card": &r.shared.card, "row": &r.shared.row} {
		if form.write == nil {
			t.Fatalf("the built-in %s is executed for every project", name)
		}
		for i := range all {
			card := site.NewCard(0, all[i])
			want, err := r.shared.execute(form.t, card)
			if err != nil {
				t.Fatal(name, err)
			}
			if got, err := r.shared.joined(func(b *bytes.Buffer) error { return r.shared.addListed(b, form, card) }); err != nil || got != want {
				t.Errorf("%s of %q\n%s\nwant\n%s\n%v", name, all[i].Link.Text, got, want, err)
			}
		}
		if html, err := r.shared.joined(func(b *bytes.Buffer) error { return r.shared.addListed(b, form, new(site.Card)) }); err != nil || html != "" {
			t.Errorf("a %s without words is %q, %v", name, html, err)
		}
	}
	if r.shared.time.write == nil {
		t.Fatal("the built-in words of a row in a timeline are executed for every row")
	}
	for i := range all {
		c := &all[i]
		for _, w := range []site.TimeWords{{Link: c.Link, When: c.Period, Time: c.Start, Status: c.Status, Text: c.Summary, Current: i%2 == 0}, {When: c.End, Status: c.Status}, {Link: c.Coordinator, Time: c.Start, Text: c.Start}} {
			want, err := r.shared.execute(r.shared.time.t, w)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := r.shared.joined(func(b *bytes.Buffer) error { return r.shared.addTime(b, &w) }); err != nil || got != want {
				t.Errorf("%+v\n%s\nwant\n%s\n%v", w, got, want, err)
			}
		}
	}
	// A missing word is an error, not a card that lacks it.
	for _, words := range []site.CardWords{{Coordinator: site.Link{Text: "a"}}, {Clusters: make([]site.Link, 1)}, {Programmes: make([]site.Link, 1)}, {Granted: []string{"1"}}} {
		words.L = new(locale.Locale)
		if err := r.shared.writeCard(new(bytes.Buffer), &words); err == nil {
			t.Errorf("%+v became a card", words)
		}
	}
}

// TestOwnListed holds that what a site changes of the partials, and of those that they use, is what is shown.
func TestOwnListed(t *testing.T) {
	words := site.CardWords{
		L: swedish(t), Link: site.Link{Text: "Bron", Href: "/bro/"}, Status: site.Status{ID: "ongoing", Label: "Pågående"}, Granted: []string{"1 kr", "2 kr"},
		Clusters: []site.Link{{Text: "Vatten", Href: "/vatten/"}, {Text: "Luft", Href: "/luft/"}},
	}
	time := site.TimeWords{Link: words.Link, When: "2026", Status: words.Status}
	for _, test := range []struct{ file, own, time string }{
		{"partials/timewords.html", `<b>{{.When}}</b>`, "<b>2026</b>"},
		{"partials/timewhen.html", `<b>{{.When}}</b>`, "<p class=\"time-name\"><a href=\"/bro/\">Bron</a></p>\n<b>2026</b>"},
		{"partials/status.html", `<u>{{.Label}}</u>`, "2026 <u>Pågående</u>"},
	} {
		s := over(t, test.file, test.own)
		if got, err := s.joined(func(b *bytes.Buffer) error { return s.addTime(b, &time) }); err != nil || !strings.Contains(string(got), test.time) {
			t.Errorf("%s %s: %s, %v, want in it %s", test.file, test.own, got, err, test.time)
		}
	}
	for _, test := range []struct{ file, own, card, row string }{
		{"partials/card.html", `<b>{{.Link.Text}}</b>`, "<b>Bron</b>", `<th scope="row"><a href="/bro/">Bron</a></th>`},
		{"partials/row.html", `<tr><td>{{.Link.Text}}</td></tr>`, `<p class="card-title"><a href="/bro/">Bron</a></p>`, "<tr><td>Bron</td></tr>"},
		{"partials/link.html", `<i>{{.Text}}</i>`, `<p class="card-title"><i>Bron</i></p>`, "<td><i>Vatten</i><br><i>Luft</i></td>"},
		{"partials/links.html", `{{len .}}`, `<dd><a href="/vatten/">Vatten</a></dd>`, "<td>2</td>"},
		{"partials/texts.html", `{{len .}}`, `<dd>1 kr</dd>`, `<td class="numeric">2</td>`},
		{"partials/status.html", `<u>{{.Label}}</u>`, `<p class="card-line"><u>Pågående</u></p>`, "<td><u>Pågående</u></td>"},
		// What one file defines in the place of another is what is meant, although that file is as it was.
		{"partials/zeta.html", `{{define "partials/card.html"}}<em>{{.Link.Text}}</em>{{end}}`, "<em>Bron</em>", `<th scope="row"><a`},
		{"partials/zeta.html", `{{define "partials/texts.html"}}{{len .}}{{end}}`, `<dd>1 kr</dd>`, `<td class="numeric">2</td>`},
	} {
		s, card := over(t, test.file, test.own), site.NewCard(0, words)
		if got, err := s.joined(func(b *bytes.Buffer) error { return s.addListed(b, &s.card, card) }); err != nil || !strings.Contains(string(got), test.card) {
			t.Errorf("%s %s: %s, %v, want in it %s", test.file, test.own, got, err, test.card)
		}
		if got, err := s.joined(func(b *bytes.Buffer) error { return s.addListed(b, &s.row, card) }); err != nil || !strings.Contains(string(got), test.row) {
			t.Errorf("%s %s: %s, %v, want in it %s", test.file, test.own, got, err, test.row)
		}
	}
}

// over gives what renders with a file of a site's own.
func over(t *testing.T, file, own string) *shared {
	t.Helper()
	r, problems := New(overlay.New(fstest.MapFS{file: &fstest.MapFile{Data: []byte(own)}}, templates.FS))
	if len(problems) > 0 {
		t.Fatal(own, problems)
	}
	return &r.shared
}

// TestWritesIntoPage: functions do write into the page, from files that are built in and from a site's own, and so do values.
func TestWritesIntoPage(t *testing.T) {
	own := fstest.MapFS{"partials/facts.html": &fstest.MapFile{Data: []byte(`<dl title="{{facts .}}">{{facts .}}</dl>`)}}
	for name, r := range map[string]*Renderer{"checked": nil, "trusted": Trust(overlay.New(own, templates.FS))} {
		if r == nil {
			made, problems := New(overlay.New(own, templates.FS))
			if r = made; len(problems) > 0 {
				t.Fatal(problems)
			}
		}
		p, err := r.take("project.html")
		if err != nil {
			t.Fatal(err)
		}
		for file, want := range map[string][2]int{"partials/facts.html": {1, 1}, "partials/head.html": {1, 0}, "partials/breadcrumbs.html": {1, 2}, mainBlock: {8, 7}, baseFile: {2, 3}} {
			text := p.own.Lookup(file).Tree.Root.String()
			if got := [2]int{strings.Count(text, "{{with "+writes), strings.Count(text, "| "+writes)}; got[0] < want[0] || got[1] != want[1] || file == "partials/facts.html" && got != want {
				t.Errorf("%s, %s: %d functions and values write into the page, want %d", name, file, got, want)
			}
		}
	}
}
