package publish

import (
	"errors"
	"io/fs"
)

// forgetOtherUmask drops what is kept of a site at a target, which is locked, where its files were made with another mode than is
// given to files now: under another umask. The publish then compares every file of it, and makes those anew that have another
// mode, as it does for those whose mode somebody changed. The marker tells, which is made like all others.
func (r records) forgetOtherUmask(t target) error {
	if !r.kept() {
		return nil
	}
	site, err := openTree(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer site.close()
	mark, err := site.look(Marker)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if fresh, err := t.freshMode(); err != nil || mark.stamp.Mode == fresh {
		return err
	}
	discard(r.dir)
	return nil
}
