package site

import (
	"path"
	"strings"

	"vitrin/internal/portfolio"
)

// words makes what every written page has beside its facts, as far as the page's template reads it. The entry has no
// version in this language where it is an organisation without a file.
func (e *edition) words(page *Page, entry *portfolio.Entry) Words {
	asked := e.s.asked(page)
	var w Words
	if !asked.Has("Words") {
		return w
	}
	if asked.Has("LinkedFrom") {
		w.LinkedFrom = e.linkedFrom(entry)
	}
	v := entry.Version(e.lang)
	if v == nil {
		return w
	}
	w.Summary, w.Extra, w.Source = v.Summary, v.Extra, v.Path
	if asked.Has("Body") {
		w.MakeBody = func(b []byte) ([]byte, error) { return e.body(b, v) }
	}
	if asked.Has("Image") {
		w.Image = e.picture(v.Image)
	}
	for _, k := range v.Keywords {
		w.Keywords = append(w.Keywords, k.In(e.lang))
	}
	if asked.Has("Documents") {
		for _, d := range v.Documents {
			w.Documents = append(w.Documents, e.paper(d))
		}
	}
	if asked.Has("Links") {
		for _, l := range v.Links {
			if l.URL != "" {
				w.Links = append(w.Links, Link{Text: orElse(l.Title.In(e.lang), host(l.URL)), Href: l.URL})
			}
		}
	}
	if asked.Has("Contacts") {
		for _, c := range entry.Contacts {
			w.Contacts = append(w.Contacts, e.contact(c))
		}
	}
	if !entry.Updated.IsZero() && asked.Has("Updated") {
		w.Updated = e.dated(entry.Updated)
	}
	if v.Disclaimer != nil {
		w.Disclaimer = orElse(v.Disclaimer.In(e.lang), e.t("disclaimer"))
	}
	return w
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func (e *edition) linkedFrom(entry *portfolio.Entry) []Link {
	links := make([]Link, 0, len(entry.LinkedFrom))
	for _, from := range entry.LinkedFrom {
		links = append(links, e.link(from))
	}
	return links
}

// paper describes a document by its type and size, or by the site where it lies.
func (e *edition) paper(d portfolio.Document) Paper {
	paper := Paper{Year: e.date(d.Year), Lang: e.languageName(d.Language)}
	if d.File != nil {
		kind := strings.ToUpper(strings.TrimPrefix(path.Ext(d.File.Path), "."))
		paper.Link = Link{Text: d.Title.In(e.lang), Href: e.href(e.s.files[d.File])}
		size := d.File.Size
		if copied, ok := e.s.options.Copies[d.File]; ok {
			size = copied.Size
		}
		paper.Kind = strings.TrimPrefix(kind+", "+e.l.FileSize(size), ", ")
		return paper
	}
	paper.Link = Link{Text: orElse(d.Title.In(e.lang), host(d.URL)), Href: d.URL}
	if d.URL != "" {
		paper.Kind = host(d.URL)
	}
	return paper
}

// languageName names a language: as the catalogue has it, else by its tag.
func (e *edition) languageName(tag string) string {
	if tag == "" {
		return ""
	}
	if name, err := e.l.T("language." + tag); err == nil {
		return name
	}
	return tag
}

func (e *edition) contact(c portfolio.Contact) Contact {
	contact := Contact{Name: c.Name, Role: c.Role.In(e.lang), Email: c.Email, Phone: c.Phone, Tel: tel(c.Phone), Until: e.date(c.Until)}
	if c.Organisation != nil {
		contact.Organisation = e.link(&c.Organisation.Entry)
	}
	return contact
}

// tel writes a telephone number as RFC 3966 wants it after "tel:"; "" is one that is no number. The (0) that
// people put after a country's code is not dialled.
func tel(phone string) string {
	number := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.Replace(phone, "(0)", "", 1))
	if len(number) < 3 {
		return ""
	}
	return number
}

func (e *edition) relations(list []portfolio.Relation) []Relation {
	var relations []Relation
	for _, r := range list {
		relations = append(relations, Relation{Link: e.link(&r.Project.Entry), When: e.date(r.Date), Note: r.Note.In(e.lang)})
	}
	return relations
}

// outlineOf gives what the frame must know of a written page.
func (e *edition) outlineOf(entry *portfolio.Entry, section string, crumbs []Link) outline {
	o := outline{title: entry.Title(e.lang), description: entry.Summary(e.lang), section: section, crumbs: crumbs, kind: "article"}
	v := entry.Version(e.lang)
	if v == nil {
		return o
	}
	if o.description == "" {
		o.description = e.opening(v)
	}
	if v.Image != nil {
		o.image = func() string { return e.preview(v.Image.File) }
	}
	o.noIndex = v.NoIndex
	return o
}

// sectionCrumb gives the breadcrumb of a list that holds a page.
func (e *edition) sectionCrumb(by portfolio.Dimension) Link {
	return Link{Text: e.t(string(by)), Href: e.href(e.dims[by])}
}
