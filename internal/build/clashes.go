package build

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"vitrin/internal/compress"
	"vitrin/internal/diag"
	"vitrin/internal/feed"
	"vitrin/internal/publish"
)

// place is where a file of the site lies that is no page.
type place struct {
	name string // in the site
	file string // what it is made of, in the site's folder; empty where the program makes it
	what string // for people: the file, or what the program makes
}

// clashes reports the files of content/ and static/ that cannot lie where they are to be published: because of their names, or
// since a page, a feed or another file lies there, on any system, or where compressed forms go, if there are to be some.
func (s *Site) clashes(compressed bool) diag.List {
	c := clashes{site: s, files: map[string]place{}, folders: map[string]place{}}
	for _, p := range s.places() {
		c.add(p)
	}
	if compressed {
		c.compressed()
	}
	return c.problems
}

// places gives where all files lie that are no pages: first those that the program makes, then those of content/ and of static/.
func (s *Site) places() []place {
	made := s.made()
	all := slices.Clip(made)
	for name, f := range s.plan.Copied() {
		all = append(all, place{name, f.Path, f.Path})
	}
	for name, f := range s.statics.files {
		if !f.builtIn {
			all = append(all, place{name, staticFolder + name, staticFolder + name})
		}
	}
	slices.SortFunc(all[len(made):], func(a, b place) int {
		return cmp.Or(strings.Compare(a.file, b.file), strings.Compare(a.name, b.name))
	})
	return all
}

// made gives what the program makes besides pages, and the plan does not know of.
func (s *Site) made() []place {
	var all []place
	if path := s.statics.stylesheet.Path; path != "" {
		all = append(all, place{name: path, what: "the style sheet"})
	}
	if path := s.statics.script.Path; path != "" {
		all = append(all, place{name: path, what: "the script"})
	}
	if !s.statics.published("robots.txt") {
		all = append(all, place{name: "robots.txt", what: "what crawlers are told"})
	}
	for name, f := range s.statics.files {
		if f.builtIn {
			all = append(all, place{name: name, what: "a file that is built in"})
		}
	}
	if listed := s.plan.Listed(); listed > feed.MaxURLs {
		for first := 0; first < listed; first += feed.MaxURLs {
			all = append(all, place{name: sitemapPart(first / feed.MaxURLs), what: "a part of the sitemap"})
		}
	}
	return all
}

// clashes is what is known of the places of a site's files, by the paths that are the same where neither case nor the composing
// of letters counts, and what is wrong with them.
type clashes struct {
	site           *Site
	files, folders map[string]place
	problems       diag.List
}

// add takes one more place. What the program makes comes first, so that only a page can be in its way.
func (c *clashes) add(p place) {
	if wrong, is := errors.AsType[*publish.PathError](publish.CheckPath(p.name)); is {
		c.problems.Error(diag.Pos{File: p.file}, diag.FileName, "a site can have no file of this name: "+wrong.Reason, "give the file another name, of letters, digits, hyphens and full stops")
		return
	}
	key := publish.Fold(p.name)
	if at, claimed := c.site.plan.Claimed(key); p.file == "" && claimed {
		c.problems.Error(at, diag.DuplicateAddress, fmt.Sprintf("the site has a file %s already: %s", p.name, p.what), "give the page another address")
	} else if c.taken(key, p) {
		return
	}
	c.files[key] = p
	for folder := path.Dir(key); folder != "."; folder = path.Dir(folder) {
		if _, known := c.folders[folder]; known {
			return
		}
		c.folders[folder] = p
	}
}

// taken reports a place where something else lies.
func (c *clashes) taken(key string, p place) bool {
	const rename = "give the file another name"
	if by, is := c.site.plan.Taken(key); is {
		c.tell(p, fmt.Sprintf("the site has a file %s already: %s", p.name, by), rename)
		return true
	}
	if other, is := c.files[key]; is {
		if other.file != p.file { // else it is one picture twice
			c.tell(p, fmt.Sprintf("the site has a file %s already: %s%s", other.name, other.what, spelling(other.name, p.name)), rename)
		}
		return true
	}
	_, is := c.folders[key]
	if is || c.site.plan.Folder(key) {
		c.tell(p, fmt.Sprintf("the site has a folder %s, where this file is to lie", p.name), rename)
		return true
	}
	for folder := path.Dir(key); folder != "."; folder = path.Dir(folder) {
		by, is := c.site.plan.Taken(folder)
		if other, lies := c.files[folder]; lies {
			by, is = other.what, true
		}
		if is {
			c.tell(p, fmt.Sprintf("the site has a file %s, where this file needs a folder: %s", folder, by), "give the folder another name")
			return true
		}
	}
	return false
}

// tell reports a file.
func (c *clashes) tell(p place, message, hint string) {
	c.problems.Error(diag.Pos{File: p.file}, diag.DuplicateAddress, message, hint)
}

// spelling says why two paths that are not the same are one file.
func spelling(a, b string) string {
	if a == b {
		return ""
	}
	return "; names that differ only in upper and lower case, or in how letters are composed, are one file on many systems"
}

// compressed reports the files that lie where the compressed form of another file of the site goes.
func (c *clashes) compressed() {
	all := maps.Clone(c.folders)
	maps.Copy(all, c.files)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		for _, e := range compress.Encodings() {
			base, is := strings.CutSuffix(key, e.Suffix)
			if !is || all[key].file == "" || !compress.Encodable(base) {
				continue
			}
			of, is := c.files[base]
			if _, planned := c.site.plan.Taken(base); !is && !planned {
				continue
			}
			c.tell(all[key], fmt.Sprintf("the compressed form of %s goes there, which --compress makes", cmp.Or(of.name, base)),
				"delete this file, which is made anew at each build; or give it another name; or build without --compress")
		}
	}
}
