package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"vitrin/internal/file"
	"vitrin/internal/release"
)

// The names in the folder of records of one target.
const (
	recordName = "manifest"      // of the release that stands at the target
	nextName   = "manifest-next" // of the one that is about to take its place
	targetName = "target"        // the target's path, for people and for tidying
)

// records is the folder that keeps what is known of the last release at one target. It is a help only: with
// records that are missing, wrong or of another tree a publish does the same, slower.
type records struct{ dir string }

// recordsOf gives the records of a target; the zero ones keep nothing.
func recordsOf(t target, o Options) records {
	if o.Records == "" {
		return records{}
	}
	return recordsAt(o.Records, t.dir)
}

// recordsAt gives the records of the target with a path in the folder of all records.
func recordsAt(top, target string) records {
	sum := sha256.Sum256([]byte(target))
	return records{filepath.Join(top, hex.EncodeToString(sum[:8]))}
}

func (r records) kept() bool { return r.dir != "" }

func (r records) path(name string) string { return filepath.Join(r.dir, name) }

// notes gives the name of the file that holds what the next record will say. It lies beside the folder, which begins anew
// where it is of no use.
func (r records) notes() string { return r.dir + ".notes" }

// of gives the record of the tree at the target, which is locked, or nil. That record may have been read before.
//
// A build that was killed may have left two records: one of the tree that stood at the target, and one of the tree
// that was to take its place. The inode of the folder tells which of them stands there. The device tells nothing:
// some systems number it anew with each start, and each file and folder is known by its own inode and time.
func (r records) of(tree tree, before *release.Release) *release.Release {
	if !r.kept() {
		return nil
	}
	if last := r.match(tree, nextName); last != nil {
		_ = r.settle() // else it is tried again by the next
		return last
	}
	_ = os.Remove(r.path(nextName))
	return r.matchBy(tree, recordName, orRead(before, release.Read))
}

// orRead gives a function that reads a record, or gives the one that was read before where it is the same.
func orRead(before *release.Release, read func(string) (*release.Release, error)) func(string) (*release.Release, error) {
	return func(name string) (*release.Release, error) {
		if before != nil && before.IsIn(name) {
			return before, nil
		}
		return read(name)
	}
}

// match reads a record and gives it if it is that of a tree.
func (r records) match(tree tree, name string) *release.Release {
	return r.matchBy(tree, name, release.Read)
}

// matchBy is match for who reads it in another way.
func (r records) matchBy(tree tree, name string, read func(name string) (*release.Release, error)) *release.Release {
	here, err := lookAt(tree.folder)
	if err != nil {
		return nil
	}
	if head, err := release.ReadHead(r.path(name)); err != nil || head.Root != here.stamp.Inode {
		return nil
	}
	found, err := read(r.path(name))
	if err != nil {
		return nil
	}
	return found
}

// prepare writes the record of a tree that is to stand at a target. Where something else is in the way among the records, they
// begin anew.
func (r records) prepare(t target, d *release.Draft) error {
	err := r.write(t, d)
	if err == nil || isFull(err) || isReadOnly(err) {
		return err
	}
	discard(r.dir)
	return r.write(t, d)
}

func (r records) write(t target, d *release.Draft) error {
	if err := os.MkdirAll(r.dir, 0o755); err != nil {
		return err
	}
	if text := []byte(t.dir + "\n"); !holds(r.path(targetName), text) {
		_ = os.Remove(r.path(targetName)) // which may be anything
		if err := os.WriteFile(r.path(targetName), text, 0o644); err != nil {
			return err
		}
	}
	return d.Write(r.path(nextName))
}

// holds tells whether a file has some bytes.
func holds(name string, text []byte) bool {
	found, err := file.ReadUpTo(name, int64(len(text)))
	return err == nil && string(found) == string(text)
}

// settle makes the record that was prepared that of the tree at the target. What else is in its place goes.
func (r records) settle() error {
	err := os.Rename(r.path(nextName), r.path(recordName))
	if err != nil && removeAll(r.path(recordName)) == nil {
		err = os.Rename(r.path(nextName), r.path(recordName))
	}
	return err
}
