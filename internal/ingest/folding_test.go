package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// One kind of slip in every row is told some times, and counted.
func TestFolding(t *testing.T) {
	var b strings.Builder
	b.WriteString("Dnr;Titel;Slut;Budget\n")
	for i := range 1200 {
		fmt.Fprintf(&b, "%d;x;slut %d;okänt \"\"%d\n", i, i, i)
	}
	b.WriteString("a;x;;y\n")
	s := newSite(t, "t.csv", strings.ReplaceAll(b.String(), `""`, ""), "id: Dnr\nfields: {title: Titel, end: Slut, budget: Budget}\n")
	r, problems := tryMapping(s)
	if r.Unreadable != 1201 || problems.Errors() != 42 {
		t.Errorf("%d unreadable, %d errors", r.Unreadable, problems.Errors())
	}
	var folded []string
	for _, p := range problems {
		if p.Pos.Line == 0 {
			folded = append(folded, p.Message)
		}
	}
	want := []string{
		`1,181 more like this one, which are not listed: Budget: "okänt 0" is not an amount`,
		`1,180 more like this one, which are not listed: Slut: "slut 0" is not a date`,
	}
	if diff := cmp.Diff(want, folded); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What is left out for want of a name, and what is never to be published, is told by its column.
func TestNameless(t *testing.T) {
	s := newSite(t, "t.csv", "Dnr;;Titel;;\n1;;Ett;;\n2;a;Två;b;c\n3;a;Tre 19811218-9876;;\n4;;Fyra\n", "id: Dnr\nfields: {title: {column: Titel, values: {Tre 19811218-9876: Tre}}}\n")
	want := `new content/projects/1.md
new content/projects/2.md
new content/projects/3.md
new content/projects/4.md
t.csv:3: warning: column 2: this column has no name, so what it holds is left out, from this row on
t.csv:3: warning: column 4: this column has no name, so what it holds is left out, from this row on
t.csv:3: warning: column 5: this column has no name, so what it holds is left out, from this row on
t.csv:4: warning: Titel: the cell holds what looks like a personal identity number, and becomes a part of the page`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
