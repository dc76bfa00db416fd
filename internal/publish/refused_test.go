package publish_test

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// TestRefused: a folder that is not ours to write to is left as it is, and so is what lies beside it.
func TestRefused(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.VolumeName(top) + string(filepath.Separator)
	home, project := filepath.Join(top, "home", "eva"), filepath.Join(top, "home", "eva", "portfolio")
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	write(t, filepath.Join(project, "content", "site.yaml"), "title: x")
	write(t, filepath.Join(project, "pictures", "a.jpg"), "a picture")
	write(t, filepath.Join(project, "file"), "a file")
	write(t, filepath.Join(project, "marker-is-folder", publish.Marker, "x"), "x")
	write(t, filepath.Join(project, "history", publish.Marker), "")
	write(t, filepath.Join(project, "history", ".git", "HEAD"), "ref")
	write(t, filepath.Join(project, "here", "below", publish.Marker), "")
	write(t, filepath.Join(project, "here", publish.Marker), "")
	link := filepath.Join(project, "link")
	if err := os.Symlink(filepath.Join(project, "content"), link); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("..", filepath.Join(project, "up")); err != nil {
		t.Fatal(err)
	}
	loop := filepath.Join(project, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	dead := filepath.Join(project, "dead")
	if err := os.Symlink("nowhere", dead); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(project, "here", "below"))
	options := publish.Options{
		Records:   filepath.Join(project, ".vitrin", "releases"),
		Protected: []string{project},
		Inputs:    []string{filepath.Join(project, "content"), filepath.Join(project, "templates"), filepath.Join(project, "static")},
	}
	before := read(t, top)

	for name, test := range map[string]struct{ dir, says string }{
		"root of the system":       {root, "root of the file system"},
		"home":                     {home, "replace " + home},
		"above home":               {filepath.Dir(home), "replace"},
		"site":                     {project, "replace"},
		"above the site":           {top, "replace"},
		"content":                  {filepath.Join(project, "content"), "replace"},
		"content through a link":   {link, "replace"},
		"in content":               {filepath.Join(project, "content", "public"), "which Vitrin reads"},
		"in content, deep":         {filepath.Join(project, "content", "a", "b", "public"), "which Vitrin reads"},
		"in content through link":  {filepath.Join(link, "public"), "which Vitrin reads"},
		"templates, not there":     {filepath.Join(project, "templates"), "replace"},
		"in static, not there":     {filepath.Join(project, "static", "public"), "which Vitrin reads"},
		"working directory":        {".", "replace"},
		"above working directory":  {"..", "replace"},
		"a file":                   {filepath.Join(project, "file"), "not a folder"},
		"somebody's folder":        {filepath.Join(project, "pictures"), "by which Vitrin knows"},
		"marker that is a folder":  {filepath.Join(project, "marker-is-folder"), "by which Vitrin knows"},
		"by a way around":          {filepath.Join(project, "here") + "/../content/../content", "replace"},
		"above home, around":       {filepath.Join(home, "..", "..", "home"), "replace"},
		"a link to above":          {filepath.Join(project, "up"), "replace"},
		"through a link to above":  {filepath.Join(project, "up", "portfolio", "content", "public"), "which Vitrin reads"},
		"kept of sites":            {filepath.Join(project, ".vitrin", "releases"), "replace"},
		"among what is kept":       {filepath.Join(project, ".vitrin", "releases", "public"), "keeps what it knows"},
		"above what is kept":       {filepath.Join(project, ".vitrin"), "replace"},
		"in a repository":          {filepath.Join(project, "history", ".git", "x"), "it lies in "},
		"a repository's, new":      {filepath.Join(project, ".git"), "it lies in "},
		"kept of another site":     {filepath.Join(home, "other", ".vitrin", "x"), "it lies in "},
		"a link to nowhere":        {dead, "leads nowhere"},
		"a link to itself":         {loop, "leads nowhere"},
		"below a link to nowhere":  {filepath.Join(dead, "public"), "leads nowhere"},
		"folder with a repository": {filepath.Join(project, "history"), "Git repository"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := publish.Publish(t.Context(), test.dir, texts{"a": "a"}.resources(), options)
			refused, ok := errors.AsType[*publish.RefusedError](err)
			if !ok || refused.Hint == "" || !strings.Contains(refused.Reason, test.says) || !filepath.IsAbs(refused.Dir) {
				t.Errorf("Publish: %#v, want a refusal that says %q", err, test.says)
			}
		})
	}
	if diff := cmp.Diff(before, read(t, top)); diff != "" {
		t.Errorf("files (-before +after):\n%s", diff)
	}
	out := filepath.Join(project, "public")
	if _, err := publish.Publish(t.Context(), out, texts{"a": "a"}.resources(), options); err != nil {
		t.Errorf("Publish to a folder in the site: %v", err)
	}
}

// TestSpelling: where the system minds no case, a folder is known again in any spelling; elsewhere it is another one.
func TestSpelling(t *testing.T) {
	top := t.TempDir()
	write(t, filepath.Join(top, "content", "site.yaml"), "title: x")
	_, err := os.Lstat(filepath.Join(top, "CONTENT"))
	one := err == nil
	for _, dir := range []string{"Content", filepath.Join("CONTENT", "public")} {
		_, err := publish.Publish(t.Context(), filepath.Join(top, dir), texts{"a": "a"}.resources(), publish.Options{Inputs: []string{filepath.Join(top, "content")}})
		if _, refused := errors.AsType[*publish.RefusedError](err); refused != one || !one && err != nil {
			t.Errorf("Publish to %s, where case is minded: %v: %v", dir, !one, err)
		}
	}
}

// TestMarked: a folder that carries the mark is taken for a site, whoever laid the mark there.
func TestMarked(t *testing.T) {
	b := newBed(t)
	write(t, filepath.Join(b.dir, publish.Marker), "copied from elsewhere")
	write(t, filepath.Join(b.dir, "a", "old"), "old")
	m := &made{texts: texts{"a/new": "new"}}
	if result := b.publish(t, m); result.Added != 1 || result.Removed != 1 {
		t.Errorf("%+v", result.Counts)
	}
	expect(t, b.dir, m.bytes())
}

func TestPaths(t *testing.T) {
	nul := string(rune(0))
	for _, name := range []string{
		"", ".", "..", "/a", "../a", "a/../b", "a/./b", "a//b", "a/", `a\b`, "a" + nul, "a\xff",
		publish.Marker, ".VITRIN-site", publish.Marker + "/a", "b/" + publish.Marker, "b/.Vitrin-Site/c",
	} {
		dir := filepath.Join(t.TempDir(), "public")
		_, err := publish.Publish(t.Context(), dir, texts{name: "x"}.resources(), publish.Options{})
		wrong, ok := errors.AsType[*publish.PathError](err)
		if !ok || wrong.Path != name || wrong.Reason == "" {
			t.Errorf("path %q: %#v, want a *PathError", name, err)
		}
		expectBeside(t, dir)
	}
}

func TestConflicts(t *testing.T) {
	const composed, decomposed = "\u00e5", "a\u030a" // å
	tests := []struct {
		name  string
		paths []string // the last two are the conflict's
		fine  bool
	}{
		{name: "twice", paths: []string{"b", "a", "a"}},
		{name: "case", paths: []string{"b", "a/Index.html", "a/index.html"}},
		{name: "case of å", paths: []string{"å.html", "Å.html"}},
		{name: "normalisation", paths: []string{composed, decomposed}},
		{name: "normalisation and case", paths: []string{"\u00c5", decomposed}},
		{name: "Kelvin sign", paths: []string{"k", "\u212a"}},
		{name: "file, then folder", paths: []string{"a/b", "a/b/c/d"}},
		{name: "folder, then file", paths: []string{"a/b/c/d", "a/b"}},
		{name: "file, then folder of other case", paths: []string{"a/B", "a/b/c"}},
		{name: "folders of two spellings", paths: []string{"A/x", "a/y"}, fine: true},
		{name: "beginning of a name", paths: []string{"a/b", "a/bc", "a-b", "a.b/c"}, fine: true},
		{name: "letters of their own", paths: []string{"a", "å", "ä", "ö", "o"}, fine: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.fine && runtime.GOOS != "linux" {
				t.Skip("depends on the file system")
			}
			b := newBed(t)
			b.dir = filepath.Join(t.TempDir(), "public")
			expectConflict(t, b, test.paths, test.fine)
			if before := test.paths[:len(test.paths)-1]; !test.fine {
				if _, err := publish.Publish(t.Context(), b.dir, named(before), b.options); err != nil {
					t.Fatalf("Publish: %v", err)
				}
			}
			expectConflict(t, b, test.paths, test.fine) // of what is known already, too
		})
	}
}

// named gives files of some paths, in their order.
func named(paths []string) iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		for _, name := range paths {
			if !yield(resource(name, "x")) {
				return
			}
		}
	}
}

// expectConflict publishes files of some paths, the last two of which are in each other's way unless all is fine.
func expectConflict(t *testing.T, b bed, paths []string, fine bool) {
	t.Helper()
	_, err := publish.Publish(t.Context(), b.dir, named(paths), b.options)
	if fine {
		if err != nil {
			t.Errorf("Publish: %v", err)
		}
		return
	}
	conflict, ok := errors.AsType[*publish.ConflictError](err)
	if !ok {
		t.Fatalf("Publish: %v, want a *ConflictError", err)
	}
	if diff := cmp.Diff(paths[len(paths)-2:], []string{conflict.First, conflict.Second}); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	if exists(b.dir) {
		expectBeside(t, b.dir, filepath.Base(b.dir))
	} else {
		expectBeside(t, b.dir)
	}
}
