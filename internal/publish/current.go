package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"vitrin/internal/release"
)

// Current tells whether a publish with these options would find nothing to do: the last publish to dir was given
// the key of o, and every file and folder of the site, and nothing else, stands as it left them. It then gives what
// such a publish results in, and the note that the last one was given. Nothing is touched in any case. The key must
// not be zero.
//
// The error is a [*RefusedError] for a dir that must not be written to, ctx's own where it ended, or what the system
// said of the folders above dir.
func Current(ctx context.Context, dir string, o Options) (result Result, note []byte, ok bool, err error) {
	t, err := findTarget(dir, o)
	if err != nil {
		return Result{}, nil, false, err
	}
	old, err := t.examine()
	kept := recordsOf(t, o)
	if err != nil {
		return Result{}, nil, false, advise(t.dir, err)
	}
	if old.kind != site || o.Clean || !kept.kept() || o.Key == (release.Sum{}) {
		return Result{}, nil, false, nil
	}
	for _, name := range []string{kept.path(nextName), t.sibling("lock")} {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return Result{}, nil, false, nil // a build is at work, or was killed: the next one tidies up
		}
	}
	if left, err := t.leftovers(); err != nil || len(left) > 0 {
		return Result{}, nil, false, err
	}
	if head, err := release.ReadHead(kept.path(recordName)); err != nil || head.Key != o.Key {
		return Result{}, nil, false, nil // as mostly; there is no need to read all of it
	}
	a := o.Ahead
	if a == nil {
		a = new(Ahead)
	}
	if err := a.lookOnce(ctx, t, kept); err != nil {
		return Result{}, nil, false, err
	}
	last := a.last
	if last == nil || last.Key != o.Key || slices.Contains(a.stays, false) || !slices.Equal(last.Encodings, recordedEncodings(o.Encodings)) {
		return Result{}, nil, false, nil
	}
	if mark, ok := last.Find(Marker); !ok || last.Hash(mark) != hashOf(t.mark()) {
		return Result{}, nil, false, nil // it is to say something else
	}
	for file := range last.Files() {
		result.Unchanged++
		result.Bytes += file.Stamp.Size
	}
	return result, last.Note, true, nil
}

// errMoved says that a tree does not stand as its record says.
var errMoved = errors.New("it does not stand as it was recorded")

// stands looks at every folder of a tree, and gives an error unless all are as recorded, so that nothing in them came,
// went or was replaced. It looks at one after the other, since mostly something else is done meanwhile that everything waits for.
func stands(ctx context.Context, t tree, r *release.Release) error {
	for i := range r.Folders() {
		if err := stand(t, r, i); err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
	}
	return nil
}

// stand is stands for the i-th folder.
func stand(t tree, r *release.Release, i int) error {
	l, err := t.look(r.FolderPath(i))
	return unmoved(err == nil && l.isFolder(r.Folder(i).Stamp))
}

// unmoved gives an error for what does not stand.
func unmoved(stands bool) error {
	if !stands {
		return errMoved
	}
	return nil
}
