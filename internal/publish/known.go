package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync/atomic"

	"vitrin/internal/release"
)

// known is what is known of the old site when the writing begins: what the last publish recorded of it, as
// far as it still stands so, and what else lies in it. Without a record it is what lies in it alone.
type known struct {
	target target
	tree   tree             // open while the site is written, unless there is none
	last   *release.Release // nil: no record
	wanted []bool           // by the files of last: those that a resource has,
	stays  []bool           // and those that stand as it says

	others  map[string]*other // files that last does not tell of
	lost    map[string]bool   // folders of last that are no folders any more, and what was in them
	strange bool              // folders without files lie there
	moved   bool              // folders or the marker do not stand as last says
	touched atomic.Bool       // files do not, or are not there

	mark     release.Stamp // of the marker
	unmarked bool          // it is not the one that the new site has
	closed   bool          // folders have other modes than a build gave them
	fresh    uint32        // the mode of a file that is made now
}

// other is a file in the old site that no record tells of, or a folder without any file.
type other struct{ regular, wanted bool }

// learn finds out what is known of the old site in a folder, which may have been looked at before. What it gives has to be closed.
func learn(ctx context.Context, t target, old state, kept records, ahead found) (k *known, err error) {
	k = &known{target: t, others: make(map[string]*other), lost: make(map[string]bool)}
	if old.kind != site {
		return k, nil
	}
	if k.fresh, err = t.freshMode(); err != nil {
		return nil, err
	}
	if k.tree, err = openTree(t.dir); err != nil {
		return nil, fmt.Errorf("cannot read the old site in %s: %w", t.dir, err)
	}
	if k.last = kept.of(k.tree, ahead.last); k.last != nil {
		k.wanted = make([]bool, k.last.Len())
	}
	switch k.last {
	case nil:
		err = k.survey(".")
	case ahead.last:
		k.stays = ahead.stays
	default:
		err = k.compare(ctx)
	}
	if err == nil {
		err = k.lookAtMark(t.mark())
	}
	if _, refused := errors.AsType[*RefusedError](err); refused {
		k.close()
		return nil, err
	}
	if err != nil {
		k.close()
		return nil, fmt.Errorf("cannot read the old site in %s: %w", t.dir, err)
	}
	return k, nil
}

func (k *known) close() {
	if k.tree.folder != nil {
		k.tree.close()
	}
}

// survey lists what lies in a folder of the old site and is no part of the record, all the way down.
func (k *known) survey(folder string) error {
	full := make(map[string]bool) // folders, and whether there is anything in them
	err := fs.WalkDir(os.DirFS(k.target.dir), folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == "." || name == Marker {
			return err
		}
		if path.Base(name) == Marker {
			return k.target.refuse("it holds another published site, in "+at(k.target.dir, path.Dir(name)), "choose another folder for this one, or move that out of it")
		}
		full[path.Dir(name)] = true
		if entry.IsDir() {
			full[name] = false // its files come after it
			return k.lookAtFolder(name)
		}
		k.others[name] = &other{regular: entry.Type().IsRegular()}
		return nil
	})
	for name, isFull := range full {
		if !isFull {
			k.others[name], k.strange = &other{}, true
		}
	}
	return err
}

// compare looks at all that the record tells of. A folder that does not stand as it says is listed, to find what does not
// belong there.
func (k *known) compare(ctx context.Context) error {
	k.stays = make([]bool, k.last.Len())
	unmoved := make([]bool, k.last.Folders())
	err := k.tree.visit(ctx, k.last, func(i int, l look, err error) error {
		unmoved[i] = err == nil && l.isFolder(k.last.Folder(i).Stamp)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // and so it is no folder
		}
		return err
	}, func(i int, l look, err error) error {
		k.stays[i] = err == nil && l.isFile(k.last.Stamp(i))
		return nil
	})
	if err != nil || !slices.Contains(unmoved, false) {
		return err
	}
	return k.searchMoved(unmoved)
}

// searchMoved lists the folders of the record that do not stand as it says, of which it is told which do.
func (k *known) searchMoved(unmoved []bool) error {
	k.moved = true
	for i := range unmoved {
		folder := k.last.Folder(i)
		if folder.Path != "." && k.lost[folderOf(folder.Path)] {
			k.lost[folder.Path] = true
			continue
		}
		if unmoved[i] {
			continue
		}
		l, err := k.tree.look(folder.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist) || err == nil && !l.kind.IsDir():
			k.lost[folder.Path] = true
		case err != nil:
			return err
		default:
			k.closed = k.closed || l.stamp.Mode != folder.Stamp.Mode
			if err := k.list(folder.Path); err != nil {
				return err
			}
		}
	}
	return nil
}

// list finds what in a folder of the record is no part of it.
func (k *known) list(folder string) error {
	entries, err := os.ReadDir(at(k.target.dir, folder))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(folder, entry.Name())
		if entry.IsDir() {
			if _, recorded := k.last.FindFolder(name); !recorded {
				if err := k.survey(name); err != nil {
					return err
				}
			}
		} else if _, recorded := k.last.Find(name); !recorded {
			k.others[name] = &other{regular: entry.Type().IsRegular()}
		}
	}
	return nil
}

// standing is what is known of the place of one resource.
type standing struct {
	file     int           // its number in the record, or -1
	stamp    release.Stamp // of the regular file there
	there    bool          // something is there that is no folder
	regular  bool
	asBefore bool // the file stands as the record says
}

// touched tells whether a file of the record does not stand as that says.
func (s standing) touched() bool { return s.file >= 0 && !s.asBefore }

// at tells what stands at the place of a file, which is asked about once.
func (k *known) at(name string) standing {
	if k.last != nil {
		if i, recorded := k.last.Find(name); recorded {
			return k.place(i, name)
		}
	}
	return k.place(-1, name)
}

// place is at for who knows the file's number in the record, or -1.
func (k *known) place(file int, name string) standing {
	if file >= 0 {
		k.wanted[file] = true
		return k.standing(file)
	}
	if other := k.others[name]; other != nil {
		other.wanted = true
		return standing{file: -1, there: true, regular: other.regular}
	}
	return standing{file: -1}
}

// mode gives the mode that a file of the old site has to have: as it was made, or would be made now.
func (k *known) mode(was standing) uint32 {
	if was.file >= 0 {
		return k.last.Stamp(was.file).Mode
	}
	return k.fresh
}

// standing tells how the i-th file of the record stands now.
func (k *known) standing(i int) standing {
	name := k.last.Path(i)
	if len(k.lost) > 0 && k.lost[folderOf(name)] {
		return standing{file: i}
	}
	if k.stays[i] {
		return standing{file: i, stamp: k.last.Stamp(i), there: true, regular: true, asBefore: true}
	}
	k.touched.Store(true)
	l, err := k.tree.look(name)
	if err != nil || l.kind.IsDir() {
		return standing{file: i}
	}
	return standing{file: i, stamp: l.stamp, there: true, regular: l.kind.IsRegular()}
}

// disturbed tells whether anything of the old site was found other than as recorded.
func (k *known) disturbed() bool { return k.moved || k.strange || k.touched.Load() }

// leftEmpty tells whether a folder, or the nearest one above it that is there, holds nothing: it is none of a site's.
func (k *known) leftEmpty(folder string) bool {
	for ; folder != "."; folder = path.Dir(folder) {
		entries, err := os.ReadDir(at(k.target.dir, folder))
		if !errors.Is(err, fs.ErrNotExist) {
			return err != nil || len(entries) == 0
		}
	}
	return false
}

// leftOver gives the files of the old site that no resource has. When all have been drawn, differs tells whether
// there was anything at all that the new site does not have.
func (k *known) leftOver() (files []File, differs bool) {
	for i, wanted := range k.wanted {
		if wanted || k.last.Kind(i) == release.Mark {
			continue
		}
		if k.standing(i).there {
			differs = true
			files = append(files, File{Path: k.last.Path(i), Change: Removed})
		} else if k.leftEmpty(path.Dir(k.last.Path(i))) {
			differs = true
		}
	}
	for name, other := range k.others {
		if !other.wanted {
			differs = true
			files = append(files, File{Path: name, Change: Removed, Foreign: k.last != nil})
		}
	}
	return files, differs || k.strange || k.closed || k.unmarked
}
