package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"

	"vitrin/internal/file"
)

// keeper keeps the bundle of one entry from run to run, in a file of its own: making it takes as long as making a
// dozen pages. A bundle is good while all is as it was that it was made of: the program, the options, the names of all
// files, which addresses in styles are looked up among, and the bytes of those that went into it.
type keeper struct {
	fsys   fs.FS
	folder string // empty: nothing is kept
	entry  string
	made   string // hash of all but the bytes of files
}

// record is the file of a keeper, in JSON.
type record struct {
	Made   string
	Sums   []string // of the bundle's sources: SHA-256 in hexadecimal
	Bundle Bundle
}

// maxRecord is the size of the largest record, in bytes: beyond it a bundle is made anew each time.
const maxRecord = 16 << 20

func newKeeper(fsys fs.FS, o Options) keeper {
	if o.Kept == "" || o.Program == "" {
		return keeper{}
	}
	if info, err := os.Stat(o.Kept); err == nil && !info.IsDir() {
		return keeper{} // a pipe would be waited for
	}
	hash := sha256.New()
	fmt.Fprintf(hash, "%q\n", []string{o.Program, o.Entry, o.Append, o.Folder})
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		fmt.Fprintf(hash, "%q %t\n", name, err == nil && d.IsDir())
		return err
	})
	if err != nil {
		return keeper{} // whoever reads the folder tells what is wrong with it
	}
	return keeper{fsys, o.Kept, o.Entry, hex.EncodeToString(hash.Sum(nil))}
}

// name is that of the keeper's file.
func (k keeper) name() string { return path.Base(k.entry) + ".json" }

// recall gives the bundle that was kept, if it is good. What is wrong with the file is of no account: the bundle is made
// anew then.
func (k keeper) recall() (Bundle, bool) {
	var r record
	if json.Unmarshal(k.read(), &r) != nil || r.Made != k.made || len(r.Sums) != len(r.Bundle.Sources) {
		return Bundle{}, false
	}
	if r.Bundle.Path != hashed(k.entry, r.Bundle.Content) {
		return Bundle{}, false // the file is damaged
	}
	for i, name := range r.Bundle.Sources {
		if src, err := fs.ReadFile(k.fsys, name); err != nil || sumOf(src) != r.Sums[i] {
			return Bundle{}, false
		}
	}
	return r.Bundle, true
}

// read gives the bytes of the keeper's file, none where there is none of a record's size.
func (k keeper) read() []byte {
	if k.folder == "" {
		return nil
	}
	root, err := os.OpenRoot(k.folder)
	if err != nil {
		return nil
	}
	defer root.Close()
	info, err := root.Lstat(k.name())
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxRecord {
		return nil
	}
	text, err := root.ReadFile(k.name())
	if err != nil {
		return nil
	}
	return text
}

// remember keeps a bundle that was made without a problem, of files with these sums. Where that cannot be done, the next
// run makes it anew, and nobody has to know.
func (k keeper) remember(b Bundle, sums map[string]string) {
	if k.folder == "" {
		return
	}
	r := record{Made: k.made, Bundle: b}
	for _, name := range b.Sources {
		r.Sums = append(r.Sums, sums[name])
	}
	text, err := json.Marshal(r)
	if err != nil || len(text) > maxRecord || os.MkdirAll(k.folder, 0o777) != nil {
		return
	}
	if root, err := os.OpenRoot(k.folder); err == nil {
		_ = file.Replace(root, k.name(), text)
		_ = root.Close()
	}
}

// sumOf gives the hash of a file's bytes, in hexadecimal.
func sumOf(src []byte) string {
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:])
}
