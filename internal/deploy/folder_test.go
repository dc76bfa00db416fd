package deploy

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

// into deploys a built site into a folder; the site's own folder is another one.
func into(t testing.TB, target, dir string, o Options) (Result, error) {
	t.Helper()
	o.Out = dir
	if o.Site == "" {
		o.Site = t.TempDir()
	}
	if o.MaxDelete == 0 {
		o.MaxDelete = 30
	}
	return Deploy(t.Context(), target, o)
}

// lies gives what lies in a folder, but the record.
func lies(t testing.TB, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == RecordName {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		got[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestFolder takes a site through its life in a folder.
func TestFolder(t *testing.T) {
	target := filepath.Join(t.TempDir(), "www", "site")
	files := small()
	files["index.html.br"] = "compressed"
	dir := built(t, files)
	if result, err := into(t, target, dir, Options{DryRun: true}); err != nil || result.Added != 9 {
		t.Fatalf("%+v, %v", result, err)
	}
	if _, err := os.Lstat(filepath.Dir(target)); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal("a dry run made a folder")
	}
	if result, err := into(t, target, dir, Options{}); err != nil || result.Added != 9 {
		t.Fatalf("%+v, %v", result, err)
	}
	if diff := cmp.Diff(files, lies(t, target)); diff != "" {
		t.Error(diff)
	}
	before := infos(t, target)
	if result, err := into(t, "file://"+filepath.ToSlash(target), dir, Options{}); err != nil || result.Unchanged != 9 {
		t.Errorf("%+v, %v", result, err)
	}
	untouched(t, target, before)

	change(t, dir, map[string]string{"index.html": "front 2", "a/index.html": "-", "a/sitemap.xml.txt": "-"})
	result, err := into(t, target, dir, Options{})
	if err != nil || result.Changed != 1 || result.Removed != 2 || result.Unchanged != 6 {
		t.Errorf("%+v, %v", result, err)
	}
	files["index.html"] = "front 2"
	delete(files, "a/index.html")
	delete(files, "a/sitemap.xml.txt")
	if diff := cmp.Diff(files, lies(t, target)); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Lstat(filepath.Join(target, "a")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("an empty folder is left")
	}
	for _, path := range []string{"index.html", RecordName, "a/index.html", "a/sitemap.xml.txt"} {
		delete(before, path)
	}
	untouched(t, target, before)
}

// infos gives what the system knows of the files of a folder.
func infos(t testing.TB, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := map[string]fs.FileInfo{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all[path], err = os.Lstat(filepath.Join(dir, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func untouched(t testing.TB, dir string, before map[string]fs.FileInfo) {
	t.Helper()
	after := infos(t, dir)
	for path, was := range before {
		if is := after[path]; is == nil || !os.SameFile(was, is) || !was.ModTime().Equal(is.ModTime()) || was.Mode() != is.Mode() {
			t.Errorf("%s was touched", path)
		}
	}
}

// TestFolderOthers holds that what others did in the folder is seen, even with the old time and size, and that what is only
// marked as touched is not written.
func TestFolderOthers(t *testing.T) {
	target, files := t.TempDir(), small()
	dir := built(t, files)
	if _, err := into(t, target, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	change(t, target, map[string]string{"theirs.txt": "theirs", "a/index.html": "-", "atom.xml": "other"})
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(target, "css", "site.css"), later, later); err != nil {
		t.Fatal(err)
	}
	want := 2
	if runtime.GOOS == "linux" {
		// Its bytes are others, its size and time as they were.
		name := filepath.Join(target, "index.html")
		info, err := os.Lstat(name)
		change(t, target, map[string]string{"index.html": "FRONT"})
		if err := errors.Join(err, os.Chtimes(name, info.ModTime(), info.ModTime())); err != nil {
			t.Fatal(err)
		}
		want++
	}
	before := infos(t, target)
	result, err := into(t, target, dir, Options{})
	if err != nil || result.Added+result.Changed != want || !slices.Equal(result.Foreign, []string{"theirs.txt"}) {
		t.Errorf("%+v, %v", result, err)
	}
	all := maps.Clone(files)
	all["theirs.txt"] = "theirs"
	if diff := cmp.Diff(all, lies(t, target)); diff != "" {
		t.Error(diff)
	}
	untouched(t, target, map[string]fs.FileInfo{"css/site.css": before["css/site.css"], "theirs.txt": before["theirs.txt"]})
}

// TestFolderLeftover holds that what a killed deploy left goes with the next.
func TestFolderLeftover(t *testing.T) {
	target := t.TempDir()
	dir := built(t, small())
	if _, err := into(t, target, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	change(t, target, map[string]string{"a/.vitrin-" + strings.Repeat("A", 26): "half"})
	if result, err := into(t, target, dir, Options{}); err != nil || result.Removed != 0 || len(result.Foreign) != 0 {
		t.Errorf("%+v, %v", result, err)
	}
	if diff := cmp.Diff(small(), lies(t, target)); diff != "" {
		t.Error(diff)
	}
}

// TestFolderRefused holds where a site must not go.
func TestFolderRefused(t *testing.T) {
	own := t.TempDir()
	out := filepath.Join(own, "public")
	change(t, own, map[string]string{"content/site.yaml": "title: x", "public/" + publish.Marker: "x", "public/index.html": "x"})
	held := t.TempDir()
	change(t, held, map[string]string{"letter.txt": "dear"})
	other := built(t, small())
	file := filepath.Join(held, "letter.txt")
	for target, reason := range map[string]string{
		out:                                    "would replace",
		filepath.Join(out, "sub"):              ", which Vitrin reads",
		own:                                    "would replace",
		filepath.Dir(own):                      "would replace",
		filepath.Join(own, "content"):          "would replace",
		filepath.Join(own, "content", "new"):   ", which Vitrin reads",
		filepath.Join(own, "templates", "new"): ", which Vitrin reads",
		filepath.Join(own, ".vitrin", "new"):   ", which Vitrin reads",
		held:                                   "it holds files that Vitrin did not put there",
		other:                                  "a build writes there",
		file:                                   "it is not a folder",
		".":                                    "would replace",
		"/":                                    "root",
		"":                                     "the target is empty",
		"https://user:hemligt@host/x":          "https: is no kind of target",
		"user:hemligt@host:/x":                 "another machine",
		"www.example.org:/srv/www":             "another machine",
		"file://host/x":                        "names no host",
		"s3+user:hemligt@x://":                 "another machine",
	} {
		_, err := into(t, target, out, Options{Site: own})
		if err == nil || !strings.Contains(err.Error(), reason) || diag.Advice(err) == "" || strings.Contains(err.Error()+diag.Advice(err), "hemligt") {
			t.Errorf("%s: %v, hint %q", target, err, diag.Advice(err))
		}
	}
	if diff := cmp.Diff(map[string]string{"letter.txt": "dear"}, lies(t, held)); diff != "" {
		t.Error(diff)
	}
	if _, err := into(t, held, out, Options{Site: own, Adopt: true}); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(map[string]string{"letter.txt": "dear", "index.html": "x"}, lies(t, held)); diff != "" {
		t.Error(diff)
	}
}

// TestFolderLinks holds that nothing is written where a link leads.
func TestFolderLinks(t *testing.T) {
	target, outside := t.TempDir(), t.TempDir()
	dir := built(t, small())
	if _, err := into(t, target, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	change(t, target, map[string]string{"index.html": "-", "a/index.html": "-", "a/sitemap.xml.txt": "-"})
	change(t, outside, map[string]string{"victim": "as it was", "sub/index.html": "as it was"})
	if err := os.Symlink(filepath.Join(outside, "victim"), filepath.Join(target, "index.html")); err != nil {
		t.Skip(err)
	}
	if err := errors.Join(os.Remove(filepath.Join(target, "a")), os.Symlink(filepath.Join(outside, "sub"), filepath.Join(target, "a"))); err != nil {
		t.Fatal(err)
	}
	if _, err := into(t, target, dir, Options{}); err == nil {
		t.Error("links are followed")
	}
	if diff := cmp.Diff(map[string]string{"victim": "as it was", "sub/index.html": "as it was"}, lies(t, outside)); diff != "" {
		t.Error(diff)
	}
}

// TestFolderModes holds that a web server can read what is deployed, whatever the umask; a folder that is there keeps its mode.
func TestFolderModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	target := t.TempDir()
	if err := os.Chmod(target, 0o750); err != nil {
		t.Fatal(err)
	}
	if _, err := into(t, target, built(t, small()), Options{}); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{".": 0o750, "a": 0o755, "a/index.html": 0o644, "index.html": 0o644} {
		if info, err := os.Lstat(filepath.Join(target, path)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

// TestFolderRecordOfAnySize: a record larger than any is refused, and not read.
func TestFolderRecordOfAnySize(t *testing.T) {
	dir, to := built(t, small()), filepath.Join(t.TempDir(), "www")
	if _, err := Deploy(t.Context(), to, Options{Site: t.TempDir(), Out: dir}); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(to, RecordName), 1<<40); err != nil { // a hole, which takes no room
		t.Skip("the file system has no such files:", err)
	}
	_, err := Deploy(t.Context(), to, Options{Site: t.TempDir(), Out: dir})
	if _, is := errors.AsType[*RefusedError](err); !is || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("%v", err)
	}
}

// TestEmptyFolders holds that a deploy removes the empty folders that one left which was killed after it had removed their
// files, and nobody else's.
func TestEmptyFolders(t *testing.T) {
	target, dir, away := t.TempDir(), built(t, small()), t.TempDir()
	change(t, dir, map[string]string{"gone/deep/er/index.html": "page", "linked/index.html": "page", "shared/index.html": "page", "new/index.html/x.html": "page"})
	if _, err := into(t, target, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	paths := []string{"gone/deep/er/index.html", "linked/index.html", "shared/index.html", "new/index.html/x.html"}
	for _, path := range paths { // the site loses its files, and a deploy that is killed removes them
		change(t, dir, map[string]string{path: "-"})
		change(t, target, map[string]string{path: "-"})
	}
	at := func(path string) string { return filepath.Join(target, filepath.FromSlash(path)) }
	err := errors.Join(
		os.Remove(at("gone/deep/er")), // it had come so far
		os.Remove(at("linked")), os.Symlink(away, at("linked")),
		os.Remove(filepath.Join(dir, "new", "index.html")), // becomes a file
		os.MkdirAll(at("theirs/empty"), 0o755), os.Mkdir(at("shared/theirs"), 0o755),
	)
	if err != nil {
		t.Fatal(err)
	}
	change(t, dir, map[string]string{"new/index.html": "page"})
	if result, err := into(t, target, dir, Options{DryRun: true}); err != nil || result.Removed != 0 {
		t.Errorf("%+v, %v", result, err)
	}
	if _, err := os.Lstat(at("gone/deep")); err != nil {
		t.Error("a dry run removed a folder")
	}
	if result, err := into(t, target, dir, Options{}); err != nil || result.Added != 1 || result.Removed+result.Changed != 0 {
		t.Errorf("%+v, %v", result, err)
	}
	for path, stays := range map[string]bool{"gone": false, "new/index.html": true, "linked": true, "theirs/empty": true, "shared/theirs": true} {
		if _, err := os.Lstat(at(path)); (err == nil) != stays {
			t.Errorf("%s: %v", path, err)
		}
	}
	before := infos(t, target)
	if _, err := into(t, target, dir, Options{}); err != nil {
		t.Error(err)
	}
	untouched(t, target, before)
}
