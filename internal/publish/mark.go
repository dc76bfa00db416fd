package publish

import (
	"fmt"
	"os"
	"path/filepath"
)

// markerText is what the marker says to whoever finds it.
const markerText = "Vitrin writes this folder anew with each build. Keep nothing of your own here.\n"

// mark gives what the marker of a site at the target says.
func (t target) mark() []byte { return []byte(markerText + t.owner) }

// lookAtMark finds out whether the marker of the old site is the one that the new site has.
func (k *known) lookAtMark(want []byte) error {
	mode := k.fresh
	if k.last != nil {
		if i, recorded := k.last.Find(Marker); recorded {
			was := k.standing(i)
			if was.asBefore && k.last.Hash(i) == hashOf(want) {
				k.mark = was.stamp
				return nil
			}
			mode = k.mode(was)
		}
		k.moved = true
	}
	l, err := k.tree.look(Marker)
	if err != nil {
		return err
	}
	k.mark, k.unmarked = l.stamp, l.stamp.Mode != mode || !holds(at(k.target.dir, Marker), want)
	return nil
}

// keepMark keeps the marker of the spare, or puts a new one in its place in one step: a site in the making that is left
// without one is nobody's.
func (s *stage) keepMark() error {
	p := s.spare
	if i, ok := p.release.Find(Marker); ok && !s.was.unmarked && p.release.Stamp(i) == s.was.mark {
		p.kept[i] = true
		return nil
	}
	if err := s.touch("."); err != nil {
		return err
	}
	waiting := filepath.Join(s.waiting, "mark")
	if _, err := writeFile(waiting, s.mark); err != nil {
		return err
	}
	return os.Rename(waiting, at(s.dir, Marker))
}

// freshMode gives the mode of a file that is made now, less the umask: that of the lock.
func (t target) freshMode() (uint32, error) {
	lock, err := openTree(filepath.Dir(t.dir))
	if err != nil {
		return 0, fmt.Errorf("cannot publish to %s: %w", t.dir, err)
	}
	defer lock.close()
	l, err := lock.look(filepath.Base(t.sibling("lock")))
	if err != nil {
		return 0, fmt.Errorf("cannot publish to %s: %w", t.dir, err)
	}
	return l.stamp.Mode, nil
}

// lookAtFolder finds out whether a folder that no record tells of has another mode than one that is made now: whoever
// may read a file may open the folder.
func (k *known) lookAtFolder(name string) error {
	l, err := k.tree.look(name)
	if err != nil {
		return err
	}
	k.closed = k.closed || l.stamp.Mode&0o777 != k.fresh|k.fresh&0o444>>2
	return nil
}
