package render

import (
	"bytes"
	"errors"
	"html/template"
	"slices"
	"sync"

	"vitrin/internal/locale"
	"vitrin/internal/site"
)

// shared renders what many pages show, each thing once. Its functions are those that templates can
// call; the partials behind them are of the common set, so that a page cannot give them another
// meaning.
type shared struct {
	card, row      listed[site.CardWords]
	time           listed[site.TimeWords]
	header, footer *template.Template
	columns, mark  *template.Template

	link, value, values, fact, cells, status, track part

	buffers sync.Pool // of *bytes.Buffer, in which templates are executed
	words   sync.Pool // of *site.CardWords, of cards in the making

	cards, rows, times memory
	headers            once[headerKey, site.Header]
	footers            once[*locale.Locale, site.Footer]

	heads fragments
}

// funcs gives the functions that templates have beside those of the standard library.
func (s *shared) funcs() template.FuncMap {
	funcs := template.FuncMap{}
	for name, f := range s.functions() {
		funcs[name] = f.gives
	}
	return funcs
}

// functions gives those that make HTML or words, by their names.
func (s *shared) functions() map[string]function {
	return map[string]function{
		"card":     adding(s, s.addCard),
		"cards":    adding(s, s.addCards),
		"related":  items(s, "<li>", "</li>\n", s.addRelated),
		"rows":     adding(s, s.addRows),
		"timerows": items(s, "", "</li>\n", s.addTimeRow),
		"link":     item(s, s.addLink),
		"links":    items(s, "<li>", "</li>\n", s.addLink),
		"facts":    items(s, "", "", s.addFact),
		"values":   items(s, "<li>", "</li>\n", s.addValue),
		"status":   item(s, s.addStatus),
		"element":  adding(s, s.addElement),
		"cells":    items(s, "", "", s.addRow),
		"columns":  adding(s, s.addColumns),
		"table":    adding(s, s.addTable),
		"tally":    items(s, "<li>", "</li>\n", s.addCount),
		"bars":     items(s, "", "</li>\n", s.addBar),
		"header":   adding(s, s.addHeader),
		"footer":   adding(s, s.addFooter),

		"head":      adding(s, addHead),
		"prose":     adding(s, addProse),
		"meta":      adding(s, addMeta),
		"assets":    adding(s, addAssets),
		"pagelinks": adding(s, addPageLinks),
		"tags":      items(s, "<li>", "</li>\n", addText),
		"word": { // stands between tags and in attributes, where the same has to be escaped
			gives: word,
			writes: func(p *pen) any {
				return func(l *locale.Locale, key string) *failure {
					text, err := word(l, key)
					return failed(errors.Join(err, addText(p.page, &text)))
				}
			},
		},
		"anchor": {
			gives: func(l site.Link, rel, text string) (template.HTML, error) {
				return s.joined(func(b *bytes.Buffer) error { return addAnchor(b, l, rel, text) })
			},
			writes: func(p *pen) any {
				return func(l site.Link, rel, text string) *failure { return failed(addAnchor(p.page, l, rel, text)) }
			},
		},
	}
}

// takeFrom takes the partials that are rendered apart from the common set, which was parsed of what was read.
func (s *shared) takeFrom(common *template.Template, read places) {
	s.takeListed(common, read)
	s.columns, s.mark = common.Lookup(columnsFile), common.Lookup(markFile)
	for file, p := range s.parts() {
		p.take(common.Lookup(file))
	}
	s.header, s.footer = common.Lookup(headerFile), common.Lookup(footerFile)
}

// parts gives the partials of small views.
func (s *shared) parts() map[string]*part {
	return map[string]*part{linkFile: &s.link, valueFile: &s.value, valuesFile: &s.values, factFile: &s.fact, cellsFile: &s.cells, statusFile: &s.status, trackFile: &s.track}
}

func (s *shared) forget(next *site.Site) {
	s.cards.forget(next)
	s.rows.forget(next)
	s.times.forget(next)
	s.headers.forget()
	s.footers.forget()
	s.heads.forget()
	for _, p := range s.parts() {
		p.remember.forget()
	}
}

// close lets go of what was rendered, and of the files in which it lies.
func (s *shared) close() error {
	return errors.Join(s.cards.close(), s.rows.close(), s.times.close())
}

// addCards adds the items of a list of cards. A template that ranges over the cards itself takes three times as long.
func (s *shared) addCards(b *bytes.Buffer, list []*site.Card) error {
	return s.join(b, &s.cards, &s.card, list, "<li>", "</li>\n")
}

// addRelated adds a related project: its card, with the reason below it.
func (s *shared) addRelated(b *bytes.Buffer, r *site.Related) error {
	if err := s.addCard(b, r.Card); err != nil {
		return err
	}
	if r.Reason != "" {
		b.Write(markup(b.AvailableBuffer()).raw(`<p class="reason">`).text(r.Reason).raw(`</p>`))
	}
	return nil
}

// addRows adds cards as rows of a table.
func (s *shared) addRows(b *bytes.Buffer, list []*site.Card) error {
	return s.join(b, &s.rows, &s.row, list, "", "")
}

// join adds cards in the form of a partial, which a memory remembers.
func (s *shared) join(b *bytes.Buffer, m *memory, as *listed[site.CardWords], list []*site.Card, before, after string) error {
	return m.add(b, batch{
		count:  len(list),
		of:     func(i int) (*site.Site, int) { return site.CardSite(list[i]), site.CardNumber(list[i]) },
		makeIn: func(b *bytes.Buffer, i int) error { return s.addListed(b, as, list[i]) },
	}, before, after)
}

func (s *shared) addCard(b *bytes.Buffer, c *site.Card) error {
	return s.join(b, &s.cards, &s.card, []*site.Card{c}, "", "")
}

// headerKey is what tells headers apart: the language, and the entry of the menu that is current.
type headerKey struct {
	language *locale.Locale
	current  int
}

func (s *shared) addHeader(b *bytes.Buffer, h *site.Header) error {
	current := slices.IndexFunc(h.Menu, func(l site.MenuLink) bool { return l.Current })
	made := func() (template.HTML, error) { return s.execute(s.header, h) }
	html, err := s.headers.html(headerKey{h.L, current}, h, made, func(o *site.Header) bool {
		return o.SiteTitle == h.SiteTitle && o.Home == h.Home && slices.Equal(o.Menu, h.Menu)
	})
	b.WriteString(string(html))
	return err
}

func (s *shared) addFooter(b *bytes.Buffer, f *site.Footer) error {
	made := func() (template.HTML, error) { return s.execute(s.footer, f) }
	html, err := s.footers.html(f.L, f, made, func(o *site.Footer) bool {
		return o.Publisher == f.Publisher && o.Accessibility == f.Accessibility && slices.Equal(o.Links, f.Links)
	})
	b.WriteString(string(html))
	return err
}

// once remembers HTML by a key that tells views apart only as a rule. The zero once is empty and ready for use.
type once[K comparable, V any] struct {
	slots sync.Map // K to *slot[V]
}

// forget drops all HTML. Whoever holds a slot keeps it.
func (m *once[K, V]) forget() { m.slots.Clear() }

// slot holds the HTML of one view, made by whoever asks first while the others wait.
type slot[V any] struct {
	once sync.Once
	view V
	html template.HTML
	err  error
}

// errUnfinished stands for HTML whose making ended in a panic.
var errUnfinished = errors.New("it could not be rendered")

// html gives the HTML of a view. Where the view that is remembered by its key is not the same, this one is rendered for
// itself.
func (m *once[K, V]) html(key K, view *V, made func() (template.HTML, error), equal func(*V) bool) (template.HTML, error) {
	found, ok := m.slots.Load(key)
	if !ok {
		found, _ = m.slots.LoadOrStore(key, new(slot[V]))
	}
	s := found.(*slot[V])
	s.once.Do(func() {
		s.view, s.err = *view, errUnfinished
		s.html, s.err = made()
	})
	if !equal(&s.view) {
		return made()
	}
	return s.html, s.err
}

// execute gives what a template makes of a view, as a string of its own length.
func (s *shared) execute(t *template.Template, view any) (template.HTML, error) {
	return s.joined(func(b *bytes.Buffer) error { return t.Execute(b, view) })
}

// buffer gives an empty buffer, to be put back.
func (s *shared) buffer() *bytes.Buffer {
	if b, ok := s.buffers.Get().(*bytes.Buffer); ok {
		b.Reset()
		return b
	}
	return new(bytes.Buffer)
}
