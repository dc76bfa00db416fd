// Package publish writes a site to a folder: in parallel, only what changed, whole or not at all.
// Resources go in, each a path and a function that writes its bytes; a folder that any web server can
// show comes out. It knows nothing of pages, addresses or languages, and nothing of what a site's
// files say.
//
// A site is made beside the folder that it replaces and takes its place in one step, so that a stop at
// any moment, by a signal or a crash, leaves the old site or the new one, whole. Where one file alone differs, and all else
// stands as it is recorded, that file takes the other's place: that is one step, too. Beside a folder
// "public" these may be seen while a build runs, and after one that was killed until the next:
//
//	.public.vitrin-new-…   a site or a file in the making, or an old site on its way out
//	.public.vitrin-old-…   the old site, on systems that cannot exchange two folders (see below)
//	.public.vitrin-lock    held by the one build that may write there
//
// With a folder for records, what is known of each release is kept: what every file is made of, its hash, size, time,
// inode and mode (see internal/release). A file that stands untouched and is made of the same is then neither written nor
// read, and the old site is kept as a spare, which is brought up to date by what differs and exchanged with the site at
// the next publish. A record is held against what stands on the disk before it is believed: records and spare may be
// removed, restored or of another tree at any time, which costs time and nothing else. There is one spare for a
// target, on the same file system or not at all.
//
// The exchange is one system call on Linux (renameat2). On other systems, and on file systems that
// refuse it, it is two renames: a kill between them leaves no site at its place for a moment that lasts
// until the next publish, which puts the old one back before it does anything else.
//
// A folder that this package made carries a file [Marker], which says whose site it is. A folder without it that holds
// anything is never touched, nor is another site's, nor one that lies in a published folder or has one in it. What else
// people put into a published folder goes with the next build.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"

	"vitrin/internal/lock"
	"vitrin/internal/release"
)

// Marker is the name of the file in a published folder that says who made it: a sentence for people, and lines by which a
// site knows its own (see [Owner]). No resource may have this name.
const Marker = ".vitrin-site"

// Resource is one file of the site.
type Resource struct {
	// Path is where the file lies in the site: slash-separated, relative, clean, valid UTF-8, without
	// backslash: "projekt/a/index.html".
	Path string
	// Inputs gives all that the file is made of: where it gives the same as at the last publish, and nobody else
	// touched the file, Write is not called. Nil, or a nil list: that is not known. It is called at most once, on
	// any goroutine, before Write.
	Inputs func() []Input
	// Write writes the file's bytes. It is called at most once, on any goroutine, and must not keep w.
	Write func(w io.Writer) error
	// Copied says that the bytes are those of a file which is read to find out whether it changed: where it did not, no result
	// tells of it.
	Copied bool
}

// Input is one thing that a file is made of, by a name that people understand.
type Input = release.Input

// Sum is a hash of something that a file is made of.
type Sum = release.Sum

// Options say how, and where not, a site is published. The zero Options are ready for use.
type Options struct {
	// Clean writes every file anew, also those that did not change.
	Clean bool
	// Workers is how many resources are written at once; each takes the memory of one file.
	// At most 0 stands for a number that suits the machine.
	Workers int
	// Protected are folders that must not be the target nor lie inside it: the site's folder.
	// The home folder and the working directory are protected always.
	Protected []string
	// Inputs are folders that the site is read from. They are protected, and the target must not lie
	// inside them either.
	Inputs []string

	// Owner says which site is published: a target that holds another one is refused.
	Owner Owner

	// Records is a folder in which publish keeps what it knows of the last release at each target; it is made
	// when needed. It is never published, and can be deleted at any time. Empty: nothing is kept.
	Records string
	// Key stands for all that goes into the site, for [Current] to compare. Zero: not known.
	Key Sum
	// Encodings are ways in which files lie beside themselves once more, and Encodable tells which files do; nil:
	// all. What comes out no smaller than the file is left out.
	Encodings []Encoding
	Encodable func(path string) bool

	// Ahead is what was found before; nil: nothing was.
	Ahead *Ahead

	// Note is kept with the release, for [Current] to give back.
	Note []byte
}

// Publish writes the resources to the folder dir, which then holds them and nothing else. A dir that
// does not exist is made, with its parents; an empty one is taken. Where dir is a symbolic link, the
// folder that it leads to is published, and the link stays.
//
// The resources are drawn on the calling goroutine and written by several others, so memory holds one
// file for each of them, and the paths of the whole site. A file whose bytes are those of the old
// site's is linked from there, and so keeps its inode and modification time. Where nothing at all
// changed, dir is not touched. Files have mode 0644, folders 0755, less the umask; those whose mode somebody changed
// since, or that were published under another umask, are made anew. dir keeps its mode.
//
// Without an error, dir holds the new site. With one it is as it was, and nothing is left beside it,
// save where a [*CleanupError] tells otherwise. Other errors are a [*RefusedError] for a dir that must
// not be written to, [ErrBusy] where another build is writing there, a [*PathError] or
// [*ConflictError] for paths that cannot stand in one site, a [*PanicError] for a Write that panicked,
// ctx's own where it ended, what a Write returned, a [*StorageError] for a disk that is full or must not be
// written to, and what else the system said, each with the path.
func Publish(ctx context.Context, dir string, resources iter.Seq[Resource], o Options) (result Result, err error) {
	t, err := findTarget(dir, o)
	if err != nil {
		return Result{}, err
	}
	if err := checkEncodings(o.Encodings); err != nil {
		return Result{}, fmt.Errorf("cannot publish to %s: %w", t.dir, err)
	}
	if _, err := t.examine(); err != nil {
		return Result{}, advise(t.dir, err) // before anything is made beside it
	}
	result, err = t.publish(ctx, resources, o)
	return result, advise(t.dir, err)
}

// publish publishes to a target that may be written to, as far as is known before it is locked.
func (t target) publish(ctx context.Context, resources iter.Seq[Resource], o Options) (result Result, err error) {
	made, err := makeFolders(filepath.Dir(t.dir))
	defer func() {
		if err != nil {
			removeFolders(made)
		}
	}()
	if err != nil {
		return Result{}, fmt.Errorf("cannot make the folder for %s: %w", t.dir, err)
	}
	unlock, err := lock.Take(t.sibling("lock"))
	if err != nil {
		return Result{}, t.unlocked(err)
	}
	defer unlock()
	stuck, err := t.recover()
	if err != nil {
		return Result{}, err
	}
	if err := recordsOf(t, o).forgetOtherUmask(t); err != nil {
		return Result{}, fmt.Errorf("cannot read the old site in %s: %w", t.dir, err)
	}
	result, err = t.replace(ctx, resources, o, made)
	if err == nil && stuck != nil {
		stuck.Published = true
		err = stuck
	}
	return result, err
}

// replace makes the new site beside the old one and puts it in its place. The target is locked; the folders above it
// that were made are given.
func (t target) replace(ctx context.Context, resources iter.Seq[Resource], o Options, made []string) (result Result, err error) {
	old, err := t.examine()
	if err != nil {
		return Result{}, err
	}
	was, err := learn(ctx, t, old, recordsOf(t, o), o.found())
	if err != nil {
		return Result{}, err
	}
	defer was.close()
	s := newStage(ctx, t, old, was, o)
	defer func() {
		// Runs when drawing a resource panics, too.
		if left := s.leave(); left != nil {
			err = errors.Join(err, left)
		}
	}()
	result, differs, err := s.write(ctx, resources, o.Workers)
	if err != nil {
		return Result{}, err
	}
	if !differs {
		result.Unrecorded = s.renew(ctx, t, o)
		return result, nil
	}
	if s.isAlone(result) {
		switch done, err := s.putInPlace(ctx); {
		case err != nil && done:
			return result, err
		case err != nil:
			return Result{}, err
		case done:
			result.Unrecorded = s.recordInPlace(ctx, t, o)
			return result, nil
		}
	}
	if err := s.complete(ctx); err != nil {
		return Result{}, err
	}
	unrecorded, err := s.finish(ctx, t, o)
	if err != nil {
		return Result{}, err
	}
	if err := t.swap(s.dir, old, exchange); err != nil {
		return result, err
	}
	s.shown = true
	if err := persist(append(made, t.dir)); err != nil {
		return result, fmt.Errorf("the new site is shown, but may be lost if the machine stops now: %w", err)
	}
	result.Unrecorded = s.settle(unrecorded)
	return result, nil
}
