package source

import (
	"io/fs"
	"time"
)

// identity tells a file, as it is at the moment, from every other, and from what it may become when it is written to.
type identity struct {
	size              int64  // in bytes
	modified, changed int64  // in nanoseconds since 1970: its bytes, and all that is known of it
	inode, device     uint64 // 0 where the system has none
}

// coarse is how far apart two moments can be that a file system's clock does not tell apart.
const coarse = 2 * time.Second

// settledAt tells whether a file that looks the same later is the same, if it is read at a moment: what was written just
// before may be written once more without a trace.
func (id identity) settledAt(read time.Time) bool {
	before := read.Add(-coarse).UnixNano()
	return id.modified < before && id.changed < before
}

// identify gives the identity of a file. It is not known on systems, and of file systems, that don't tell enough.
func identify(info fs.FileInfo) (identity, bool) {
	id := identity{size: info.Size(), modified: info.ModTime().UnixNano()}
	known := id.system(info)
	return id, known
}
