package ingest

import (
	"bytes"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"vitrin/internal/diag"
	"vitrin/internal/table"
)

// Whatever a mapping and a table hold, each row makes a page that loads, or is told of.
func FuzzTable(f *testing.F) {
	f.Add([]byte("id: A\nmerge: [funding]\nfields: {title: B, funding: {granted: {column: C, unit: tkr}}, start: {column: D, date: DD.MM.YYYY}}\nbody: B\n"),
		[]byte("A;B;C;D\n1;x;5,5;17.05.2022\n1;\"y\nz\";ca 6;2022\n"))
	f.Add([]byte("id: {template: '{A}-{B}'}\nempty: -\nfields: {title: {sv: A, en: {column: B, fill: down}}, partners: {column: B, split: [';', lines], role: x}, extra: {'a b': A}}\n"),
		[]byte("A,B\n- x,\"a;\nb\"\n#N/A,---\n'\"',\u2028\n"))
	f.Add([]byte("collection: organisations\nid: A\nfields: {title: A, number: B, regions: C, website: C}"), []byte("A\tB\tC\n1\t811218-9876\twww.x.se\n"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, mapping, src []byte) {
		file := filepath.Join(dir, "t.csv")
		if err := os.WriteFile(file, src, 0o666); err != nil {
			t.Fatal(err)
		}
		m, found := readMapping("map.yaml", mapping, []string{"sv", "en"})
		if m == nil {
			if found.Errors() == 0 {
				t.Fatal("no mapping and no problem")
			}
			return
		}
		tab, _, err := table.Open(file, m.table)
		if err != nil {
			t.Fatal(err)
		}
		if tab == nil || m.bind(tab).Errors() > 0 {
			return
		}
		h := newHome(settingsOf(t), months)
		holdPages(t, (&maker{home: h, m: m, t: tab}).pages())
		h.told(func(string, string) bool { return false })
	})
}

// Likewise for grants.
func FuzzGiving(f *testing.F) {
	f.Add([]byte(grants))
	f.Add([]byte(`{"grants": [{"id": "a", "title": "---", "currency": "SEK", "amountAwarded": 1e-9}, {"id": ["a"]}, 1e400, {"id": "b\u0000", "title": "\ud800\u0007", "description": "a\u0000\r\nb\u2028\u001b[2J", "grantProgramme": {"title": "x"}, "currency": "JPY"}]`))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, src []byte) {
		file := filepath.Join(dir, "g.json")
		if err := os.WriteFile(file, src, 0o666); err != nil {
			t.Fatal(err)
		}
		g := newGiving(newHome(settingsOf(t), months), file)
		holdPages(t, g.pages())
		g.told()
	})
}

// holdPages holds that pages can be written, and load.
func holdPages(t *testing.T, pages iter.Seq2[made, error]) {
	t.Helper()
	files := fstest.MapFS{}
	for m, err := range pages {
		if err != nil {
			t.Fatal(err)
		}
		if m.problems.Errors() > 0 {
			continue
		}
		for _, p := range m.pages {
			src, err := p.bytes()
			if err != nil {
				t.Fatal(err)
			}
			name := pagePath(p.collection, p.id)
			if file := files[name]; file != nil && !bytes.Equal(file.Data, src) && !p.aside {
				t.Fatalf("%s is written twice", name)
			}
			files[name] = &fstest.MapFile{Data: src}
		}
	}
	if len(files) == 0 {
		return
	}
	for _, p := range loads(t, files) {
		if p.Severity == diag.Error && p.Code != diag.Reference && p.Code != diag.Link && p.Code != diag.DuplicateAddress {
			t.Fatalf("%v\n%s", told(diag.List{p}, ""), files[p.Pos.File].Data)
		}
	}
}
