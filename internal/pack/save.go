package pack

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strings"

	"vitrin/internal/file"
)

// ErrNotOurs is what [Store.Save] gives where another process holds the lock, or nobody may write.
var ErrNotOurs = errors.New("the folder is not ours to write to")

// enough is how many bytes of dead records are left alone, however few are alive.
const enough = 1 << 20

// Save writes the index: what encode makes of the places of all records that are still of use, in the order in which they
// were given. They may have become others: a pack of which more than half is of no use is written anew, without that.
// Whatever the error, what was read or added can still be read.
func (s *Store) Save(live []Place, encode func([]Place) []byte) ([]Place, error) {
	p := s.pack
	if s.unlock == nil || p == nil || p.fixed {
		return live, ErrNotOurs
	}
	if err := p.flush(); err != nil {
		return live, err
	}
	var used int64
	for _, at := range live {
		used += at.size()
	}
	places := live
	if dead := p.written - used; dead > used && dead > enough {
		if next, moved, err := s.compacted(live); err == nil { // else the pack is as good as it was
			p, places = next, moved
		}
	}
	if err := s.writeIndex(p.name, encode(places)); err != nil {
		if p != s.pack {
			err = errors.Join(err, p.close(), s.root.Remove(p.name))
		}
		return live, err
	}
	if p != s.pack {
		s.leave(p)
	}
	s.tidy()
	return places, nil
}

// compacted copies records into a new pack, in their order.
func (s *Store) compacted(live []Place) (*Pack, []Place, error) {
	next, err := s.newPack()
	if err != nil {
		return nil, nil, err
	}
	places := slices.Clone(live)
	for i, at := range live {
		record, err := s.pack.read(nil, at.Offset, 0, int(at.size()))
		if err == nil {
			places[i].Offset, err = next.add(record)
		}
		if err != nil {
			return nil, nil, errors.Join(err, next.close(), s.root.Remove(next.name))
		}
	}
	if err := next.flush(); err != nil {
		return nil, nil, errors.Join(err, next.close(), s.root.Remove(next.name))
	}
	return next, places, nil
}

// writeIndex writes the index, and learns how it is known again.
func (s *Store) writeIndex(packName string, index []byte) error {
	head := s.hashedKey() + "\n" + packName + "\n"
	const begin = len(magic) + sha256.Size
	src := make([]byte, begin, begin+len(head)+len(index))
	src = append(append(src, head...), index...)
	sum := sha256.Sum256(src[begin:])
	copy(src[copy(src, magic):], sum[:])
	if err := file.Replace(s.root, indexFile, src); err != nil {
		return err
	}
	info, err := s.root.Lstat(indexFile)
	s.last = info
	return err
}

// tidy takes away what former runs have left: packs that no index names, and files that never took their place. What
// cannot be taken away, such as what others have open on some systems, does no harm.
func (s *Store) tidy() {
	folder, err := s.root.Open(".")
	if err != nil {
		return
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(-1)
	for _, name := range names {
		if strings.HasPrefix(name, packPrefix) && name != s.pack.name || file.IsLeftover(name) {
			if info, err := s.root.Lstat(name); err == nil && info.Mode().IsRegular() {
				_ = s.root.Remove(name)
			}
		}
	}
}
