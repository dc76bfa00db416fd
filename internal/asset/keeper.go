package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime/debug"

	"github.com/evanw/esbuild/pkg/api"

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

func newKeeper(fsys fs.FS, o Options, settings api.BuildOptions) keeper {
	build, known := debug.ReadBuildInfo()
	if o.Kept == "" || !known {
		return keeper{}
	}
	hash := sha256.New()
	fmt.Fprintln(hash, build) // the program: its version, its libraries, how it was built
	fmt.Fprintf(hash, "%+v\n%+v\n", settings, o)
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

// recall gives the bundle that was kept, if it is good.
func (k keeper) recall() (Bundle, bool) {
	if k.folder == "" {
		return Bundle{}, false
	}
	root, err := os.OpenRoot(k.folder)
	if err != nil {
		return Bundle{}, false
	}
	defer root.Close()
	text, err := root.ReadFile(k.name())
	var r record
	if err != nil || json.Unmarshal(text, &r) != nil || r.Made != k.made || len(r.Sums) != len(r.Bundle.Sources) {
		return Bundle{}, false
	}
	if r.Bundle.Path != hashed(k.entry, r.Bundle.Content) {
		return Bundle{}, false // the file is damaged
	}
	for i, name := range r.Bundle.Sources {
		if sum, err := k.sum(name); err != nil || sum != r.Sums[i] {
			return Bundle{}, false
		}
	}
	return r.Bundle, true
}

// remember keeps a bundle that was made without a problem. Where that cannot be done, the next run makes it anew, and
// nobody has to know.
func (k keeper) remember(b Bundle) {
	if k.folder == "" {
		return
	}
	r := record{Made: k.made, Bundle: b}
	for _, name := range b.Sources {
		sum, err := k.sum(name)
		if err != nil {
			return
		}
		r.Sums = append(r.Sums, sum)
	}
	text, err := json.Marshal(r)
	if err != nil || os.MkdirAll(k.folder, 0o777) != nil {
		return
	}
	if root, err := os.OpenRoot(k.folder); err == nil {
		_ = file.Replace(root, k.name(), text)
		_ = root.Close()
	}
}

// sum gives the hash of a file's bytes.
func (k keeper) sum(name string) (string, error) {
	src, err := fs.ReadFile(k.fsys, name)
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:]), err
}
