package schema_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/jsonschema-go/jsonschema"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/schema"
	"vitrin/internal/source"
)

const settings = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\npublisher: {name: P, email: p@example.org}\n"

// page is a file of each kind, and the front matter that it needs.
var page = map[schema.Kind]struct{ name, front string }{
	schema.Project:      {"content/projects/tried.md", "title: Tried\n"},
	schema.Cluster:      {"content/clusters/tried.md", "title: Tried\n"},
	schema.Programme:    {"content/programmes/tried.md", "title: Tried\n"},
	schema.Organisation: {"content/organisations/tried.md", "title: Tried\n"},
	schema.Page:         {"content/tried.md", "title: Tried\n"},
	schema.Site:         {"content/site.yaml", settings},
}

// front puts a key into the front matter that a file of a kind needs.
func front(k schema.Kind, key, value string) string {
	text := key + ": " + value + "\n"
	for line := range strings.Lines(page[k].front) {
		if !strings.HasPrefix(line, key+":") {
			text = line + text
		}
	}
	return text
}

// read has the portfolio's readers read a file, in a site where a reference to "known" leads somewhere.
func read(t *testing.T, name, front string) (problems diag.List) {
	t.Helper()
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte(settings)}, "content/projects/bild.png": {Data: []byte("PNG")}, "content/organisations/bild.png": {Data: []byte("PNG")},
	}
	for _, c := range source.Collections() {
		files["content/"+c+"/known.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Known\n---\n")}
	}
	if name == source.SettingsFile {
		files[name] = &fstest.MapFile{Data: []byte(front)}
	} else {
		files[name] = &fstest.MapFile{Data: []byte("---\n" + front + "---\n")}
	}
	node, found, err := source.Settings(files)
	if err != nil || node == nil {
		t.Fatal(err, found)
	}
	s, more := portfolio.NewSettings(node)
	converter := markdown.New(markdown.Options{})
	var loader source.Loader
	content, found, err := loader.Load(t.Context(), files, source.Options{Languages: s.Languages, Markdown: func(string) *markdown.Converter { return converter }})
	if err != nil {
		t.Fatal(err)
	}
	words := edtf.Words{Months: map[string]int{"maj": 5, "may": 5}, Seasons: map[string]int{"hösten": edtf.Autumn, "våren": edtf.Spring}}
	_, last := portfolio.New(content, s, portfolio.Options{Today: edtf.NewDay(2026, 11, 15), Words: words})
	for _, p := range append(append(more, found...), last...) {
		if p.Pos.File == name {
			problems = append(problems, p)
		}
	}
	return problems
}

// TestAgreement holds that the schemas accept and refuse what the readers accept and refuse.
func TestAgreement(t *testing.T) {
	bound, free := map[schema.Kind]*jsonschema.Resolved{}, map[schema.Kind]*jsonschema.Resolved{}
	for _, k := range schema.Kinds() {
		bound[k], free[k] = resolved(t, k, schema.Options{Languages: []string{"sv", "en"}}), resolved(t, k, schema.Options{})
	}
	for _, tt := range []struct {
		kind     schema.Kind
		key      string
		accepted []string
		refused  []string
		unsaid   []string // refused by the readers alone, since no schema can say why
	}{
		{schema.Project, "title", []string{"A", "2022", "true", "{sv: A, en: B}"}, []string{`""`, "", "[A]", "{de: A}"}, nil},
		{schema.Project, "summary", []string{"A", "", `""`, "{sv: A, en: }", "1.5"}, []string{"[A]", "{de: A}", "{sv: [A]}"}, nil},
		{schema.Project, "keywords", []string{"A", "[A, B, {sv: C, en: D}]", "[A, ]", "[]", "{sv: A}", "12"}, []string{"[[A]]", "[{de: A}]"}, nil},
		{schema.Project, "reference", []string{"2022-01443", "[A, 1, true]", "7"}, []string{"{a: b}", "[[A]]"}, nil},
		{schema.Project, "slug", []string{"a-b", "åäö2", "2022", `" a "`}, []string{"A", "a b", "a--b", "-a", `""`, "[a]", "a.b", "1.5"}, nil},
		{schema.Project, "start", []string{
			"2022", "2022-05", "2022-05-17", "2013-23", "2013~", "2013-05 ~", "hösten 2013", "Våren 2018~", "maj 2022", "17 maj 2022", "17. May 2022", `"2022"`, "",
		}, []string{"09/2015", "3/22/18", "[2022]", "{a: 1}", "true", "2022-13", "2022-5", "2022-00", "2022-25", "0000-05", `""`, "22", "12345", "2022.5", "-5"}, []string{"2022-02-30", "sprng 2018"}},
		{schema.Site, "accessibility", []string{
			"{conformity: full, updated: 2026-11-01, method: self}", "{conformity: full, updated: 2026-11-01, method: {sv: A}, assessed: 2026-10-30, authority: none}",
			"{conformity: partial, updated: 2026-11-01, method: A, gaps: {text: A, reason: scope, until: 2027-06~}}",
			`{conformity: full, updated: 2026-11-01, method: self, authority: {name: A, url: "https://a.example"}, report: {phone: 08-1}}`,
		}, []string{
			"{conformity: full}", "{updated: 2026-11-01}", "{conformity: half, updated: 2026-11-01}", "{conformity: full, updated: 2026-11}", "{conformity: full, updated: 2026}",
			"full", "{conformity: full, updated: 2026-11-01, authority: nobody}", "{conformity: full, updated: 2026-11-01, authority: {name: A}}", "{conformity: full, updated: 2026-11-01, report: A}",
			"{conformity: partial, updated: 2026-11-01, gaps: [{text: A}]}", "{conformity: partial, updated: 2026-11-01, gaps: [{reason: scope}]}",
			"{conformity: partial, updated: 2026-11-01, gaps: [{text: A, reason: scope, until: hösten 2027}]}",
		}, []string{"{conformity: full, updated: 2026-11-01, method: selv}"}},
		{schema.Project, "granted", []string{
			"850000", `"850 000"`, "850 000", "1500.50", `"1500,50"`, "0", "{amount: 120000, currency: EUR}", "{amount: 6, about: true}", "",
		}, []string{"850 tkr", "-5", "[5]", "{currency: SEK}", `""`, "true", "{amount: 5, currency: kr}", "{amount: 5, about: ja}", "1.234,5", "100000000000000"}, []string{"{amount: 5, currency: XYZ}"}},
		{schema.Project, "funding", []string{
			"{granted: 5}", "[{funder: known, programme: known, applied: 1, granted: 2, paid: 3, currency: EUR, decided: 2020, note: {sv: A}}]", "[{funder: {name: A}, granted: {amount: 5}}, ]",
		}, []string{"5", "[5]", "[{granted: many}]", "[{programme: [known]}]", "[{currency: euro}]"}, []string{"[{funder: unknown}]"}},
		{schema.Project, "status", []string{"planned", "cancelled", `""`, ""}, []string{"finished", "1", "true", "[planned]", "{sv: planned}"}, nil},
		{schema.Project, "kind", []string{"pilot", "{sv: Pilot}", "[pilot]", "7"}, []string{"[pilot, study]", "…", "[]"}, nil},
		{schema.Project, "clusters", []string{"known", "[known]", "{id: known, role: A, note: {sv: B}, date: 2020}", "[{id: known}]", `""`}, []string{"[[known]]", "{role: A}", "[{role: A}]", "{name: A}", "{id: known, note: [A]}"}, []string{"unknown"}},
		{schema.Project, "coordinator", []string{"known", "{name: A}", "{id: known, role: B}", "[known]", "[{name: {sv: A}}]"}, []string{"[known, known]", "[]", "{role: A}", "[[known]]"}, []string{"unknown"}},
		{schema.Project, "partners", []string{"known", "[known, {name: A, role: research}]", "[]"}, []string{"[{role: research}]", "[[known]]"}, []string{"[unknown]"}},
		{schema.Project, "related", []string{"known", "[{id: known, date: 2021, note: A}]"}, []string{"{date: 2021}", "{id: known, date: 09/2015}"}, []string{"tried"}},
		{schema.Project, "regions", []string{"G", "07", `["07", SE212, Kronoberg, {name: Sjuhärad}]`, "{id: G}"}, []string{"[[G]]", "{role: A}"}, []string{"Kronobergslän"}},
		{schema.Project, "municipalities", []string{"Borås", "[Borås, {sv: Göteborg, en: Gothenburg}]"}, []string{"…", "[[A]]"}, nil},
		{schema.Project, "sectors", []string{"A", "{sv: A}", "[A, {code: C31, label: {sv: B}}, {en: C}]"}, []string{"[[A]]", "[{code: [A]}]", "{de: A}"}, nil},
		{schema.Project, "goals", []string{"{strategy: A, goal: {sv: B}}", "[{goal: A}]", "[]"}, []string{"A", "[A]", "[{goal: [A]}]"}, nil},
		{schema.Project, "indicators", []string{`[{name: A, target: "60 %", baseline: 12.5, actual: "1 234", about: true, partner: known, date: 2019}]`, "[{target: -3}]"}, []string{"[{target: many}]", "[{about: 1}]", "[{target: true}]"}, nil},
		{schema.Project, "milestones", []string{"[{date: 2018-08, title: A, text: B}]"}, []string{"[{date: soon}]", "A"}, nil},
		{schema.Project, "contacts", []string{"[{name: A, email: a@example.org, phone: 08-1, until: 2030, organisation: known}]", `{email: ""}`}, []string{"[{email: A}]", "[{email: A <a@example.org>}]", "A"}, nil},
		{schema.Project, "links", []string{`[{title: A, url: "https://example.org/a?b=c#d"}]`, `{url: "HTTP://example.org:8080"}`, `[{url: ""}]`}, []string{"[{title: A}]", "[{url: javascript:alert(1)}]", "[{url: www.example.org}]", `[{url: "https://a@example.org"}]`, `[{url: "https://"}]`, "A"}, nil},
		{schema.Project, "documents", []string{"[{file: bild.png, language: en, year: 2020}]", `{url: "https://example.org/"}`}, []string{"[{title: A}]", `[{file: bild.png, url: "https://example.org/"}]`, "[{file: /bild.png}]", `[{file: 'a\b'}]`, "[{file: bild.png, language: på svenska}]"}, []string{"[{file: other.png}]"}},
		{schema.Project, "image", []string{"{file: bild.png, alt: A, credit: B, caption: {sv: C}}", `{file: bild.png, alt: ""}`}, []string{"bild.png", "{file: bild.png}", "{alt: A}", "[{file: bild.png, alt: A}]", "{file: bild.png, alt: }"}, nil},
		{schema.Project, "disclaimer", []string{"true", "false", "A", "{sv: A}"}, []string{"yes", "Nej", "[A]"}, nil},
		{schema.Project, "aliases", []string{"/a/b/", "[a, /b]", "2022"}, []string{"[/../x]", "/", `""`, "a?b", "https://example.org/", "[[a]]"}, nil},
		{schema.Project, "draft", []string{"false", ""}, []string{"yes", `"true"`, "1", "[true]"}, nil},
		{schema.Project, "extra", []string{"A", "{a: [1, {b: c}]}", "[1]"}, nil, nil},
		{schema.Project, "publish", []string{"2022-05-17"}, []string{"tomorrow"}, nil},
		{schema.Cluster, "members", []string{"120", "[known, {name: A}]", "known", "0"}, []string{"12.5", "-3", "[{role: A}]", "true"}, nil},
		{schema.Cluster, "organisation", []string{"known"}, []string{"[known, known]"}, nil},
		{schema.Cluster, "value_chain", []string{"[A, B]"}, []string{"[[A]]"}, nil},
		{schema.Cluster, "recognitions", []string{"[{by: [known, {name: A}], label: B, date: 2019}]"}, []string{"A", "[{date: A}]"}, nil},
		{schema.Programme, "parent", []string{"known", "{id: known}"}, []string{"[known]", "{name: A}"}, nil},
		{schema.Programme, "declared", []string{"[{kind: A, projects: 18, regions: '20', note: B}]"}, []string{"18", "[{projects: -1}]", "[{projects: many}]"}, nil},
		{schema.Programme, "calls", []string{"[{title: A, opens: 2019, closes: 2020}]"}, []string{"[{opens: A}]"}, []string{"[{opens: 2021, closes: 2020}]"}},
		{schema.Organisation, "kind", []string{"public"}, []string{"private"}, nil},
		{schema.Organisation, "number", []string{"202100-5489", "2021005489", "16202100-5489", "202100 5489"}, []string{"12", `""`, `"20210054890"`, "811218-9876", "A"}, []string{"202100-5488"}},
		{schema.Organisation, "ror", []string{"03yrm5c26", "https://ror.org/03yrm5c26"}, []string{"13yrm5c26", "03yrm5c2", "https://example.org/03yrm5c26", `""`}, nil},
		{schema.Organisation, "logo", []string{"bild.png", "{file: bild.png}", "{file: bild.png, alt: A}"}, []string{"[bild.png]", "/bild.png"}, []string{"other.png"}},
		{schema.Page, "title", []string{"A", `{sv: A}`}, []string{"[A]"}, []string{""}}, // some pages need none
		{schema.Site, "title", []string{"A", "{sv: A, en: B}"}, []string{"[A]", ""}, nil},
		{schema.Site, "base_url", []string{"https://example.org", "http://localhost:8080/a/"}, []string{"ftp://x", "example.org", "https://example.org/?a", "https://example.org/#a", `""`, ""}, nil},
		{schema.Site, "languages", []string{"sv", "[sv, en]"}, []string{"[SV]", "[sv en]", "[[sv]]"}, []string{"[sv, sv]"}},
		{schema.Site, "currency", []string{"EUR", `""`}, []string{"euro", "kr", "[EUR]"}, nil},
		{schema.Site, "timezone", []string{"Europe/Stockholm", "UTC"}, []string{`""`, "[UTC]"}, []string{"Mars"}},
		{schema.Site, "organisations", []string{"open"}, []string{"yes"}, nil},
		{schema.Site, "menu", []string{"[projects, about]", "projects"}, []string{"[[projects]]"}, nil},
		{schema.Site, "publisher", []string{"A", `{name: {sv: A}, number: 202100-5489, email: a@example.org, url: "https://example.org"}`}, []string{"[A]", "{email: A}"}, nil},
		{schema.Site, "contacts_hide_after", []string{"24 months", "2 år", "1 månad"}, []string{"soon", "24", "2 weeks"}, []string{"9999 years"}},
		{schema.Site, "accent", []string{`"#0b5d53"`}, []string{"green", `"#abc"`, `""`}, []string{`"#ffff00"`}},
		{schema.Site, "kinds", []string{"{pilot: {sv: A, en: B}, study: C, other: }"}, []string{"pilot", "[pilot]", "{pilot: [A]}", "{pilot: {de: A}}"}, []string{"{pilot: …}"}},
		{schema.Site, "regions", []string{"[{code: A, label: B, aka: [C], tile: [3, 9]}]"}, []string{"[{code: A}]", "[{label: A}]", "[{code: A, label: B, tile: [3]}]", "[{code: A, label: B, tile: 3}]", "[{code: A, label: B, tile: [x, 3]}]"}, []string{"[{code: A, label: B, tile: [13, 1]}]"}},
		{schema.Site, "per_page", []string{"50", "1000", `"50"`}, []string{"0", "1001", "many", "[50]"}, nil},
		{schema.Site, "raw_html", []string{"safe"}, []string{"all"}, nil},
		{schema.Site, "paths", []string{"{projects: {sv: satsningar, en: projects}}"}, []string{"A"}, []string{"{projects: A B}"}},
	} {
		try := func(value string, read, said bool) {
			text := front(tt.kind, tt.key, value)
			if problems := readErrors(t, tt.kind, text); (len(problems) == 0) != read {
				t.Errorf("%s: %s: %s: the reader says: %v", tt.kind, tt.key, value, problems)
			}
			tree := yaml(t, text)
			if err := bound[tt.kind].Validate(tree); (err == nil) != said {
				t.Errorf("%s: %s: %s: the schema of a site says: %v", tt.kind, tt.key, value, err)
			}
			if err := free[tt.kind].Validate(tree); (err == nil) != said && !strings.Contains(value, "de:") {
				t.Errorf("%s: %s: %s: the schema of no site says: %v", tt.kind, tt.key, value, err)
			}
		}
		for _, v := range tt.accepted {
			try(v, true, true)
		}
		for _, v := range tt.refused {
			try(v, false, false)
		}
		for _, v := range tt.unsaid {
			try(v, false, true)
		}
	}
}

func readErrors(t *testing.T, k schema.Kind, text string) (errors diag.List) {
	t.Helper()
	for _, p := range read(t, page[k].name, text) {
		if p.Severity == diag.Error {
			errors = append(errors, p)
		}
	}
	return errors
}

// TestWhole holds what a schema says of a whole file.
func TestWhole(t *testing.T) {
	for _, tt := range []struct {
		kind  schema.Kind
		front string
		valid bool
	}{
		{schema.Project, "{}", false}, // no title
		{schema.Translation, "{}", true},
		{schema.Page, "{}", true},
		{schema.Site, "title: A", false}, // no base_url
		{schema.Project, "title: A\nsumary: B", false},
		{schema.Project, "title: A\nfunding: [{grant: 5}]", false},
		{schema.Project, "title: A\nmembers: 5", false},  // a cluster's
		{schema.Cluster, "title: A\nfunding: []", false}, // a project's
		{schema.Translation, "title: A\nstart: 2022", false},
		{schema.Project, "title: A\ngranted: 5\nfunding: [{granted: 5}]", false},
		{schema.Project, "title: A\ngranted:\nfunding: [{granted: 5}]", true},
	} {
		err := resolved(t, tt.kind, schema.Options{}).Validate(yaml(t, tt.front))
		if (err == nil) != tt.valid {
			t.Errorf("%s: %q: %v", tt.kind, tt.front, err)
		}
	}
}

// TestEveryKey holds that a key is in a schema if the readers know it, required if they ask for it, and described; and that
// its example fits, in groups too.
func TestEveryKey(t *testing.T) {
	shapes := map[schema.Kind]portfolio.Shape{schema.Site: portfolio.SettingsFront(), schema.Page: portfolio.Front(portfolio.Pages)}
	for i, c := range portfolio.Collections() {
		shapes[schema.Kinds()[i]] = portfolio.Front(c)
	}
	for k, shape := range shapes {
		r := resolved(t, k, schema.Options{})
		for _, lang := range portfolio.GlossaryLanguages() {
			g := portfolio.GlossaryOf(lang)
			for _, f := range shape.Fields {
				text := front(k, f.Key, g.Example(f))
				if err := r.Validate(yaml(t, text)); err != nil {
					t.Errorf("%s: %s\n%v", k, text, err)
				}
				for _, p := range read(t, page[k].name, text) {
					if p.Code == diag.UnknownKey {
						t.Errorf("%s: the reader does not know %s", k, f.Key)
					}
				}
				if len(f.Shape.Fields) == 0 {
					continue
				}
				whole := group(g, f.Shape)
				if err := r.Validate(yaml(t, front(k, f.Key, whole))); err != nil {
					t.Errorf("%s: %s: %s\n%v", k, f.Key, whole, err)
				}
				for _, inner := range f.Shape.Fields {
					without := group(g, f.Shape, inner.Key)
					refused := r.Validate(yaml(t, front(k, f.Key, without))) != nil
					if wants := readErrors(t, k, front(k, f.Key, without)).Errors() > 0 && inner.Required; refused != inner.Required || wants != inner.Required {
						t.Errorf("%s: %s without %s: the schema refuses: %v, the reader: %v", k, f.Key, inner.Key, refused, wants)
					}
				}
			}
		}
	}
}

// group writes a group with the examples of all its keys, but for one; of two that cannot both be, with the first.
func group(g portfolio.Glossary, shape portfolio.Shape, without ...string) string {
	var keys []string
	for _, f := range shape.Fields {
		skip := len(without) > 0 && f.Key == without[0]
		if len(shape.NotBoth) > 0 && f.Key == shape.NotBoth[1] {
			skip = len(without) == 0 || without[0] != shape.NotBoth[0]
		}
		if !skip {
			keys = append(keys, f.Key+": "+g.Example(f))
		}
	}
	return "{" + strings.Join(keys, ", ") + "}"
}
