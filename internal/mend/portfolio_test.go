package mend_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/mend"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
)

const settings = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n"

// folder is a site's folder by its files.
type folder map[string]string

func (f folder) fs() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range f {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// with gives the folder in which some files hold other bytes.
func (f folder) with(edited map[string][]byte) folder {
	copied := maps.Clone(f)
	for name, src := range edited {
		copied[name] = string(src)
	}
	return copied
}

// check tells the problems of a portfolio.
func (f folder) check(t testing.TB) diag.List {
	t.Helper()
	files := f.fs()
	node, all, err := source.Settings(files)
	if err != nil {
		t.Fatal(err)
	}
	if node == nil {
		return all
	}
	s, problems := portfolio.NewSettings(node)
	all = append(all, problems...)
	converter := markdown.New(markdown.Options{ReservedIDs: portfolio.SectionIDs()})
	var loader source.Loader
	content, problems, err := loader.Load(t.Context(), files, source.Options{Languages: s.Languages, Markdown: func(string) *markdown.Converter { return converter }})
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, problems...)
	_, problems = portfolio.New(content, s, portfolio.Options{
		Today: edtf.NewDay(2026, 11, 15),
		Words: edtf.Words{Months: map[string]int{"maj": 5, "september": 9}, Seasons: map[string]int{"hösten": edtf.Autumn}},
	})
	return append(all, problems...)
}

// mended mends what can be, and gives the folder as it is then, with what was left.
func (f folder) mended(t testing.TB) (folder, []mend.Change, []mend.Left) {
	t.Helper()
	changes, left, err := mend.Plan(f.fs(), f.check(t), func(edited map[string][]byte) (diag.List, error) {
		return f.with(edited).check(t), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	edited := map[string][]byte{}
	for _, c := range changes {
		if string(c.Old) != f[c.Path] || c.Fixes == 0 || c.Diff() == "" {
			t.Fatalf("%s: %q, %d fixes", c.Path, c.Old, c.Fixes)
		}
		edited[c.Path] = c.New
	}
	return f.with(edited), changes, left
}

// forms are the ways in which a page can state a key with a text beside a title; word has no quotes where it can be.
var forms = map[string]func(key, text string) string{
	"YAML":                  func(key, text string) string { return "---\ntitle: A\n" + key + ": " + text + " # so\n---\n" },
	"YAML in quotes":        func(key, text string) string { return "---\ntitle: A\n\"" + key + "\":   '" + text + "'\n---\n" },
	"YAML in double quotes": func(key, text string) string { return "---\ntitle: A\n'" + key + "' : \"" + text + "\"\n---\n" },
	"YAML in brackets": func(key, text string) string {
		return "---\n{title: \"å\", " + key + ": " + text + ", noindex: true}\n---\n"
	},
	"YAML and Windows": func(key, text string) string {
		return "\uFEFF\r\n---\r\ntitle: A\r\n" + key + ":\t" + text + "\t\r\n---\r\n"
	},
	"YAML beside a repeated": func(key, text string) string {
		return "---\ntitle: &a A\nsummary: *a\n" + key + ": " + text + "\n---\n"
	},
	"TOML":           func(key, text string) string { return "+++\ntitle = \"A\"\n" + key + " = \"" + text + "\" # so\n+++\n" },
	"TOML in quotes": func(key, text string) string { return "+++\ntitle = 'A'\n\"" + key + "\" = '" + text + "'\n+++\n" },
	"JSON": func(key, text string) string {
		return `{"title": "A", "` + key + `": "` + text + "\",\n\"noindex\": true}\n"
	},
}

func TestEveryClassInEveryForm(t *testing.T) {
	for name, form := range forms {
		for _, tt := range []struct{ key, text, wantKey, wantText string }{
			{"start", "09/2015", "start", "2015-09"},
			{"end", "2022-5-7", "end", "2022-05-07"},
			{"start", "cirka 2013", "start", "2013~"},
			{"granted", "1 500 tkr", "granted", "1500000"},
			{"statuss", "ongoing", "status", "ongoing"},
			{"status", "onging", "status", "ongoing"},
			{"slug", "Ett Namn", "slug", "ett-namn"},
		} {
			body := "\nText: " + tt.text
			site := folder{"content/site.yaml": settings, "content/projects/a.md": form(tt.key, tt.text) + body}
			got, _, left := site.mended(t)
			if d := cmp.Diff(form(tt.wantKey, tt.wantText)+body, got["content/projects/a.md"]); d != "" {
				t.Errorf("%s, %s: %s (-want +got)\n%s\n%v", name, tt.key, tt.text, d, left)
			}
			if again, changes, _ := got.mended(t); len(changes) > 0 {
				t.Errorf("%s, %s: %s is mended twice: %q", name, tt.key, tt.text, again["content/projects/a.md"])
			}
		}
	}
}

// TestClassesThatChangeQuotes holds the values of which the quotes change.
func TestClassesThatChangeQuotes(t *testing.T) {
	for was, want := range map[string]string{
		"---\ntitle: A\nstart: 20220517\n---\n":                                   "---\ntitle: A\nstart: 2022-05-17\n---\n",
		"+++\ntitle = 'A'\nstart = 20220517\n+++\n":                               "+++\ntitle = 'A'\nstart = \"2022-05-17\"\n+++\n",
		"+++\ntitle = 'A'\nstart = 2022.05\n+++\n":                                "+++\ntitle = 'A'\nstart = \"2022-05\"\n+++\n",
		`{"title": "A", "start": 20220517}` + "\n":                                `{"title": "A", "start": "2022-05-17"}` + "\n",
		"---\ntitle: A\nnoindex: \"Ja\"\n---\n":                                   "---\ntitle: A\nnoindex: true\n---\n",
		"+++\ntitle = 'A'\nnoindex = 'nej'\n+++\n":                                "+++\ntitle = 'A'\nnoindex = false\n+++\n",
		`{"title": "A", "disclaimer": "yes"}` + "\n":                              `{"title": "A", "disclaimer": true}` + "\n",
		"+++\ntitle = 'A'\nbudget = {amount = 5, currency = 'eur'}\n+++\n":        "+++\ntitle = 'A'\nbudget = {amount = 5, currency = 'EUR'}\n+++\n",
		"+++\ntitle = 'A'\nfunding = [{granted = '850 tkr', notee = 'x'}]\n+++\n": "+++\ntitle = 'A'\nfunding = [{granted = '850000', note = 'x'}]\n+++\n",
	} {
		got, _, left := folder{"content/site.yaml": settings, "content/projects/a.md": was}.mended(t)
		if d := cmp.Diff(want, got["content/projects/a.md"]); d != "" {
			t.Errorf("(-want +got)\n%s\n%v", d, left)
		}
	}
}

// TestLeftAlone holds what has a fix that is not made.
func TestLeftAlone(t *testing.T) {
	for _, tt := range []struct {
		name, page string
		want       []string // line:column reason
	}{
		{
			"an order that is wrong then", "---\ntitle: A\nstart: 10/2015\nend: 2014-5-1\n---\n",
			[]string{"4:6 mended, it would bring up another problem: end (2014-05-01) lies before start (2015-10)"},
		},
		{
			"a key whose value is wrong then", "---\ntitle: A\nstrat: soon\n---\n",
			[]string{`3:1 mended, it would bring up another problem: "soon" is not a date`},
		},
		{
			"letters of two characters", "---\ntitle: Mo\u0308bler\nstart: 10/2015\n---\n",
			[]string{"0:0 some letters in it are made of two characters (Unicode's form NFD); save it in the form NFC"},
		},
		{
			"one of three, though one of the others does harm alone", "---\ntitle: A\nstatus: complete\nstart: 2010\nend: 09/2015\nphases: [{start: 2015, end: 2014-5-1}]\n---\n",
			[]string{"6:29 mended, it would bring up another problem: end (2014-05-01) lies before start (2015)"},
		},
		{
			"a line that is not shown", "---\ntitle: A\nmilestones: [{date: 10/2015, text: 811218-9876}]\n---\n",
			[]string{"3:21 this line holds what must not be shown"},
		},
	} {
		_, _, left := folder{"content/site.yaml": settings, "content/projects/a.md": tt.page}.mended(t)
		var got []string
		for _, l := range left {
			got = append(got, fmt.Sprintf("%d:%d %s", l.Pos.Line, l.Pos.Column, l.Why))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, d)
		}
	}
}

// FuzzMend holds that whatever a page says, mending it changes the places of its fixes alone, brings up no error anywhere
// and no problem on the lines that it changes, and comes to an end.
func FuzzMend(f *testing.F) {
	for _, form := range forms {
		f.Add(form("start", "09/2015") + "[x](y.md)")
		f.Add(form("sumary", "20220517"))
	}
	f.Add("---\nstart: &a 09/2015\nend: *a\nphases: &b [{titel: x, start: 20220517}]\nmilestones: *b\n---\n")
	f.Add("+++\n[[phase]]\nstart = 2022.05\n[[phase]]\nen.d = '''09/2015'''\n+++\n")
	f.Add(`{"draft": "ja", "granted": "850 tkr", "sumary": 1, "summry": 2, "status": "onging"}`)
	f.Add("---\nstart: 10/2015\nend: 09/2015\nstatus: Planed\nslug: ../A b\nbudget: {amount: 1 kr, currency: sek}\n---\n")
	f.Add("---\nphases: &b [{a}]\nilestones: *b\n---\n")
	f.Add("---\nclustr: b\npublsh: 2030-1-1\nalias: /x\n---\n")
	f.Fuzz(func(t *testing.T, page string) {
		const path = "content/projects/a.md"
		site := folder{
			"content/site.yaml": settings, path: page, "content/projects/b.md": "---\ntitle: B\nrelated: a\n---\n[x](a.md)\n",
			"content/clusters/b.md": "---\ntitle: B\n---\n",
		}
		before := site.check(t).Sorted()
		got, changes, left := site.mended(t)
		after := got.check(t).Sorted()
		if len(changes) == 0 {
			return
		}
		lines := changed(page, got[path])
		if on(lines, path, after) > on(lines, path, before)-changes[0].Fixes || after.Errors() > before.Errors() {
			t.Fatalf("%d fixes turn %v into %v:\n%q\n%q", changes[0].Fixes, before, after, page, got[path])
		}
		outside(t, before, page, got[path])
		if _, again, _ := got.mended(t); len(again) > 0 {
			t.Fatalf("mended twice:\n%q\n%q\n%q", page, got[path], again[0].New)
		}
		for _, l := range left {
			if l.Why == "" || l.Pos.File == "" {
				t.Fatalf("%+v", l)
			}
		}
	})
}

// changed gives the numbers of the lines, from 1, that differ in two texts of as many lines.
func changed(was, is string) map[int]bool {
	numbers := map[int]bool{}
	after := strings.Split(is, "\n")
	for i, line := range strings.Split(was, "\n") {
		if i >= len(after) || after[i] != line {
			numbers[i+1] = true
		}
	}
	return numbers
}

// on counts the problems on some lines of one file.
func on(lines map[int]bool, path string, problems diag.List) int {
	n := 0
	for _, p := range problems {
		if p.Pos.File == path && lines[p.Pos.Line] {
			n++
		}
	}
	return n
}

// outside asks that a page which was mended is the one that was, but for some of the fixes.
func outside(t *testing.T, problems diag.List, was, is string) {
	t.Helper()
	lines, mended := strings.SplitAfter(was, "\n"), strings.SplitAfter(is, "\n")
	if len(lines) != len(mended) {
		t.Fatalf("%q has other lines than %q", is, was)
	}
	for i := range lines {
		possible := map[string]bool{lines[i]: true}
		for _, p := range problems {
			if p.Pos.File != "content/projects/a.md" || p.Pos.Line != i+1 || p.Fix.IsZero() {
				continue
			}
			for line := range maps.Clone(possible) {
				for at := range line {
					if rest, ok := strings.CutPrefix(line[at:], p.Fix.Old); ok && len(possible) < 1000 {
						possible[line[:at]+p.Fix.New+rest] = true
					}
				}
			}
		}
		if !possible[mended[i]] && len(possible) < 1000 {
			t.Fatalf("%q becomes %q", lines[i], mended[i])
		}
	}
}
