package source_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// document loads one file.
func document(t *testing.T, text string) *source.Document {
	t.Helper()
	content, found := load(t, tree(map[string]string{"a.md": text}))
	if len(content.Documents) != 1 {
		t.Fatalf("no document; %v", said(found))
	}
	d := content.Documents[0]
	if diff := cmp.Diff(found, d.Problems); diff != "" {
		t.Errorf("the load's problems are not the document's (-load +document)\n%s", diff)
	}
	return d
}

func TestFrontMatter(t *testing.T) {
	tests := []struct {
		name, text  string
		title       string // "" for none
		line        int    // of the title
		body        string
		bodyLine    int
		description string
	}{
		{"YAML", "---\ntitle: x\n---\nBody", "x", 2, "Body", 4, ""},
		{"TOML", "+++\ntitle = \"x\"\n+++\nBody", "x", 2, "Body", 4, ""},
		{"JSON", "{\n\"title\": \"x\", \"a\": {\n}\n}\nBody", "x", 2, "Body", 5, ""},
		{"JSON on a line", "{\"title\": \"}\"}  \nBody", "}", 1, "Body", 2, ""},
		{"JSON alone", "{\"title\": \"x\"}", "x", 1, "", 1, ""},
		{"CRLF", "---\r\ntitle: x\r\n---\r\n\r\nBody\r\n", "x", 2, "Body", 4, ""},
		{"byte order mark", "\uFEFF---\ntitle: x\n---\nBody", "x", 2, "Body", 4, ""},
		{"blank lines before", "\n  \n---\ntitle: x\n---\nBody", "x", 4, "Body", 6, ""},
		{"blanks behind the fences", "--- \t\ntitle: x\n---  \nBody", "x", 2, "Body", 4, ""},
		{"no body", "---\ntitle: x\n---", "x", 2, "", 3, ""},
		{"nothing in it", "---\n---\nBody", "", 0, "Body", 3, ""},
		{"none", "Body\n\n---\n\nmore", "", 0, "Body more", 1, ""},
		{"empty file", "", "", 0, "", 1, ""},
		{"blank file", "\n \n", "", 0, "", 1, ""},
		{"indented fence in a block", "---\ntext: |\n  one\n  ---\n  two\ntitle: x\n---\nBody\n\n---\n", "x", 6, "Body", 8, "one\n---\ntwo\n"},
		{"indented fence in TOML", "+++\ntext = '''one\n +++\n'''\ntitle = 'x'\n+++\nBody", "x", 5, "Body", 7, "one\n +++\n"},
		{"a break first", "***\n\nBody", "", 0, "Body", 1, ""},
		{"a longer break first", "-----\n\nBody", "", 0, "Body", 1, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := document(t, test.text)
			if len(d.Problems) > 0 || d.Broken {
				t.Fatalf("problems: %v", said(d.Problems))
			}
			if d.Front() == nil || d.Front().Kind != syntax.Mapping {
				t.Fatalf("front matter is %+v", d.Front())
			}
			title, line := "", 0
			if n := d.Front().Get("title"); n != nil {
				title, line = n.Value, n.Pos.Line
				if n.Pos.File != d.Path {
					t.Errorf("the title is in the file %q", n.Pos.File)
				}
			}
			if title != test.title || line != test.line {
				t.Errorf("title %q on line %d, want %q on %d", title, line, test.title, test.line)
			}
			if textOf(t, d) != test.body || d.BodyLine != test.bodyLine {
				t.Errorf("body %q from line %d, want %q from %d", textOf(t, d), d.BodyLine, test.body, test.bodyLine)
			}
			if n := d.Front().Get("text"); n != nil && n.Value != test.description {
				t.Errorf("text %q, want %q", n.Value, test.description)
			}
		})
	}
}

func TestDocumentsThatCannotBeRead(t *testing.T) {
	tests := []struct{ name, text, want, hint string }{
		{"no end", "---\ntitle: x\n\nBody\n", "content/a.md:1:1 error front-matter the front matter that begins here has no end", "write a line ---"},
		{"no end of TOML", "\n+++\ntitle = 'x'\n---\n", "content/a.md:2:1 error front-matter the front matter that begins here has no end", "write a line +++"},
		{"indented end", "---\ntitle: x\n ---\nBody\n", "content/a.md:1:1 error front-matter the front matter that begins here has no end", "line 3"},
		{"opening alone", "---", "content/a.md:1:1 error front-matter the front matter that begins here has no end", "---"},
		{"dashes of a word processor", "—-\ntitle: x\n—-\nBody", "content/a.md:1:1 error front-matter front matter seems to begin here, but this line is not ---", "---"},
		{"indented opening", "  ---\ntitle: x\n---\n", "content/a.md:1:1 error front-matter front matter seems to begin here, but this line is not ---", "beginning"},
		{"no opening", "\ntitle: x\nsummary: y\n---\nBody", "content/a.md:2:1 error front-matter front matter seems to begin here, and there is no line --- before it", "above this one"},
		{"slip", "---\na: 1\ntitle: a: b\n---\n", "content/a.md:3:8 error syntax a value with a colon and a space in it must stand in quotes", `title: "a: b"`},
		{"slip in TOML", "+++\na = 1\nb = x\n+++\n", "content/a.md:3:1 error syntax a text must stand in quotes", `"text"`},
		{"slip in JSON", "{\n\"a\": 1,\n}\nBody", "content/a.md:3:1 error syntax this cannot be read as JSON", "comma"},
		{"JSON without end", "\n{\"a\": 1\n\nBody", "content/a.md:4:1 error syntax this cannot be read as JSON", "between"},
		{"text behind JSON", "{\"a\": 1} Body", "content/a.md:1:9 error front-matter text stands behind the front matter on its last line", "line of its own"},
		{"Latin-1", "---\ntitle: M\xf6bel\n---\n", "content/a.md:2:9 error encoding this file is not UTF-8 text", "ISO 8859-1"},
		{"UTF-16", "\xff\xfe-\x00-\x00-\x00\n\x00", "content/a.md:1:1 error encoding this file is not UTF-8 text", "UTF-16"},
		{"UTF-16 without a mark", "\x00-\x00-\x00-\x00\n", "content/a.md:1:1 error encoding this file is not UTF-8 text", "UTF-16"},
		{"NUL", "Bo\ndå\x00", "content/a.md:2:3 error encoding this file holds a NUL byte: it is no text", "UTF-8"},
		{"too large", strings.Repeat("x", 20<<20+1), "content/a.md:0:0 error limit this file is larger than 20 MiB", "divide"},
		{"front matter too large", "---\na: " + strings.Repeat("x", 1<<20) + "\n---\n", "content/a.md:2:1 error limit this text is longer than 1 MiB", "body"},
		{"deep", "---\na: " + strings.Repeat("[", 10_000) + "\n---\n", "content/a.md:2:68 error limit lists and groups stand more than 64 deep within each other here", "brackets"},
		{"deep JSON", "{\"a\":" + strings.Repeat("[", 20_000), "content/a.md:1:69 error limit lists and groups stand more than 64 deep within each other here", "brackets"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := document(t, test.text)
			if diff := cmp.Diff([]string{test.want}, said(d.Problems)); diff != "" {
				t.Fatalf("(-want +got)\n%s", diff)
			}
			if !strings.Contains(d.Problems[0].Hint, test.hint) {
				t.Errorf("hint %q does not say %q", d.Problems[0].Hint, test.hint)
			}
			if !d.Broken || d.Front() == nil || len(d.Front().Fields) > 0 || htmlOf(t, d, nil) != "" {
				t.Error("the document is not an empty, broken one")
			}
		})
	}
}

// Front matter with a key that does not hold still gives the others, and the body.
func TestDocumentWithAWrongKey(t *testing.T) {
	d := document(t, "---\ntitle: x\ntitle: y\nkind: z\n---\nBody")
	if len(d.Problems) != 1 || d.Problems[0].Code != diag.DuplicateKey || d.Broken || d.Front().Get("kind") == nil || textOf(t, d) != "Body" {
		t.Errorf("%v, broken %v, body %q", said(d.Problems), d.Broken, textOf(t, d))
	}
}

func TestLongLine(t *testing.T) {
	d := document(t, "---\ntitle: x\n---\n"+strings.Repeat("ord ", 10<<18))
	if d.Broken || d.BodyLine != 4 || d.Problems.Errors() > 0 {
		t.Errorf("broken %v, body from line %d, %v", d.Broken, d.BodyLine, said(d.Problems))
	}
}

func TestPersonalNumbers(t *testing.T) {
	for text, want := range map[string]bool{
		"811218-9876":                       true,
		"19811218-9876":                     true,
		"811218+9876":                       true,
		"pnr 811278-9873.":                  true, // coordination number: day 18 + 60
		"811218-9875":                       false,
		"811318-9874":                       false, // no such month
		"810230-9876":                       false, // no such day
		"556036-0793":                       false, // organisation number
		"16556036-0793":                     false,
		"1811218-9876":                      false,
		"811218-98765":                      false,
		"811218–9876":                       false, // a dash, not a hyphen
		"8112189876":                        false, // as well a telephone number
		"198112189876":                      true,
		"pnr:198112189876.":                 true,
		"(198112789873),":                   true,  // coordination number
		"198112189875":                      false, // the check digit
		"202608311227":                      false, // as well a minute of our time; the check digit holds
		"200112309999":                      false,
		"200112309992":                      true, // 99:94 is no time of day
		"1981121898760":                     false,
		"0,198112189876":                    false,
		"SE198112189876":                    false,
		"198112189876-1":                    false,
		"/rapport/198112189876.pdf":         false,
		"+46 10 123-4567":                   false,
		"2022-05-17 … 2023-01-01, 100-2000": false,
	} {
		for where, file := range map[string]string{
			"body":         "---\ntitle: x\n---\nå " + text + " b\n",
			"front matter": "---\ntitle: x\nn: 'å " + text + "'\n---\n",
		} {
			d := document(t, file)
			if got := len(d.Problems) == 1; got != want || len(d.Problems) > 1 {
				t.Errorf("%q in the %s: %v, want a warning: %v", text, where, said(d.Problems), want)
				continue
			}
			if !want {
				continue
			}
			p := d.Problems[0]
			if p.Code != diag.PersonalNumber || p.Severity != diag.Warning || !p.Secret || strings.Contains(p.Message+p.Hint, "9876") || d.Broken {
				t.Errorf("%q gives %+v", text, p)
			}
			if where == "body" && (p.Pos.Line != 4 || p.Pos.Column < 3 || p.Pos.Width < 11) {
				t.Errorf("%q is said to stand at %+v", text, p.Pos)
			}
		}
	}
}

// TestPersonalNumbersEverywhere holds that such a number is found at every place of a line, whatever digits stand before it.
func TestPersonalNumbersEverywhere(t *testing.T) {
	for before := range 14 {
		for digits := range 14 {
			line := strings.Repeat("å", before) + strings.Repeat("7", digits) + " 811218-9876 198112189876 b"
			d := document(t, line)
			var columns []int
			for _, p := range d.Problems {
				columns = append(columns, p.Pos.Column)
			}
			first := before + digits + 2
			if diff := cmp.Diff([]int{first, first + len("811218-9876 ")}, columns); diff != "" {
				t.Errorf("%q (-want +got)\n%s", line, diff)
			}
		}
	}
}

// htmlOf gives the HTML of a document's body.
func htmlOf(t *testing.T, d *source.Document, resolve func(int, *markdown.Link) markdown.Target) string {
	t.Helper()
	html, err := d.Text.AppendHTML(nil, resolve)
	if err != nil {
		t.Fatal(err)
	}
	return string(html)
}

// outlineOf gives the outline of a document's body.
func outlineOf(t *testing.T, d *source.Document) *markdown.Outline {
	t.Helper()
	o, err := d.OutlineIn(&source.Room{})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// textOf gives the text of a document's body, which has nothing to escape, on one line.
func textOf(t *testing.T, d *source.Document) string {
	t.Helper()
	plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(htmlOf(t, d, nil), "")
	return strings.Join(strings.Fields(plain), " ")
}
