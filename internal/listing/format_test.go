package listing_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/cells"
	"vitrin/internal/listing"
)

func TestTable(t *testing.T) {
	s := load(t, site)
	q := listing.Query{Columns: []string{"id", "title", "status", "period", "clusters", "granted"}, Sort: "id"}
	const whole = "" +
		"id  title          status    period                          clusters                       granted\n" +
		"a   Ädel 2         Avslutat  våren 2018 – 31 december 2020  Möbelklustret  850\u00a0000,50\u00a0kr, 100\u00a0EUR\n"
	got := write(t, s, "table", listing.Layout{}, q)
	for line := range strings.Lines(got) {
		if strings.TrimRight(line, " \n") != strings.TrimSuffix(line, "\n") {
			t.Errorf("%q ends in spaces", line)
		}
	}
	lines := strings.SplitAfter(got, "\n")
	if diff := cmp.Diff(strings.Split(whole, "\n")[1], strings.TrimSuffix(lines[1], "\n")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, width := range []int{60, 80, 20} {
		for line := range strings.Lines(write(t, s, "table", listing.Layout{Width: width}, q)) {
			if got := cells.Width(strings.TrimSuffix(line, "\n")); got > width {
				t.Errorf("%q takes %d cells of %d", line, got, width)
			}
		}
	}
	heading := write(t, s, "table", listing.Layout{Heading: func(s string) string { return "<" + s + ">" }}, listing.Query{Columns: []string{"id"}, Sort: "id"})
	if heading != "<id>\na\nb\nc\nd\ne\n" {
		t.Errorf("got %q", heading)
	}
	if got := write(t, s, "table", listing.Layout{}, listing.Query{Where: []string{"status=planned"}}); got != "" {
		t.Errorf("an empty table is %q", got)
	}
}

// TestNarrow holds that a narrow terminal does without columns that nobody asked for, and that dates and numbers are
// not cut as long as words can be.
func TestNarrow(t *testing.T) {
	s := load(t, site)
	for width, want := range map[int]string{
		0:   "id title status period clusters programmes coordinator granted",
		130: "id title status period clusters programmes coordinator granted",
		110: "id title status period clusters coordinator granted",
		90:  "id title status period granted",
		60:  "id title status granted",
		50:  "id title status granted",
	} {
		head, _, _ := strings.Cut(write(t, s, "table", listing.Layout{Width: width}, listing.Query{}), "\n")
		if got := strings.Join(strings.Fields(head), " "); got != want {
			t.Errorf("%d cells show %q, want %q", width, got, want)
		}
	}
	got := write(t, s, "table", listing.Layout{Width: 80}, listing.Query{Columns: []string{"id", "title", "file", "period", "granted"}, Where: []string{"id=a"}})
	if !strings.Contains(got, "våren 2018 – 31 december 2020") || !strings.Contains(got, "100\u00a0EUR") {
		t.Errorf("got\n%s", got)
	}
}

// TestTableIsSafe holds that what people wrote does nothing to a terminal and breaks no row.
func TestTableIsSafe(t *testing.T) {
	s := load(t, "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv]\n-- content/projects/a.md --\n---\ntitle: \"a\\N[31mb\\u202E \\tc\"\nsummary: |\n  one\n  two\n---\n")
	if got := write(t, s, "table", listing.Layout{}, listing.Query{Columns: []string{"title", "summary"}}); got != "title       summary\na�[31mb� c  one two\n" {
		t.Errorf("got %q", got)
	}
}

// TestCSV holds that what is written is CSV, with a column for each currency, and that no text is a formula.
func TestCSV(t *testing.T) {
	s := load(t, site)
	q := listing.Query{Columns: []string{"title", "period", "granted", "keywords", "years"}, Sort: "id"}
	got := write(t, s, "csv", listing.Layout{}, q)
	const want = "title,period_start,period_end,granted_sek,granted_eur,keywords,years\r\n" +
		"Ädel 2,2018-21,2020-12-31,850000.50,100,ek; björk; al,2018; 2019; 2020\r\n" +
		"'=HYPERLINK(1),2025,,0,,,2025; 2026\r\n" +
		"Ädel 10,,,900,,,\r\nZebra,,,,,,\r\nAsk,,,2000,,,\r\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if _, err := csv.NewReader(strings.NewReader(got)).ReadAll(); err != nil {
		t.Error(err)
	}
	excel := write(t, s, "excel", listing.Layout{}, q)
	for _, words := range []string{"\uFEFFtitle;period_start;", ";850000,50;100;\"ek; björk; al\";", "\r\n'=HYPERLINK(1);2025;"} {
		if !strings.Contains(excel, words) {
			t.Errorf("%q does not hold %q", excel, words)
		}
	}
	if got := write(t, s, "csv", listing.Layout{}, listing.Query{Where: []string{"status=planned"}, Columns: []string{"id", "granted"}}); got != "id,granted_sek\r\n" {
		t.Errorf("an empty list is %q", got)
	}
}

// TestJSON holds that values are those of machines: ids, dates as EDTF, amounts as numbers with their currency.
func TestJSON(t *testing.T) {
	s := load(t, site)
	q := listing.Query{
		Where: []string{"granted!="}, Sort: "id",
		Columns: []string{"id", "title", "status", "period", "start", "clusters", "coordinator", "granted", "summary", "reference"},
	}
	got := write(t, s, "json", listing.Layout{}, q)
	lines := strings.Split(got, "\n")
	const want = `{"id":"a","title":"Ädel 2","status":"completed","period":{"start":"2018-21","end":"2020-12-31"},"start":"2018-21","clusters":["möbler"],"coordinator":"rise","granted":[{"amount":850000.50,"currency":"SEK"},{"amount":100,"currency":"EUR"}],"summary":"Om ek.","reference":["2022-01443","B-7"]},`
	if diff := cmp.Diff(want, lines[1]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	const blank = `{"id":"b","title":"=HYPERLINK(1)","status":"ongoing","period":{"start":"2025","end":null},"start":"2025","clusters":[],"coordinator":null,"granted":[{"amount":0,"currency":"SEK"}],"summary":null,"reference":[]},`
	if diff := cmp.Diff(blank, lines[2]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var all []map[string]any
	if err := json.Unmarshal([]byte(got), &all); err != nil || len(all) != 4 {
		t.Errorf("%d objects, error %v", len(all), err)
	}
	if got := write(t, s, "json", listing.Layout{}, listing.Query{Where: []string{"status=planned"}}); !json.Valid([]byte(got)) || !bytes.HasPrefix([]byte(got), []byte("[")) {
		t.Errorf("an empty list is %q", got)
	}
}

// TestOthers holds what the other collections show.
func TestOthers(t *testing.T) {
	s := load(t, site)
	for collection, want := range map[string]string{
		"clusters":      "id,title,organisation,members,regions,projects,granted_sek,granted_eur\r\nmöbler,Möbelklustret,,12,Kronoberg,1,850000.50,100\r\ntomt,Tomt,,,,0,,\r\n",
		"programmes":    "id,title,parent,funders,period_start,period_end,budget_sek,projects,granted_sek,granted_eur\r\nsmart,Smart industri,,Tillväxtverket,2016,,25000000,1,850000.50,100\r\nsmart-2,Smart industri 2,Smart industri,,,,,1,850000.50,100\r\n",
		"organisations": "id,title,kind,projects,coordinates,coordinated_sek,coordinated_eur,funds,funded_sek\r\ngranvik,Granvik,,1,0,,,0,\r\nrise,RISE,Forskningsinstitut,1,1,850000.50,100,0,\r\ntillväxtverket,Tillväxtverket,,1,0,,,1,850000.50\r\n",
		"themes":        "id,title,projects,first,last,granted_sek,granted_eur\r\nwood,Trä,1,2018,2020,850000.50,100\r\n,Ej angivet,4,2025,2025,2900,\r\n",
		"statuses":      "id,title,projects,first,last,granted_sek,granted_eur\r\ncancelled,Avbrutet,1,,,900,\r\ncompleted,Avslutat,1,2018,2020,850000.50,100\r\nplanned,Planerat,0,,,,\r\nongoing,Pågående,1,2025,2025,0,\r\n,Ej angivet,2,,,2000,\r\n",
	} {
		if diff := cmp.Diff(want, write(t, s, "csv", listing.Layout{}, listing.Query{Collection: collection})); diff != "" {
			t.Errorf("%s (-want +got)\n%s", collection, diff)
		}
	}
}
