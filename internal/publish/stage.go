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
)

// stage is a new site in the making, beside the old one.
//
// It comes to be in two strides. First every resource is written to memory and compared with the old
// site; what differs goes to the new folder at once, what does not is noted. Only when something
// differs is the rest linked there: where nothing changed, the second stride is never made.
type stage struct {
	dir     string          // the folder of the new site
	old     string          // the folder of the old one
	was     map[string]bool // what the old site holds (see survey)
	clean   bool            // compare nothing, link nothing
	folders folders         // those made in dir
	same    [][]string      // paths of files that did not change, for each writer
}

func newStage(dir, old string, was map[string]bool, clean bool) *stage {
	return &stage{dir: dir, old: old, was: was, clean: clean, folders: folders{made: make(map[string]func() error)}}
}

// begin makes the folder of the new site, with its marker: from here on a later build knows whose it is.
func (s *stage) begin(old state) error {
	mode := fs.FileMode(0o755)
	if old.kind != missing {
		mode = old.mode.Perm() | 0o700 // a site that is closed to the world is so in the making, too
	}
	if err := os.Mkdir(s.dir, mode); err != nil {
		return fmt.Errorf("cannot make a folder beside %s: %w", s.old, err)
	}
	if old.kind == site && !s.clean && os.Link(at(s.old, Marker), at(s.dir, Marker)) == nil {
		return nil
	}
	if err := os.WriteFile(at(s.dir, Marker), []byte(markerText), 0o644); err != nil {
		return fmt.Errorf("cannot write %s: %w", Marker, err)
	}
	return nil
}

// write draws the resources, writes those that differ from the old site and counts.
func (s *stage) write(parent context.Context, resources iter.Seq[Resource], workers int) (Result, error) {
	if workers <= 0 {
		workers = 2 * runtime.GOMAXPROCS(0) // one may wait for the disk while another computes
	}
	ctx, stop := context.WithCancelCause(parent)
	defer stop(nil)
	writers := make([]*writer, workers)
	for i := range writers {
		writers[i] = &writer{stage: s}
	}
	feed(ctx, stop, resources, writers)
	if err := failure(parent, ctx); err != nil {
		return Result{}, err
	}
	var total Result
	for _, w := range writers {
		total.add(w.tally)
		s.same = append(s.same, w.same)
	}
	total.Removed = len(s.was) - total.Changed - total.Unchanged
	return total, nil
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
func (s *stage) complete(parent context.Context, old state) error {
	ctx, stop := context.WithCancelCause(parent)
	defer stop(nil)
	var running sync.WaitGroup
	for _, names := range s.same {
		running.Go(func() {
			for _, name := range names {
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
	if old.kind != missing {
		// Somebody may have opened it to a group, or closed it to the world. The owner's own rights stay.
		if err := os.Chmod(s.dir, old.mode&(fs.ModePerm|fs.ModeSetgid)|0o700); err != nil {
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
	return copyFile(from, to)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	if err := create(to, func(out io.Writer) error {
		_, err := io.Copy(out, in)
		return err
	}); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// create makes a file that does not exist: nothing is ever written through a hard link.
func create(name string, write func(io.Writer) error) error {
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
