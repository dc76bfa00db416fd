package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"

	"vitrin/internal/compress"
	"vitrin/internal/diag"
	"vitrin/internal/publish"
	"vitrin/internal/render"
)

// Verification is what a published site is beside what a clean build makes of the same state.
type Verification struct {
	Files       int          // of the clean build, all of which were looked for
	Differences []Difference // sorted by path
	Moved       []string     // files that the site is made of and that changed meanwhile, sorted: differences may come of it
}

// Difference is a file of a published site that is not as a clean build makes it.
type Difference struct {
	Path  string // slash-separated, in the published folder
	Fault Fault
}

// Fault is how a file of a published site differs.
type Fault string

// How files differ.
const (
	Stale   Fault = "stale"   // it holds other bytes
	Missing Fault = "missing" // it is not there
	Strange Fault = "strange" // it is there, and a clean build does not make it
	Strayed Fault = "strayed" // it, a file or a folder, has another mode than a build gave it; or the marker is not a build's
)

// Verify holds a published site against a clean build of the same state, which is made with nothing of what earlier
// builds kept, and is not written. Since is the stamp of the site's folder from before the build that made it.
// Where the problems hold errors there is nothing to compare. The error is trouble of the machine.
func Verify(ctx context.Context, o Options, since Stamp) (v Verification, problems diag.List, err error) {
	empty, err := os.MkdirTemp("", "vitrin-verify-")
	if err != nil {
		return v, nil, fmt.Errorf("cannot make a folder for a clean build: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(empty)) }()
	clean := o
	clean.Cache = empty
	s, problems, err := Load(ctx, clean)
	if err != nil {
		return v, problems, err
	}
	defer func() { err = errors.Join(err, s.Close(ctx)) }()
	if problems.Errors() == 0 {
		v, err = s.against(ctx, o)
		if wrong, ok := errors.AsType[*render.Error](err); ok {
			problems, err = append(problems, wrong.Problem), nil
		}
	}
	if err != nil {
		return v, problems, err
	}
	now, err := StampOf(ctx, o)
	v.Moved = since.differences(now)
	return v, problems, err
}

// against compares every file that a site makes with the one that is published.
func (s *Site) against(ctx context.Context, o Options) (Verification, error) {
	root, err := os.OpenRoot(o.Folder())
	if err != nil {
		return Verification{}, fmt.Errorf("cannot look at the published site: %w", err)
	}
	defer root.Close()
	c := comparison{published: root.FS(), planned: map[string]bool{publish.Marker: true}}
	queue := make(chan publish.Resource)
	var working sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			for r := range queue {
				c.note(c.compare(r))
			}
		})
	}
	for r := range o.Progress.counted(s.Resources(), len(s.plan.Pages())) {
		if ctx.Err() != nil || c.failed() {
			break
		}
		c.planned[r.Path] = true
		queue <- r
	}
	close(queue)
	working.Wait()
	v := Verification{Files: len(c.planned) - 1}
	if err := errors.Join(ctx.Err(), c.err); err != nil {
		return v, err
	}
	p := o.publishing()
	p.Owner = o.owner(s.Portfolio.Settings.BaseURL)
	err = errors.Join(c.strangers(), c.strayed(o.Folder(), p))
	slices.SortFunc(c.found, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	v.Differences = c.found
	return v, err
}

// comparison is a comparison on its way.
type comparison struct {
	published fs.FS
	planned   map[string]bool // paths of the clean build; used by one goroutine

	mu    sync.Mutex
	found []Difference
	err   error // the first trouble
}

func (c *comparison) note(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		c.err = err
	}
}

func (c *comparison) failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err != nil
}

func (c *comparison) tell(name string, fault Fault) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found = append(c.found, Difference{name, fault})
}

// compare makes a file and compares it with the published one.
func (c *comparison) compare(r publish.Resource) error {
	want := sha256.New()
	if err := r.Write(want); err != nil {
		return fmt.Errorf("cannot make %s: %w", r.Path, err)
	}
	got, err := c.sum(r.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		c.tell(r.Path, Missing)
	case err != nil:
		return err
	case got != string(want.Sum(nil)):
		c.tell(r.Path, Stale)
	}
	return nil
}

// sum gives the hash of a published file; of what is no regular file it is that of nothing that anybody writes.
func (c *comparison) sum(name string) (string, error) {
	if info, err := fs.Lstat(c.published, name); err != nil || !info.Mode().IsRegular() {
		return "", err
	}
	f, err := c.published.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return string(h.Sum(nil)), nil
}

// strangers finds published files that the clean build does not make. A compressed form of a file is none: it has to be
// that of the file that it lies beside.
func (c *comparison) strangers() error {
	forms := compress.Encodings()
	return fs.WalkDir(c.published, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || c.planned[name] {
			return err
		}
		for _, form := range forms {
			if of, ok := strings.CutSuffix(name, form.Suffix); ok && c.planned[of] && compress.Encodable(of) {
				return c.compareForm(name, of, form)
			}
		}
		c.tell(name, Strange)
		return nil
	})
}

// strayed finds what is open to others than a build left it.
func (c *comparison) strayed(out string, p publish.Options) error {
	paths, err := publish.Strayed(out, p)
	told := make(map[string]bool, len(c.found))
	for _, d := range c.found {
		told[d.Path] = true
	}
	for _, path := range paths {
		if !told[path] {
			c.tell(path, Strayed)
		}
	}
	return err
}

// compareForm compares a published compressed form with the one that its published file has.
func (c *comparison) compareForm(name, of string, form compress.Encoding) error {
	src, err := fs.ReadFile(c.published, of)
	if errors.Is(err, fs.ErrNotExist) {
		c.tell(name, Strange)
		return nil
	}
	if err != nil {
		return err
	}
	want := sha256.New()
	if err := form.Encode(want, src); err != nil {
		return err
	}
	got, err := c.sum(name)
	if err == nil && got != string(want.Sum(nil)) {
		c.tell(name, Stale)
	}
	return err
}

// Folder gives the folder that is published to.
func (o Options) Folder() string {
	if o.Out != "" {
		return o.Out
	}
	return filepath.Join(o.Dir, "public")
}
