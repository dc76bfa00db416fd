package render

import (
	"bytes"
	"html/template"

	"vitrin/internal/site"
)

// addTable adds a table from its caption on.
func (s *shared) addTable(b *bytes.Buffer, t site.Table) error {
	b.Write(markup(b.AvailableBuffer()).raw(`<caption>`).text(t.Caption).raw("</caption>\n"))
	if err := s.addColumns(b, t.Columns); err != nil {
		return err
	}
	b.WriteString("<tbody>\n")
	if err := each(b, t.Rows, "", "", s.addRow); err != nil {
		return err
	}
	b.WriteString("</tbody>\n")
	return nil
}

// addCount adds a value with its number.
func (s *shared) addCount(b *bytes.Buffer, r *site.CountRow) error {
	b.WriteString("<span>")
	if err := s.addLink(b, &r.Link); err != nil {
		return err
	}
	b.Write(markup(b.AvailableBuffer()).raw(`</span> <span class="numeric">`).text(r.Number).raw(`</span>`))
	return nil
}

// addBar adds a row of a figure but for its end.
func (s *shared) addBar(b *bytes.Buffer, r *site.Bar) error {
	m := markup(b.AvailableBuffer()).raw(`<li`)
	if r.Empty {
		m = m.raw(` data-empty`)
	}
	b.Write(m.raw(">\n", `<span class="bar-name">`))
	if err := s.addLink(b, &r.Link); err != nil {
		return err
	}
	m = markup(b.AvailableBuffer())
	if r.Note != "" {
		m = m.raw(` <span class="note">`).text(r.Note).raw(`</span>`)
	}
	b.Write(m.raw("</span>\n").numbers(r))
	if s.track.built {
		b.Write(markup(b.AvailableBuffer()).track(r.Parts))
		return nil
	}
	var room [wordsRoom]byte
	said := words(room[:0])
	for i := range r.Parts {
		said = said.text(r.Parts[i].Kind, r.Parts[i].X, r.Parts[i].Width)
	}
	return s.track.add(s, b, said, r.Parts)
}

// addColumns adds the head of a table.
func (s *shared) addColumns(b *bytes.Buffer, columns []site.Column) error {
	var room [wordsRoom]byte
	said := words(room[:0])
	for _, c := range columns {
		said = said.text(c.Label, c.Sort, c.Sorted).flag(c.Numeric)
	}
	html, err := s.heads.html(said, func() (template.HTML, error) { return s.execute(s.columns, columns) })
	b.WriteString(string(html))
	return err
}
