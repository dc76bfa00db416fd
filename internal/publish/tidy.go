package publish

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vitrin/internal/file"
)

const (
	keptTargets = 4       // how many targets have records and a spare
	removing    = "gone-" // begins the name of records on their way out
	longestPath = 64 << 10
)

// tidy removes the records and spares of other targets that do not exist any more, and of those last published to
// where there are many. What cannot be removed is left for the next time.
func (r records) tidy() {
	top := filepath.Dir(r.dir)
	entries, err := os.ReadDir(top)
	if err != nil {
		return
	}
	type kept struct {
		dir  string
		last time.Time
	}
	var others []kept
	for _, entry := range entries {
		dir := filepath.Join(top, entry.Name())
		if id, ok := strings.CutPrefix(entry.Name(), removing); ok && isID(id) {
			_ = removeAll(dir)
			continue
		}
		target := records{dir}.target()
		if dir == r.dir || recordsAt(top, target) != (records{dir}) {
			continue // this target's, or nothing of ours
		}
		if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
			discard(dir)
		} else if info, err := os.Stat(filepath.Join(dir, recordName)); err == nil {
			others = append(others, kept{dir, info.ModTime()})
		}
	}
	slices.SortFunc(others, func(a, b kept) int { return b.last.Compare(a.last) })
	for _, other := range others[min(len(others), keptTargets-1):] {
		discard(other.dir)
	}
}

// target gives the path of the target as it is noted, or "".
func (r records) target() string {
	text, err := file.ReadUpTo(r.path(targetName), longestPath)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(text), "\n")
}

// discard removes the records of a target. They get another name first: a build that is publishing there at the
// moment then does not find them, or has already taken from them what it needs.
func discard(dir string) {
	gone := filepath.Join(filepath.Dir(dir), removing+rand.Text())
	if os.Rename(dir, gone) == nil {
		_ = removeAll(gone)
	}
}
