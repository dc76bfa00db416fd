package locale_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/locale"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

// load reads a built-in catalogue.
func load(t testing.TB, code string, reference *locale.Locale) *locale.Locale {
	t.Helper()
	name := "../../templates/lang/" + code + ".yaml"
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	node, problems := syntax.YAML(name, src, 1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, problems := locale.New(code, node, reference)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

func both(t testing.TB) (sv, en *locale.Locale) {
	en = load(t, "en", nil)
	sv = load(t, "sv", en)
	load(t, "en", sv) // neither has a word that the other lacks
	return sv, en
}

func date(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s, edtf.Words{})
	if err != nil && s != "" {
		t.Fatal(err)
	}
	return d
}

func TestDates(t *testing.T) {
	sv, en := both(t)
	for _, tt := range []struct{ in, sv, en string }{
		{"2022", "2022", "2022"},
		{"2022-05", "maj 2022", "May 2022"},
		{"2022-05-01", "1 maj 2022", "1 May 2022"},
		{"2018-21", "våren 2018", "spring 2018"},
		{"2013-24", "vintern 2013", "winter 2013"},
		{"2013~", "omkring 2013", "about 2013"},
		{"", "", ""},
	} {
		d := date(t, tt.in)
		if sv.Date(d) != tt.sv || en.Date(d) != tt.en {
			t.Errorf("%s: %q, %q; want %q, %q", tt.in, sv.Date(d), en.Date(d), tt.sv, tt.en)
		}
	}
	for _, tt := range []struct{ start, end, sv, en string }{
		{"2022-05", "2023-01", "maj 2022 – januari 2023", "May 2022 – January 2023"},
		{"2016", "2018", "2016–2018", "2016–2018"},
		{"2018-21", "2020", "våren 2018 – 2020", "spring 2018 – 2020"},
		{"2015-08-01", "", "från 1 augusti 2015", "from 1 August 2015"},
		{"", "2020", "till och med 2020", "until 2020"},
		{"2020", "2020", "2020", "2020"},
		{"", "", "", ""},
	} {
		a, b := date(t, tt.start), date(t, tt.end)
		if sv.Period(a, b) != tt.sv || en.Period(a, b) != tt.en {
			t.Errorf("%s to %s: %q, %q; want %q, %q", tt.start, tt.end, sv.Period(a, b), en.Period(a, b), tt.sv, tt.en)
		}
	}
	if day := edtf.NewDay(2022, 5, 17); sv.Day(day) != "17 maj 2022" || en.Day(day) != "17 May 2022" {
		t.Errorf("a day: %q, %q", sv.Day(day), en.Day(day))
	}
	for in, want := range map[string]string{"hösten 2013": "2013-23", "vår 2018": "2018-21", "maj 2022": "2022-05", "17 December 2021": "2021-12-17"} {
		words := sv.DateWords()
		if in[0] == '1' {
			words = en.DateWords()
		}
		if d, err := edtf.Parse(in, words); err != nil || d.String() != want {
			t.Errorf("%q reads %v, %v; want %s", in, d, err, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	sv, en := both(t)
	amount := func(text, currency string, about bool) money.Amount {
		a, err := money.Parse(text, currency)
		if err != nil {
			t.Fatal(err)
		}
		a.About = about
		return a
	}
	for _, tt := range []struct{ name, got, want string }{
		{"number", sv.Number(2138347), "2\u00a0138\u00a0347"},
		{"number", en.Number(2138347), "2,138,347"},
		{"small number", sv.Number(999), "999"},
		{"thousand", sv.Number(3800), "3\u00a0800"},
		{"negative", sv.Number(-1500), "\u22121\u00a0500"},
		{"decimal", sv.Decimal("1012.50"), "1\u00a0012,50"},
		{"negative decimal", en.Decimal("-12.5"), "\u221212.5"},
		{"percent", sv.Percent("60"), "60\u00a0%"},
		{"percent", en.Percent("60"), "60%"},
		{"money", sv.Money(amount("2138347", "SEK", false)), "2\u00a0138\u00a0347\u00a0kr"},
		{"money", en.Money(amount("2138347", "SEK", false)), "SEK 2,138,347"},
		{"cents", en.Money(amount("1500.50", "EUR", true)), "about EUR 1,500.50"},
		{"no money", sv.Money(amount("0", "SEK", false)), "0\u00a0kr"},
		{"euro", sv.Money(amount("120000", "EUR", false)), "120\u00a0000\u00a0EUR"},
		{"öre", sv.Money(amount("1500.50", "SEK", false)), "1\u00a0500,50\u00a0kr"},
		{"about", sv.Money(amount("60000000000", "SEK", true)), "cirka 60\u00a0000\u00a0000\u00a0000\u00a0kr"},
		{"bytes", sv.FileSize(512), "512\u00a0byte"},
		{"kilobytes", sv.FileSize(189300), "189,3\u00a0kB"},
		{"kilobytes", en.FileSize(189349), "189.3\u00a0kB"},
		{"megabytes", en.FileSize(1_200_000), "1.2\u00a0MB"},
		{"rounded up", en.FileSize(999_960), "1\u00a0MB"},
		{"list", sv.List([]string{"a", "b", "c"}), "a, b och c"},
		{"list of two", en.List([]string{"a", "b"}), "a and b"},
		{"list of one", en.List([]string{"a"}), "a"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestSortKey(t *testing.T) {
	sv, _ := both(t)
	want := []string{"Almi", "projekt 2", "projekt 10", "Zink", "Ånge", "ärlig", "Öland"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int {
		x, y := sv.SortKey(a), sv.SortKey(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	if !slices.Equal(got, want) {
		t.Errorf("sorted: %q, want %q", got, want)
	}
}

// TestSortKeyOfLetters holds that texts without digits sort among those with digits as if there were but one collator.
func TestSortKeyOfLetters(t *testing.T) {
	src, err := os.ReadFile("../../templates/lang/sv.yaml")
	if err != nil {
		t.Fatal(err)
	}
	letters := []rune("aAzchljZåÅäöÿŁłæßÀſ ,-'()/.!\u0301\u00b2\u00bd\u0660\u0967\u2155\uff15105")
	random := rand.New(rand.NewPCG(3, 5))
	for _, tag := range []string{"sv", "en", "da", "cs", "hr", "hu", "es-u-co-trad", "fr-CA", "de-u-co-phonebk", "th", "ja"} {
		catalogue, _ := syntax.YAML("", []byte(strings.Replace(string(src), "tag: sv", "tag: "+tag, 1)), 1)
		l, problems := locale.New(tag, catalogue, nil)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		c := collate.New(language.MustParse(tag), collate.IgnoreCase, collate.Numeric)
		for range 3000 {
			text := make([]rune, random.IntN(9))
			for i := range text {
				text[i] = letters[random.IntN(len(letters))]
			}
			s := string(text)
			if want := string(c.KeyFromString(new(collate.Buffer), s)) + "\x00" + s; l.SortKey(s) != want {
				t.Errorf("%s: the key of %q is %q, want %q", tag, s, l.SortKey(s), want)
			}
		}
	}
}

func TestWords(t *testing.T) {
	sv, en := both(t)
	for _, tt := range []struct {
		l    *locale.Locale
		key  string
		args []any
		want string
	}{
		{en, "count.projects", []any{1}, "1 project"},
		{en, "count.projects", []any{0}, "0 projects"},
		{sv, "count.organisations", []any{1234}, "1\u00a0234 organisationer"},
		{sv, "pagination.status", []any{"2", "7"}, "Sida 2 av 7"},
		{sv, "skip", nil, "Till innehållet"},
	} {
		if got, err := tt.l.T(tt.key, tt.args...); err != nil || got != tt.want {
			t.Errorf("T(%q, %v) = %q, %v; want %q", tt.key, tt.args, got, err, tt.want)
		}
	}
	if text, err := sv.T("pagination.status", "2"); err == nil {
		t.Errorf("two values are asked for and one is given, and that says %q", text)
	}
	if _, err := sv.T("skipp"); err == nil || err.Error() != `the catalogue of svenska has no words for "skipp"; did you mean "skip"?` {
		t.Errorf("an unknown key: %v", err)
	}
	if sv.Path("projects") != "projekt" || sv.Path("unknown") != "unknown" {
		t.Errorf("paths: %q, %q", sv.Path("projects"), sv.Path("unknown"))
	}
}

// A language is one file: here one with plural forms that Swedish has not, made of the English one.
func TestAnotherLanguage(t *testing.T) {
	src, err := os.ReadFile("../../templates/lang/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(
		"tag: en", "tag: pl", "name: English", "name: polski",
		`{one: "{0} project", other: "{0} projects"}`, `{one: jeden projekt, few: "{0} projekty", many: "{0} projektów", other: "{0} projektu"}`,
	).Replace(string(src))
	node, problems := syntax.YAML("pl.yaml", []byte(text+"\n  own-template: \"{1} i {0}: {1}\"\n"), 1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	_, en := both(t)
	pl, problems := locale.New("pl", node, en)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for n, want := range map[int]string{
		1: "jeden projekt", 2: "2 projekty", 5: "5 projektów", 22: "22 projekty", 112: "112 projektów", 1_000_001: "1,000,001 projektów", 10_000_002: "10,000,002 projekty",
	} {
		if got, err := pl.T("count.projects", n); err != nil || got != want {
			t.Errorf("%d: %q, %v; want %q", n, got, err, want)
		}
	}
	if got, err := pl.T("own-template", "a", "{0}"); err != nil || got != "{0} i a: {0}" {
		t.Errorf("words of the site's own: %q, %v", got, err)
	}
}

func TestSortKeyConcurrently(t *testing.T) {
	sv, _ := both(t)
	want := sv.SortKey("Förstudie 10")
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 200 {
				if got := sv.SortKey("Förstudie 10"); got != want {
					t.Errorf("the key is %q, and was %q", got, want)
				}
			}
		})
	}
	wait.Wait()
}

func TestNewRefuses(t *testing.T) {
	_, en := both(t)
	for _, tt := range []struct{ src, message string }{
		{"name: x", `the catalogue lacks "tag"`},
		{"words: {skip: {on: x}}", `"on" is not a plural form`},
		{"words: {skip: {one: x}}", `the form "other" is missing`},
		{"words: {skip: [x]}", `this is a list, but what is needed is a text`},
		{"quotes: [a]", `a list of 4 texts is needed here`},
		{"tag: '!'", `"!" is not a language tag`},
		{"dates: {spoken: {25: x}}", `"25" is neither a month nor a season`},
		{"words: {skip: Hopp}", `the words lack "menu"`},
		{`words: {skip: "Hopp {0}"}`, `the values that "skip" asks for are {0}, but there are: none`},
		{"words: {pagination.status: 'Sivu {0}'}", `the values that "pagination.status" asks for are {0}, but there are: {0} and {1}`},
		{"words: {skip: 'Hopp {n}'}", `{n} stands for nothing here`},
		{"words: {count.projects: {one: '{1}', other: '{0}'}}", `this asks for {1}, and the form "other" for {0}`},
		{"paths: {projects: a b}", `"a b" is no word for addresses`},
		{"paths: {projects: x}", `the paths lack "clusters"`},
		{"direction: up", `"up" is not a direction of writing`},
		{"dates: {day: '{dag} {month} {year}'}", `{dag} stands for nothing here`},
		{"dates: {day: '{month} {year}'}", `"{month} {year}" lacks a place for a value`},
		{"dates: {spoken: {1: x, 2: x}}", `"x" stands for two months or seasons`},
		{"dates: {spoken: {1: x}}", `the words of the month or season 2 are missing`},
		{"numbers: {currencies: {kr: x}}", `"kr" is not a currency of ISO 4217`},
		{"numbers: {group-from: many}", `"many" is not a number`},
		{"numbers: [x]", `this is a list, but what is needed is keys with values`},
		{"nmae: x", `the key "nmae" is not known here`},
	} {
		node, problems := syntax.YAML("fi.yaml", []byte(tt.src), 1)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		l, problems := locale.New("fi", node, en)
		if l != nil {
			t.Errorf("%s: a locale came back", tt.src)
		}
		found := false
		for _, p := range problems {
			found = found || p.Message == tt.message && p.Pos.File == "fi.yaml"
		}
		if !found {
			t.Errorf("%s: no problem %q among %v", tt.src, tt.message, problems)
		}
	}
}

func TestProblemsStandWhereTheyAre(t *testing.T) {
	_, en := both(t)
	node, problems := syntax.YAML("fi.yaml", []byte("words:\n  skpi: Hyppää\n  pagination.status: Sivu {0}\n"), 1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	_, problems = locale.New("fi", node, en)
	for _, want := range []diag.Problem{
		{Code: diag.MissingKey, Pos: diag.Pos{File: "fi.yaml", Line: 2, Column: 3}, Message: `the words lack "skip"`, Hint: `is it what "skpi" is meant to be? in English: Skip to content`},
		{
			Code: diag.Value, Pos: diag.Pos{File: "fi.yaml", Line: 3, Column: 22, Width: 8},
			Message: `the values that "pagination.status" asks for are {0}, but there are: {0} and {1}`, Hint: "in English: Page {0} of {1}",
		},
	} {
		if !slices.Contains(problems, want) {
			t.Errorf("%v is not among %v", want, problems)
		}
	}
}
