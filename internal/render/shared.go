package render

import (
	"errors"
	"html/template"
	"slices"
	"strings"
	"sync"

	"vitrin/internal/locale"
	"vitrin/internal/site"
)

// shared renders what many pages show, each thing once. Its functions are those that templates can
// call; the partials behind them are of the common set, so that a page cannot give them another
// meaning.
type shared struct {
	card, row, time, header, footer *template.Template

	cards, rows memory[*site.Card]
	times       memory[site.TimeWords]
	headers     memory[headerKey]
	footers     memory[*locale.Locale]
}

// funcs gives the functions that templates have beside those of the standard library.
func (s *shared) funcs() template.FuncMap {
	return template.FuncMap{
		"card":     s.renderCard,
		"cards":    s.renderCards,
		"rows":     s.renderRows,
		"timerows": s.renderTimeRows,
		"header":   s.renderHeader,
		"footer":   s.renderFooter,
	}
}

// takeFrom takes the partials that are rendered apart from the common set.
func (s *shared) takeFrom(common *template.Template) {
	s.card, s.row, s.time = common.Lookup(cardFile), common.Lookup(rowFile), common.Lookup(timeFile)
	s.header, s.footer = common.Lookup(headerFile), common.Lookup(footerFile)
}

func (s *shared) forget() {
	s.cards.forget()
	s.rows.forget()
	s.times.forget()
	s.headers.forget()
	s.footers.forget()
}

func (s *shared) renderCard(c *site.Card) (template.HTML, error) {
	return s.cards.html(c, c, s.card)
}

// renderCards gives the items of a list of cards. A template that ranges over the cards itself takes
// three times as long.
func (s *shared) renderCards(list []*site.Card) (template.HTML, error) {
	return join(list, "<li>", "</li>\n", s.renderCard)
}

// renderRows gives the cards as rows of a table.
func (s *shared) renderRows(list []*site.Card) (template.HTML, error) {
	return join(list, "", "", func(c *site.Card) (template.HTML, error) { return s.rows.html(c, c, s.row) })
}

func join(list []*site.Card, before, after string, render func(*site.Card) (template.HTML, error)) (template.HTML, error) {
	parts := make([]template.HTML, len(list))
	size := 0
	for i, c := range list {
		html, err := render(c)
		if err != nil {
			return "", err
		}
		parts[i], size = html, size+len(before)+len(html)+len(after)
	}
	var b strings.Builder
	b.Grow(size)
	for _, html := range parts {
		b.WriteString(before)
		b.WriteString(string(html))
		b.WriteString(after)
	}
	return template.HTML(b.String()), nil //nolint:gosec // of parts that are escaped
}

// headerKey is what tells headers apart: the language, and the entry of the menu that is current.
type headerKey struct {
	language *locale.Locale
	current  int
}

func (s *shared) renderHeader(h site.Header) (template.HTML, error) {
	current := slices.IndexFunc(h.Menu, func(l site.MenuLink) bool { return l.Current })
	return s.headers.same(headerKey{h.L, current}, h, s.header, func(other any) bool {
		o, ok := other.(site.Header)
		return ok && o.SiteTitle == h.SiteTitle && o.Home == h.Home && slices.Equal(o.Menu, h.Menu)
	})
}

func (s *shared) renderFooter(f site.Footer) (template.HTML, error) {
	return s.footers.same(f.L, f, s.footer, func(other any) bool {
		o, ok := other.(site.Footer)
		return ok && o.Publisher == f.Publisher && o.Accessibility == f.Accessibility && slices.Equal(o.Links, f.Links)
	})
}

// memory remembers HTML by a key. The zero memory is empty and ready for use.
type memory[K comparable] struct {
	slots sync.Map // K to *slot
}

// forget drops all HTML. Whoever holds a slot keeps it.
func (m *memory[K]) forget() { m.slots.Clear() }

// slot holds the HTML of one view, made by whoever asks first while the others wait.
type slot struct {
	once sync.Once
	view any
	html template.HTML
	err  error
}

// errUnfinished stands for HTML whose making ended in a panic.
var errUnfinished = errors.New("it could not be rendered")

// html gives the HTML of a view that its key identifies.
func (m *memory[K]) html(key K, view any, t *template.Template) (template.HTML, error) {
	s := m.slot(key, view, t)
	return s.html, s.err
}

// same is html for a view that its key tells apart only as a rule. Where the view that is remembered
// is not the same, this one is rendered for itself.
func (m *memory[K]) same(key K, view any, t *template.Template, equal func(any) bool) (template.HTML, error) {
	s := m.slot(key, view, t)
	if !equal(s.view) {
		return execute(t, view)
	}
	return s.html, s.err
}

func (m *memory[K]) slot(key K, view any, t *template.Template) *slot {
	found, ok := m.slots.Load(key)
	if !ok {
		found, _ = m.slots.LoadOrStore(key, new(slot))
	}
	s := found.(*slot)
	s.once.Do(func() {
		s.view, s.err = view, errUnfinished
		s.html, s.err = execute(t, view)
	})
	return s
}

func execute(t *template.Template, view any) (template.HTML, error) {
	var b strings.Builder
	if err := t.Execute(&b, view); err != nil {
		return "", err
	}
	// What html/template made of a whole template is safe as text of another.
	return template.HTML(b.String()), nil //nolint:gosec // escaped by the template above
}
