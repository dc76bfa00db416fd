package publish

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/release"
)

// paths remembers which files and folders a site has so far, by how a file system that minds neither
// case nor Unicode normalisation sees them: a site made on Linux is read on others.
//
// The files of the last release do lie in one site, so as long as there are no others it is enough to know which came.
type paths struct {
	last *release.Release // nil: not known
	came []bool           // by its files, until another one comes; nil from then on

	files   map[string]struct{} // folded paths
	folders map[string]struct{} // folded paths of the folders that they lie in
	spelled map[string]string   // the paths of files, by folded ones, where these are others

	encodings encodings // whose variants have paths, too
}

// newPaths begins with no paths.
func newPaths(e encodings, last *release.Release) *paths {
	p := &paths{last: last, encodings: e}
	if last != nil && e.asBefore {
		p.came = make([]bool, last.Len())
	} else {
		p.makeMaps(0)
	}
	return p
}

func (p *paths) makeMaps(size int) {
	p.files, p.folders, p.spelled = make(map[string]struct{}, size), make(map[string]struct{}, size), make(map[string]string)
}

// add takes one more path, or says why the site cannot have it: a [*PathError] or a [*ConflictError]. It gives the number of
// the file in the last release, or -1.
func (p *paths) add(name string) (file int, err error) {
	file = -1
	if p.last != nil {
		if i, found := p.last.Find(name); found {
			file = i
		}
	}
	if p.came != nil {
		if file >= 0 && !p.came[file] && p.last.Kind(file) == release.Page && !p.encodings.endIn(name) {
			p.came[file] = true
			return file, nil
		}
		if err := p.addThoseThatCame(); err != nil {
			return file, err
		}
	}
	return file, p.addOne(name)
}

func (p *paths) addThoseThatCame() error {
	came := p.came
	p.came = nil
	p.makeMaps(p.last.Len())
	for i, it := range came {
		if !it {
			continue
		}
		if err := p.addOne(p.last.Path(i)); err != nil {
			return err
		}
	}
	return nil
}

// file gives the path of a file that the site has, by its folded path.
func (p *paths) file(key string) (name string, ok bool) {
	if _, ok := p.files[key]; !ok {
		return "", false
	}
	if name, ok := p.spelled[key]; ok {
		return name, true
	}
	return key, true
}

// fileIn gives the path of a file in a folder that the site has, by the folder's folded path: the first by the alphabet.
func (p *paths) fileIn(folder string) (name string, ok bool) {
	if _, ok := p.folders[folder]; !ok {
		return "", false
	}
	first := ""
	for key := range p.files {
		if strings.HasPrefix(key, folder+"/") && (first == "" || key < first) {
			first = key
		}
	}
	return p.file(first)
}

// addOne takes one more path, whatever the last release has.
func (p *paths) addOne(name string) error {
	if err := checkPath(name); err != nil {
		return err
	}
	key := fold(name)
	if path.Base(key) == Marker || strings.HasPrefix(key, Marker+"/") || strings.Contains(key, "/"+Marker+"/") {
		return &PathError{Path: name, Reason: "Vitrin knows the folders of published sites by such a file"}
	}
	if first, ok := p.file(key); ok {
		reason := "they differ in case or in how letters are composed only, which is one file on many systems"
		if first == name {
			reason = "it is one path twice"
		}
		return &ConflictError{First: first, Second: name, Reason: reason}
	}
	const both = "one is a file where the other has a folder"
	if first, ok := p.fileIn(key); ok {
		return &ConflictError{First: first, Second: name, Reason: both}
	}
	if err := p.variantsOf(key, name); err != nil {
		return err
	}
	if err := p.asVariant(key, name); err != nil {
		return err
	}
	p.files[key] = struct{}{}
	if key != name {
		p.spelled[key] = name
	}
	for folder := folderOf(key); folder != "."; folder = folderOf(folder) {
		if first, ok := p.file(folder); ok {
			return &ConflictError{First: first, Second: name, Reason: both}
		}
		if _, known := p.folders[folder]; known {
			break // and all above it
		}
		p.folders[folder] = struct{}{}
		if err := p.asVariant(folder, name); err != nil {
			return err
		}
	}
	return nil
}

const variantReason = "one is where a compressed form of the other goes"

// variantsOf finds a path that a variant of a new file would have.
func (p *paths) variantsOf(key, name string) error {
	for _, e := range p.encodings.of(name) {
		variant := key + fold(e.Suffix)
		first, ok := p.file(variant)
		if !ok {
			first, ok = p.fileIn(variant)
		}
		if ok {
			return &ConflictError{First: first, Second: name, Reason: variantReason}
		}
	}
	return nil
}

// asVariant finds a file that would have a variant with the path of a new file or folder.
func (p *paths) asVariant(key, name string) error {
	for _, e := range p.encodings.all {
		base, ok := strings.CutSuffix(key, fold(e.Suffix))
		if !ok {
			continue
		}
		if first, ok := p.file(base); ok && len(p.encodings.of(first)) > 0 {
			return &ConflictError{First: first, Second: name, Reason: variantReason}
		}
	}
	return nil
}

// folderOf gives the folder of a site in which a file or folder lies, by its path, which is a clean one.
func folderOf(name string) string {
	if end := strings.LastIndexByte(name, '/'); end >= 0 {
		return name[:end]
	}
	return "."
}

// checkPath refuses a path that is not clean, relative and portable, or that leaves the site.
func checkPath(name string) error {
	reason := ""
	switch {
	case name == "" || name == ".":
		reason = "it is empty"
	case strings.HasPrefix(name, "/"):
		reason = "it is absolute"
	case strings.ContainsRune(name, '\\'):
		reason = "it has a backslash"
	case strings.ContainsRune(name, 0):
		reason = "it has a zero byte"
	case !fs.ValidPath(name):
		reason = `it has an empty part, a part "." or "..", or is not UTF-8`
	case !filepath.IsLocal(filepath.FromSlash(name)):
		reason = "this system keeps that name for itself"
	default:
		return nil
	}
	return &PathError{Path: name, Reason: reason}
}

// fold gives one string for all spellings of a path that differ in case or normalisation only.
func fold(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return norm.NFC.String(strings.Map(foldRune, norm.NFD.String(name)))
		}
	}
	return strings.ToLower(name) // the string itself where nothing is to be done
}

// foldRune gives the least of the characters that are one but for their case.
func foldRune(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return unicode.ToLower(least)
}
