package publish

import (
	"cmp"
	"slices"
)

// Counts says what a publish did, in files. The marker is not counted; variants are.
type Counts struct {
	Added     int   // files that were not there
	Changed   int   // files with other bytes than before; with Clean all that were there
	Unchanged int   // files left as they were, with inode and modification time
	Removed   int   // files of the old site that the new one does not have
	Bytes     int64 // size of the new site
	Written   int64 // bytes of the files added and changed
}

func (c *Counts) add(other Counts) {
	c.Added += other.Added
	c.Changed += other.Changed
	c.Unchanged += other.Unchanged
	c.Removed += other.Removed
	c.Bytes += other.Bytes
	c.Written += other.Written
}

// Result says what a publish did.
type Result struct {
	Counts
	// Files are those that were added, changed or removed, or whose resource was written and is not [Resource.Copied], sorted by path.
	// Of files left as they were without that nothing is said.
	Files []File
	// Unrecorded says why nothing is kept of what was published, so that the next publish compares every file
	// anew; nil where it is kept, or was not to be.
	Unrecorded error
}

// Change is what happened to a file.
type Change string

// What happens to files.
const (
	Added   Change = "added"
	Changed Change = "changed"
	Removed Change = "removed"
	Same    Change = "unchanged" // written, but as it was before
)

// Why a resource was written, besides the names of the inputs that differ.
const (
	WhyNew     = "new"     // there was no such file
	WhyForced  = "forced"  // the options say Clean
	WhyUnknown = "unknown" // what the file was made of, or what the resource is made of, is not known
	WhyTouched = "touched" // somebody else changed, replaced or removed the file
)

// File tells of one file what happened to it, and why its resource was written.
type File struct {
	Path   string
	Change Change
	// Why is one of the constants above or the names of the inputs that differ; nil where no resource was
	// written: for files removed, and variants.
	Why []string
	// Foreign tells of a file removed that the last publish did not put there.
	Foreign bool
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}
