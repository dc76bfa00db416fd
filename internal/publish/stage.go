package publish

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
	"sync"

	"vitrin/internal/release"
)

// stage is a new site in the making, beside the old one.
//
// It comes to be in two strides. First every resource that may have changed is written to memory and compared with
// the old site; what differs goes to the new folder at once, what does not is noted. Only when something differs is
// the rest linked there: where nothing changed, no new folder is made.
type stage struct {
	dir       string // the folder of the new site
	old       string // the folder of the old one
	state     state  // what that is
	was       *known // what is known of it
	clean     bool   // compare nothing, link nothing
	encodings encodings
	recording bool         // what is published will be recorded
	begin     func() error // makes the folder of the new site, once
	folders   folders      // those made in dir
	writers   []*writer

	shown   bool // the new site stands at its place, the old one in dir
	kept    records
	spare   *spare // is to become the new site; nil: a new folder is
	waiting string // the folder in which files wait that are to be put into the spare

	copying sync.Mutex
	copied  map[string]release.Stamp // files that were copied where they could not be linked
}

func newStage(ctx context.Context, t target, state state, was *known, o Options) *stage {
	s := &stage{
		dir: t.sibling(newName()), waiting: t.sibling(newName()), old: t.dir,
		state: state, was: was, clean: o.Clean, recording: o.Records != "", kept: recordsOf(t, o), encodings: newEncodings(o, was.last),
		folders: folders{made: make(map[string]func() error)}, copied: make(map[string]release.Stamp),
	}
	s.begin = sync.OnceValue(func() error {
		if was.last != nil && !s.clean {
			s.spare = s.kept.claim(ctx, s.dir)
		}
		if s.spare != nil {
			return s.makeFolder(s.waiting)
		}
		return s.makeFolder(s.dir)
	})
	return s
}

// makeFolder makes a folder beside the site, with its marker: from here on a later build knows whose it is.
func (s *stage) makeFolder(dir string) error {
	mode := fs.FileMode(0o755)
	if s.state.kind != missing {
		mode = s.state.mode.Perm() | 0o700 // a site that is closed to the world is so in the making, too
	}
	if err := os.Mkdir(dir, mode); err != nil {
		return fmt.Errorf("cannot make a folder beside %s: %w", s.old, err)
	}
	if s.state.kind == site && !s.clean && os.Link(at(s.old, Marker), at(dir, Marker)) == nil {
		return nil
	}
	if err := os.WriteFile(at(dir, Marker), []byte(markerText), 0o644); err != nil {
		return fmt.Errorf("cannot write %s: %w", Marker, err)
	}
	return nil
}

// write draws the resources, writes those that differ from the old site and counts. It tells whether the new site
// is another than the old one.
func (s *stage) write(parent context.Context, resources iter.Seq[Resource], workers int) (total Result, differs bool, err error) {
	if workers <= 0 {
		workers = 2 * runtime.GOMAXPROCS(0) // one may wait for the disk while another computes
	}
	ctx, stop := context.WithCancelCause(parent)
	defer stop(nil)
	s.writers = make([]*writer, workers)
	for i := range s.writers {
		s.writers[i] = &writer{stage: s, number: i}
	}
	feed(ctx, stop, resources, newPaths(s.encodings), s.writers)
	if err := failure(parent, ctx); err != nil {
		return Result{}, false, err
	}
	for _, w := range s.writers {
		total.add(w.tally)
		total.Files = append(total.Files, w.told...)
	}
	left, differs := s.was.leftOver()
	total.Removed, total.Files = len(left), append(total.Files, left...)
	sortFiles(total.Files)
	return total, differs || s.clean || s.state.kind != site || total.Added+total.Changed > 0, nil
}

// why tells why a resource has to be written, or gives nil: it is made of what the file at its place is made of.
func (s *stage) why(was standing, inputs []Input) []string {
	switch {
	case s.clean:
		return []string{WhyForced}
	case s.was.last == nil && was.there:
		return []string{WhyUnknown}
	case was.file < 0 && !was.there:
		return []string{WhyNew}
	case !was.asBefore:
		return []string{WhyTouched}
	}
	names, known := s.was.last.Differing(was.file, inputs)
	if !known {
		return []string{WhyUnknown}
	}
	return names
}

// add writes a file of the new site.
func (s *stage) add(w *writer, name string, content []byte) (stamp release.Stamp, err error) {
	if err := s.begin(); err != nil {
		return stamp, err
	}
	if s.spare != nil {
		return s.stageFile(w, name, content)
	}
	if err := s.folder(path.Dir(name)); err != nil {
		return stamp, err
	}
	return writeFile(at(s.dir, name), content)
}

func writeFile(name string, content []byte) (stamp release.Stamp, err error) {
	return stamp, create(name, func(file *os.File) error {
		if _, err := file.Write(content); err != nil {
			return err
		}
		seen, err := lookAt(file)
		stamp = seen.stamp
		return err
	})
}

// feed hands the resources to the writers and returns when all have come to rest, also when drawing a
// resource panics. The first error stops everything.
func feed(ctx context.Context, stop context.CancelCauseFunc, resources iter.Seq[Resource], known paths, writers []*writer) {
	jobs := make(chan Resource)
	var running sync.WaitGroup
	defer running.Wait()
	defer close(jobs)
	for _, w := range writers {
		running.Go(func() { w.run(ctx, stop, jobs) })
	}
	for r := range resources {
		if err := known.add(r.Path); err != nil {
			stop(err)
			return
		}
		select {
		case jobs <- r:
		case <-ctx.Done():
			return
		}
	}
}

// failure gives what stopped work under ctx, or nil. That the caller wanted it stopped goes before what
// else failed, since most of that follows from it.
func failure(parent, ctx context.Context) error {
	if err := parent.Err(); err != nil {
		return fmt.Errorf("the build was stopped: %w", err)
	}
	return context.Cause(ctx)
}

// complete brings together what did not change and what did, and gives the folder the old one's mode.
func (s *stage) complete(ctx context.Context) error {
	err := s.begin()
	switch {
	case err != nil:
	case s.spare != nil:
		err = s.patch(ctx)
	default:
		err = s.keepAll(ctx)
	}
	if stopped := failure(ctx, ctx); stopped != nil {
		return stopped
	}
	if err != nil {
		return err
	}
	if s.state.kind != missing {
		// Somebody may have opened it to a group, or closed it to the world. The owner's own rights stay.
		if err := os.Chmod(s.dir, s.state.mode&(fs.ModePerm|fs.ModeSetgid)|0o700); err != nil {
			return fmt.Errorf("cannot set the mode of the new site: %w", err)
		}
	}
	return nil
}

// keepAll links what did not change from the old site.
func (s *stage) keepAll(ctx context.Context) error {
	for _, w := range s.writers {
		err := inParallel(ctx, len(w.same), func(i int) error {
			if err := s.keep(w.same[i].name); err != nil {
				return fmt.Errorf("cannot keep %s: %w", w.same[i].name, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keep links a file from the old site, or copies it with its time where the file system has no links.
func (s *stage) keep(name string) error {
	if err := s.folder(path.Dir(name)); err != nil {
		return err
	}
	from, to := at(s.old, name), at(s.dir, name)
	if os.Link(from, to) == nil {
		return nil
	}
	stamp, err := copyFile(from, to)
	s.copying.Lock()
	defer s.copying.Unlock()
	s.copied[name] = stamp
	return err
}

func copyFile(from, to string) (stamp release.Stamp, err error) {
	in, err := os.Open(from)
	if err != nil {
		return stamp, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return stamp, err
	}
	return stamp, create(to, func(out *os.File) error {
		if _, err := io.Copy(out, in); err != nil {
			return err
		}
		if err := os.Chtimes(to, info.ModTime(), info.ModTime()); err != nil {
			return err
		}
		seen, err := lookAt(out)
		stamp = seen.stamp
		return err
	})
}

// create makes a file that does not exist: nothing is ever written through a hard link.
func create(name string, write func(*os.File) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// at gives the path of a site's file in the folder of the site.
func at(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }

// folders remembers which folders of a new site were made: each is made once, by whoever comes first.
type folders struct {
	mu   sync.Mutex
	made map[string]func() error
}

// folder makes a folder of the new site, given by its slash-separated path, with those above it.
func (s *stage) folder(name string) error {
	if name == "." || s.spare != nil && s.spare.has(name) {
		return nil
	}
	s.folders.mu.Lock()
	made, known := s.folders.made[name]
	if !known {
		made = sync.OnceValue(func() error {
			if err := s.folder(path.Dir(name)); err != nil {
				return err
			}
			if s.spare != nil {
				s.folders.mu.Lock()
				s.spare.touched[path.Dir(name)] = true
				s.folders.mu.Unlock()
			}
			err := os.Mkdir(at(s.dir, name), 0o755)
			if errors.Is(err, fs.ErrExist) {
				return nil // the folder of another spelling, where the system minds no case
			}
			return err
		})
		s.folders.made[name] = made
	}
	s.folders.mu.Unlock()
	return made()
}

// finish records the new site, of which the disk has everything then. Where it cannot be recorded, that is no trouble
// of the site's: it is the first error.
func (s *stage) finish(ctx context.Context, t target, o Options) (unrecorded, err error) {
	var d *release.Draft
	if s.recording {
		made, err := openTree(s.dir)
		if err != nil {
			return nil, fmt.Errorf("cannot read the new site: %w", err)
		}
		defer made.close()
		if d, err = s.draft(ctx, made, o); err == nil && s.spare != nil {
			err = s.check(ctx, made, d.Folders)
		}
		if err != nil {
			return nil, fmt.Errorf("cannot read the new site: %w", err)
		}
	}
	if err := flush(s.dir); err != nil {
		return nil, fmt.Errorf("cannot write the new site to disk: %w", err)
	}
	if s.recording {
		unrecorded = s.kept.prepare(t, d)
	}
	return unrecorded, failure(ctx, ctx)
}

// settle makes the record of the new site that of the target, and the old site the spare.
func (s *stage) settle(unrecorded error) error {
	if !s.recording || unrecorded != nil {
		return unrecorded
	}
	s.kept.dropSpare() // it was of no use
	if last := s.was.last; last != nil && last.Root != 0 && !s.was.disturbed() {
		s.kept.keepSpare(s.dir)
	}
	defer s.kept.tidy()
	return s.kept.settle()
}

// leave removes what is of no more use beside the target.
func (s *stage) leave() error {
	if s.spare != nil && !s.spare.patched {
		s.kept.giveBack(s.dir)
	}
	return errors.Join(cleanup(s.waiting, s.shown), cleanup(s.dir, s.shown))
}
