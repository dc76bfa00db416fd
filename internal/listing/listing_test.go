package listing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/build"
	"vitrin/internal/listing"
)

// write writes a list in a format.
func write(t *testing.T, s *build.Site, format string, layout listing.Layout, q listing.Query) string {
	t.Helper()
	table, err := listing.New(s.Portfolio, s.Locales, q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	var b strings.Builder
	for _, f := range listing.Formats() {
		if f.Name == format {
			if err := f.Write(&b, table, layout); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("there is no format %s", format)
	return ""
}

// ids gives the ids that a list has.
func ids(t *testing.T, s *build.Site, q listing.Query) string {
	t.Helper()
	q.Columns = []string{"id"}
	lines := strings.Fields(write(t, s, "csv", listing.Layout{}, q))
	return strings.Join(lines[1:], " ")
}

// TestWhere holds what conditions choose.
func TestWhere(t *testing.T) {
	s := load(t, site)
	for _, test := range []struct{ where, want string }{
		{"", "b e d a c"},
		{"status=ongoing", "b"},
		{"status=Pågående", "b"},
		{"status=COMPLETED", "a"},
		{"status=planned", ""},
		{"status!=completed", "b e d c"},
		{"status=", "e d"},
		{"status!=", "b a c"},
		{"cluster=möbler", "a"},
		{"clusters=the furniture cluster", "a"},
		{"cluster=mo\u0308bler", "a"},
		{"cluster=tomt", ""},
		{"programme=smart", "a"},
		{"programme = Smart industri 2", "a"},
		{"region=07", "a"},
		{"region=se-g", "a"},
		{"region=Kronobergs län", "a"},
		{"region=AB", ""},
		{"municipality=växjö", "a"},
		{"theme=trä", "a"},
		{"theme=wood", "a"},
		{"kind=försök", "a"},
		{"kind=trial", "a"},
		{"year=2019", "a"},
		{"year=2026", "b"},
		{"coordinator=Forskningsinstituten", "a"},
		{"partner=granvik", "a"},
		{"funder=tillväxtverket", "a"},
		{"organisation=rise", "a"},
		{"lang=en", "a"},
		{"lang!=english", "b e d c"},
		{"summary=", "b e d c"},
		{"reference=B-7", "a"},
		{"start=2018-21", "a"},
		{"start=2018", "a"},
		{"end=2020-12", "a"},
		{"period!=", "b a"},
		{"granted=0", "b"},
		{"granted=", "d"},
		{"granted=100 EUR", "a"},
		{"budget!=", ""},
		{"keyword=Ek", "a"},
		{"updated=2021", "a"},
		{"title=ask", "e"},
		{"file=content/projects/e.md", "e"},
		{"image=", "b e d a c"},
	} {
		q := listing.Query{Where: []string{test.where}}
		if test.where == "" {
			q.Where = nil
		}
		if got := ids(t, s, q); got != test.want {
			t.Errorf("%s: %q, want %q", test.where, got, test.want)
		}
	}
	if got := ids(t, s, listing.Query{Where: []string{"granted!=", "status!=cancelled", "title!=ask"}}); got != "b a" {
		t.Errorf("all conditions: %q", got)
	}
}

// TestSort holds that Swedish letters come last, numbers by their size, and what states nothing behind all others.
func TestSort(t *testing.T) {
	s := load(t, site)
	for by, want := range map[string]string{
		"title": "b e d a c", "-title": "c a d e b", "id": "a b c d e",
		"start": "a b e d c", "-start": "b a e d c",
		"granted": "b c e a d", "-granted": "a e c b d",
		"period": "a b e d c", "status": "c a b e d",
	} {
		if got := ids(t, s, listing.Query{Sort: by}); got != want {
			t.Errorf("by %s: %q, want %q", by, got, want)
		}
	}
}

// TestErrors holds what is said of a query that cannot be answered.
func TestErrors(t *testing.T) {
	s := load(t, site)
	for _, test := range []struct {
		q                   listing.Query
		part, message, hint string
	}{
		{listing.Query{Collection: "project"}, "collection", `there is no list of "project"`, "did you mean projects?"},
		{listing.Query{Collection: "people"}, "collection", `there is no list of "people"`, "the lists are projects, clusters, programmes, organisations, regions, municipalities, themes, kinds, statuses, years"},
		{listing.Query{Columns: []string{"id", "titel"}}, "columns", `"titel" is not known of projects`, "did you mean title?"},
		{listing.Query{Collection: "years", Columns: []string{"x"}}, "columns", `"x" is not known of years`, "what is known: id, title, projects, first, last, granted, applied"},
		{listing.Query{Sort: "-grantd"}, "sort", `"grantd" is not known of projects`, "did you mean granted?"},
		{listing.Query{Lang: "fi"}, "lang", `"fi" is not one of the site's languages`, "they are sv, en"},
		{listing.Query{Where: []string{"status"}}, "where", `"status" is not a condition`, "write key=value, key!=value, or key= for what states none"},
		{listing.Query{Where: []string{"=x"}}, "where", `"=x" is not a condition`, "write key=value, key!=value, or key= for what states none"},
		{listing.Query{Where: []string{"clustr=x"}}, "where", `"clustr" is not known of projects`, "did you mean cluster?"},
		{listing.Query{Where: []string{"cluster=mobler"}}, "where", `no project has the cluster "mobler"`, `did you mean "möbler"?`},
		{listing.Query{Where: []string{"region=västra"}}, "where", `no project has the region "västra"`, `did you mean "Västra Götaland"?`},
		{listing.Query{Where: []string{"status=??"}}, "where", `no project has the status "??"`, "there are ongoing, planned, completed, cancelled"},
		{listing.Query{Where: []string{"year=1999"}}, "where", `no project has the year "1999"`, "there are 2018, 2019, 2020, 2025, 2026"},
		{listing.Query{Collection: "clusters", Where: []string{"members=13"}}, "where", `no cluster has the members "13"`, `did you mean "12"?`},
	} {
		_, err := listing.New(s.Portfolio, s.Locales, test.q)
		wrong, ok := errors.AsType[*listing.Error](err)
		if !ok {
			t.Errorf("%+v: %v", test.q, err)
			continue
		}
		if diff := cmp.Diff(&listing.Error{Part: test.part, Message: test.message, Hint: test.hint}, wrong); diff != "" {
			t.Errorf("%+v (-want +got)\n%s", test.q, diff)
		}
	}
}

// TestEveryColumn holds that every column of every list can be shown in every format, sorted by and asked for, in
// every language.
func TestEveryColumn(t *testing.T) {
	s := load(t, site)
	for _, collection := range listing.Collections() {
		var keys []string
		for _, k := range listing.Keys(collection) {
			keys = append(keys, k.Name)
			name := k.Name
			if k.Also != "" {
				name = k.Also
			}
			for _, v := range listing.Values(s.Portfolio, s.Locales, collection, name) {
				write(t, s, "json", listing.Layout{}, listing.Query{Collection: collection, Where: []string{name + "=" + v.Name}, Sort: "-" + k.Name})
			}
		}
		if slices.Sort(keys); len(slices.Compact(slices.Clone(keys))) != len(keys) {
			t.Errorf("%s has a column twice: %q", collection, keys)
		}
		for _, lang := range []string{"sv", "en"} {
			for _, f := range listing.Formats() {
				if write(t, s, f.Name, listing.Layout{Width: 80}, listing.Query{Collection: collection, Columns: keys, Lang: lang}) == "" {
					t.Errorf("%s in %s is empty", collection, f.Name)
				}
			}
		}
	}
	if listing.Keys("people") != nil || listing.Values(s.Portfolio, s.Locales, "projects", "people") != nil {
		t.Error("there is something of nothing")
	}
}
