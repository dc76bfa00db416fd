package ingest

import (
	"os"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
)

// examples are texts of each kind that a cell may hold.
var examples = map[*kind]string{
	text: "Ett ord", date: "2022-05-17", amount: "850 000", figure: "850 000", currency: "EUR", quantity: "60", flag: "ja",
	address: "www.example.org", area: "Kronoberg", organisation: "RISE", members: "RISE", project: "other", cluster: "other", programme: "other",
}

// exact are the texts of fields that take only some.
var exact = map[string]string{
	"slug": "ett-ord", "status": "completed", "email": "eva@example.org", "language": "sv", "aliases": "/gammal/",
	"number": "202100-5489", "ror": "https://ror.org/03nnxqz81", "end": "2023", "until": "2099", "closes": "2023",
}

// Every field that a table can fill is one of the contract's, and what a cell says of it loads.
func TestEveryField(t *testing.T) {
	for _, collection := range []string{"projects", "clusters", "programmes", "organisations"} {
		t.Run(collection, func(t *testing.T) {
			mapping := "collection: " + collection + "\nid: {value: p}\nfields:\n"
			for _, f := range fieldsOf(collection) {
				if f.key == "granted" && collection == "projects" {
					continue // it stands in place of funding
				}
				mapping += lineOf(f, collection)
			}
			s := newSite(t, "t.csv", "A\nx\n", mapping)
			for _, c := range []string{"projects", "clusters", "programmes"} {
				s.write("content/"+c+"/other.md", "---\ntitle: Other\n---\n")
			}
			if got := s.run(); got != "new content/"+collection+"/p.md" {
				t.Fatalf("%s\n%s", got, mapping)
			}
			page := s.read("content/" + collection + "/p.md")
			for _, f := range fieldsOf(collection) {
				if !strings.Contains(page, "\n"+f.key+":") && f.key != "granted" {
					t.Errorf("%s is not written:\n%s", f.key, page)
				}
			}
			for _, p := range loads(t, os.DirFS(s.dir)) {
				if strings.HasSuffix(p.Pos.File, "p.md") && p.Code != diag.Status {
					t.Errorf("%v\n%s", told(diag.List{p}, ""), page)
				}
			}
		})
	}
}

// lineOf writes a line of a mapping that gives a field a constant.
func lineOf(f field, collection string) string {
	value := func(f field) string {
		s := examples[f.kind]
		if e := exact[f.key]; e != "" {
			s = e
		}
		if f.key == "kind" && collection == "organisations" {
			s = "company"
		}
		return "{value: \"" + s + "\"}"
	}
	switch {
	case f.free:
		return "  " + f.key + ": {own: {value: x}}\n"
	case f.group == nil:
		return "  " + f.key + ": " + value(f) + "\n"
	}
	var parts []string
	for _, part := range f.group {
		parts = append(parts, part.key+": "+value(part))
	}
	return "  " + f.key + ": [{" + strings.Join(parts, ", ") + "}]\n"
}

// unfilled are the keys of the contract that no table fills, and why.
var unfilled = map[string]string{
	"image": "a table holds no pictures",
	"logo":  "a table holds no pictures",
	"file":  "a table holds no files",
}

// The fields that tables fill are the contract's, group by group: each that the contract has, or it is listed why not.
func TestFieldsAreTheContracts(t *testing.T) {
	met := map[string]bool{}
	var compare func(path string, have []field, want []portfolio.Field)
	compare = func(path string, have []field, want []portfolio.Field) {
		for _, w := range want {
			f := find(have, w.Key)
			_, listed := unfilled[w.Key]
			switch {
			case f == nil && !listed:
				t.Errorf("%s%s is filled by no table", path, w.Key)
			case f == nil:
				met[w.Key] = true
			case f.group != nil:
				compare(path+w.Key+".", f.group, w.Shape.Fields)
			}
		}
		for _, f := range have {
			if !slices.ContainsFunc(want, func(w portfolio.Field) bool { return w.Key == f.key }) {
				t.Errorf("%s%s is none of the contract's", path, f.key)
			}
		}
	}
	for _, c := range []portfolio.Collection{portfolio.Projects, portfolio.Clusters, portfolio.Programmes, portfolio.Organisations} {
		compare(string(c)+".", fieldsOf(string(c)), portfolio.Front(c).Fields)
	}
	for key := range unfilled {
		if !met[key] {
			t.Errorf("%s is listed, and the contract has none or a table fills it", key)
		}
	}
}
