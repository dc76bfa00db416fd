// Package release keeps what is known of a published site in one file, its manifest: each file with its
// hash, size, time, inode and mode and what it was made of, each folder with its time, inode and mode. A [Draft] goes
// in and a file comes out; a file goes in and a [Release] comes out, or an error that says that nothing is
// known. It knows nothing of how a site is written, and never looks at one.
//
// A manifest is trusted whole or not at all: it has a version, and ends with the SHA-256 of everything
// before. It is used as it lies in memory; reading it makes no object for each file.
package release

import (
	"crypto/sha256"
	"iter"

	"vitrin/internal/digest"
)

// Sum is a hash of something that a file is made of. Whoever makes it decides how.
type Sum = digest.Sum

// Input is one thing that a file is made of, by a name that people understand.
type Input = digest.Input

// Hash is the SHA-256 of a file's bytes.
type Hash [sha256.Size]byte

// Kind says what a file is for.
type Kind uint8

// The kinds of files.
const (
	Page    Kind = iota // a file that the site consists of
	Variant             // another encoding of the file whose path it has but for the suffix
	Mark                // the mark of who made the folder: no part of the site
)

// Stamp tells a file or folder from one that was changed or put in its place. Where a system has no
// inodes, Inode is 0, and so is Mode where it has none.
type Stamp struct {
	Size    int64 // in bytes; 0 for a folder
	ModTime int64 // in nanoseconds since 1970
	Inode   uint64
	Mode    uint32 // who may do what: the lowest twelve bits of st_mode (POSIX.1, sys/stat.h)
}

// File is one file of a release.
type File struct {
	Path   string // in the site, slash-separated
	Kind   Kind
	Hash   Hash
	Stamp  Stamp
	Inputs []Input // what it is made of; nil: not known
	// Made and Omitted are sets of encodings, bit i for the i-th of the release: those in which the file lies
	// beside itself, and those that were tried and would have been no smaller.
	Made, Omitted uint8
}

// Folder is one folder of a release.
type Folder struct {
	Path  string // in the site, slash-separated; "." is the site's own
	Stamp Stamp
}

// Encoding is one way in which files lie beside themselves.
type Encoding struct {
	Suffix  string // what follows the file's path
	Version string // changes with the bytes that come out
}

// MaxEncodings is how many encodings a release can have.
const MaxEncodings = 8

// About says of a release as a whole what is known.
type About struct {
	Number    uint64 // 1 for the first at its place, and one more for each that followed
	Root      uint64 // inode of the site's folder, which a new one has with each release; 0 where there is none
	Key       Sum    // of everything that goes into the site; zero: not known
	Note      []byte // the caller's own
	Encodings []Encoding
}

// Release is what a manifest says. It does not change, and any number of goroutines may use it.
type Release struct {
	About
	files    []byte // records of fileSize, sorted by path
	folders  []byte // records of folderSize, sorted by path
	inputs   []byte // records of inputSize, unless:
	treeOnly bool   // what files are made of is not known
	names    []string
	paths    string // of the files
	places   string // of the folders
	sum      Hash   // of the manifest, with which it ends
}

// Len gives the number of files.
func (r *Release) Len() int { return len(r.files) / fileSize }

// Folders gives the number of folders, the site's own among them.
func (r *Release) Folders() int { return len(r.folders) / folderSize }

// Files gives the files of the site, variants too but not the mark, sorted by path.
func (r *Release) Files() iter.Seq[File] {
	return func(yield func(File) bool) {
		for i := range r.Len() {
			if r.Kind(i) != Mark && !yield(r.File(i)) {
				return
			}
		}
	}
}
