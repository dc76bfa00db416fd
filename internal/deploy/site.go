package deploy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"vitrin/internal/publish"
	"vitrin/internal/release"
)

// File is a file of the site.
type File struct {
	Path string // slash-separated, as publish.Resource has it
	Size int64  // bytes
	Sum  [sha256.Size]byte
	// Variant tells of a compressed form, which lies beside the file that it is a form of.
	Variant bool
}

// Lister tells what a site holds, in any order; root is its folder, as it stood when the deploy began. The marker of a published
// folder may be among it. It need not tell which files are variants.
type Lister func(ctx context.Context, root *os.Root, each func(File)) error

// site is a built site. All of it is read through one handle of its folder: when a build puts a new folder in its place, what
// is read is still the old one, or missing, and never some of each.
type site struct {
	dir   string
	root  *os.Root
	owned publish.Owned // whose it is
	files []File        // sorted by path
	// altered are the paths at which it is not as a build left it, sorted.
	altered []string
}

// openSite opens a built site. One that was not built for visitors is refused, unless previews are wanted.
func openSite(dir string, previews bool) (*site, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &RefusedError{What: dir, Reason: "there is no such folder", Hint: "build the site first, with vitrin build; --out says where it is"}
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the site: %w", err)
	}
	if info, err := root.Lstat(publish.Marker); err != nil || !info.Mode().IsRegular() {
		root.Close()
		return nil, &RefusedError{What: dir, Reason: "it is not a site that Vitrin built", Hint: "build the site first, with vitrin build; --out says where it is"}
	}
	owned, preview, err := publish.ReadMarker(root, dir)
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("cannot read the site: %w", err)
	}
	if preview != "" && !previews {
		root.Close()
		return nil, &RefusedError{What: dir, Reason: "it is not for visitors: " + preview, Hint: "build the site without --drafts, --now and --base-url, or deploy it with --preview"}
	}
	return &site{dir: dir, root: root, owned: owned}, nil
}

// read finds out what the site holds, of which only what the target takes is kept.
func (s *site) read(ctx context.Context, o Options, takes func(File) bool) error {
	var all []File
	each := func(f File) {
		if f.Path != publish.Marker {
			all = append(all, f)
		}
		o.Progress(Reading, len(all), 0)
	}
	known, err := s.recorded(ctx, o, each)
	if err == nil && !known {
		list := o.List
		if list == nil {
			list = Walk
		}
		err = list(ctx, s.root, each)
	}
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	if !known {
		if err := s.findAltered(o, all); err != nil {
			return err
		}
	}
	if _, has := find(all, RecordName); has {
		return &RefusedError{What: s.dir, Reason: RecordName + " is where the record of a deploy lies", Hint: "give the file of static/ another name"}
	}
	if !slices.ContainsFunc(all, func(f File) bool { return isPage(f.Path) }) {
		return &RefusedError{What: s.dir, Reason: "the site holds no page", Hint: "build it anew, with vitrin build"}
	}
	has := func(path string) bool { _, ok := find(all, path); return ok }
	s.files = make([]File, 0, len(all))
	for _, f := range all {
		f.Variant = f.Variant || !known && isCompressed(f.Path, has)
		if takes(f) {
			s.files = append(s.files, f)
		}
	}
	return nil
}

// recorded tells what the site holds by the record of its release, if that is kept and every file still stands as it was
// published: so nothing has to be read for that.
func (s *site) recorded(ctx context.Context, o Options, each func(File)) (known bool, err error) {
	last, err := s.release(o, func(folder *os.File, with publish.Options) (*release.Release, error) {
		return publish.Standing(ctx, folder, s.dir, with)
	})
	if err != nil || last == nil {
		return false, err
	}
	for f := range last.Files() {
		each(File{Path: f.Path, Size: f.Stamp.Size, Sum: f.Hash, Variant: f.Kind == release.Variant})
	}
	return true, nil
}

// release asks for what is recorded of the site, where records are kept.
func (s *site) release(o Options, ask func(folder *os.File, with publish.Options) (*release.Release, error)) (*release.Release, error) {
	if o.Records == "" || o.List != nil {
		return nil, nil
	}
	folder, err := s.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	return ask(folder, publish.Options{Records: o.Records})
}

// find finds a path, or the place for it, in files that are sorted.
func find(files []File, path string) (int, bool) {
	return slices.BinarySearchFunc(files, path, func(f File, p string) int { return strings.Compare(f.Path, p) })
}

func (s *site) size() int64 {
	var sum int64
	for _, f := range s.files {
		sum += f.Size
	}
	return sum
}

// Walk is a [Lister] that looks at every file and hashes it, several at a time.
func Walk(ctx context.Context, root *os.Root, each func(File)) error {
	var one sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(2 * runtime.GOMAXPROCS(0)) // one may wait for the disk while another computes
	err := fs.WalkDir(root.FS(), ".", func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return &ChangedError{Path: path}
		}
		if err != nil || entry.IsDir() {
			return err
		}
		if !entry.Type().IsRegular() {
			return &RefusedError{What: path, Reason: "it is a link or a device, which no build makes", Hint: "build the site anew, with vitrin build"}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		g.Go(func() error {
			f, err := sum(root, path)
			if err != nil {
				return err
			}
			one.Lock()
			defer one.Unlock()
			each(f)
			return nil
		})
		return nil
	})
	if first := g.Wait(); first != nil {
		return first
	}
	return err
}

// sum hashes a file.
func sum(root *os.Root, path string) (File, error) {
	f, err := root.Open(filepath.FromSlash(path))
	if errors.Is(err, fs.ErrNotExist) {
		return File{}, &ChangedError{Path: path}
	}
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return File{Path: path, Size: n, Sum: [sha256.Size]byte(h.Sum(nil))}, err
}

// inMemory is up to which size, in bytes, a file is checked before the first byte of it is sent, and can be sent again.
const inMemory = 5 << 20

// content gives a file's bytes, checked against its hash: a small file in memory, of a large one the last bytes are held back
// until all are known to be right. Nobody can take for whole what is not the file that was planned with: the reader's error is
// a [*ChangedError].
func (s *site) content(f File) (io.ReadCloser, error) {
	file, err := s.root.Open(filepath.FromSlash(f.Path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &ChangedError{Path: f.Path}
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && info.Size() != f.Size {
		err = &ChangedError{Path: f.Path}
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	checked := &checkedReader{file: file, want: f, hash: sha256.New()}
	if f.Size > inMemory {
		return checked, nil
	}
	all, err := io.ReadAll(checked)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	return whole{bytes.NewReader(all)}, nil
}

// whole is a file in memory.
type whole struct{ *bytes.Reader }

// Close has nothing to do.
func (whole) Close() error { return nil }

// checkedReader reads a file and ends with an error where it is not the one that is wanted.
type checkedReader struct {
	file *os.File
	want File
	hash hash.Hash
	read int64
	err  error
}

// Read gives the next bytes, the last of them only if all are right.
func (c *checkedReader) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.file.Read(p)
	c.hash.Write(p[:n])
	c.read += int64(n)
	switch {
	case err != nil && err != io.EOF:
		c.err = err
	case c.read > c.want.Size, err == io.EOF && c.read < c.want.Size,
		c.read == c.want.Size && [sha256.Size]byte(c.hash.Sum(nil)) != c.want.Sum:
		c.err = &ChangedError{Path: c.want.Path}
	case err == io.EOF:
		c.err = io.EOF
		return n, c.err
	default:
		return n, nil
	}
	return 0, c.err
}

// Close closes the file.
func (c *checkedReader) Close() error { return c.file.Close() }
