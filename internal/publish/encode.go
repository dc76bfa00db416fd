package publish

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"vitrin/internal/release"
)

// Encoding is a way in which files lie beside themselves once more, such as compressed.
type Encoding struct {
	// Suffix is what the variant's path has more than the file's: ".gz".
	Suffix string
	// Version changes when Encode may give other bytes for the same file than before, as with another level:
	// then all variants are made anew. It may stay empty.
	Version string
	// Least is the size in bytes from which a file gains by a variant: a smaller one has none.
	Least int
	// Encode writes the variant of a file with the bytes src. It may be called on any goroutine, must keep
	// neither, and gives the same bytes for the same file.
	Encode func(dst io.Writer, src []byte) error
}

// checkEncodings holds that encodings can be told apart. What is wrong with them is the program's fault.
func checkEncodings(all []Encoding) error {
	if len(all) > release.MaxEncodings {
		return fmt.Errorf("%d encodings, of at most %d", len(all), release.MaxEncodings)
	}
	for i, e := range all {
		if len(e.Suffix) < 2 || e.Suffix[0] != '.' || strings.ContainsAny(e.Suffix, `/\`) || e.Encode == nil {
			return fmt.Errorf("%q is no suffix of an encoding, or has no Encode", e.Suffix)
		}
		if slices.ContainsFunc(all[:i], func(other Encoding) bool { return other.Suffix == e.Suffix }) {
			return fmt.Errorf("two encodings with the suffix %q", e.Suffix)
		}
	}
	return nil
}

// recordedEncodings gives what a record says of encodings.
func recordedEncodings(all []Encoding) (recorded []release.Encoding) {
	for _, e := range all {
		version := e.Version
		if e.Least > 0 {
			version = fmt.Sprintf("%s from %d", version, e.Least) // what was left out may be made then
		}
		recorded = append(recorded, release.Encoding{Suffix: e.Suffix, Version: version})
	}
	return recorded
}

// encodings is which files have which variants.
type encodings struct {
	all       []Encoding
	encodable func(path string) bool
	recorded  []release.Encoding
	before    []uint8 // the bit that each has in the last record; 0: it was not used, or not in this version
	asBefore  bool    // the last record's encodings are these
}

func newEncodings(o Options, last *release.Release) encodings {
	e := encodings{all: o.Encodings, encodable: o.Encodable, recorded: recordedEncodings(o.Encodings), before: make([]uint8, len(o.Encodings))}
	if last != nil {
		e.asBefore = slices.Equal(e.recorded, last.Encodings)
		for i, one := range e.recorded {
			if was := slices.Index(last.Encodings, one); was >= 0 {
				e.before[i] = 1 << was
			}
		}
	}
	return e
}

// of gives the encodings that a file is to have.
func (e encodings) of(name string) []Encoding {
	if len(e.all) == 0 || e.encodable != nil && !e.encodable(name) {
		return nil
	}
	return e.all
}

// endIn tells whether a path ends as that of a variant does.
func (e encodings) endIn(name string) bool {
	return slices.ContainsFunc(e.all, func(one Encoding) bool {
		return len(name) >= len(one.Suffix) && strings.EqualFold(name[len(name)-len(one.Suffix):], one.Suffix)
	})
}

// variants are the variants of one file.
type variants struct {
	made, omitted uint8      // sets of encodings, as they are recorded
	stand         []standing // the old site's, of those that are made
	names         []string   // their paths
}

// is tells whether a record says the same.
func (v variants) is(made, omitted uint8) bool { return v.made == made && v.omitted == omitted }

// findVariants finds the variants of a file whose bytes are those of the file-th of the last record, and the
// encodings of which there is none. With -1 for file there are none at all.
func (w *writer) findVariants(name string, file int) (v variants, missing []int) {
	var made, omitted uint8
	if file >= 0 {
		made, omitted = w.stage.was.last.Encoded(file)
	}
	for i, e := range w.stage.encodings.of(name) {
		bit := w.stage.encodings.before[i]
		if omitted&bit != 0 {
			v.omitted |= 1 << i
			continue
		}
		if made&bit != 0 {
			if was := w.stage.was.at(name + e.Suffix); was.asBefore {
				v.made |= 1 << i
				v.stand, v.names = append(v.stand, was), append(v.names, name+e.Suffix)
				continue
			}
		}
		missing = append(missing, i)
	}
	return v, missing
}

// keepVariants keeps the variants that were found.
func (w *writer) keepVariants(v variants) {
	for i, was := range v.stand {
		w.keep(v.names[i], was, was.stamp)
		w.stage.recorded[was.file] = true
	}
}

// makeVariants encodes the file in hand. A variant that is of no gain is left out.
func (w *writer) makeVariants(name string, which []int, v *variants) error {
	for _, i := range which {
		e := w.stage.encodings.all[i]
		if w.page.Len() < e.Least {
			v.omitted |= 1 << i
			continue
		}
		w.coded = emptied(w.coded)
		if err := guard(func() error { return e.Encode(&w.coded, w.page.Bytes()) }); err != nil {
			return &resourceError{name + e.Suffix, err}
		}
		if w.coded.Len() >= w.page.Len() {
			v.omitted |= 1 << i
			continue
		}
		v.made |= 1 << i
		f := release.File{Path: name + e.Suffix, Kind: release.Variant}
		change, err := w.place(&f, w.coded.Bytes(), w.stage.was.at(f.Path))
		if err != nil {
			return err
		}
		if change != Same {
			w.told = append(w.told, File{Path: f.Path, Change: change})
		}
		w.record(f, standing{file: -1})
	}
	return nil
}

// leave leaves a file that is not to be written, with its variants. It gives false where a variant is missing and
// the file's bytes are not those that the record tells of.
func (w *writer) leave(name string, was standing) (left bool, err error) {
	v, missing := w.findVariants(name, was.file)
	if len(missing) > 0 {
		if !w.load(name, w.stage.was.last.Hash(was.file)) {
			return false, nil
		}
		if err := w.makeVariants(name, missing, &v); err != nil {
			return false, err
		}
	}
	w.keep(name, was, was.stamp)
	w.keepVariants(v)
	if last := w.stage.was.last; w.stage.encodings.asBefore && v.is(last.Encoded(was.file)) {
		w.stage.recorded[was.file] = true
	} else {
		next := last.File(was.file)
		next.Made, next.Omitted = v.made, v.omitted
		w.stage.notes.Add(next)
	}
	return true, nil
}

// load takes the bytes of a file of the old site in hand, if they have a hash.
func (w *writer) load(name string, hash release.Hash) bool {
	w.page = emptied(w.page)
	file, err := os.Open(at(w.stage.old, name))
	if err != nil {
		return false
	}
	defer file.Close()
	_, err = w.page.ReadFrom(file)
	return err == nil && hashOf(w.page.Bytes()) == hash
}

// emptied gives an empty buffer: the same one unless it has grown large.
func emptied(b bytes.Buffer) bytes.Buffer {
	if b.Cap() > keptBuffer {
		return bytes.Buffer{}
	}
	b.Reset()
	return b
}
