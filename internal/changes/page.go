package changes

import (
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// page is a Markdown file: the keys of its front matter, each with its lines, and its body.
type page struct {
	keys []block
	body string
}

// block is one key of front matter with its value, as it is written.
type block struct{ key, value string }

var keyLine = regexp.MustCompile(`^[a-z_]+:`)

// parse takes a file apart. Of one whose front matter is not YAML all is body.
func parse(text string) page {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	rest, ok := strings.CutPrefix(text, "---\n")
	front, body, closed := strings.Cut("\n"+rest, "\n---\n")
	if !ok || !closed {
		return page{body: text}
	}
	return page{keys: blocks(strings.TrimPrefix(front, "\n")), body: body}
}

// blocks takes YAML apart at its outermost keys.
func blocks(yaml string) []block {
	var all []block
	for line := range strings.Lines(yaml) {
		switch key := keyLine.FindString(line); {
		case key != "":
			all = append(all, block{strings.TrimSuffix(key, ":"), strings.TrimRight(line[len(key):], "\n")})
		case len(all) > 0:
			all[len(all)-1].value += "\n" + strings.TrimRight(line, "\n")
		}
	}
	return all
}

// String gives the file.
func (p page) String() string { return "---\n" + yamlOf(p.keys) + "---\n" + p.body }

func yamlOf(keys []block) string {
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(k.key + ":" + k.value + "\n")
	}
	return b.String()
}

func (p page) get(key string) (value string, ok bool) {
	i := slices.IndexFunc(p.keys, func(b block) bool { return b.key == key })
	if i < 0 {
		return "", false
	}
	return p.keys[i].value, true
}

// set gives a key a value, at its place or at the end; an empty one takes the key away.
func (p *page) set(key, value string) {
	i := slices.IndexFunc(p.keys, func(b block) bool { return b.key == key })
	switch {
	case value == "" && i >= 0:
		p.keys = slices.Delete(p.keys, i, i+1)
	case value == "":
	case i >= 0:
		p.keys[i].value = " " + value
	default:
		p.keys = append(p.keys, block{key, " " + value})
	}
}

// keyAt gives the key that stands in a line of the file; "" where the line is no line of front matter.
func (p page) keyAt(line int) string {
	at := 1
	for _, k := range p.keys {
		lines := 1 + strings.Count(k.value, "\n")
		if line > at && line <= at+lines {
			return k.key
		}
		at += lines
	}
	return ""
}

// entry is a page's file by what its path says.
type entry struct {
	name       string // content/projects/pr-12.en.md
	collection string // "" for ordinary pages
	id         string
	lang       string // "" for the main file
}

// entryOf tells what a path says.
func entryOf(name string) entry {
	e := entry{name: name}
	stem := strings.TrimSuffix(path.Base(name), ".md")
	if base, lang, ok := strings.Cut(stem, "."); ok {
		stem, e.lang = base, lang
	}
	parts := strings.Split(path.Dir(name), "/")
	bundled := stem == "index"
	if bundled {
		stem = parts[len(parts)-1]
	}
	if len(parts) > 1 && slices.Contains([]string{"projects", "clusters", "programmes", "organisations"}, parts[1]) && (!bundled || len(parts) > 2) {
		e.collection = parts[1]
	}
	e.id = stem
	return e
}

// entries lists the pages' files, all or those that a condition holds for.
func (e *edit) entries(of func(entry) bool) []entry {
	var all []entry
	for _, name := range e.files("content") {
		if path.Ext(name) != ".md" {
			continue
		}
		if one := entryOf(name); of == nil || of(one) {
			all = append(all, one)
		}
	}
	return all
}

// in picks the main files of a collection.
func in(collection string) func(entry) bool {
	return func(e entry) bool { return e.collection == collection && e.lang == "" }
}

// ids lists the ids of a collection.
func (e *edit) ids(collection string) []string {
	seen := map[string]bool{}
	for _, one := range e.entries(in(collection)) {
		seen[one.id] = true
	}
	return sorted(seen)
}

// versions lists the files of an entry, in all languages.
func (e *edit) versions(of entry) []string {
	var names []string
	for _, one := range e.entries(nil) {
		if one.collection == of.collection && one.id == of.id && (of.collection != "" || path.Dir(one.name) == path.Dir(of.name)) {
			names = append(names, one.name)
		}
	}
	return names
}
