package deploy

import (
	"context"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"time"

	"vitrin/internal/bucket"
)

// target is a place that holds a deployed site, by the paths of its files. Its methods may be called on several goroutines.
type target interface {
	String() string // for people
	// takes tells whether a file of the site is of use there.
	takes(f File) bool
	// header tells in short how a file is served there; empty where the target has no say in that.
	header(f File) string
	// workers is how many files are sent at once.
	workers() int
	// exclusive tells whether all that lies there should be the site's.
	exclusive() bool
	// list gives all that lies there, the record too; an error is the last that comes.
	list(ctx context.Context) iter.Seq2[object, error]
	// record gives the record, and when it was written; the error wraps fs.ErrNotExist where there is none.
	record(ctx context.Context) ([]byte, time.Time, error)
	// blocked tells of a file of a plan that could not be written, though nothing that may be replaced stands in its place, or
	// not removed, as far as that can be foreseen.
	blocked(p *plan) error
	// keep writes the record.
	keep(ctx context.Context, record []byte) error
	// holds tells whether a file that is listed is, beyond doubt, one of the site, served as it should be. since is when the
	// record was written that says that it would be sent.
	holds(ctx context.Context, o object, s *site, f File, since time.Time) (bool, error)
	// put stores a file in one step, and gives its stamp.
	put(ctx context.Context, f File, content io.Reader) (stamp string, err error)
	// remove takes files away, and tells each that is gone; one that is not there is gone.
	remove(ctx context.Context, paths []string, gone func(path string)) error
	// tidy removes the folders of a file that is gone, as far as they hold nothing. What cannot be removed stays.
	tidy(path string)
	close() error
}

// open finds out what the address of a target means.
func open(address string, s *site, o Options) (target, error) {
	scheme, rest, has := strings.Cut(address, ":")
	switch {
	case address == "":
		return nil, refuseAddress("the target is empty")
	case strings.HasPrefix(address, bucket.Scheme):
		return openStore(address, o)
	case scheme == "file" && has:
		path, ok := strings.CutPrefix(rest, "//")
		if ok && !strings.HasPrefix(path, "/") {
			return nil, refuseAddress("a file: address names no host")
		}
		return openFolder(filepath.FromSlash(path), s, o)
	case has && strings.HasPrefix(rest, "//"):
		return nil, refuseAddress(fmt.Sprintf("%s: is no kind of target", visibleScheme(scheme)))
	case has && len(scheme) > 1 && !strings.ContainsAny(scheme, `/\`):
		return nil, refuseAddress("it looks like a folder of another machine")
	}
	return openFolder(address, s, o)
}

func refuseAddress(reason string) error {
	return &RefusedError{
		What: "cannot deploy", Reason: reason,
		Hint: "a target is a folder, file:FOLDER or s3://BUCKET/PREFIX; vitrin help deploy tells how to use rsync for another machine",
	}
}

// visibleScheme gives what stands before the colon, unless it is so odd that it may be anything.
func visibleScheme(scheme string) string {
	if strings.ContainsAny(scheme, "@/ ") {
		return "that"
	}
	return scheme
}

// listed gives what lies at a target, and tells how far that has come.
func listed(ctx context.Context, at target, progress func(Stage, int, int)) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		n := 0
		for o, err := range at.list(ctx) {
			n++
			progress(Listing, n, 0)
			if !yield(o, err) {
				return
			}
		}
	}
}
