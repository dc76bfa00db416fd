package changes

import (
	"fmt"
	"strings"
)

// text gives a body: parts of all kinds, each with a word of its own.
func (e *edit) text() string {
	parts := []func() string{
		func() string { return "Ett stycke med *" + e.word() + "* och \"citat\"." },
		func() string { return fmt.Sprintf("## Rubrik %d\n\nOm %s.", 1+e.r.IntN(3), e.word()) },
		func() string { return "Se " + e.link() + " för mer." },
		func() string { return "Se också " + e.link() + " och " + e.link() + "." },
		func() string { return fmt.Sprintf("| a | b |\n|---|--:|\n| %s | %d |", e.word(), e.r.IntN(1000)) },
		func() string { return "> [!NOTE]\n> Viktigt: " + e.word() + "." },
		func() string { return fmt.Sprintf("Med not[^%s].\n\n[^%[1]s]: Noten %s.", e.word()[:6], e.word()) },
		func() string { return "- ett " + e.word() + "\n- två\n  - tre" },
		func() string { return "Ord\n: betyder " + e.word() },
		func() string { return "<b>" + e.word() + "</b> <script>x</script>" },
		e.figure, e.fileLink,
	}
	body := "\nOm " + e.word() + ".\n"
	seen := map[int]bool{}
	for range e.r.IntN(5) {
		if i := e.r.IntN(len(parts)); !seen[i] {
			seen[i] = true
			body += "\n" + parts[i]() + "\n"
		}
	}
	return body
}

// link gives a link to another page, to a heading of it now and then.
func (e *edit) link() string {
	var targets []entry
	for _, one := range e.entries(func(one entry) bool { return one.lang == "" }) {
		if one.collection != "" {
			targets = append(targets, one)
		}
	}
	if len(targets) == 0 {
		return "ingen"
	}
	to := pick(e, targets)
	switch e.r.IntN(3) {
	case 0:
		return fmt.Sprintf("[[%s/%s]]", to.collection, to.id)
	case 1:
		return fmt.Sprintf("[[%s/%s|%s]]", to.collection, to.id, e.word())
	}
	fragment := ""
	if strings.Contains(e.read(to.name), "\n## Rubrik 1\n") {
		fragment = "#rubrik-1"
	}
	return fmt.Sprintf("[%s](%s%s)", e.word(), e.relative(to.name), fragment)
}

// figure gives a picture within the text.
func (e *edit) figure() string {
	files := e.withExt("content", ".png", ".jpg", ".svg")
	if len(files) == 0 {
		return "Utan bild."
	}
	return fmt.Sprintf("![Bild %s](%s)", e.word(), e.relative(pick(e, files)))
}

// fileLink gives a link to a file, which may be a picture.
func (e *edit) fileLink() string {
	files := e.withExt("content", ".pdf", ".csv", ".txt", ".jpg")
	if len(files) == 0 {
		return "Utan fil."
	}
	return fmt.Sprintf("Hämta [%s](%s).", e.word(), e.relative(pick(e, files)))
}
