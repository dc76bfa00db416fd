package ingest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/file"
	"vitrin/internal/source"
)

// recordFolder is where imports keep what they wrote, in the site's folder, so that it goes with content/ into every copy.
const recordFolder = "imports"

// record remembers the pages that an import has written, by the hash of what it last made of each. Its file is one of
// sha256sum(1), so that "sha256sum -c" shows which pages editors have changed.
//
// Before a page is written its hash is added to the file behind a mark. A run that ends in between, however it
// ends, leaves a record that knows the page before and after; the run that comes to its end writes the file anew.
type record struct {
	root    *os.Root
	file    string
	entries map[string]*entry // by collection/id
	journal *os.File          // the file, open for intents; nil until there is one
	missing bool              // there was no file
	damaged []int             // the lines of the file that could not be read
}

// entry is a page that was written, or was to be.
type entry struct {
	path string
	sums []string          // hashes of what was made of it; the last is the latest
	said map[string]string // short hashes of the fields that were made, by their keys; nil where they are not known
	done bool              // the run that wrote it came to its end
}

const (
	recordHead = "# The pages that vitrin import has written, each as it made it last. Keep this file with content/:\n# it tells the pages that editors have changed since, which an import leaves alone.\n"
	intentMark = "#+ "
	saidMark   = "#= "
)

// openRecord reads a record; one that is not there is empty.
func openRecord(root *os.Root, name string) (*record, error) {
	r := &record{root: root, file: recordFolder + "/" + name + ".lock", entries: map[string]*entry{}}
	src, err := root.ReadFile(r.file)
	if errors.Is(err, fs.ErrNotExist) {
		r.missing = true
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	number := 0
	for line := range strings.Lines(string(src)) {
		number++
		line, whole := strings.CutSuffix(line, "\n")
		if said, is := strings.CutPrefix(line, saidMark); is {
			r.readSaid(strings.TrimSpace(said))
			continue
		}
		line, intent := strings.CutPrefix(strings.TrimSuffix(line, "\r"), intentMark)
		sum, file, ok := strings.Cut(line, "  ")
		collection, id, known := keyOf(file)
		if !whole || !ok || !known || len(sum) != hex.EncodedLen(sha256.Size) {
			// A comment, or the line at which a run ended, are no damage.
			if text := strings.TrimSpace(line); whole && text != "" && (intent || !strings.HasPrefix(text, "#")) {
				r.damaged = append(r.damaged, number)
			}
			continue
		}
		key := collection + "/" + id
		e := r.entries[key]
		if e == nil {
			e = &entry{path: file}
			r.entries[key] = e
		}
		e.sums = append(e.sums, sum)
		e.done = e.done || !intent
	}
	return r, nil
}

// told tells of what an import cannot know for want of a record. That there was one is seen by pages that are just as the
// import makes them.
func (r *record) told(pages map[Kind]int) diag.List {
	var found diag.List
	if r.missing && pages[Foreign] > 0 && pages[Unchanged] > 0 {
		found.Warn(diag.Pos{File: r.file}, diag.File, "there is no such record, so every page that was there is taken for one that no import wrote",
			"if an import wrote them, take the record from the repository, or say its name with --as")
	}
	for _, line := range r.damaged {
		found.Warn(diag.Pos{File: r.file, Line: line}, diag.File, "this line cannot be read, so its page is taken for one that no import wrote", "take the file from the repository, as it was before")
	}
	return found
}

// readSaid reads a line of what a page was made of: "title:1a2b3c4d end:5e6f7a8b  content/projects/1.md".
func (r *record) readSaid(line string) {
	fields, file, _ := strings.Cut(line, "  ")
	collection, id, known := keyOf(file)
	e := r.entries[collection+"/"+id]
	if !known || e == nil {
		return
	}
	e.said = map[string]string{}
	for field := range strings.FieldsSeq(fields) {
		key, sum, _ := strings.Cut(field, ":")
		e.said[key] = sum
	}
}

// keyOf gives the collection and the id, in small letters, of a page by its path.
func keyOf(file string) (collection, id string, ok bool) {
	inside, ok := strings.CutPrefix(file, source.Root+"/")
	collection, rest, deep := strings.Cut(inside, "/")
	id, page := strings.CutSuffix(path.Base(rest), ".md")
	if id == "index" {
		id = path.Base(path.Dir(rest))
	}
	if !ok || !deep || !page || id == "." || !slices.Contains(source.Collections(), collection) || !fs.ValidPath(file) {
		return "", "", false
	}
	return collection, fold(id), true
}

// sumOf gives the hash of a page. Line ends do not count, since Git may change them.
func sumOf(src []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(bytes.TrimPrefix(src, []byte("\uFEFF")), []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:])
}

// intend notes that a page is about to be written.
func (r *record) intend(key, file, sum string, said map[string]string) error {
	if r.journal == nil {
		if err := r.root.MkdirAll(recordFolder, 0o777); err != nil {
			return err
		}
		journal, err := r.root.OpenFile(r.file, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
		if err != nil {
			return err
		}
		r.journal = journal
		if _, err := journal.WriteString("\n"); err != nil { // behind the line at which a run ended
			return err
		}
	}
	if _, err := fmt.Fprintf(r.journal, "%s%s  %s\n", intentMark, sum, file); err != nil {
		return err
	}
	r.set(key, file, sum, said)
	return nil
}

// set notes what a page is now made as.
func (r *record) set(key, file, sum string, said map[string]string) {
	r.entries[key] = &entry{path: file, sums: []string{sum}, said: said, done: true}
}

// forget drops a page.
func (r *record) forget(key string) { delete(r.entries, key) }

// close ends the writing of intents.
func (r *record) close() error {
	if r.journal == nil {
		return nil
	}
	err := r.journal.Close()
	r.journal = nil
	return err
}

// save writes the record anew, in one step. One that would be empty, and is not there, is not made.
func (r *record) save() error {
	if err := r.close(); err != nil {
		return err
	}
	if len(r.entries) == 0 {
		if _, err := r.root.Lstat(r.file); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	fmt.Fprint(w, recordHead)
	for _, key := range slices.Sorted(maps.Keys(r.entries)) {
		e := r.entries[key]
		for i, sum := range e.sums {
			if i == len(e.sums)-1 && e.done {
				fmt.Fprintf(w, "%s  %s\n", sum, e.path)
			} else {
				fmt.Fprintf(w, "%s%s  %s\n", intentMark, sum, e.path)
			}
		}
		if len(e.said) > 0 {
			fmt.Fprint(w, strings.TrimSpace(saidMark))
			for _, key := range slices.Sorted(maps.Keys(e.said)) {
				fmt.Fprintf(w, " %s:%s", key, e.said[key])
			}
			fmt.Fprintf(w, "  %s\n", e.path)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	old, err := r.root.ReadFile(r.file)
	if err == nil && bytes.Equal(old, b.Bytes()) {
		return nil
	}
	return file.Replace(r.root, r.file, b.Bytes())
}
