// Package changes changes a site's folder at random, for tests alone. A folder goes in, and for each change a kind and
// a seed; the folder changed comes out, and words for what was done. It knows the format of content and of the settings;
// of what is built of them it knows nothing, and no command knows it.
//
// A change depends on its seed and on what lies in the folder, so that a list of changes can be made again, and also
// with some of them left out. Most leave a site without mistakes; what the others break, [Site.Mend] mends.
//
// Every text that is written holds a word that is nowhere else, of the form of [Word].
package changes

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"regexp"
)

// Word is the form of the words that each text has for itself.
const Word = `qz[0-9a-f]{10}`

// Site is a site's folder that is changed.
type Site struct {
	dir     string
	builtIn fs.FS             // the built-in templates
	older   map[string]former // what files were, by their paths
}

// Kind is a kind of change.
type Kind struct {
	Name   string
	Share  int    // how often it is made, beside others
	Folder string // what it changes: "content", "templates", "static", "repository"

	make func(*edit) string // makes the change and tells what was done
}

// Kinds lists all kinds of changes.
func Kinds() []Kind {
	var all []Kind
	for _, part := range []struct {
		folder string
		kinds  []Kind
	}{{"content", wordKinds()}, {"content", entryKinds()}, {"content", fileKinds()}, {"content", settingsKinds()}, {"templates", templateKinds()}, {"static", staticKinds()}, {"repository", repositoryKinds()}} {
		for _, k := range part.kinds {
			k.Folder = part.folder
			all = append(all, k)
		}
	}
	return all
}

// New takes a folder for a site, and writes one of a number of entries into it. The built-in templates are laid over in part.
func New(dir string, builtIn fs.FS, entries int, seed uint64) (*Site, error) {
	s := &Site{dir: dir, builtIn: builtIn, older: map[string]former{}}
	e := s.edit(seed)
	e.begin(entries)
	return s, e.err
}

// Make makes a change of a kind, and tells what was done: "" where there was nothing to change.
func (s *Site) Make(kind string, seed uint64) (done string, err error) {
	for _, k := range Kinds() {
		if k.Name == kind {
			e := s.edit(seed)
			done = k.make(e)
			return done, e.err
		}
	}
	return "", fmt.Errorf("there is no kind of change %q", kind)
}

// edit is one change in the making. After trouble of the machine nothing more is done.
type edit struct {
	*Site
	r     *rand.Rand
	seed  uint64
	words uint64 // how many were given
	at    string // the file that is being written
	err   error  // the first trouble
}

func (s *Site) edit(seed uint64) *edit {
	return &edit{Site: s, r: rand.New(rand.NewPCG(seed, 0)), seed: seed}
}

// word gives a word that no other text has.
func (e *edit) word() string {
	e.words++
	n := rand.NewPCG(e.seed, e.words).Uint64()
	return fmt.Sprintf("qz%010x", n>>24)
}

func (e *edit) chance(n int) bool { return e.r.IntN(n) == 0 }

// pick gives one of some things, and there has to be one.
func pick[T any](e *edit, some []T) T { return some[e.r.IntN(len(some))] }

// some gives up to n of some things, each once, in any order.
func some[T any](e *edit, n int, of []T) []T {
	var chosen []T
	for _, i := range e.r.Perm(len(of)) {
		if len(chosen) < n {
			chosen = append(chosen, of[i])
		}
	}
	return chosen
}

var wordForm = regexp.MustCompile(Word)
