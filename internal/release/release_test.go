package release_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/release"
)

// example is a release with something of every kind.
func example() release.Draft {
	return release.Draft{
		About: release.About{
			Number: 7, Root: 4711, Key: release.Sum{1, 2}, Note: []byte("3 pages"),
			Encodings: []release.Encoding{{Suffix: ".gz", Version: "9"}, {Suffix: ".br"}},
		},
		Files: []release.File{
			{Path: "two", Inputs: []release.Input{{Name: "text", Sum: release.Sum{3}}, {Name: "text", Sum: release.Sum{5}}}},
			{Path: "z", Hash: sha256.Sum256([]byte("z")), Stamp: release.Stamp{Size: 1, ModTime: -5, Inode: 9, Mode: 0o640}},
			{Path: "a/å.html", Inputs: []release.Input{{Name: "text", Sum: release.Sum{3}}, {Name: "totals", Sum: release.Sum{4}}}, Made: 1, Omitted: 2},
			{Path: "a/å.html.gz", Kind: release.Variant},
			{Path: ".mark", Kind: release.Mark},
			{Path: "b", Inputs: []release.Input{}},
			{Path: "a/c", Inputs: []release.Input{{Name: "totals", Sum: release.Sum{4}}}},
		},
		Folders: []release.Folder{{Path: "a", Stamp: release.Stamp{ModTime: 3, Inode: 4, Mode: 0o2755}}, {Path: ".", Stamp: release.Stamp{Inode: 4711}}},
	}
}

func written(t *testing.T, d release.Draft) *release.Release {
	t.Helper()
	name := filepath.Join(t.TempDir(), "manifest")
	if err := d.Write(name); err != nil {
		t.Fatal(err)
	}
	r, err := release.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	head, err := release.ReadHead(name)
	if diff := cmp.Diff(release.About{Number: d.Number, Root: d.Root, Key: d.Key}, head); err != nil || diff != "" {
		t.Errorf("ReadHead: %v (-want +got):\n%s", err, diff)
	}
	return r
}

// TestReadsWhatWasWritten writes a release and reads it, sorted.
func TestReadsWhatWasWritten(t *testing.T) {
	d := example()
	r := written(t, d)
	if diff := cmp.Diff(d.About, r.About); diff != "" {
		t.Errorf("about (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(sortedFiles(example().Files), all(r)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	var folders []release.Folder
	for i := range r.Folders() {
		folders = append(folders, r.Folder(i))
	}
	if diff := cmp.Diff([]release.Folder{example().Folders[1], example().Folders[0]}, folders); diff != "" {
		t.Errorf("folders (-want +got):\n%s", diff)
	}
	site := slices.DeleteFunc(all(r), func(f release.File) bool { return f.Kind == release.Mark })
	if diff := cmp.Diff(site, slices.Collect(r.Files())); diff != "" {
		t.Errorf("Files (-want +got):\n%s", diff)
	}
}

func sortedFiles(files []release.File) []release.File {
	slices.SortFunc(files, func(a, b release.File) int { return cmpPath(a.Path, b.Path) })
	return files
}

func cmpPath(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

func all(r *release.Release) (files []release.File) {
	for i := range r.Len() {
		files = append(files, r.File(i))
	}
	return files
}

func TestEmpty(t *testing.T) {
	r := written(t, release.Draft{})
	if _, found := r.Find("a"); found || r.Len() != 0 || r.Folders() != 0 {
		t.Errorf("an empty release holds %d files and %d folders", r.Len(), r.Folders())
	}
}

func TestFind(t *testing.T) {
	r := written(t, example())
	for i := range r.Len() {
		if got, found := r.Find(r.Path(i)); !found || got != i {
			t.Errorf("Find(%q) = %d, %v; want %d", r.Path(i), got, found, i)
		}
	}
	for i := range r.Folders() {
		if got, found := r.FindFolder(r.FolderPath(i)); !found || got != i {
			t.Errorf("FindFolder(%q) = %d, %v; want %d", r.FolderPath(i), got, found, i)
		}
	}
	for _, name := range []string{"", "a", "a/", "a/å", "zz", "a/å.html.br"} {
		if _, found := r.Find(name); found {
			t.Errorf("Find(%q) finds what is not there", name)
		}
		from := r.From(name)
		if from > 0 && r.Path(from-1) >= name || from < r.Len() && r.Path(from) < name {
			t.Errorf("From(%q) = %d of %d", name, from, r.Len())
		}
	}
}

// TestKept: files taken from the manifest before are as they were, between others.
func TestKept(t *testing.T) {
	before := written(t, example())
	kept := make([]bool, before.Len())
	for _, name := range []string{"z", "a/å.html", ".mark"} {
		i, _ := before.Find(name)
		kept[i] = true
	}
	more := []release.File{
		{Path: "a/b", Inputs: []release.Input{{Name: "new", Sum: release.Sum{1}}, {Name: "text", Sum: release.Sum{2}}}},
		{Path: "zz", Stamp: release.Stamp{Size: 3}},
	}
	r := written(t, release.Draft{Before: before, Kept: kept, Files: slices.Clone(more)})
	want := sortedFiles(append(slices.DeleteFunc(example().Files, func(f release.File) bool {
		return f.Path != "z" && f.Path != "a/å.html" && f.Path != ".mark"
	}), more...))
	if diff := cmp.Diff(want, all(r)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestNotes: files that were noted by several goroutines are in the manifest among the others, with their inputs.
func TestNotes(t *testing.T) {
	folder := t.TempDir()
	notes := release.NewNotes(filepath.Join(folder, "made", "notes"))
	whole := large(3000)
	var noting sync.WaitGroup
	for part := range 3 {
		noting.Go(func() {
			for i := part; i < 2000; i += 3 {
				notes.Add(whole.Files[i])
			}
		})
	}
	noting.Wait()
	if notes.Len() != 2000 {
		t.Errorf("%d files were noted", notes.Len())
	}
	d := release.Draft{Notes: notes, Files: slices.Clone(whole.Files[2000:]), Stamps: map[string]release.Stamp{
		whole.Files[7].Path: {Size: 77}, whole.Files[2007].Path: {Size: 77},
	}}
	got := all(written(t, d))
	for _, other := range []int{7, 2007} {
		whole.Files[other].Stamp = release.Stamp{Size: 77}
	}
	if diff := cmp.Diff(whole.Files, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	before := written(t, release.Draft{Files: slices.Clone(whole.Files[2500:])})
	d = release.Draft{Before: before, Kept: slices.Repeat([]bool{true}, before.Len()), Notes: notes, Files: slices.Clone(whole.Files[2000:2500]), Stamps: d.Stamps}
	if diff := cmp.Diff(whole.Files, all(written(t, d))); diff != "" {
		t.Errorf("files, of which some were known (-want +got):\n%s", diff)
	}
	if err := notes.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(filepath.Join(folder, "made")); err != nil || len(left) > 0 {
		t.Errorf("there is left: %v, %v", left, err)
	}
}

// TestCannotNote: trouble with notes is told by who needs them.
func TestCannotNote(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	notes := release.NewNotes(filepath.Join(folder, "file", "notes"))
	notes.Add(release.File{Path: "a"})
	notes.Add(release.File{Path: "b"})
	d := release.Draft{Notes: notes}
	if err := d.Write(filepath.Join(folder, "manifest")); err == nil || notes.Len() != 2 {
		t.Errorf("of %d files: %v", notes.Len(), err)
	}
	if err := notes.Close(); err != nil {
		t.Error(err)
	}
}

func TestDiffering(t *testing.T) {
	r := written(t, example())
	page, _ := r.Find("a/å.html")
	unknown, _ := r.Find("z")
	none, _ := r.Find("b")
	text, totals := release.Input{Name: "text", Sum: release.Sum{3}}, release.Input{Name: "totals", Sum: release.Sum{4}}
	other := release.Input{Name: "text", Sum: release.Sum{5}}
	two, _ := r.Find("two")
	for _, test := range []struct {
		name   string
		file   int
		inputs []release.Input
		want   []string
		known  bool
	}{
		{"same", page, []release.Input{text, totals}, nil, true},
		{"other order", page, []release.Input{totals, text}, nil, true},
		{"other sum", page, []release.Input{{Name: "text", Sum: release.Sum{5}}, totals}, []string{"text"}, true},
		{"one went", page, []release.Input{totals}, []string{"text"}, true},
		{"one came", page, []release.Input{totals, text, {Name: "links"}}, []string{"links"}, true},
		{"twice", page, []release.Input{totals, text, text}, []string{"text"}, true},
		{"one twice, one gone", page, []release.Input{text, text}, []string{"text", "totals"}, true},
		{"two of a name", two, []release.Input{text, other}, nil, true},
		{"two of a name, other order", two, []release.Input{other, text}, []string{"text"}, true},
		{"all went", page, []release.Input{}, []string{"text", "totals"}, true},
		{"none, as before", none, []release.Input{}, nil, true},
		{"not known now", page, nil, nil, false},
		{"not known before", unknown, []release.Input{text}, nil, false},
	} {
		names, known := r.Differing(test.file, test.inputs)
		if diff := cmp.Diff(test.want, names); diff != "" || known != test.known {
			t.Errorf("%s: known %v (-want +got):\n%s", test.name, known, diff)
		}
	}
}

// TestNotWhole: a manifest with any bit changed, cut off anywhere or longer than it was is none.
func TestNotWhole(t *testing.T) {
	name := filepath.Join(t.TempDir(), "manifest")
	d := example()
	if err := d.Write(name); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, data []byte) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := release.Read(name); !errors.Is(err, release.ErrUnknown) {
			t.Errorf("%s: %v, want ErrUnknown", what, err)
		}
	}
	for i := range whole {
		bad := slices.Clone(whole)
		bad[i] ^= 1 << (i % 8)
		refused(fmt.Sprintf("byte %d changed", i), bad)
		refused(fmt.Sprintf("%d bytes", i), whole[:i])
	}
	refused("a byte more", append(slices.Clone(whole), 0))
	if _, err := release.Read(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
