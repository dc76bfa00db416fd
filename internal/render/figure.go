package render

import (
	"bytes"
	"html/template"

	"vitrin/internal/site"
)

// renderTable gives a table from its caption on.
func (s *shared) renderTable(t site.Table) (template.HTML, error) {
	head, err := s.renderColumns(t.Columns)
	if err != nil {
		return "", err
	}
	return s.joined(func(b *bytes.Buffer) error {
		b.Write(markup(b.AvailableBuffer()).raw(`<caption>`).text(t.Caption).raw("</caption>\n", string(head), "<tbody>\n"))
		if err := each(b, t.Rows, "", "", s.addRow); err != nil {
			return err
		}
		b.WriteString("</tbody>\n")
		return nil
	})
}

// renderTally gives values with their numbers as items of a list.
func (s *shared) renderTally(rows []site.CountRow) (template.HTML, error) {
	return s.joined(func(b *bytes.Buffer) error {
		return each(b, rows, "<li>", "</li>\n", func(b *bytes.Buffer, r *site.CountRow) error {
			b.WriteString("<span>")
			if err := s.addLink(b, &r.Link); err != nil {
				return err
			}
			b.Write(markup(b.AvailableBuffer()).raw(`</span> <span class="numeric">`).text(r.Number).raw(`</span>`))
			return nil
		})
	})
}

// renderBars gives the rows of a figure as items of a list.
func (s *shared) renderBars(rows []site.Bar) (template.HTML, error) {
	return s.joined(func(b *bytes.Buffer) error { return each(b, rows, "", "</li>\n", s.addBar) })
}

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

// renderColumns gives the head of a table.
func (s *shared) renderColumns(columns []site.Column) (template.HTML, error) {
	var room [wordsRoom]byte
	said := words(room[:0])
	for _, c := range columns {
		said = said.text(c.Label, c.Sort, c.Sorted).flag(c.Numeric)
	}
	return s.heads.html(said, func() (template.HTML, error) { return s.execute(s.columns, columns) })
}
