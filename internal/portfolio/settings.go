package portfolio

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
)

// Settings are what content/site.yaml says of the whole site.
type Settings struct {
	Title             Text
	BaseURL           *url.URL // absolute, its path ends with a slash
	Languages         []string // codes; the first is the default
	Currency          string   // ISO 4217
	Timezone          *time.Location
	OpenOrganisations bool // organisations without a file may be referred to by any id
	Menu              []MenuItem
	Publisher         Publisher
	ContactsHideAfter int    // months after a project's end
	Accent            Accent // zero: that of the style sheet
	Kinds             []Label
	Roles             []Label
	Themes            []Label
	Regions           []*Region
	PerPage           int
	SafeHTML          bool
	Paths             map[string]Text // words of addresses that differ from the catalogue's, by its keys

	Accessibility *Accessibility // nil: the site has no accessibility statement

	LanguagePos []diag.Pos // where each of Languages is written
}

// MenuItem is a collection, a dimension, or the id of an ordinary page.
type MenuItem struct {
	ID  string
	Pos diag.Pos
}

// Publisher is the body that answers for the site.
type Publisher struct {
	Name   Text
	Number string
	Email  string
	URL    string

	urlPos diag.Pos
}

// Label names an id for people.
type Label struct {
	ID    string
	Label Text
}

func defaultSettings() *Settings {
	return &Settings{
		BaseURL:           &url.URL{Scheme: "http", Host: "localhost", Path: "/"},
		Languages:         []string{"sv"},
		Currency:          "SEK",
		Timezone:          stockholm(),
		ContactsHideAfter: 24,
		Regions:           counties(),
		PerPage:           50,
	}
}

// stockholm gives the time zone of a site that states none, or UTC on a machine that knows no zones.
func stockholm() *time.Location {
	if zone, err := time.LoadLocation("Europe/Stockholm"); err == nil {
		return zone
	}
	return time.UTC
}

// NewSettings reads the settings from the front of content/site.yaml. The result is usable even
// where there are problems.
func NewSettings(n *syntax.Node) (*Settings, diag.List) {
	s := defaultSettings()
	d := &decoder{settings: s}
	// The languages come first, because translated texts are checked against them.
	if languages := n.Get("languages"); languages != nil {
		s.languages(d, languages)
	}
	d.front, d.needed = n, []string{"title", "base_url"}
	decode(d, n, settingsFields, s)
	s.statement(d, n)
	if accent := n.Get("accent"); accent != nil && accent.Kind == syntax.Null {
		d.problems.Warn(accent.Pos, diag.Value, "the accent is empty", accentHint)
	}
	for _, required := range d.needed {
		if !isStated(n, required) && !isMisspelt(n, required, keys(settingsFields)) {
			d.problems.Error(diag.Pos{File: n.Pos.File}, diag.MissingKey, fmt.Sprintf("the settings lack %q", required), settingsHints[required])
		}
	}
	return s, d.problems
}

var settingsHints = map[string]string{
	"title":    "write what the site is called, such as title: Klusterprojekt",
	"base_url": "write the address at which the site will lie, such as base_url: https://example.org/portfolio/",
}

// Default gives the site's first language.
func (s *Settings) Default() string { return s.Languages[0] }

var settingsFields = []field[Settings]{
	{"title", must(as(phrase, func(to *Settings, v Text) { to.Title = v }))},
	{"base_url", must(as(baseURL, func(to *Settings, v *url.URL) {
		if v != nil {
			to.BaseURL = v
		}
	}))},
	{"languages", as(languages, func(*Settings, struct{}) {})},
	{"currency", as(currency, func(to *Settings, v string) {
		if v != "" {
			to.Currency = v
		}
	})},
	{"timezone", as(timezone, func(to *Settings, v *time.Location) {
		if v != nil {
			to.Timezone = v
		}
	})},
	{"organisations", as(oneOf("closed", "open"), func(to *Settings, v string) { to.OpenOrganisations = v == "open" })},
	{"menu", as(menu, func(to *Settings, v []MenuItem) { to.Menu = v })},
	{"publisher", as(publisher, func(to *Settings, v Publisher) { to.Publisher = v })},
	{"accessibility", as(statement, func(to *Settings, v *Accessibility) { to.Accessibility = v })},
	{"contacts_hide_after", as(span, func(to *Settings, v int) { to.ContactsHideAfter = v })},
	{"accent", as(accent, func(to *Settings, v Accent) { to.Accent = v })},
	{"kinds", as(labels, func(to *Settings, v []Label) { to.Kinds = v })},
	{"roles", as(labels, func(to *Settings, v []Label) { to.Roles = v })},
	{"themes", as(labels, func(to *Settings, v []Label) { to.Themes = v })},
	{"regions", as(regions, func(to *Settings, v []*Region) { to.Regions = v })},
	{"per_page", as(pageSize, func(to *Settings, v int) {
		if v != 0 {
			to.PerPage = v
		}
	})},
	{"raw_html", as(oneOf("none", "safe"), func(to *Settings, v string) { to.SafeHTML = v == "safe" })},
	{"paths", as(paths, func(to *Settings, v map[string]Text) { to.Paths = v })},
}

var publisherFields = []field[Publisher]{
	{"name", as(phrase, func(to *Publisher, v Text) { to.Name = v })},
	{"number", as(organisationNumber, func(to *Publisher, v string) { to.Number = v })},
	{"email", as(email, func(to *Publisher, v string) { to.Email = v })},
	{"url", as(at(webAddress), func(to *Publisher, v placed[string]) { to.URL, to.urlPos = v.it, v.node.Pos })},
}

func (d *decoder) menu(n *syntax.Node) []MenuItem {
	var all []MenuItem
	for _, item := range d.items(n) {
		all = append(all, MenuItem{d.text(item), item.Pos})
	}
	return all
}

func (d *decoder) publisher(n *syntax.Node) (p Publisher) {
	if n.Kind != syntax.Mapping {
		return Publisher{Name: PlainText(d.text(n))}
	}
	decode(d, n, publisherFields, &p)
	return p
}

// pageSize reads how many entries a list's page holds; 0 is a number that cannot be used.
func (d *decoder) pageSize(n *syntax.Node) int {
	if count := d.count(n); count >= 1 && count <= 1000 {
		return count
	}
	d.problems.Error(n.Pos, diag.Value, "a list's page holds 1 to 1000 entries", "write per_page: 50")
	return 0
}

// paths reads words of addresses, each in all languages.
func (d *decoder) paths(n *syntax.Node) map[string]Text {
	words := map[string]Text{}
	for _, l := range d.labels(n) {
		words[l.ID] = l.Label
		for _, lang := range d.settings.Languages {
			if word := l.Label.In(lang); markdown.ID(word) != word || word == "" {
				d.problems.Error(n.Get(l.ID).Pos, diag.Value, fmt.Sprintf("%q cannot be part of an address", word), "write small letters, digits and hyphens")
				delete(words, l.ID)
			}
		}
	}
	return words
}

// baseURL reads the address at which the site will lie; nil is one that cannot be read.
func (d *decoder) baseURL(n *syntax.Node) *url.URL {
	u, err := ParseBaseURL(d.text(n))
	if err != nil {
		d.problems.Error(n.Pos, diag.Value, err.Error(), settingsHints["base_url"])
		return nil
	}
	return u
}

// ParseBaseURL reads the address at which a site will lie. It answers with a path that ends in a
// slash; query and fragment are refused.
func ParseBaseURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("%q is not the address of a site", s)
	}
	if strings.Contains(u.Path, "..") || strings.ContainsAny(u.Path, "\\\x00") {
		return nil, fmt.Errorf("%q has a path that no site can lie at", s)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimSuffix(path.Clean("/"+u.Path), "/") + "/"}, nil
}

func (s *Settings) languages(d *decoder, n *syntax.Node) {
	var codes []string
	var positions []diag.Pos
	for _, item := range d.items(n) {
		code := d.text(item)
		if markdown.ID(code) != code || code == "" {
			d.problems.Error(item.Pos, diag.Language, fmt.Sprintf("%q is not the code of a language", code), "write its code in small letters, such as sv or en")
			continue
		}
		if slices.Contains(codes, code) {
			d.problems.Error(item.Pos, diag.Language, fmt.Sprintf("the language %q is listed twice", code), "write it once")
			continue
		}
		codes, positions = append(codes, code), append(positions, item.Pos)
	}
	if len(codes) == 0 {
		d.problems.Error(n.Pos, diag.Value, "the site needs a language", "write languages: [sv, en]")
		return
	}
	s.Languages, s.LanguagePos = codes, positions
}

// timezone reads a time zone; nil is one that cannot be read.
func (d *decoder) timezone(n *syntax.Node) *time.Location {
	name := d.text(n)
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a time zone", name), "write a name from the IANA list, such as Europe/Stockholm")
		return nil
	}
	return zone
}

// months reads a span such as "24 months" or "2 years", in months.
func (d *decoder) months(n *syntax.Node) int {
	number, unit, _ := strings.Cut(d.text(n), " ")
	count, err := strconv.Atoi(number)
	if err == nil && count >= 0 && count <= 1200 {
		switch strings.TrimSpace(unit) {
		case "month", "months", "månad", "månader":
			return count
		case "year", "years", "år":
			return count * 12
		}
	}
	d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a number of months or years", n.Value), "write 24 months or 2 years")
	return 24
}

// labels reads a mapping from ids to what people call them, in its order.
func (d *decoder) labels(n *syntax.Node) []Label {
	if n.Kind != syntax.Mapping {
		d.wrongKind(n, "ids with their labels, such as {pilot: {sv: Pilot, en: Pilot}}")
		return nil
	}
	var all []Label
	for _, f := range n.Fields {
		if f.Value.Kind == syntax.Null {
			continue
		}
		label := Label{f.Key, d.translated(f.Value)}
		for _, lang := range d.settings.Languages {
			if text := label.Label.In(lang); markdown.ID(text) == "" {
				d.problems.Error(f.Value.Pos, diag.Value, fmt.Sprintf("%q has no letter and no digit, so it can have no page", text), "write a word")
				break
			}
		}
		all = append(all, label)
	}
	return all
}
