package source

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"vitrin/internal/file"
	"vitrin/internal/wire"
)

// keptCommits are the dates of a site's files by one commit, in a file of the store. What is wrong with the file is of no
// account: then git is asked.
type keptCommits struct{ folder, site, head string }

const (
	commitsFile  = "commits"
	commitsMagic = "vitrin commits 1\n"
	maxCommits   = 256 << 20 // bytes: some millions of files
)

// where gives what the dates depend on besides the commit: a folder that moves within its repository has other files.
func (k keptCommits) where() string {
	site, err := filepath.Abs(k.site)
	if err != nil {
		return k.site
	}
	return site
}

// read gives the dates; nil where they are not known.
func (k keptCommits) read() map[string]time.Time {
	if k.folder == "" {
		return nil
	}
	src, err := file.ReadUpTo(filepath.Join(k.folder, commitsFile), maxCommits)
	rest, ours := bytes.CutPrefix(src, []byte(commitsMagic))
	if err != nil || !ours || len(rest) < sha256.Size {
		return nil
	}
	if sum := sha256.Sum256(rest[sha256.Size:]); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return nil
	}
	r := wire.NewReader(string(rest[sha256.Size:]), "")
	if r.Word() != k.head || r.Word() != k.where() {
		return nil
	}
	const leastMarks = 3
	n := r.Count(leastMarks)
	last := make(map[string]time.Time, n)
	for range n {
		path, seconds, east := r.Word(), r.Int(), r.Int()
		last[path] = time.Unix(seconds, 0).In(time.FixedZone("", int(east)))
	}
	if !r.Done() {
		return nil
	}
	return last
}

// write keeps the dates, if they can be kept.
func (k keptCommits) write(last map[string]time.Time) {
	if k.folder == "" || os.MkdirAll(k.folder, 0o777) != nil {
		return
	}
	root, err := os.OpenRoot(k.folder)
	if err != nil {
		return
	}
	defer root.Close()
	var w wire.Writer
	w.Word(k.head)
	w.Word(k.where())
	w.Count(len(last))
	for _, path := range slices.Sorted(maps.Keys(last)) {
		_, east := last[path].Zone()
		w.Word(path)
		w.Int(last[path].Unix())
		w.Int(int64(east))
	}
	sum := sha256.Sum256(w.Marks)
	_ = file.Replace(root, commitsFile, slices.Concat([]byte(commitsMagic), sum[:], w.Marks))
}
