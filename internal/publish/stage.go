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
	dir       string       // the folder of the new site
	old       string       // the folder of the old one
	state     state        // what that is
	was       *known       // what is known of it
	clean     bool         // compare nothing, link nothing
	recording bool         // what is published will be recorded
	begin     func() error // makes the folder of the new site, once
	folders   folders      // those made in dir
	writers   []*writer

	copying sync.Mutex
	copied  map[string]release.Stamp // files that were copied where they could not be linked
}

func newStage(dir, old string, state state, was *known, o Options) *stage {
	s := &stage{
		dir: dir, old: old, state: state, was: was, clean: o.Clean, recording: o.Records != "",
		folders: folders{made: make(map[string]func() error)}, copied: make(map[string]release.Stamp),
	}
	s.begin = sync.OnceValue(s.makeFolder)
	return s
}

// makeFolder makes the folder of the new site, with its marker: from here on a later build knows whose it is.
func (s *stage) makeFolder() error {
	mode := fs.FileMode(0o755)
	if s.state.kind != missing {
		mode = s.state.mode.Perm() | 0o700 // a site that is closed to the world is so in the making, too
	}
	if err := os.Mkdir(s.dir, mode); err != nil {
		return fmt.Errorf("cannot make a folder beside %s: %w", s.old, err)
	}
	if s.state.kind == site && !s.clean && os.Link(at(s.old, Marker), at(s.dir, Marker)) == nil {
		return nil
	}
	if err := os.WriteFile(at(s.dir, Marker), []byte(markerText), 0o644); err != nil {
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
		s.writers[i] = &writer{stage: s}
	}
	feed(ctx, stop, resources, s.writers)
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
func (s *stage) add(name string, content []byte) (stamp release.Stamp, err error) {
	if err := s.begin(); err != nil {
		return stamp, err
	}
	if err := s.folder(path.Dir(name)); err != nil {
		return stamp, err
	}
	return stamp, create(at(s.dir, name), func(file *os.File) error {
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
func feed(ctx context.Context, stop context.CancelCauseFunc, resources iter.Seq[Resource], writers []*writer) {
	jobs := make(chan Resource)
	var running sync.WaitGroup
	defer running.Wait()
	defer close(jobs)
	for _, w := range writers {
		running.Go(func() { w.run(ctx, stop, jobs) })
	}
	known := newPaths()
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

// complete links what did not change from the old site, and gives the folder the old one's mode. Then
// the disk has the new site.
func (s *stage) complete(parent context.Context) error {
	if err := s.begin(); err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(parent)
	defer stop(nil)
	var running sync.WaitGroup
	for _, w := range s.writers {
		running.Go(func() {
			for _, name := range w.same {
				if ctx.Err() != nil {
					return
				}
				if err := s.keep(name); err != nil {
					stop(fmt.Errorf("cannot keep %s: %w", name, err))
				}
			}
		})
	}
	running.Wait()
	if err := failure(parent, ctx); err != nil {
		return err
	}
	if s.state.kind != missing {
		// Somebody may have opened it to a group, or closed it to the world. The owner's own rights stay.
		if err := os.Chmod(s.dir, s.state.mode&(fs.ModePerm|fs.ModeSetgid)|0o700); err != nil {
			return fmt.Errorf("cannot set the mode of the new site: %w", err)
		}
	}
	if err := flush(s.dir); err != nil {
		return fmt.Errorf("cannot write the new site to disk: %w", err)
	}
	return failure(parent, ctx)
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
	if name == "." {
		return nil
	}
	s.folders.mu.Lock()
	made, known := s.folders.made[name]
	if !known {
		made = sync.OnceValue(func() error {
			if err := s.folder(path.Dir(name)); err != nil {
				return err
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
