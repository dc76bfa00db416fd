package changes

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// entryKinds are the changes by which pages come, go and move.
func entryKinds() []Kind {
	return []Kind{
		{Name: "new entry", Share: 6, make: (*edit).newEntry},
		{Name: "new page", Share: 2, make: (*edit).newPage},
		{Name: "translation", Share: 5, make: (*edit).translate},
		{Name: "translation removed", Share: 2, make: (*edit).removeTranslation},
		{Name: "withdrawn", Share: 5, make: (*edit).withdraw},
		{Name: "deleted", Share: 1, make: (*edit).drop},
		{Name: "renamed", Share: 3, make: (*edit).renameEntry},
		{Name: "bundle", Share: 3, make: (*edit).rebundle},
		{Name: "folder", Share: 3, make: (*edit).moveToFolder},
		{Name: "copied", Share: 2, make: (*edit).copyEntry},
		{Name: "swapped", Share: 2, make: (*edit).swap},
		{Name: "languages swapped", Share: 1, make: (*edit).swapLanguages},
	}
}

// prefixes are what ids begin with, so that an id can be found in any text.
func prefixes() map[string]string {
	return map[string]string{"projects": "pr", "clusters": "kl", "programmes": "pg", "organisations": "or"}
}

func (e *edit) newID(collection string) string {
	return prefixes()[collection] + pick(e, []string{"-", "-å"}) + e.word()[2:8]
}

func (e *edit) newEntry() string {
	collection := pick(e, []string{"projects", "projects", "projects", "clusters", "programmes", "organisations"})
	return "new " + e.add(collection, e.newID(collection))
}

// add writes the page of a new entry and gives its name.
func (e *edit) add(collection, id string) string {
	name := path.Join("content", collection, id+".md")
	if e.chance(5) {
		name = path.Join("content", collection, id, "index.md")
	}
	e.write(name, e.fresh(name))
	return name
}

func (e *edit) newPage() string {
	name := path.Join("content", pick(e, []string{"", "om", "om/oss"}), "sida-"+e.word()[2:6]+".md")
	if e.chance(3) {
		name = pick(e, []string{"content/index.md", "content/projects/index.md", "content/clusters/index.md", "content/accessibility.md"})
	}
	e.write(name, e.fresh(name))
	return "page " + name
}

func (e *edit) translate() string {
	one, ok := e.any()
	if !ok || one.lang != "" {
		return ""
	}
	name := strings.TrimSuffix(one.name, ".md") + ".en.md"
	e.write(name, e.fresh(name))
	return "translation " + name
}

func (e *edit) removeTranslation() string {
	all := e.entries(func(one entry) bool { return one.lang != "" })
	if len(all) == 0 {
		return ""
	}
	one := pick(e, all)
	e.remove(one.name)
	return "removed translation " + one.name
}

// withdraw takes an entry out, and all that refers to it.
func (e *edit) withdraw() string {
	one, ok := e.main()
	if !ok {
		return ""
	}
	for _, name := range e.versions(one) {
		e.remove(name)
	}
	e.untie(one)
	return "withdrawn " + one.name
}

// drop takes an entry out and leaves what refers to it.
func (e *edit) drop() string {
	one, ok := e.main()
	if !ok {
		return ""
	}
	for _, name := range e.versions(one) {
		e.remove(name)
	}
	return "deleted " + one.name
}

// untie takes all references to an entry out of the other pages.
func (e *edit) untie(gone entry) {
	id := regexp.QuoteMeta(gone.id)
	link := regexp.MustCompile(`\[\[` + gone.collection + `/` + id + `(?:\|[^\]]*)?\]\]|\[[^\]]*\]\([^)]*\b` + id + `(?:/index)?(?:\.\w\w)?\.md[^)]*\)`)
	for _, one := range e.entries(nil) {
		text := e.read(one.name)
		if !strings.Contains(text, gone.id) {
			continue
		}
		e.at = one.name
		p := parse(text)
		for _, k := range p.keys {
			if strings.Contains(k.value, gone.id) {
				p.set(k.key, e.again(k.key))
			}
		}
		p.body = link.ReplaceAllString(p.body, e.word())
		e.write(one.name, p.String())
	}
}

// again gives a key of the file that is being written a value; "" where it has none to give.
func (e *edit) again(key string) string {
	if make := e.keys()[key]; make != nil {
		return make(e)
	}
	return ""
}

// renameEntry gives an entry another id; what refers to it follows.
func (e *edit) renameEntry() string {
	one, ok := e.main()
	if !ok {
		return ""
	}
	id := e.newID(one.collection)
	moves := map[string]string{}
	for _, name := range e.versions(one) {
		moves[name] = strings.Replace(name, one.id, id, 1)
	}
	e.move(moves)
	for _, other := range e.entries(nil) {
		text := e.read(other.name)
		if now := strings.ReplaceAll(text, one.id, id); now != text {
			e.write(other.name, now)
		}
	}
	return fmt.Sprintf("renamed %s to %s", one.name, id)
}

// rebundle makes a folder of a page's file, or the other way round.
func (e *edit) rebundle() string {
	one, ok := e.main()
	if !ok {
		return ""
	}
	moves := map[string]string{}
	for _, name := range e.versions(one) {
		dir, base := path.Dir(name), path.Base(name)
		if rest, bundled := strings.CutPrefix(base, "index."); bundled {
			moves[name] = path.Join(path.Dir(dir), one.id+"."+rest)
		} else {
			moves[name] = path.Join(dir, one.id, "index"+strings.TrimPrefix(base, one.id))
		}
	}
	e.move(moves)
	return "bundled otherwise " + one.name
}

// moveToFolder moves an entry to another folder of its collection, which means nothing.
func (e *edit) moveToFolder() string {
	one, ok := e.main()
	if !ok {
		return ""
	}
	folder := path.Join("content", one.collection, pick(e, []string{"", "2022", "2022/vår", "arkiv"}))
	moves := map[string]string{}
	for _, name := range e.versions(one) {
		to := path.Join(folder, path.Base(name))
		if strings.HasPrefix(path.Base(name), "index.") {
			to = path.Join(folder, one.id, path.Base(name))
		}
		if to != name && !e.has(to) {
			moves[name] = to
		}
	}
	e.move(moves)
	return fmt.Sprintf("moved %s to %s", one.name, folder)
}

// copyEntry makes a second entry of the same bytes, less what must be unique.
func (e *edit) copyEntry() string {
	one, ok := e.main()
	if !ok {
		return ""
	}
	p := parse(e.read(one.name))
	p.set("slug", "")
	p.set("aliases", "")
	e.write(one.name, p.String())
	to := path.Join(path.Dir(one.name), e.newID(one.collection)+".md")
	if path.Base(one.name) == "index.md" {
		to = path.Join(path.Dir(path.Dir(one.name)), e.newID(one.collection), "index.md")
	}
	e.write(to, p.String())
	return fmt.Sprintf("copied %s to %s", one.name, to)
}

// swap exchanges the files of two projects: every byte was seen before, but elsewhere.
func (e *edit) swap() string {
	two := some(e, 2, e.entries(in("projects")))
	if len(two) < 2 || path.Dir(two[0].name) != path.Dir(two[1].name) {
		return ""
	}
	e.rename(two[0].name, "content/projects/between")
	e.rename(two[1].name, two[0].name)
	e.rename("content/projects/between", two[1].name)
	return fmt.Sprintf("exchanged %s and %s", two[0].name, two[1].name)
}

// swapLanguages makes the second language the first one.
func (e *edit) swapLanguages() string {
	now := blocks(e.read(settingsFile))
	p := page{keys: now}
	first, second := "sv", "en"
	if languages, _ := p.get("languages"); strings.HasPrefix(strings.TrimSpace(languages), "[en") {
		first, second = second, first
	}
	p.set("languages", fmt.Sprintf("[%s, %s]", second, first))
	e.write(settingsFile, yamlOf(p.keys))
	for _, one := range e.entries(func(one entry) bool { return one.lang == "" }) {
		stem := strings.TrimSuffix(one.name, ".md")
		e.rename(one.name, stem+"."+first+".md")
		if e.has(stem + "." + second + ".md") {
			e.rename(stem+"."+second+".md", one.name)
		}
	}
	return "languages: " + second + " first"
}
