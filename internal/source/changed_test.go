package source

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
)

// TestChanged holds what a loader finds by looking at the changed paths alone against what a new one finds, over
// random edits of a content folder.
func TestChanged(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	o := Options{Languages: []string{"sv", "en"}, Markdown: func(string) *markdown.Converter { return markdown.New(markdown.Options{}) }}
	var kept Loader
	load := func(l *Loader, changed []string) (*Content, diag.List) {
		o.Changed = changed
		content, problems, err := l.Load(t.Context(), root.FS(), o)
		if err != nil {
			t.Fatal(err)
		}
		return content, problems.Sorted()
	}
	edits := edits{dir: dir, r: rand.New(rand.NewPCG(1, 2))}
	edits.write("content/projects/a.md")
	load(&kept, nil)
	for i := range 200 {
		changed := edits.some(t)
		var fresh Loader
		got, gotProblems := load(&kept, changed)
		want, wantProblems := load(&fresh, nil)
		if diff := cmp.Diff(paths(want), paths(got)); diff != "" {
			t.Fatalf("edit %d, %q: other documents:\n%s", i, changed, diff)
		}
		if diff := cmp.Diff(want.Files, got.Files); diff != "" {
			t.Fatalf("edit %d, %q: other files:\n%s", i, changed, diff)
		}
		if diff := cmp.Diff(wantProblems, gotProblems, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("edit %d, %q: other problems:\n%s", i, changed, diff)
		}
	}
}

// paths tells documents apart by what the random edits change.
func paths(c *Content) map[string]string {
	all := map[string]string{}
	for _, d := range c.Documents {
		outline, err := d.OutlineIn(&Room{})
		all[d.Path] = fmt.Sprint(d.Collection, d.ID, d.Lang, d.Front().Get("title"), outline.Opening, err)
	}
	return all
}

// edits makes random edits below a folder.
type edits struct {
	dir string
	r   *rand.Rand
}

// some makes some edits and gives the paths that they may have changed.
func (e edits) some(t *testing.T) []string {
	t.Helper()
	names := []string{
		"content/projects/a.md", "content/projects/b.md", "content/projects/b.en.md", "content/projects/c/index.md", "content/projects/c/report.pdf",
		"content/clusters/a.md", "content/om/oss.md", "content/om/.dold.md", "content/om/oss.markdown", "content/.git/a.md", "content/projects/2022/b.md",
		"content/bild.png", "content/site.yaml", "templates/page.html",
	}
	var changed []string
	for range 1 + e.r.IntN(3) {
		name := names[e.r.IntN(len(names))]
		path := filepath.Join(e.dir, name)
		changed = append(changed, name)
		var err error
		switch e.r.IntN(6) {
		case 0:
			err = os.RemoveAll(path)
		case 1:
			folder := filepath.ToSlash(filepath.Dir(name))
			changed = append(changed, folder)
			err = os.RemoveAll(filepath.Join(e.dir, folder))
		case 2:
			to := names[e.r.IntN(len(names))]
			changed = append(changed, to)
			_ = os.Rename(path, filepath.Join(e.dir, to)) // where there is nothing to rename, nothing changes
		case 3:
			to := names[e.r.IntN(len(names))]
			if err = os.RemoveAll(path); err == nil && os.MkdirAll(filepath.Dir(path), 0o755) == nil {
				relative, _ := filepath.Rel(filepath.Dir(path), filepath.Join(e.dir, to))
				err = os.Symlink(relative, path)
			}
		default:
			e.write(name)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return changed
}

// write writes a file with words of its own. What stands in the way of its folder is left there.
func (e edits) write(name string) {
	path := filepath.Join(e.dir, name)
	if os.MkdirAll(filepath.Dir(path), 0o755) == nil {
		text := fmt.Sprintf("---\ntitle: Titel %d\n---\n\nText %d\n", e.r.IntN(1000), e.r.IntN(1000))
		_ = os.Remove(path) // a link is replaced, not followed
		_ = os.WriteFile(path, []byte(text), 0o644)
	}
}
