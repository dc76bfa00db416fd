package diag_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
)

func TestPrint(t *testing.T) {
	long := strings.Repeat("å", 5000) + "X" + strings.Repeat("ö", 5_000_000)
	files := map[string]string{
		"a.md":    "---\ntitle: x\n\tstart:\t09/2015 # c\r\nlogga: \"漢字\" bad\n",
		"esc.md":  "a\x1b[31m\x00b\xff\u202e: x\n",
		"long.md": long,
		"pn.md":   "text 811218-9876 and 19811218+9876 and 556036-0793\n" + strings.Repeat("a", 94) + "811218-9876 b" + strings.Repeat("c", 100),
		"bom.md":  "\uFEFFtitle: x\n",
	}
	tests := []struct {
		name string
		list diag.List
		want string
	}{
		{"line, column, width, hint", diag.List{{
			Pos: diag.Pos{File: "a.md", Line: 3, Column: 9, Width: 7}, Message: "not a date", Hint: "write 2015-09",
		}}, "a.md:3:9: error: not a date\n    3 | \tstart:\t09/2015 # c\n      | \t      \t^^^^^^^\n  hint: write 2015-09\n"},
		{"line alone, hint of two lines", diag.List{{
			Severity: diag.Warning, Pos: diag.Pos{File: "a.md", Line: 2}, Message: "odd", Hint: "one\ntwo",
		}}, "a.md:2: warning: odd\n    2 | title: x\n  hint: one\n        two\n"},
		{"file alone", diag.List{{Pos: diag.Pos{File: "a.md"}, Message: "odd"}}, "a.md: error: odd\n"},
		{"no file", diag.List{{Message: "odd"}}, "error: odd\n"},
		{"file and line that are not there", diag.List{
			{Pos: diag.Pos{File: "a.md", Line: 90, Column: 1}, Message: "odd"},
			{Pos: diag.Pos{File: "none.md", Line: 1, Column: 1}, Message: "odd"},
		}, "a.md:90:1: error: odd\nnone.md:1:1: error: odd\n"},
		{
			"column beyond the line",
			diag.List{{Pos: diag.Pos{File: "a.md", Line: 2, Column: 99, Width: 5}, Message: "odd"}},
			"a.md:2:99: error: odd\n    2 | title: x\n      |         ^\n",
		},
		{
			"wide characters",
			diag.List{{Pos: diag.Pos{File: "a.md", Line: 4, Column: 9, Width: 4}, Message: "odd"}},
			"a.md:4:9: error: odd\n    4 | logga: \"漢字\" bad\n      |         ^^^^^^\n",
		},
		{
			"terminal escapes",
			diag.List{{Pos: diag.Pos{File: "esc.md", Line: 1, Column: 2}, Message: "\x1b]0;x\a\nend", Hint: "a\rb"}},
			"esc.md:1:2: error: ␛]0;x␇ end\n    1 | a␛[31m␀b��: x\n      |  ^\n  hint: a␍b\n",
		},
		{
			"secret",
			diag.List{{Pos: diag.Pos{File: "pn.md", Line: 1, Column: 6, Width: 11}, Code: diag.PersonalNumber, Message: "811218-9876", Secret: true}},
			"pn.md:1:6: error: xxxxxx-xxxx\n",
		},
		{
			"another problem of a secret line",
			diag.List{
				{Pos: diag.Pos{File: "a.md", Line: 2, Column: 1}, Message: "odd"},
				{Pos: diag.Pos{File: "a.md", Line: 2, Column: 8}, Message: "private", Secret: true},
				{Pos: diag.Pos{File: "a.md", Line: 1, Column: 1}, Message: "odd"},
			},
			"a.md:1:1: error: odd\n    1 | ---\n      | ^\na.md:2:1: error: odd\na.md:2:8: error: private\n",
		},
		{
			"masked without a hyphen",
			diag.List{{Message: "198112189876, 198112789876; 198113189876, 200000000000, 1981121898761, 19811218-98761"}},
			"error: xxxxxxxxxxxx, xxxxxxxxxxxx; 198113189876, 200000000000, 1981121898761, 19811218-98761\n",
		},
		{
			"masked",
			diag.List{{Pos: diag.Pos{File: "pn.md", Line: 1, Column: 1}, Message: "odd"}},
			"pn.md:1:1: error: odd\n    1 | text xxxxxx-xxxx and xxxxxxxx+xxxx and 556036-0793\n      | ^\n",
		},
		{
			"masked where the window cuts",
			diag.List{{Pos: diag.Pos{File: "pn.md", Line: 2, Column: 1}, Message: "odd"}},
			"pn.md:2:1: error: odd\n    2 | " + strings.Repeat("a", 94) + "xxxxxx…\n      | ^\n",
		},
		{
			"byte order mark",
			diag.List{{Pos: diag.Pos{File: "bom.md", Line: 1, Column: 8}, Message: "odd"}},
			"bom.md:1:8: error: odd\n    1 | title: x\n      |        ^\n",
		},
		{
			"long line",
			diag.List{{Pos: diag.Pos{File: "long.md", Line: 1, Column: 5001}, Message: "odd"}},
			"long.md:1:5001: error: odd\n    1 | …" + strings.Repeat("å", 40) + "X" + strings.Repeat("ö", 59) + "…\n      |  " + strings.Repeat(" ", 40) + "^\n",
		},
		{"sorted", diag.List{
			{Pos: diag.Pos{File: "z.md"}, Message: "b"},
			{Pos: diag.Pos{File: "y.md", Line: 2}, Message: "a"},
			{Pos: diag.Pos{File: "y.md", Line: 1}, Message: "c"},
			{Pos: diag.Pos{File: "y.md", Line: 1}, Message: "c"},
		}, "y.md:1: error: c\ny.md:2: error: a\nz.md: error: b\n"},
	}
	read := func(file string) ([]byte, error) {
		if s, there := files[file]; there {
			return []byte(s), nil
		}
		return nil, errors.New("no such file")
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if err := (diag.Style{}).Print(&out, test.list, read); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, out.String()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestStyle(t *testing.T) {
	in := func(name string) func(string) string {
		return func(s string) string { return "<" + name + " " + s + ">" }
	}
	style := diag.Style{Place: in("place"), Error: in("error"), Warning: in("warning"), Hint: in("hint")}
	list := diag.List{
		{Message: "nowhere"},
		{Severity: diag.Warning, Pos: diag.Pos{File: "a.md", Line: 1, Column: 2, Width: 2}, Message: "odd", Hint: "mend\nit"},
	}
	var out strings.Builder
	if err := style.Print(&out, list, func(string) ([]byte, error) { return []byte("abcd"), nil }); err != nil {
		t.Fatal(err)
	}
	const want = `<error error:> nowhere
<place a.md:1:2:> <warning warning:> odd
    1 | abcd
      |  <warning ^^>
  <hint hint:> mend
        it
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestPrintReadsEachFileOnce(t *testing.T) {
	reads := 0
	read := func(string) ([]byte, error) { reads++; return []byte("a\nb\n"), nil }
	list := diag.List{{Pos: diag.Pos{File: "a", Line: 2}}, {Pos: diag.Pos{File: "a", Line: 1}}, {Pos: diag.Pos{File: "a", Line: 1, Column: 1}}}
	if err := (diag.Style{}).Print(&strings.Builder{}, list, read); err != nil || reads != 1 {
		t.Errorf("%d reads, error %v; want 1, none", reads, err)
	}
	if err := (diag.Style{}).Print(&strings.Builder{}, list, nil); err != nil {
		t.Errorf("without a reader: %v", err)
	}
}

func TestPrintReportsTheWriter(t *testing.T) {
	if err := (diag.Style{}).Print(broken{}, diag.List{{Message: "x"}}, nil); err == nil {
		t.Error("no error from a writer that fails")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestSummary(t *testing.T) {
	e, w := diag.Problem{}, diag.Problem{Severity: diag.Warning}
	for want, list := range map[string]diag.List{
		"no problems": {}, "1 error": {e}, "2 errors, 1 warning": {e, w, e}, "3 warnings": {w, w, w},
	} {
		if got := diag.Summary(list); got != want {
			t.Errorf("Summary gives %q, want %q", got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"title", "start", "end", "summary", "programmes", "organisations", "möbelklustret", "Smart-Industri"}
	for name, want := range map[string]string{
		"titel": "title", "Title": "title", "strat": "start", "sumary": "summary", "programs": "programmes",
		"organizations": "organisations", "mobelklustret": "möbelklustret", "mo\u0308belklustret": "möbelklustret",
		"smart-industri": "Smart-Industri", "xyz": "", "": "", "en": "end", "budget": "",
	} {
		if got := diag.Nearest(name, known); got != want {
			t.Errorf("Nearest(%q) gives %q, want %q", name, got, want)
		}
	}
}

func TestSole(t *testing.T) {
	known := []string{"title", "start", "end", "role", "note", "note", "status", "state", "id"}
	for name, want := range map[string]string{
		"titel": "title", "Title": "title", "nte": "note", "notes": "note",
		"rote":  "", // role and note are equally near
		"stats": "", // start, status and state too
		"en":    "", "i": "", "": "", "budget": "",
	} {
		if got := diag.Sole(name, known); got != want {
			t.Errorf("Sole(%q) gives %q, want %q", name, got, want)
		}
	}
}

func TestSortedKeepsFixes(t *testing.T) {
	var list diag.List
	pos := diag.Pos{File: "a", Line: 1, Column: 1}
	for _, fix := range []diag.Fix{{}, {Old: "a", New: "b"}, {}, {Old: "a", New: "b"}} {
		list.Error(pos, diag.Date, "odd", "")
		list.Mend(fix)
	}
	sorted := list.Sorted()
	if len(sorted) != 2 || !sorted[0].Fix.IsZero() || sorted[1].Fix.New != "b" {
		t.Errorf("sorted: %+v", sorted)
	}
}
