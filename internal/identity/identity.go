// Package identity tells files apart by what the system says of them, without reading them: in goes what a look at a file
// gave, out comes an [Identity], which is the same later if nobody has written to the file or put another in its place.
// It does not know what the files are.
//
// Where the system tells when anything of a file was changed last (ctime), nobody can bring an identity back. On Windows,
// which tells when a file was made instead, who sets the times of files can.
package identity

import (
	"io/fs"
	"time"

	"vitrin/internal/digest"
	"vitrin/internal/wire"
)

// Identity tells a file, as it is at the moment, from every other, and from what it may become when it is written to.
type Identity struct {
	Size              int64  // in bytes
	Modified, Changed int64  // in nanoseconds since 1970: its bytes, and all that is known of it
	Inode, Device     uint64 // 0 where the system has none
}

// Of gives the identity of a file. It is not known on systems, and of file systems, that tell of no more than size and
// time, which it then holds all the same.
func Of(info fs.FileInfo) (id Identity, known bool) {
	id = Identity{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	known = id.system(info)
	return id, known
}

// coarse is how far apart two moments can be that a file system's clock does not tell apart.
const coarse = 2 * time.Second

// SettledAt tells whether a file that looks the same later is the same, if it is read at a moment: what was written just
// before may be written once more without a trace.
func (id Identity) SettledAt(read time.Time) bool {
	before := read.Add(-coarse).UnixNano()
	return id.Modified < before && id.Changed < before
}

// Sum stands for the identity, and a text with it, such as the file's path: a system without inodes tells no other
// difference between copies of one size and time.
func (id Identity) Sum(with string) digest.Sum {
	var w wire.Writer
	id.Append(&w)
	var h digest.Hash
	h.Text(with)
	h.Bytes(w.Marks)
	return h.Sum()
}

// Marks is how many marks [Identity.Append] writes at least.
const Marks = 5

// Append writes the identity.
func (id Identity) Append(w *wire.Writer) {
	w.Int(id.Size)
	w.Int(id.Modified)
	w.Int(id.Changed - id.Modified)
	w.Uint(id.Inode)
	w.Uint(id.Device)
}

// Read reads what [Identity.Append] wrote.
func Read(r *wire.Reader) Identity {
	id := Identity{Size: r.Int(), Modified: r.Int()}
	id.Changed = r.Int() + id.Modified
	id.Inode, id.Device = r.Uint(), r.Uint()
	return id
}
