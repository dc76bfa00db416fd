package deploy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"time"

	"vitrin/internal/file"
	"vitrin/internal/publish"
)

// folder is a folder of this machine as a target. Nothing is read or written outside of it, wherever links in it lead.
type folder struct {
	dir  string
	root *os.Root // nil before the folder is there
}

// Modes by which a web server can read what it serves, whatever the umask.
const (
	fileMode   = 0o644
	folderMode = 0o755
)

func openFolder(dir string, s *site, o Options) (target, error) {
	out, err := filepath.Abs(s.dir)
	if err != nil {
		return nil, err
	}
	inputs := []string{out}
	for _, name := range []string{"content", "templates", "static", "imports", ".vitrin"} {
		inputs = append(inputs, filepath.Join(o.Site, name))
	}
	real, err := publish.Claim(dir, publish.Options{Protected: []string{o.Site}, Inputs: inputs})
	if unfit, is := errors.AsType[*publish.RefusedError](err); is {
		return nil, &RefusedError{What: unfit.Dir, Reason: unfit.Reason, Hint: unfit.Hint}
	}
	if err != nil {
		return nil, err
	}
	f := &folder{dir: real}
	info, err := os.Stat(real)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, nil
	case err != nil:
		return nil, fmt.Errorf("cannot deploy to %s: %w", real, err)
	case !info.IsDir():
		return nil, &RefusedError{What: real, Reason: "it is not a folder", Hint: "choose a folder of its own for the site"}
	}
	if f.root, err = os.OpenRoot(real); err != nil {
		return nil, fmt.Errorf("cannot deploy to %s: %w", real, err)
	}
	if _, err := f.root.Lstat(publish.Marker); err == nil {
		f.root.Close()
		return nil, &RefusedError{What: real, Reason: "a build writes there", Hint: "deploy to another folder, or build with --out there instead of deploying"}
	}
	return f, nil
}

func (f *folder) String() string { return f.dir }

// takes everything: a web server that sends compressed forms finds them beside the files.
func (f *folder) takes(File) bool { return true }

// header is what the web server decides.
func (f *folder) header(File) string { return "" }

func (f *folder) workers() int { return 2 * runtime.GOMAXPROCS(0) }

func (f *folder) exclusive() bool { return true }

func (f *folder) list(ctx context.Context) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		if f.root == nil {
			return
		}
		stopped := errors.New("enough")
		err := fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			o := object{path: name, size: -1}
			if entry.Type().IsRegular() {
				info, err := entry.Info()
				if err != nil {
					return err
				}
				o = object{path: name, size: info.Size(), stamp: stamp(info), modified: info.ModTime(), leftover: file.IsLeftover(path.Base(name))}
			}
			if !yield(o, nil) {
				return stopped
			}
			return nil
		})
		if err == nil || errors.Is(err, stopped) {
			return
		}
		unread := fmt.Errorf("cannot read %s: %w", f.dir, err)
		if errors.Is(err, fs.ErrPermission) {
			unread = &accessError{unread, "let your account read all that lies there, and deploy again; nothing was touched"}
		}
		yield(object{}, unread)
	}
}

func (f *folder) record(context.Context) ([]byte, time.Time, error) {
	if f.root == nil {
		return nil, time.Time{}, fs.ErrNotExist
	}
	info, err := f.root.Lstat(RecordName)
	switch {
	case err == nil && !info.Mode().IsRegular(): // nor is a named pipe opened, which would wait for ever
		return nil, time.Time{}, f.noRecord(kindOf(info.Mode()))
	case err == nil && info.Size() > maxRecord:
		return nil, time.Time{}, nil // it cannot be read
	}
	content, err := f.root.ReadFile(RecordName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = &accessError{
			fmt.Errorf("cannot read %s in %s: %w", RecordName, f.dir, err),
			"let your account read it; or remove it, and deploy with --adopt: all is sent anew then",
		}
	}
	return content, time.Time{}, err
}

func (f *folder) keep(_ context.Context, record []byte) error {
	if f.root == nil {
		if err := os.MkdirAll(f.dir, folderMode); err != nil {
			return fmt.Errorf("cannot make %s: %w", f.dir, err)
		}
		root, err := os.OpenRoot(f.dir)
		if err != nil {
			return fmt.Errorf("cannot deploy to %s: %w", f.dir, err)
		}
		f.root = root
	}
	if err := file.Replace(f.root, RecordName, record); err != nil {
		return f.unwritten(RecordName, err)
	}
	return nil
}

// unwritten says that a file could not be written, and what to do.
func (f *folder) unwritten(name string, err error) error {
	told := fmt.Errorf("cannot write %s in %s: %w", name, f.dir, err)
	if _, ofSite := errors.AsType[*ChangedError](err); ofSite {
		return told
	}
	if at, what := f.obstacle(name); what != "" {
		return f.inTheWay(name, at, what)
	}
	return &accessError{
		told,
		"see that your account may write to all of " + f.dir + " and that its disk has room, and deploy again: that goes on from here",
	}
}

// holds looks at the bytes.
func (f *folder) holds(_ context.Context, o object, _ *site, want File, _ time.Time) (bool, error) {
	if o.size != want.Size {
		return false, nil
	}
	there, err := sum(f.root, o.path)
	if changed := (*ChangedError)(nil); errors.As(err, &changed) {
		return false, nil // it went
	}
	return there.Sum == want.Sum, err
}

func (f *folder) put(_ context.Context, want File, content io.Reader) (string, error) {
	if err := file.Copy(f.root, want.Path, content, fileMode, folderMode); err != nil {
		return "", f.unwritten(want.Path, err)
	}
	info, err := f.root.Lstat(filepath.FromSlash(want.Path))
	if err != nil {
		return "", fmt.Errorf("cannot write %s in %s: %w", want.Path, f.dir, err)
	}
	return stamp(info), nil
}

// remove takes files away, and the folders that hold nothing any more.
func (f *folder) remove(ctx context.Context, paths []string, gone func(string)) error {
	for _, name := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &accessError{
				fmt.Errorf("cannot remove %s from %s: %w", name, f.dir, err),
				"it is still there for visitors: see that your account may write to all of " + f.dir + ", and deploy again: that goes on from here",
			}
		}
		gone(name)
		f.tidy(name)
	}
	return nil
}

// tidy leaves a folder that holds something, and those above it. Nothing is done through a link, nor to one, which is not the
// site's.
func (f *folder) tidy(name string) {
	for above := path.Dir(name); above != "."; above = path.Dir(above) {
		if f.linked(above) {
			continue
		}
		if err := f.root.Remove(filepath.FromSlash(above)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
}

// linked tells whether something that is no folder stands on the way to a folder, or in its place.
func (f *folder) linked(name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if info, err := f.root.Lstat(filepath.FromSlash(name)); err == nil && !info.IsDir() {
			return true
		}
	}
	return false
}

func (f *folder) close() error {
	if f.root == nil {
		return nil
	}
	return f.root.Close()
}
