package build_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/build"
	"vitrin/internal/changes"
	"vitrin/internal/diag"
	"vitrin/internal/publish"
	"vitrin/templates"
)

// trial is one run of a sequence of steps, in folders of its own.
type trial struct {
	t       *testing.T
	folder  string
	dir     string // the site's folder, with its cache and the published folder as they are by default
	site    *changes.Site
	options build.Options // of the next build

	log     []string // what was done
	failure string   // what differs; "" while nothing does

	quiet bool // nothing was done since the last build, which published

	builds, compared, mended, pages int
}

// entries is how many entries a site has in the beginning.
const entries = 40

// try runs steps, and a build behind them, until something differs.
func try(t *testing.T, seed uint64, steps []step) trial {
	t.Helper()
	folder, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	x := trial{t: t, folder: folder, dir: filepath.Join(folder, "site"), options: build.Options{Dir: filepath.Join(folder, "site"), Now: day, Program: "1"}}
	x.must(os.Mkdir(x.dir, 0o755))
	x.site, err = changes.New(x.dir, templates.FS, entries, seed)
	x.must(err)
	for _, s := range append(steps, step{kind: buildStep}) {
		if s.kind == buildStep {
			x.log = append(x.log, fmt.Sprintf("%3d build", s.number))
			x.build(s.seed)
		} else {
			x.log = append(x.log, fmt.Sprintf("%3d %s: %s", s.number, s.kind, x.change(s)))
		}
		if x.failure != "" {
			break
		}
	}
	x.verify()
	x.must(os.RemoveAll(folder))
	return x
}

// verify holds that [build.Verify] finds the last build as it should be.
func (x *trial) verify() {
	if x.failure != "" {
		return
	}
	since, err := build.StampOf(x.t.Context(), x.options)
	x.must(err)
	v, problems, err := build.Verify(x.t.Context(), x.options, since)
	x.must(err)
	if len(v.Differences) > 0 || len(v.Moved) > 0 || problems.Errors() > 0 {
		x.fail("verified: %v, %v", v, problems)
	}
}

func (x *trial) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *trial) fail(format string, args ...any) {
	if x.failure == "" {
		x.failure = fmt.Sprintf(format, args...)
	}
}

// change makes a change and tells what was done.
func (x *trial) change(s step) string {
	x.t.Helper()
	x.quiet = false
	for _, h := range hurts() {
		if h.name == s.kind {
			return h.make(x, s.seed)
		}
	}
	done, err := x.site.Make(s.kind, s.seed)
	x.must(err)
	return done
}

func (x *trial) out() string { return filepath.Join(x.dir, "public") }

// build builds until nothing is left to mend, and compares.
func (x *trial) build(seed uint64) {
	for round := uint64(0); x.failure == ""; round++ {
		problems := x.once()
		if problems.Errors() == 0 || x.failure != "" {
			return
		}
		if round == 15 {
			x.t.Fatalf("the site cannot be mended:\n%v", problems)
		}
		x.mended++
		var places []changes.Place
		for _, p := range problems.Sorted() {
			if p.Severity == diag.Error {
				places = append(places, changes.Place{File: p.Pos.File, Line: p.Pos.Line})
			}
		}
		x.log = append(x.log, fmt.Sprintf("    mended: %s and %d more", problems.Sorted()[0].Message, len(places)-1))
		x.must(x.site.Mend(places, seed+round))
		x.quiet = false
	}
}

// once builds as somebody does who built before, and clean, and compares.
func (x *trial) once() diag.List {
	x.builds++
	before := x.survey(x.out())
	anew := x.options.Clean
	made, problems, err := build.Build(x.t.Context(), x.options)
	x.options.Clean = false
	if err != nil {
		x.fail("the build: %v", err)
		return nil
	}
	clean := x.options
	clean.Out, clean.Cache = filepath.Join(x.folder, "clean"), filepath.Join(x.folder, "cache")
	want, wantProblems, err := build.Build(x.t.Context(), clean)
	x.must(err)
	if !slices.Equal(problems.Sorted(), wantProblems.Sorted()) {
		x.fail("problems:\n%v\nnot, as of a clean build,\n%v", problems.Sorted(), wantProblems.Sorted())
	}
	after := x.survey(x.out())
	if wantProblems.Errors() > 0 {
		x.untouched(before, after)
		return problems
	}
	x.compared++
	x.pages = want.Pages
	if counts, files := changed(before, after); !anew {
		made.Files = slices.DeleteFunc(made.Files, func(f publish.File) bool {
			strange := before.empty[f.Path] // an empty folder may be told as a file that was removed
			if strange {
				made.Removed--
			}
			return strange
		})
		if made.Counts != counts {
			x.fail("the build counts %+v, not %+v", made.Counts, counts)
		}
		if told := toldOf(made.Files); told != files {
			x.fail("the build tells that it\n%snot, as it did, that it\n%s", told, files)
		}
	}
	if again := slices.DeleteFunc(made.Files, young); x.quiet && len(again) > 0 {
		x.fail("nothing changed, but files were made: %v", again)
	}
	x.quiet = true
	made.Result, want.Result = publish.Result{}, publish.Result{}
	if !reflect.DeepEqual(made, want) {
		x.fail("the build counts %+v, not, as a clean one, %+v", made, want)
	}
	x.compare(x.survey(clean.Out), after)
	if !anew {
		x.kept(before, after)
	}
	x.withdrawn(after)
	x.must(os.RemoveAll(clean.Out))
	x.must(os.RemoveAll(clean.Cache))
	return problems
}

// young tells of a file that was made anew because the one that it is a copy of was so new that nobody can tell by its
// looks whether it is as it was.
func young(f publish.File) bool { return slices.Equal(f.Why, []string{publish.WhyUnknown}) }

// published is what lies in a published folder.
type published struct {
	folder fs.FileInfo // nil where there is none
	files  map[string]lying
	empty  map[string]bool // folders in which there is nothing
}

// lying is a file as it lies there.
type lying struct {
	text string
	info fs.FileInfo
}

func (x *trial) survey(dir string) published {
	x.t.Helper()
	p := published{files: map[string]lying{}, empty: map[string]bool{}}
	p.folder, _ = os.Lstat(dir)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		delete(p.empty, filepath.ToSlash(filepath.Dir(rel)))
		if d.IsDir() {
			p.empty[filepath.ToSlash(rel)] = true
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var text []byte
		if info.Mode().IsRegular() {
			if text, err = os.ReadFile(name); err != nil {
				return err
			}
		}
		p.files[filepath.ToSlash(rel)] = lying{withoutPlace(rel, text), info}
		return nil
	})
	if p.folder != nil {
		x.must(err)
	}
	return p
}

func (l lying) same(as lying) bool { return l.text == as.text && l.info.Mode() == as.info.Mode() }

// untouched holds that a folder is as it was, to the inode.
func (x *trial) untouched(before, after published) {
	if (before.folder == nil) != (after.folder == nil) || before.folder != nil && !os.SameFile(before.folder, after.folder) || len(before.files) != len(after.files) {
		x.fail("a build that found mistakes published something")
	}
	for name, was := range before.files {
		if is, there := after.files[name]; !there || !is.same(was) || !os.SameFile(is.info, was.info) || !is.info.ModTime().Equal(was.info.ModTime()) {
			x.fail("a build that found mistakes touched %s", name)
		}
	}
}

// kept holds that files that did not change kept their inode and time, and the folder too where nothing changed. The
// marker is nobody's page: a publish may exchange it.
func (x *trial) kept(before, after published) {
	changed := len(before.files) != len(after.files)
	for name, is := range after.files {
		was, there := before.files[name]
		if !there || !was.same(is) {
			changed = true
		} else if name != publish.Marker && (!os.SameFile(is.info, was.info) || !is.info.ModTime().Equal(was.info.ModTime())) {
			x.fail("%s holds what it held, but is another file, or of another time", name)
		}
	}
	if !changed && !os.SameFile(before.folder, after.folder) {
		x.fail("nothing changed, but the folder is another one")
	}
}

// changed gives what a publish has to have counted, and told of the files that it added, changed or removed.
func changed(before, after published) (c publish.Counts, files string) {
	var all []publish.File
	tell := func(name string, change publish.Change, count *int) {
		*count++
		all = append(all, publish.File{Path: name, Change: change})
	}
	for name, is := range after.files {
		if name == publish.Marker {
			continue
		}
		size := int64(len(is.text))
		c.Bytes += size
		was, there := before.files[name]
		if there && was.same(is) {
			c.Unchanged++
			continue
		}
		c.Written += size
		if there {
			tell(name, publish.Changed, &c.Changed)
		} else {
			tell(name, publish.Added, &c.Added)
		}
	}
	for name := range before.files {
		if _, there := after.files[name]; !there && name != publish.Marker {
			tell(name, publish.Removed, &c.Removed)
		}
	}
	return c, toldOf(all)
}

// toldOf lists the files that were added, changed or removed, by path.
func toldOf(files []publish.File) string {
	var lines []string
	for _, f := range files {
		if f.Change != publish.Same {
			lines = append(lines, fmt.Sprintf("%s %s\n", f.Change, f.Path))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// compare holds that two folders hold the same.
func (x *trial) compare(want, got published) {
	for _, name := range sortedKeys(want.files) {
		is, there := got.files[name]
		switch {
		case !there:
			x.fail("%s is not there", name)
		case is.text != want.files[name].text:
			x.fail("%s differs:\n%s", name, firstDifference(want.files[name].text, is.text))
		case !is.same(want.files[name]):
			x.fail("%s has the mode %v, not %v", name, is.info.Mode(), want.files[name].info.Mode())
		}
	}
	for _, name := range sortedKeys(got.files) {
		if _, there := want.files[name]; !there {
			x.fail("%s is there and should not be", name)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// firstDifference shows two texts from shortly before where they part.
func firstDifference(want, got string) string {
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	from := max(0, at-200)
	shown := func(s string) string { return strings.ToValidUTF8(s[from:min(len(s), at+300)], "?") }
	return fmt.Sprintf("line %d; a clean build has\n…%s…\nthis one has\n…%s…", 1+strings.Count(want[:at], "\n"), shown(want), shown(got))
}

var ownWord = regexp.MustCompile(changes.Word)

// withdrawn holds that every word that is published stands in a file of the site.
func (x *trial) withdrawn(after published) {
	known := map[string]bool{}
	for _, folder := range []string{"content", "templates", "static"} {
		err := filepath.WalkDir(filepath.Join(x.dir, folder), func(name string, d fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil
			}
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			src, err := os.ReadFile(name)
			for _, word := range ownWord.FindAll(src, -1) {
				known[string(word)] = true
			}
			return err
		})
		x.must(err)
	}
	for _, name := range sortedKeys(after.files) {
		for _, word := range ownWord.FindAll(bytes.ToLower([]byte(after.files[name].text)), -1) {
			if !known[string(word)] {
				x.fail("%s holds %s, which no file of the site does", name, word)
			}
		}
	}
}
