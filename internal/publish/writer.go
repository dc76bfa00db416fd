package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"

	"vitrin/internal/release"
)

const (
	chunkSize  = 64 << 10 // bytes of an old file that are compared at a time
	keptBuffer = 4 << 20  // a buffer larger than this is given back after its file
)

// writer is one of the goroutines that write resources, with its memory and its own count.
type writer struct {
	stage  *stage
	number int
	name   string       // path of the resource in hand
	page   bytes.Buffer // its bytes
	coded  bytes.Buffer // those of a variant
	chunk  []byte       // bytes of the old file
	same   []same       // files that did not change, but for those of stage.stays
	tally  Counts       // all but Removed
	told   []File       // those that were added, changed or written
	why    []string     // of the last of them: most are written for one reason, which is kept once
	staged []staged     // those that wait to be put into the spare
}

// same is a file of the old site that the new one has, too.
type same struct {
	name  string
	stamp release.Stamp
}

// run writes resources until there are no more or something failed.
func (w *writer) run(ctx context.Context, stop context.CancelCauseFunc, jobs <-chan []job) {
	ended := false
	defer func() {
		if !ended { // a Write called runtime.Goexit
			stop(fmt.Errorf("cannot make %s: its goroutine came to an end", w.name))
		}
	}()
	for some := range jobs {
		for _, j := range some {
			if ctx.Err() != nil {
				break
			}
			if err := w.put(j); err != nil {
				stop(err)
			}
		}
	}
	ended = true
}

// put writes one resource to memory, and to the new site if it differs from the old one's file. Where it is made
// of the same as that file, it is not written at all.
func (w *writer) put(r job) error {
	w.name = r.Path
	was := w.stage.was.place(r.file, r.Path)
	inputs, err := w.inputs(r.Resource)
	if err != nil {
		return &resourceError{r.Path, err}
	}
	why := w.stage.why(was, inputs)
	if why == nil {
		if left, err := w.leave(r.Path, was); left || err != nil {
			return err
		}
		why, was.asBefore = []string{WhyTouched}, false
	}
	w.page = emptied(w.page)
	if err := call(r.Write, &w.page); err != nil {
		return &resourceError{r.Path, err}
	}
	next := release.File{Path: r.Path, Inputs: inputs}
	change, err := w.place(&next, w.page.Bytes(), was)
	if err != nil {
		return err
	}
	if !slices.Equal(w.why, why) {
		w.why = why
	}
	if change != Same || !r.Copied || was.touched() {
		w.told = append(w.told, File{Path: r.Path, Change: change, Why: w.why})
	}
	if was.file >= 0 && (w.stage.clean || w.stage.was.last.Hash(was.file) != next.Hash) {
		was = standing{file: -1}
	}
	v, missing := w.findVariants(r.Path, was.file)
	w.keepVariants(v)
	if err := w.makeVariants(r.Path, missing, &v); err != nil {
		return err
	}
	next.Made, next.Omitted = v.made, v.omitted
	w.record(next, was)
	return nil
}

// inputs asks what a resource is made of, where that is to be recorded.
func (w *writer) inputs(r Resource) (inputs []Input, err error) {
	if r.Inputs == nil || !w.stage.recording {
		return nil, nil
	}
	err = guard(func() error { inputs = r.Inputs(); return nil })
	return inputs, err
}

// place puts a file into the new site, or leaves the old one's where that has the same bytes.
func (w *writer) place(f *release.File, content []byte, was standing) (Change, error) {
	if w.stage.recording {
		f.Hash = hashOf(content)
	}
	stamp, same := w.compare(f, content, was)
	if same {
		f.Stamp = stamp
		w.keep(f.Path, was, stamp)
		return Same, nil
	}
	var err error
	if f.Stamp, err = w.stage.add(w, f.Path, content); err != nil {
		return "", fmt.Errorf("cannot write %s: %w", f.Path, err)
	}
	size := int64(len(content))
	w.tally.Bytes += size
	w.tally.Written += size
	if was.there {
		w.tally.Changed++
		return Changed, nil
	}
	w.tally.Added++
	return Added, nil
}

// hashOf gives the hash of a file's bytes.
func hashOf(content []byte) release.Hash { return sha256.Sum256(content) }

// keep notes a file that did not change: one that stands as the last record says by its number there.
func (w *writer) keep(name string, was standing, stamp release.Stamp) {
	w.tally.Unchanged++
	w.tally.Bytes += stamp.Size
	if was.asBefore {
		w.stage.stays[was.file] = true
	} else {
		w.same = append(w.same, same{name, stamp})
	}
}

// record notes a file for the record. It is that of the last record where nothing of it differs.
func (w *writer) record(next release.File, was standing) {
	if !w.stage.recording {
		return
	}
	if was.asBefore && next.Inputs == nil && w.stage.encodings.asBefore {
		last := w.stage.was.last
		_, known := last.Differing(was.file, []Input{})
		if made, omitted := last.Encoded(was.file); !known && made == next.Made && omitted == next.Omitted {
			w.stage.recorded[was.file] = true
			return
		}
	}
	w.stage.notes.Add(next)
}

// compare tells whether the old site's file holds some bytes, and how it stands.
func (w *writer) compare(f *release.File, content []byte, was standing) (release.Stamp, bool) {
	switch {
	case !was.regular || w.stage.clean:
		return release.Stamp{}, false
	case was.asBefore:
		return was.stamp, w.stage.was.last.Hash(was.file) == f.Hash
	}
	stamp, same := w.equals(at(w.stage.old, f.Path), content)
	return stamp, same && stamp.Mode == w.stage.was.mode(was)
}

// call lets a resource write its bytes.
func call(write func(io.Writer) error, page io.Writer) error {
	return guard(func() error { return write(page) })
}

// guard calls what belongs to a resource. A panic there is an error as any other: one page's trouble must not
// leave half a site.
func guard(do func() error) (err error) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if value := recover(); value != nil {
			err = &PanicError{Value: value, Stack: debug.Stack()}
		}
	}()
	err = do()
	returned = true
	return err
}

// equals tells whether a file of the old site holds some bytes, and how it stands. One that cannot be read does not.
func (w *writer) equals(name string, rest []byte) (stamp release.Stamp, same bool) {
	file, err := os.Open(name)
	if err != nil {
		return stamp, false
	}
	defer file.Close()
	seen, err := lookAt(file)
	if err != nil || seen.stamp.Size != int64(len(rest)) {
		return stamp, false
	}
	if w.chunk == nil {
		w.chunk = make([]byte, chunkSize)
	}
	for len(rest) > 0 {
		n := min(len(rest), len(w.chunk))
		if _, err := io.ReadFull(file, w.chunk[:n]); err != nil || !bytes.Equal(w.chunk[:n], rest[:n]) {
			return stamp, false
		}
		rest = rest[n:]
	}
	return seen.stamp, true
}
