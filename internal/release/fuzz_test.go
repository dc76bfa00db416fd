package release

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"testing"
)

// FuzzParse: whatever somebody writes into a manifest, with a sum that fits, reading and every lookup end well,
// and no path leads out of the site.
func FuzzParse(f *testing.F) {
	for _, d := range []Draft{
		{},
		{
			About: About{Number: 1, Encodings: []Encoding{{Suffix: ".gz"}}, Note: []byte("n")},
			Files: []File{{Path: "a/b", Inputs: []Input{{Name: "x"}, {Name: "y"}}}, {Path: "c"}}, Folders: []Folder{{Path: "."}, {Path: "a"}},
		},
	} {
		var whole bytes.Buffer
		if err := d.write(&whole); err != nil {
			f.Fatal(err)
		}
		f.Add(whole.Bytes()[:whole.Len()-sha256.Size])
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		sum := sha256.Sum256(body)
		whole := append(bytes.Clone(body), sum[:]...)
		r, err := parse(bytes.NewReader(whole), int64(len(whole)), true)
		tree, treeErr := parse(bytes.NewReader(whole), int64(len(whole)), false)
		if err != nil || treeErr != nil {
			// Of inputs alone a tree does not know whether they have names.
			if !errors.Is(err, ErrUnknown) || treeErr != nil && !errors.Is(treeErr, ErrUnknown) {
				t.Errorf("whole: %v; the tree: %v", err, treeErr)
			}
			return
		}
		for i := range r.Len() {
			file := r.File(i)
			if found, ok := r.Find(file.Path); !ok || found != i {
				t.Errorf("Find(%q) = %d, %v", file.Path, found, ok)
			}
			if bare := tree.File(i); bare.Path != file.Path || bare.Stamp != file.Stamp || bare.Inputs != nil {
				t.Errorf("the tree says %+v of %+v", bare, file)
			}
			if !isLocal(file.Path) {
				t.Errorf("path %q", file.Path)
			}
			if names, known := r.Differing(i, file.Inputs); len(names) != 0 || known != (file.Inputs != nil) {
				t.Errorf("%q differs from itself in %q", file.Path, names)
			}
		}
		for i := range r.Folders() {
			if found, ok := r.FindFolder(r.Folder(i).Path); !ok || found != i {
				t.Errorf("FindFolder(%q) = %d, %v", r.Folder(i).Path, found, ok)
			}
		}
	})
}
