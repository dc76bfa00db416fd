package changes

import (
	"fmt"
	"slices"
	"strings"
)

// wordKinds are the changes within a page's file.
func wordKinds() []Kind {
	return []Kind{
		{Name: "body", Share: 8, make: (*edit).changeBody},
		{Name: "field", Share: 24, make: (*edit).changeField},
		{Name: "name", Share: 10, make: (*edit).changeName},
		{Name: "several fields", Share: 4, make: func(e *edit) string { return e.changeField() + ", " + e.changeField() + ", " + e.changeField() }},
		{Name: "dates", Share: 4, make: (*edit).changeDates},
		{Name: "link made", Share: 3, make: (*edit).makeLink},
		{Name: "link broken", Share: 1, make: (*edit).breakLink},
		{Name: "mistake", Share: 1, make: (*edit).makeMistake},
		{Name: "line ends", Share: 1, make: (*edit).changeLineEnds},
		{Name: "other format", Share: 1, make: (*edit).changeFormat},
	}
}

// main picks the main file of an entry, and makes it the one that is being written.
func (e *edit) main() (entry, bool) {
	all := e.entries(func(one entry) bool { return one.collection != "" && one.lang == "" })
	if len(all) == 0 {
		return entry{}, false
	}
	one := pick(e, all)
	e.at = one.name
	return one, true
}

// any picks a page's file.
func (e *edit) any() (entry, bool) {
	all := e.entries(nil)
	if len(all) == 0 {
		return entry{}, false
	}
	one := pick(e, all)
	e.at = one.name
	return one, true
}

func (e *edit) changeBody() string {
	one, ok := e.any()
	if !ok {
		return ""
	}
	p := parse(e.read(one.name))
	p.body = e.text()
	e.write(one.name, p.String())
	return "body of " + one.name
}

// keys gives the keys of the file that is being written.
func (e *edit) keys() map[string]value {
	one := entryOf(e.at)
	if one.lang != "" && e.has(strings.TrimSuffix(e.at, "."+one.lang+".md")+".md") {
		return wordKeys()
	}
	return keysOf(one.collection)
}

// changeField gives a key another value, or takes it away.
func (e *edit) changeField() string {
	one, ok := e.any()
	if !ok {
		return ""
	}
	keys := e.keys()
	key := pick(e, sorted(keys))
	p := parse(e.read(one.name))
	value := keys[key](e)
	if e.chance(4) && key != "title" {
		value = ""
	}
	if key == "granted" && value != "" { // one of the two
		p.set("funding", "")
	} else if key == "funding" && value != "" {
		p.set("granted", "")
	}
	p.set(key, value)
	e.write(one.name, p.String())
	return fmt.Sprintf("%s of %s: %.60q", key, one.name, value)
}

// changeName changes what most other pages show of a page: its title or its address, mostly.
func (e *edit) changeName() string {
	one, ok := e.any()
	if !ok {
		return ""
	}
	if shared := e.entries(func(one entry) bool { return one.collection != "" && one.collection != "projects" }); len(shared) > 0 && e.chance(2) {
		one = pick(e, shared) // those that many refer to
		e.at = one.name
	}
	key := pick(e, []string{"title", "title", "title", "slug", "summary"})
	p := parse(e.read(one.name))
	p.set(key, wordKeys()[key](e))
	e.write(one.name, p.String())
	return key + " of " + one.name
}

func (e *edit) changeDates() string {
	all := e.entries(in("projects"))
	if len(all) == 0 {
		return ""
	}
	e.at = pick(e, all).name
	p := parse(e.read(e.at))
	for _, key := range []string{"start", "end"} {
		p.set(key, projectKeys()[key](e))
	}
	e.write(e.at, p.String())
	return "dates of " + e.at
}

func (e *edit) makeLink() string {
	one, ok := e.any()
	if !ok {
		return ""
	}
	p := parse(e.read(one.name))
	link := e.link()
	p.body += "\nSe " + link + ".\n"
	e.write(one.name, p.String())
	return "link " + link + " in " + one.name
}

func (e *edit) breakLink() string {
	one, ok := e.any()
	if !ok {
		return ""
	}
	p := parse(e.read(one.name))
	p.body += "\nSe " + pick(e, []string{"[[projects/finns-inte]]", "[x](finns-inte.md)", "[x](#finns-inte)", "![x](finns-inte.png)"}) + ".\n"
	e.write(one.name, p.String())
	return "broken link in " + one.name
}

func (e *edit) makeMistake() string {
	one, ok := e.main()
	if !ok {
		return ""
	}
	p := parse(e.read(one.name))
	wrong := pick(e, [][2]string{{"start", "09/2015"}, {"themes", "[a: b"}, {"sumary", e.quoted()}, {"regions", "Ingenstans"}, {"title", `""`}, {"clusters", "finns-inte"}})
	p.set(wrong[0], wrong[1])
	e.write(one.name, p.String())
	return fmt.Sprintf("mistake in %s: %s: %s", one.name, wrong[0], wrong[1])
}

// changeLineEnds writes a file as another editor would: nothing of what it says changes.
func (e *edit) changeLineEnds() string {
	one, ok := e.any()
	if !ok {
		return ""
	}
	text := strings.TrimPrefix(strings.ReplaceAll(e.read(one.name), "\r\n", "\n"), "\ufeff")
	if e.chance(2) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if e.chance(2) {
		text = "\ufeff" + text
	}
	e.write(one.name, text)
	return "line ends of " + one.name
}

// changeFormat writes a page with front matter in another format.
func (e *edit) changeFormat() string {
	all := e.entries(in("projects"))
	if len(all) == 0 {
		return ""
	}
	name := pick(e, all).name
	e.write(name, pick(e, []string{
		fmt.Sprintf("+++\ntitle = %s\nstart = 2020-01-02\nthemes = [\"wood\"]\n+++\n\nOm %s.\n", e.quoted(), e.word()),
		fmt.Sprintf("{\"title\": %s, \"start\": \"2021\", \"regions\": [\"SE-G\"]}\n\nOm %s.\n", e.quoted(), e.word()),
	}))
	return "other format of " + name
}

// fresh gives a new page of a collection, with each of its keys in one of four cases.
func (e *edit) fresh(name string) string {
	e.at = name
	var p page
	keys := e.keys()
	names := sorted(keys)
	e.r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	p.set("title", e.quoted())
	for _, key := range names {
		if slices.Contains([]string{"title", "draft", "publish", "expires", "funding", "logo"}, key) {
			continue
		}
		if e.chance(4) || slices.Contains([]string{"start", "end", "clusters", "programmes", "coordinator", "partners", "funders", "organisation"}, key) {
			p.set(key, keys[key](e))
		}
	}
	if _, stated := p.get("granted"); !stated && keys["funding"] != nil {
		p.set("funding", keys["funding"](e))
	}
	p.body = e.text()
	return p.String()
}
