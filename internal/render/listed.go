package render

import (
	"bytes"
	"html/template"
	"io/fs"

	"vitrin/internal/site"
	"vitrin/templates"
)

// listed is a partial for what lists show of a project. It is executed for every project, so where a site has left the
// built-in file as it is, what that says is put together by hand, in a fraction of the time. TestListed holds it to the file.
type listed[V any] struct {
	t     *template.Template
	write func(*bytes.Buffer, *V) error // nil: the template is a site's own
}

// takeListed takes those partials from the common set, which was parsed of what was read.
func (s *shared) takeListed(common *template.Template, read places) {
	s.card, s.row, s.time = listed[site.CardWords]{t: common.Lookup(cardFile)}, listed[site.CardWords]{t: common.Lookup(rowFile)}, listed[site.TimeWords]{t: common.Lookup(timeFile)}
	if isBuiltIn(common, read, cardFile) {
		s.card.write = s.writeCard
	}
	if isBuiltIn(common, read, rowFile, linksFile, textsFile) {
		s.row.write = s.writeProjectRow
	}
	if isBuiltIn(common, read, timeFile, whenFile) {
		s.time.write = s.writeTime
	}
}

// addTime adds the words of a row in a timeline.
func (s *shared) addTime(b *bytes.Buffer, w *site.TimeWords) error {
	if s.time.write == nil {
		return s.time.t.Execute(b, *w)
	}
	return s.time.write(b, w)
}

// addListed adds a card in the form of a partial.
func (s *shared) addListed(b *bytes.Buffer, as *listed[site.CardWords], c *site.Card) error {
	words, ok := s.words.Get().(*site.CardWords)
	if !ok {
		words = new(site.CardWords)
	}
	defer s.words.Put(words)
	c = site.WholeCard(c, words)
	if as.write == nil || c.CardWords == nil {
		return as.t.Execute(b, c)
	}
	return as.write(b, c.CardWords)
}

// isBuiltIn tells whether some templates are those that are built in, each of its own file.
func isBuiltIn(set *template.Template, read places, names ...string) bool {
	for _, name := range names {
		src, err := fs.ReadFile(templates.FS, name)
		t := set.Lookup(name)
		if err != nil || t == nil || t.Tree == nil || t.Tree.ParseName != name || read[name] != string(src) {
			return false
		}
	}
	return true
}

// writeCard adds what card.html says.
func (s *shared) writeCard(b *bytes.Buffer, c *site.CardWords) error {
	b.WriteString("<div class=\"card\">\n<p class=\"card-title\">")
	if err := s.addLink(b, &c.Link); err != nil {
		return err
	}
	b.WriteString("</p>\n<p class=\"card-line\">")
	if err := s.addStatus(b, &c.Status); err != nil {
		return err
	}
	m := markup(b.AvailableBuffer())
	if c.Period != "" {
		m = m.raw(` <span class="period">`).text(c.Period).raw(`</span>`)
	}
	m = m.raw("</p>\n")
	if c.Summary != "" {
		m = m.raw(`<p class="card-summary"`).optional("lang", c.Link.TextLang).raw(`>`).text(c.Summary).raw("</p>\n")
	}
	b.Write(m.raw("<dl>\n"))
	if c.Coordinator.Text != "" {
		if err := s.addTerm(b, c, "field.coordinator", []site.Link{c.Coordinator}); err != nil {
			return err
		}
	}
	if err := s.addTerm(b, c, "field.clusters", c.Clusters); err != nil {
		return err
	}
	if err := s.addTerm(b, c, "field.programmes", c.Programmes); err != nil {
		return err
	}
	if len(c.Granted) > 0 {
		word, err := c.L.T("field.granted")
		if err != nil {
			return err
		}
		m := markup(b.AvailableBuffer()).raw(`<div><dt>`).text(word).raw(`</dt>`)
		for _, amount := range c.Granted {
			m = m.raw(`<dd>`).text(amount).raw(`</dd>`)
		}
		b.Write(m.raw("</div>\n"))
	}
	b.WriteString("</dl>\n</div>\n")
	return nil
}

// addTerm adds a term of a card with the links that describe it, unless there are none.
func (s *shared) addTerm(b *bytes.Buffer, c *site.CardWords, key string, links []site.Link) error {
	if len(links) == 0 {
		return nil
	}
	word, err := c.L.T(key)
	if err != nil {
		return err
	}
	b.Write(markup(b.AvailableBuffer()).raw(`<div><dt>`).text(word).raw(`</dt>`))
	if err := each(b, links, "<dd>", "</dd>", s.addLink); err != nil {
		return err
	}
	b.WriteString("</div>\n")
	return nil
}

// writeProjectRow adds what row.html says.
func (s *shared) writeProjectRow(b *bytes.Buffer, c *site.CardWords) error {
	b.WriteString("<tr>\n<th scope=\"row\">")
	if err := s.addLink(b, &c.Link); err != nil {
		return err
	}
	b.WriteString("</th>\n<td>")
	if err := s.addStatus(b, &c.Status); err != nil {
		return err
	}
	m := markup(b.AvailableBuffer()).raw("</td>\n<td class=\"date\">").text(c.Start).raw("</td>\n<td class=\"date\">").text(c.End)
	m = m.raw("</td>\n<td class=\"numeric\">")
	for i, amount := range c.Granted {
		if i > 0 {
			m = m.raw("<br>")
		}
		m = m.text(amount)
	}
	b.Write(m.raw("</td>\n<td>"))
	if err := s.addLink(b, &c.Coordinator); err != nil {
		return err
	}
	for _, links := range [...][]site.Link{c.Clusters, c.Programmes} {
		b.WriteString("</td>\n<td>")
		if err := broken(b, links, s.addLink); err != nil {
			return err
		}
	}
	b.WriteString("</td>\n</tr>\n")
	return nil
}

// writeTime adds what timewords.html says.
func (s *shared) writeTime(b *bytes.Buffer, w *site.TimeWords) error {
	if w.Link.Text != "" {
		m := markup(b.AvailableBuffer()).raw(`<p class="time-name"`)
		if w.Current {
			m = m.raw(` aria-current="page"`)
		}
		b.Write(m.raw(`>`))
		if err := s.addLink(b, &w.Link); err != nil {
			return err
		}
		b.WriteString("</p>\n")
	}
	if w.When != "" || w.Status.Label != "" {
		m := markup(b.AvailableBuffer()).raw(`<p class="time-when">`)
		if w.Time != "" {
			m = m.raw(`<time`).attribute("datetime", w.Time).raw(`>`).text(w.When).raw(`</time>`)
		} else {
			m = m.text(w.When)
		}
		b.Write(m.raw(` `))
		if err := s.addStatus(b, &w.Status); err != nil {
			return err
		}
		b.WriteString("</p>\n")
	}
	if w.Text != "" {
		b.Write(markup(b.AvailableBuffer()).raw(`<p class="time-text">`).text(w.Text).raw("</p>\n"))
	}
	return nil
}
