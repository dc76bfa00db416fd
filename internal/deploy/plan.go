package deploy

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

// object is a file at a target, as the target lists it.
type object struct {
	path     string
	size     int64     // bytes; -1 where it is no regular file
	stamp    string    // another one when the bytes are others
	modified time.Time // by the target's clock
	leftover bool      // what a deploy that was killed left: a file that never took its place
}

// fewDeletions is how many files may always be removed: of a small site a small change is a large share.
const fewDeletions = 20

// comparison is what the site, the record and the target's listing come to. It is made without a word to the target.
type comparison struct {
	entries   map[string]entry // of files that stay as they are, and of those that will go
	added     []int            // indices of the site's files
	changed   []int
	doubtful  map[int]object // files whose bytes may lie there already, though the record does not know their stamp
	removed   []string
	vanished  []entry // of files that are neither there nor the site's any more
	leftovers []string
	clashes   []string // somebody else's files that stand where the site has one
	foreign   []string // somebody else's other files
	header    func(File) string
}

// compare finds out what is to be done. The site's files are sorted; header tells in short how a file is served at the target. What
// was known becomes the comparison's.
func compare(files []File, known map[string]entry, header func(File) string, there iter.Seq2[object, error]) (*comparison, error) {
	c := &comparison{entries: known, doubtful: map[int]object{}, header: header}
	const listed, same = 1, 2
	states := make([]byte, len(files))
	for o, err := range there {
		if err != nil {
			return nil, err
		}
		if o.path == RecordName {
			continue
		}
		e, ours := known[o.path]
		i, wanted := find(files, o.path)
		if wanted {
			states[i] = listed
		}
		switch {
		case o.leftover:
			c.leftovers = append(c.leftovers, o.path)
		case ours && !wanted:
			c.removed = append(c.removed, o.path)
		case !ours && !wanted:
			c.foreign = append(c.foreign, o.path)
		case !ours:
			c.clashes = append(c.clashes, o.path)
			c.changed = append(c.changed, i)
		case !e.is(files[i], header(files[i])) || o.size != files[i].Size:
			c.changed = append(c.changed, i)
		case e.Stamp != "" && e.Stamp == o.stamp:
			states[i] = same
		default:
			c.doubtful[i] = o
		}
	}
	for i := range files {
		if states[i] == 0 {
			c.added = append(c.added, i)
		}
	}
	slices.Sort(c.removed)
	slices.Sort(c.foreign)
	maps.DeleteFunc(c.entries, func(path string, e entry) bool {
		if i, wanted := find(files, path); wanted {
			return states[i] != same
		}
		_, going := slices.BinarySearch(c.removed, path)
		if !going {
			c.vanished = append(c.vanished, e)
		}
		return !going
	})
	return c, nil
}

// settle asks the target about what is doubtful: a deploy that was broken off may have sent it, or somebody touched it.
func (c *comparison) settle(ctx context.Context, at target, s *site, since time.Time) error {
	holds := make(map[int]*bool, len(c.doubtful))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(at.workers())
	for i, o := range c.doubtful {
		answer := new(bool)
		holds[i] = answer
		g.Go(func() (err error) {
			*answer, err = at.holds(ctx, o, s, s.files[i], since)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, held := range holds {
		f := s.files[i]
		if *held {
			c.entries[f.Path] = newEntry(f, c.header(f), c.doubtful[i].stamp)
		} else {
			c.changed = append(c.changed, i)
		}
	}
	return nil
}

// put is a file to be sent.
type put struct {
	File
	added bool
	phase int
}

// plan is what is to be done, in order.
type plan struct {
	cleared   []string // removed before anything is sent, since they stand in the way of a folder or a file
	puts      []put    // by phase
	removed   []string
	leftovers []string
	vanished  []entry          // of what is gone already; a deploy that was killed may have left its folders
	entries   map[string]entry // what the record says of what is not sent
	touched   bool             // the record is to be written anew, since stamps are known anew or files are gone
	clashes   []string
	foreign   []string
	unchanged int
}

// plan puts in order what was found.
func (c *comparison) plan(files []File) *plan {
	p := &plan{entries: c.entries, clashes: c.clashes, foreign: c.foreign, leftovers: c.leftovers, vanished: c.vanished, touched: len(c.doubtful)+len(c.vanished) > 0}
	for _, group := range []struct {
		files []int
		added bool
	}{{c.added, true}, {c.changed, false}} {
		for _, i := range group.files {
			p.puts = append(p.puts, put{files[i], group.added, phase(files[i].Path, group.added)})
		}
	}
	slices.SortFunc(p.puts, func(a, b put) int {
		if a.phase != b.phase {
			return a.phase - b.phase
		}
		return strings.Compare(a.Path, b.Path)
	})
	p.unchanged = len(files) - len(p.puts)
	spelled := otherSpellings(c.removed, files)
	for _, name := range c.removed {
		if inTheWay(name, files) || spelled[name] {
			p.cleared = append(p.cleared, name)
		} else {
			p.removed = append(p.removed, name)
		}
	}
	return p
}

// inTheWay tells whether a file stands where the site has a folder, or in a folder where the site has a file.
func inTheWay(name string, files []File) bool {
	below := name + "/"
	i, _ := find(files, below)
	if i < len(files) && strings.HasPrefix(files[i].Path, below) {
		return true
	}
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if _, is := find(files, folder); is {
			return true
		}
	}
	return false
}

// otherSpellings gives those names that are the same file as one of the site where case does not count, or how letters are
// composed: to remove such a name after the file was sent would remove the file.
func otherSpellings(names []string, files []File) map[string]bool {
	if len(names) == 0 {
		return nil
	}
	byKey := make(map[string]string, len(names))
	for _, name := range names {
		byKey[publish.Fold(name)] = name
	}
	found := map[string]bool{}
	for _, f := range files {
		if name, is := byKey[publish.Fold(f.Path)]; is {
			found[name] = true
		}
	}
	return found
}

// idle tells whether nothing is to be done.
func (p *plan) idle() bool {
	return len(p.puts)+len(p.removed)+len(p.cleared)+len(p.leftovers) == 0 && !p.touched
}

// check refuses what would do more harm than was asked for.
func (p *plan) check(at target, known bool, o Options) error {
	refuse := func(reason, hint string) error { return &RefusedError{What: at.String(), Reason: reason, Hint: hint} }
	if !known && !o.Adopt && len(p.foreign)+len(p.clashes) > 0 && at.exclusive() {
		return refuse("it holds files that Vitrin did not put there", "choose a new or an empty folder; --adopt takes this one over, and leaves alone what is no file of the site")
	}
	if n := len(p.clashes); n > 0 && !o.Adopt {
		return refuse(fmt.Sprintf("it holds %s that no deploy to it put there and the site would replace, such as %s", diag.Count(n, "file"), p.clashes[0]),
			"choose another place; --adopt replaces them")
	}
	gone := len(p.removed) + len(p.cleared)
	deployed := len(p.entries) + len(p.puts) - p.added()
	if gone > fewDeletions && gone*100 > deployed*o.MaxDelete && !o.Force {
		return refuse(fmt.Sprintf("%d of %d files there would be removed, which is more than %d %%", gone, deployed, o.MaxDelete),
			"look with --dry-run at what would go; --force removes it")
	}
	return nil
}

func (p *plan) added() int {
	n := 0
	for _, u := range p.puts {
		if u.added {
			n++
		}
	}
	return n
}

// result counts what the plan does to a site of a size in bytes.
func (p *plan) result(target string, size int64) Result {
	r := Result{Target: target, Added: p.added(), Unchanged: p.unchanged, Removed: len(p.removed) + len(p.cleared), Foreign: p.foreign, Bytes: size}
	r.Changed = len(p.puts) - r.Added
	for _, u := range p.puts {
		r.Sent += u.Size
	}
	r.Steps = p.steps()
	return r
}

// steps tells the plan one by one.
func (p *plan) steps() []Step {
	var steps []Step
	for _, name := range p.cleared {
		steps = append(steps, Step{publish.Removed, name, p.entries[name].Size})
	}
	for _, u := range p.puts {
		change := publish.Changed
		if u.added {
			change = publish.Added
		}
		steps = append(steps, Step{change, u.Path, u.Size})
	}
	for _, name := range p.removed {
		steps = append(steps, Step{publish.Removed, name, p.entries[name].Size})
	}
	return steps
}
