package build

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestInputsOfFew tries what edits of single lines do not come to: each changes a page that does not name what was edited.
func TestInputsOfFew(t *testing.T) {
	const granted = "---\ntitle: Ett\nprogrammes: [a, c]\nclusters: [k]\nfunding:\n  - {programme: b, granted: 300000}\n---\n"
	for name, c := range map[string]struct {
		site   string            // the files of content/
		edited map[string]string // empty: removed
		page   string            // that is another one then
	}{
		"a part moves from a programme to another, of a project that names both": {
			site: "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv]\n" +
				"-- projects/ett.md --\n" + granted +
				"-- projects/tva.md --\n---\ntitle: Två\nprogrammes: [c]\nfunding:\n  - {programme: c, granted: 100000}\n---\n" +
				"-- clusters/k.md --\n---\ntitle: K\n---\n-- programmes/a.md --\n---\ntitle: A\n---\n" +
				"-- programmes/b.md --\n---\ntitle: B\nparent: a\n---\n-- programmes/c.md --\n---\ntitle: C\n---\n",
			edited: map[string]string{"programmes/b.md": "---\ntitle: B\nparent: c\n---\n"},
			page:   "index.html",
		},
		"the words of a page at the address of a dimension": {
			site: "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv]\n" +
				"-- regions.md --\n---\ntitle: Regioner\n---\nEttan.\n",
			edited: map[string]string{"regions.md": "---\ntitle: Regioner\n---\nTvåan.\n"},
			page:   "regioner/index.html",
		},
		"a cluster gets another id and keeps its address in the language that it has": {
			site: "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n" +
				"-- clusters/k.md --\n---\ntitle: K\nslug: k\n---\n-- clusters/l.md --\n---\ntitle: L\n---\n-- programmes/p.md --\n---\ntitle: P\n---\n" +
				"-- projects/ett.md --\n---\ntitle: Ett\nclusters: [k]\nprogrammes: [p]\n---\n-- projects/tva.md --\n---\ntitle: Två\nclusters: [k]\nprogrammes: [p]\n---\n",
			edited: map[string]string{
				"clusters/k.md": "", "clusters/m.md": "---\ntitle: K\nslug: k\n---\n",
				"projects/ett.md": "---\ntitle: Ett\nclusters: [m]\nprogrammes: [p]\n---\n", "projects/tva.md": "---\ntitle: Två\nclusters: [m]\nprogrammes: [p]\n---\n",
			},
			page: "en/matrix/index.html",
		},
		"a partner of a project, which nothing else on its page names, gets another name": {
			site: "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv]\n" +
				"-- projects/ett.md --\n---\ntitle: Ett\npartners: [o]\n---\n-- organisations/o.md --\n---\ntitle: O\n---\n",
			edited: map[string]string{"organisations/o.md": "---\ntitle: Å\nslug: o\n---\n"},
			page:   "projekt/ett/index.html",
		},
		"a kind is written in other letters by the first project of it, which is kin to none": {
			site: "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv]\n" +
				"-- projects/ett.md --\n---\ntitle: Ett\nkind: Provning\n---\n-- projects/tva.md --\n---\ntitle: Två\nkind: provning\n---\n",
			edited: map[string]string{"projects/ett.md": "---\ntitle: Ett\nkind: PROVNING\n---\n"},
			page:   "projekt/tva/index.html",
		},
	} {
		t.Run(name, func(t *testing.T) {
			archive := txtar.Parse([]byte(c.site))
			for i := range archive.Files {
				archive.Files[i].Name = "content/" + archive.Files[i].Name
			}
			fsys, err := txtar.FS(archive)
			if err != nil {
				t.Fatal(err)
			}
			f := newInputsFolder(t, fsys)
			for name, text := range c.edited {
				var src []byte
				if text != "" {
					src = []byte(text)
				}
				f.write(filepath.Join(f.dir, "content", filepath.FromSlash(name)), src)
			}
			after := f.look(nil)
			f.compare(edit{name: name}, after)
			if after[c.page].bytes == f.before[c.page].bytes {
				t.Errorf("%s is as it was", c.page)
			}
		})
	}
}
