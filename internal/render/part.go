package render

import (
	"bytes"
	"fmt"
	"html/template"
	"text/template/parse"

	"vitrin/internal/locale"
	"vitrin/internal/site"
)

// part is a partial for the views that stand on pages by the dozen.
type part struct {
	t        *template.Template
	built    bool // it does nothing but hand its view to the function element, which then need not be called through it
	remember fragments
}

// take takes a partial before it is escaped.
func (p *part) take(t *template.Template) {
	p.t, p.built = t, false
	if t == nil || t.Tree == nil || len(t.Tree.Root.Nodes) != 1 {
		return
	}
	if action, ok := t.Tree.Root.Nodes[0].(*parse.ActionNode); ok && len(action.Pipe.Decl) == 0 && len(action.Pipe.Cmds) == 1 {
		args := action.Pipe.Cmds[0].Args
		p.built = len(args) == 2 && args[0].String() == "element" && args[1].Type() == parse.NodeDot
	}
}

// add adds what a site's own partial makes of a view that says these words.
func (p *part) add(s *shared, b *bytes.Buffer, said words, view any) error {
	html, err := p.remember.html(said, func() (template.HTML, error) { return s.execute(p.t, view) })
	b.WriteString(string(html))
	return err
}

// joined gives what some function adds to a buffer.
func (s *shared) joined(add func(*bytes.Buffer) error) (template.HTML, error) {
	b := s.buffer()
	defer s.buffers.Put(b)
	if err := add(b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil //nolint:gosec // of parts that are escaped
}

// each adds the items of a list, each between two texts.
func each[T any](b *bytes.Buffer, list []T, before, after string, add func(*bytes.Buffer, *T) error) error {
	for i := range list {
		b.WriteString(before)
		if err := add(b, &list[i]); err != nil {
			return err
		}
		b.WriteString(after)
	}
	return nil
}

// items is [each] as a function of templates.
func items[T any](s *shared, before, after string, add func(*bytes.Buffer, *T) error) function {
	return adding(s, func(b *bytes.Buffer, list []T) error { return each(b, list, before, after, add) })
}

// item makes a function of one that adds a single view.
func item[T any](s *shared, add func(*bytes.Buffer, *T) error) function {
	return adding(s, func(b *bytes.Buffer, view T) error { return add(b, &view) })
}

// broken adds the items of a list, each on a line of its own.
func broken[T any](b *bytes.Buffer, list []T, add func(*bytes.Buffer, *T) error) error {
	for i := range list {
		if i > 0 {
			b.WriteString("<br>")
		}
		if err := add(b, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

// addElement adds a view in the form of the built-in partial for its type.
func (s *shared) addElement(b *bytes.Buffer, view any) error {
	switch v := view.(type) {
	case site.Link:
		return s.writeLink(b, &v)
	case *site.Link:
		return s.writeLink(b, v)
	case site.Value:
		return s.writeValue(b, &v)
	case *site.Value:
		return s.writeValue(b, v)
	case site.Fact:
		return s.writeFact(b, &v)
	case *site.Fact:
		return s.writeFact(b, v)
	case site.Row:
		return s.writeRow(b, &v)
	case *site.Row:
		return s.writeRow(b, v)
	case site.Status:
		b.Write(markup(b.AvailableBuffer()).status(&v))
		return nil
	case []site.BarPart:
		b.Write(markup(b.AvailableBuffer()).track(v))
		return nil
	case []site.Value:
		return broken(b, v, s.addValue)
	case []site.Link:
		return broken(b, v, s.addLink)
	case []string:
		return broken(b, v, addText)
	}
	return fmt.Errorf("there is no element for a %T", view)
}

func (s *shared) addLink(b *bytes.Buffer, l *site.Link) error {
	if s.link.built {
		return s.writeLink(b, l)
	}
	var room [wordsRoom]byte
	return s.link.add(s, b, words(room[:0]).link(l), l)
}

func (s *shared) writeLink(b *bytes.Buffer, l *site.Link) error {
	b.Write(markup(b.AvailableBuffer()).anchor(l))
	if l.Mark == "" {
		return nil
	}
	return s.mark.Execute(b, l)
}

func (s *shared) addValue(b *bytes.Buffer, v *site.Value) error {
	if s.value.built {
		return s.writeValue(b, v)
	}
	var room [wordsRoom]byte
	return s.value.add(s, b, words(room[:0]).value(v), v)
}

func (s *shared) writeValue(b *bytes.Buffer, v *site.Value) error {
	if v.Time != "" {
		b.Write(markup(b.AvailableBuffer()).raw(`<time`).attribute("datetime", v.Time).raw(`>`))
	}
	if err := s.addLink(b, &v.Link); err != nil {
		return err
	}
	if v.Time != "" {
		b.WriteString(`</time>`)
	}
	if v.Note != "" {
		b.Write(markup(b.AvailableBuffer()).raw(` <span class="note">`).text(v.Note).raw(`</span>`))
	}
	return nil
}

func (s *shared) addFact(b *bytes.Buffer, f *site.Fact) error {
	if s.fact.built {
		return s.writeFact(b, f)
	}
	var room [wordsRoom]byte
	return s.fact.add(s, b, words(room[:0]).text(f.Key, f.Label).values(f.Values), f)
}

func (s *shared) writeFact(b *bytes.Buffer, f *site.Fact) error {
	b.Write(markup(b.AvailableBuffer()).raw(`<div`).attribute("data-field", f.Key).raw(">\n<dt>").text(f.Label).raw("</dt>\n"))
	if err := each(b, f.Values, "<dd>", "</dd>\n", s.addValue); err != nil {
		return err
	}
	b.WriteString("</div>\n")
	return nil
}

func (s *shared) addRow(b *bytes.Buffer, r *site.Row) error {
	if s.cells.built {
		return s.writeRow(b, r)
	}
	var room [wordsRoom]byte
	return s.cells.add(s, b, words(room[:0]).row(r), r)
}

func (s *shared) writeRow(b *bytes.Buffer, r *site.Row) error {
	b.WriteString("<tr>\n")
	for i := range r.Cells {
		c := &r.Cells[i]
		m := markup(b.AvailableBuffer())
		begin, end := m.raw(`<th scope="row">`), "</th>\n"
		if i > 0 {
			begin, end = m.cell(c), "</td>\n"
		}
		b.Write(begin)
		if err := s.addValues(b, c.Values); err != nil {
			return err
		}
		b.WriteString(end)
	}
	b.WriteString("</tr>\n")
	return nil
}

func (s *shared) addValues(b *bytes.Buffer, list []site.Value) error {
	if s.values.built {
		return broken(b, list, s.addValue)
	}
	var room [wordsRoom]byte
	return s.values.add(s, b, words(room[:0]).values(list), list)
}

func (s *shared) addStatus(b *bytes.Buffer, status *site.Status) error {
	if s.status.built {
		b.Write(markup(b.AvailableBuffer()).status(status))
		return nil
	}
	var room [wordsRoom]byte
	return s.status.add(s, b, words(room[:0]).text(status.ID, status.Label), *status)
}

// word gives a word of the interface. It is the method T, which takes three times as long from a template.
func word(l *locale.Locale, key string) (string, error) { return l.T(key) }
