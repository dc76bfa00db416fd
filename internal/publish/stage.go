package publish

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"runtime"
	"slices"
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
	mark      []byte // what the marker says
	clean     bool   // compare nothing, link nothing
	encodings encodings
	recording bool   // what is published will be recorded: the files of the last record that are so still,
	recorded  []bool // and the others
	notes     *release.Notes
	begin     func() error // makes the folder of the new site, and opens what follows
	made      tree         // that folder
	writing   tree         // the one that files are written to: that, or where they wait
	flusher   *flusher     // of writing
	writers   []*writer
	stays     []bool // by the files of the last record: those that are as it says, and in the new site too

	shown   bool // the new site stands at its place, the old one in dir
	kept    records
	ahead   found
	spare   *spare // is to become the new site; nil: a new folder is
	waiting string // the folder in which files wait that are to be put into the spare, or into the site

	touching sync.Mutex // of the spare's folders that are touched, and
	alone    *alone     // of the file that may be the only one; nil: none waits

	copying sync.Mutex
	copied  map[string]release.Stamp // files that were copied where they could not be linked, or that waited
}

func newStage(ctx context.Context, t target, state state, was *known, o Options) *stage {
	s := &stage{
		dir: t.sibling(newName()), waiting: t.sibling(newName()), old: t.dir,
		state: state, was: was, mark: t.mark(), clean: o.Clean, recording: o.Records != "", kept: recordsOf(t, o), ahead: o.found(), encodings: newEncodings(o, was.last),
		copied: make(map[string]release.Stamp),
	}
	if s.recording {
		s.recorded, s.notes = make([]bool, len(was.wanted)), release.NewNotes(s.kept.notes())
	}
	s.begin = sync.OnceValue(func() error { return s.open(ctx) })
	return s
}

// open takes the spare, or makes a folder, for the new site.
func (s *stage) open(ctx context.Context) (err error) {
	to := s.dir
	if s.was.last != nil && !s.clean {
		if s.spare = s.kept.claim(ctx, s.dir, s.ahead.spare); s.spare != nil {
			to = s.waiting
		}
	}
	if err := s.makeFolder(to); err != nil {
		return err
	}
	if s.made, err = openTree(s.dir); err == nil {
		s.writing, err = openTree(to)
	}
	if err == nil && s.spare != nil {
		var l look
		l, err = s.made.look(".")
		s.spare.top = l.stamp
	}
	s.flusher = &flusher{folder: s.writing.folder}
	if err != nil {
		return fmt.Errorf("cannot read the new site: %w", err)
	}
	return nil
}

// close lets go of what open opened. It may be called twice.
func (s *stage) close() {
	if s.flusher != nil {
		s.flusher.asked.Wait()
	}
	s.made.close()
	s.writing.close()
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
	mark := at(dir, Marker)
	if s.state.kind == site && !s.clean && !s.was.unmarked && os.Link(at(s.old, Marker), mark) == nil {
		if holds(mark, s.mark) {
			return nil
		}
		_ = os.Remove(mark) // somebody has just written to it
	}
	if _, err := writeFile(mark, s.mark); err != nil {
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
	s.writers, s.stays = make([]*writer, workers), make([]bool, len(s.was.wanted))
	for i := range s.writers {
		s.writers[i] = &writer{stage: s, number: i}
	}
	feed(ctx, stop, resources, newPaths(s.encodings, s.was.last), s.writers)
	if err := failure(parent, ctx); err != nil {
		return Result{}, false, err
	}
	told := 0
	for _, w := range s.writers {
		told += len(w.told)
	}
	total.Files = slices.Grow(total.Files, told)
	for _, w := range s.writers {
		total.add(w.tally)
		total.Files = append(total.Files, w.told...)
		w.told = nil // there may be very many
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

// add writes a file of the new site, or lets it wait: then its stamp will be among those that were copied.
func (s *stage) add(w *writer, name string, content []byte) (stamp release.Stamp, err error) {
	if s.holdBack(w, name, content) {
		return stamp, nil
	}
	if err := s.begin(); err != nil {
		return stamp, err
	}
	if s.spare != nil {
		stamp, err = s.stageFile(w, name, content)
	} else if err = s.folder(path.Dir(name)); err == nil {
		stamp, err = s.writing.write(name, content)
	}
	s.flusher.wrote(len(content))
	return stamp, err
}

// complete brings together what did not change and what did, and gives the folder the old one's mode.
func (s *stage) complete(ctx context.Context) error {
	err := s.begin()
	if err == nil {
		err = s.addAlone()
	}
	switch {
	case err != nil:
	case s.spare != nil:
		err = s.patch(ctx)
	default:
		err = s.keepAll(ctx, slices.Collect(s.unchanged()))
	}
	if stopped := failure(ctx, ctx); stopped != nil {
		return stopped
	}
	if err != nil {
		return err
	}
	if s.state.kind != missing {
		// Somebody may have opened it to a group, or closed it to the world: it is the door to the whole site, and often made by
		// hand. Nobody can tell such a mode from one that an umask gave, so it does not follow the umask of later builds as what
		// lies within does: a chmod holds, and no build opens what was closed. The owner's own rights stay.
		if err := os.Chmod(s.dir, s.state.mode&(fs.ModePerm|fs.ModeSetgid)|0o700); err != nil {
			return fmt.Errorf("cannot set the mode of the new site: %w", err)
		}
	}
	return nil
}

// unchanged gives the files of the new site that are those of the old one.
func (s *stage) unchanged() iter.Seq[same] {
	return func(yield func(same) bool) {
		for i, stays := range s.stays {
			if stays && !yield(same{s.was.last.Path(i), s.was.last.Stamp(i)}) {
				return
			}
		}
		for _, w := range s.writers {
			for _, file := range w.same {
				if !yield(file) {
					return
				}
			}
		}
	}
}

// keepAll links files from the old site.
func (s *stage) keepAll(ctx context.Context, files []same) error {
	return inParallel(ctx, len(files), func(i int) error {
		if err := s.keep(files[i].name); err != nil {
			return fmt.Errorf("cannot keep %s: %w", files[i].name, err)
		}
		return nil
	})
}
