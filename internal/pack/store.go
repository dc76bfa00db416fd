package pack

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"vitrin/internal/lock"
)

// The files of a folder. The pack's name is in the index, since another one takes its place now and then.
const (
	indexFile  = "index"
	lockFile   = "lock"
	packPrefix = "pack-"
)

// magic begins an index; it names the format.
const magic = "vitrin pack 1\n"

// Store is a folder that keeps records. It is used by one goroutine at a time; its packs by any.
type Store struct {
	key  string
	dir  string
	root *os.Root // nil where there is no such folder and none can be made

	unlock func()      // nil while the folder is not ours to write to
	pack   *Pack       // that of the index; nil where there is none
	spare  *Pack       // for what cannot be kept there; nil before it is needed
	last   fs.FileInfo // of the index as it was read or written last; nil where there was none
	old    []*Pack     // those of former indexes, which may still be read
}

// Open gives the store of a folder, which is made where it is not there. What was kept under another key is not
// given out. Where the folder cannot be used, the store keeps records until it is closed.
func Open(dir, key string) *Store {
	s := &Store{key: key, dir: dir}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return s
	}
	s.root, _ = os.OpenRoot(dir)
	return s
}

// Begin takes the lock, if nobody holds it, until [Store.End]. It tells whether the index is another one than it was at
// the last time, and gives it then: nil where there is none of this key. The places in it are those of [Store.Pack].
func (s *Store) Begin() (index []byte, news bool) {
	if s.root == nil {
		return nil, false
	}
	if unlock, err := lock.Take(filepath.Join(s.dir, lockFile)); err == nil {
		s.unlock = unlock
	}
	info, err := s.root.Lstat(indexFile)
	if err != nil {
		info = nil
	}
	if same(info, s.last) && (s.pack == nil || s.stillThere()) {
		return nil, false
	}
	s.last = info
	var name string
	if info != nil && info.Mode().IsRegular() {
		index, name = s.readIndex()
	}
	if s.pack == nil || s.pack.name != name || !s.stillThere() {
		s.leave(s.openPack(name))
	}
	if s.pack == nil {
		return nil, true
	}
	return index, true
}

func same(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

// stillThere tells whether the pack has its name, and learns what others have added to it.
func (s *Store) stillThere() bool {
	held, err := s.pack.file.Stat()
	if err != nil {
		return false
	}
	named, err := s.root.Lstat(s.pack.name)
	return err == nil && os.SameFile(held, named) && s.pack.catchUp() == nil
}

// leave makes another pack that of the index.
func (s *Store) leave(next *Pack) {
	if s.pack != nil {
		s.old = append(s.old, s.pack)
	}
	s.pack = next
}

// readIndex gives what an index of our key holds, and the name of its pack.
func (s *Store) readIndex() (index []byte, name string) {
	src, err := s.root.ReadFile(indexFile)
	rest, ours := bytes.CutPrefix(src, []byte(magic))
	if err != nil || !ours || len(rest) < sha256.Size {
		return nil, ""
	}
	sum, rest := rest[:sha256.Size], rest[sha256.Size:]
	if got := sha256.Sum256(rest); !bytes.Equal(sum, got[:]) {
		return nil, ""
	}
	key, rest, _ := bytes.Cut(rest, []byte{'\n'})
	packName, rest, _ := bytes.Cut(rest, []byte{'\n'})
	if string(key) != s.hashedKey() {
		return nil, ""
	}
	return rest, string(packName)
}

// hashedKey is the key as it stands in an index, on one line.
func (s *Store) hashedKey() string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s.key))) }

// openPack opens a pack of the folder; nil where there is none.
func (s *Store) openPack(name string) *Pack {
	if !strings.HasPrefix(name, packPrefix) || strings.ContainsAny(name, `/\`) {
		return nil
	}
	if info, err := s.root.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := s.root.OpenFile(name, os.O_RDWR, 0)
	fixed := err != nil
	if fixed {
		f, err = s.root.Open(name)
	}
	if err != nil {
		return nil
	}
	p := &Pack{name: name, file: f, fixed: fixed}
	if p.catchUp() != nil {
		f.Close()
		return nil
	}
	return p
}

// newPack makes a pack with a name of its own.
func (s *Store) newPack() (*Pack, error) {
	name := packPrefix + rand.Text()
	f, err := s.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	return &Pack{name: name, file: f}, nil
}

// Pack gives the pack in which the places of the index lie; nil where there is none.
func (s *Store) Pack() *Pack { return s.pack }

// Writer gives the pack to which records are added: that of the index where the folder is ours, else one that is gone when the
// store is closed. The error says that there can be neither.
func (s *Store) Writer() (*Pack, error) {
	if s.unlock != nil && s.pack == nil {
		s.pack, _ = s.newPack()
	}
	if s.unlock != nil && s.pack != nil && !s.pack.fixed {
		return s.pack, nil
	}
	var err error
	if s.spare == nil {
		s.spare, err = scratch()
	}
	return s.spare, err
}

// Locked tells whether the folder is ours to write to, which it is between [Store.Begin] and [Store.End] where nobody
// else was first.
func (s *Store) Locked() bool { return s.unlock != nil }

// End writes what was added, and lets go of the lock.
func (s *Store) End() {
	for _, p := range []*Pack{s.pack, s.spare} {
		if p != nil {
			_ = p.flush() // what is lost is told when it is read
		}
	}
	if s.unlock != nil {
		s.unlock()
		s.unlock = nil
	}
}

// Close lets go of all files. Records can no longer be read.
func (s *Store) Close() error {
	s.End()
	s.leave(s.spare)
	s.leave(nil)
	s.spare = nil
	var all []error
	for _, p := range s.old {
		all = append(all, p.close())
	}
	s.old = nil
	if s.root != nil {
		all = append(all, s.root.Close())
	}
	return errors.Join(all...)
}
