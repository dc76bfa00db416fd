package changes

import (
	"fmt"
	"strings"
)

// begin writes a site of a number of entries, less than half of them projects' neighbours, each with a few more files.
func (e *edit) begin(entries int) {
	e.write(settingsFile, e.goodSettings())
	for i := range 4 {
		ext := []string{".png", ".jpg"}[i%2]
		e.write(fmt.Sprintf("content/bilder/bild-%d%s", i, ext), e.picture(ext))
		e.write(fmt.Sprintf("content/dokument/rapport-%d.pdf", i), e.file())
	}
	e.write("content/index.md", e.fresh("content/index.md"))
	e.write("content/om.md", e.fresh("content/om.md"))
	for i := range entries {
		collection := []string{"organisations", "projects", "clusters", "projects", "programmes", "projects"}[i%6]
		name := e.add(collection, e.newID(collection))
		if e.chance(3) {
			name = strings.TrimSuffix(name, ".md") + ".en.md"
			e.write(name, e.fresh(name))
		}
	}
}

// goodSettings gives settings that hold.
func (e *edit) goodSettings() string {
	var p page
	keys := settingsKeys()
	for _, key := range []string{"title", "base_url", "languages", "organisations", "menu", "kinds", "themes", "accessibility", "publisher", "per_page"} {
		p.set(key, keys[key](e))
	}
	return yamlOf(p.keys)
}
