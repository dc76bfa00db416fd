package build_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/build"
	"vitrin/internal/changes"
	"vitrin/internal/compress"
	"vitrin/internal/diag"
	"vitrin/internal/publish"
	"vitrin/templates"
)

// verified verifies the default target of a site.
func verified(t *testing.T, o build.Options, since build.Stamp) (build.Verification, diag.List) {
	t.Helper()
	v, problems, err := build.Verify(t.Context(), o, since)
	if err != nil {
		t.Fatal(err)
	}
	return v, problems
}

// richSite builds a site of all that there is, and gives what was seen of its files before.
func richSite(t *testing.T) (o build.Options, since build.Stamp, made build.Result) {
	t.Helper()
	o = build.Options{Dir: t.TempDir(), Now: day}
	if _, err := changes.New(o.Dir, templates.FS, 12, 7); err != nil {
		t.Fatal(err)
	}
	since, err := build.StampOf(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	made, problems, err := build.Build(t.Context(), o)
	if err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems)
	}
	return o, since, made
}

// TestVerify holds that every kind of fault in a published site is found, and nothing else.
func TestVerify(t *testing.T) {
	o, since, made := richSite(t)
	v, _ := verified(t, o, since)
	if diff := cmp.Diff(build.Verification{Files: made.Added}, v); diff != "" {
		t.Fatalf("a site as it was built (-want +got):\n%s", diff)
	}

	public := filepath.Join(o.Dir, "public")
	read := func(name string) []byte {
		src, err := os.ReadFile(filepath.Join(public, name))
		if err != nil {
			t.Fatal(err)
		}
		return src
	}
	write := func(name string, src []byte) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(filepath.Join(public, name)), 0o755), os.WriteFile(filepath.Join(public, name), src, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	home := read("index.html")
	for _, e := range compress.Encodings() { // forms of the file that they lie beside are no fault
		var form bytes.Buffer
		if err := e.Encode(&form, home); err != nil {
			t.Fatal(err)
		}
		write("index.html"+e.Suffix, form.Bytes())
		write("404.html"+e.Suffix, form.Bytes()) // those of another one are
	}
	sitemap := read("sitemap.xml")
	sitemap[len(sitemap)/2] ^= 1
	write("sitemap.xml", sitemap)
	write("projekt/främmande/index.html", []byte("x"))
	write("bild.png.gz", []byte("x"))
	if err := errors.Join(os.Remove(filepath.Join(public, "robots.txt")), os.RemoveAll(filepath.Join(public, "kluster")), os.WriteFile(filepath.Join(public, "kluster"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	v, _ = verified(t, o, since)
	found := map[string]build.Fault{}
	clusters := 0
	for _, d := range v.Differences {
		if d.Fault == build.Missing && filepath.Dir(d.Path) != "." {
			clusters++
			continue
		}
		found[d.Path] = d.Fault
	}
	want := map[string]build.Fault{
		"404.html.br": build.Stale, "404.html.gz": build.Stale, "sitemap.xml": build.Stale, "robots.txt": build.Missing,
		"bild.png.gz": build.Strange, "kluster": build.Strange, "projekt/främmande/index.html": build.Strange,
	}
	if diff := cmp.Diff(want, found); diff != "" || clusters < 2 {
		t.Errorf("%d pages of clusters are missing; else (-want +got):\n%s", clusters, diff)
	}
	if len(v.Moved) > 0 {
		t.Errorf("nothing changed, but these are said to have: %q", v.Moved)
	}
}

// TestVerifyMoved holds that what changed between a build and its verification is told, with mistakes that it made.
func TestVerifyMoved(t *testing.T) {
	o := build.Options{Dir: t.TempDir(), Now: day}
	write := func(name, text string) {
		name = filepath.Join(o.Dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("content/site.yaml", "title: Prov\nbase_url: https://example.org/\n")
	write("content/om.md", "---\ntitle: Om\n---\n")
	write("content/bort.md", "---\ntitle: Bort\n---\n")
	write("content/lika.md", "---\ntitle: Lika\n---\n")
	like, err := os.Stat(filepath.Join(o.Dir, "content/lika.md"))
	if err != nil {
		t.Fatal(err)
	}
	since, err := build.StampOf(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, problems, err := build.Build(t.Context(), o); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	write("content/om.md", "---\ntitle: Om oss\n---\n")
	write("static/ny.txt", "x")
	if err := os.Remove(filepath.Join(o.Dir, "content/bort.md")); err != nil {
		t.Fatal(err)
	}
	moved := []string{"content/bort.md", "content/om.md", "static/ny.txt"}
	if runtime.GOOS != "windows" { // where no more than size and time would tell
		write("content/lika.md", "---\ntitle: Olik\n---\n")
		if err := os.Chtimes(filepath.Join(o.Dir, "content/lika.md"), like.ModTime(), like.ModTime()); err != nil {
			t.Fatal(err)
		}
		moved = []string{"content/bort.md", "content/lika.md", "content/om.md", "static/ny.txt"}
	}
	v, _ := verified(t, o, since)
	if diff := cmp.Diff(moved, v.Moved); diff != "" || len(v.Differences) < 3 {
		t.Errorf("%v differ; moved (-want +got):\n%s", v.Differences, diff)
	}
	write("content/om.md", "---\ntitle: Om oss\nstart: 2022\n---\n[x](ingen.md)\n")
	v, problems := verified(t, o, since)
	if problems.Errors() == 0 || len(v.Differences) > 0 || len(v.Moved) != len(moved) {
		t.Errorf("a mistake that was made meanwhile: %v, %v", v, problems)
	}
}

// TestSitemapOfHidden holds that the sitemap follows the languages of a page also where search engines may not list one of them.
func TestSitemapOfHidden(t *testing.T) {
	o := build.Options{Dir: t.TempDir(), Now: day}
	translation := filepath.Join(o.Dir, "content/om.en.md")
	for name, text := range map[string]string{
		"content/site.yaml": "title: Prov\nbase_url: https://example.org/\nlanguages: [sv, en]\n",
		"content/om.md":     "---\ntitle: Om\n---\n", "content/om.en.md": "---\ntitle: About\nnoindex: true\n---\n",
	} {
		name = filepath.Join(o.Dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, there := range []bool{true, false} {
		if _, problems, err := build.Build(t.Context(), o); err != nil || problems.Errors() > 0 {
			t.Fatal(err, problems)
		}
		sitemap, err := os.ReadFile(filepath.Join(o.Dir, "public/sitemap.xml"))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(sitemap, []byte("/en/om/")) != there {
			t.Errorf("translated: %v, and the sitemap is\n%s", there, sitemap)
		}
		_ = os.Remove(translation)
	}
}

// TestVerifyStrayed holds that a changed mode of a file or a folder is told, and a marker that says something else; and that
// the next build mends them.
func TestVerifyStrayed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("this system has no such modes")
	}
	o, since, _ := richSite(t)
	public := filepath.Join(o.Dir, "public")
	err := errors.Join(
		os.Chmod(filepath.Join(public, "index.html"), 0o600), os.Chmod(filepath.Join(public, "projekt"), 0o711),
		os.WriteFile(filepath.Join(public, publish.Marker), nil, 0o644))
	if err != nil {
		t.Fatal(err)
	}
	v, _ := verified(t, o, since)
	want := []build.Difference{{Path: publish.Marker, Fault: build.Strayed}, {Path: "index.html", Fault: build.Strayed}, {Path: "projekt", Fault: build.Strayed}}
	if diff := cmp.Diff(want, v.Differences); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, problems, err := build.Build(t.Context(), o); err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems)
	}
	if v, _ := verified(t, o, since); len(v.Differences) > 0 {
		t.Errorf("a build leaves %v", v.Differences)
	}
}
