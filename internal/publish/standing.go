package publish

import (
	"context"
	"os"
	"slices"

	"vitrin/internal/release"
)

// Standing gives what is recorded of the site in an open folder, which was published to dir with the Records of o, if every
// file and folder of the site, and nothing else, stands there as it was left; nil if not, or if that is not known. Nothing is
// touched. The error is ctx's own.
func Standing(ctx context.Context, folder *os.File, dir string, o Options) (*release.Release, error) {
	last := Recorded(folder, dir, o)
	if last == nil || standsWhole(ctx, tree{folder}, last) != nil {
		return nil, ctx.Err()
	}
	return last, nil
}

// standsWhole is stands for the files too, so that nothing was written to them in their places.
func standsWhole(ctx context.Context, t tree, r *release.Release) error {
	return t.visit(ctx, r, func(i int, l look, err error) error {
		return unmoved(err == nil && l.isFolder(r.Folder(i).Stamp))
	}, func(i int, l look, err error) error {
		return unmoved(err == nil && l.isFile(r.Stamp(i)))
	})
}

// Recorded gives what is recorded of the site in an open folder, which was published to dir with the Records of o, whatever has
// become of its files since; nil if nothing is known of that very folder. Nothing is touched.
func Recorded(folder *os.File, dir string, o Options) *release.Release {
	t, err := findTarget(dir, o)
	kept := recordsOf(t, o)
	if err != nil || !kept.kept() {
		return nil // no site is published there
	}
	for _, name := range []string{nextName, recordName} {
		if last := kept.match(tree{folder}, name); last != nil {
			return last
		}
	}
	return nil
}

// Strayed gives those files and folders of the site at dir, published with the Records of o, that are open to others than they
// were left, and the marker if it is another than a publish with o gives; sorted by path. What is missing is not named. It gives
// none where nothing is known of the site.
func Strayed(dir string, o Options) (paths []string, err error) {
	t, err := findTarget(dir, o)
	if err != nil {
		return nil, err
	}
	site, err := openTree(t.dir)
	if err != nil {
		return nil, err
	}
	defer site.close()
	kept := recordsOf(t, o)
	if !kept.kept() {
		return nil, nil
	}
	last := kept.match(site, recordName)
	if last == nil {
		return nil, nil
	}
	strays := func(path string, was release.Stamp) bool {
		l, err := site.look(path)
		return err == nil && l.stamp.Mode != was.Mode
	}
	for i := range last.Folders() {
		if f := last.Folder(i); strays(f.Path, f.Stamp) {
			paths = append(paths, f.Path)
		}
	}
	for i := range last.Len() {
		other := last.Kind(i) == release.Mark && !holds(at(t.dir, Marker), t.mark())
		if other || strays(last.Path(i), last.Stamp(i)) {
			paths = append(paths, last.Path(i))
		}
	}
	slices.Sort(paths)
	return paths, nil
}
