package changes

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// templateKinds are the changes of templates and words.
func templateKinds() []Kind {
	return []Kind{
		{Name: "template", Share: 4, make: (*edit).changeTemplate},
		{Name: "template removed", Share: 2, make: func(e *edit) string { return e.removeOne("templates") }},
		{Name: "templates removed", Share: 1, make: func(e *edit) string {
			if e.has("templates/lang/da.yaml") {
				return ""
			}
			e.remove("templates")
			return "removed templates"
		}},
		{Name: "own partial", Share: 2, make: (*edit).changePartial},
		{Name: "words", Share: 3, make: (*edit).changeWords},
		{Name: "broken template", Share: 1, make: func(e *edit) string {
			name := pick(e, []string{"templates/page.html", "templates/base.html", "templates/partials/card.html", "templates/lang/sv.yaml"})
			e.write(name, "{{if")
			return "broken " + name
		}},
	}
}

// staticKinds are the changes of styles, scripts and other files that are published as they are.
func staticKinds() []Kind {
	return []Kind{
		{Name: "styles", Share: 3, make: func(e *edit) string {
			name := pick(e, []string{"static/css/own.css", "static/css/more.css"})
			e.write(name, fmt.Sprintf("/* %s */\n", e.word())+fmt.Sprintf(pick(e, []string{"p { margin: %dpx; }\n", "a { color: #1234%02d; }\n"}), e.r.IntN(90)))
			return "styles " + name
		}},
		{Name: "script", Share: 1, make: func(e *edit) string {
			e.write("static/js/site.js", fmt.Sprintf("console.log(%q);\n", e.word()))
			return "script"
		}},
		{Name: "static file", Share: 3, make: func(e *edit) string {
			name := pick(e, []string{"static/robots.txt", "static/icon.svg", "static/data/siffror.csv", "static/.well-known/security.txt", "static/ensam.css"})
			e.write(name, "text "+e.word()+"\n")
			return "static file " + name
		}},
		{Name: "static file removed", Share: 2, make: func(e *edit) string { return e.removeOne("static") }},
		{Name: "static in the way", Share: 1, make: func(e *edit) string {
			e.write("static/index.html", "x")
			return "static/index.html"
		}},
		{Name: "static link", Share: 1, make: func(e *edit) string {
			e.remove("static/css/own.css")
			e.note(os.MkdirAll(e.path("static/css"), 0o755))
			e.note(os.Symlink("../../content/index.md", e.path("static/css/own.css")))
			return "a link in static"
		}},
	}
}

// removeOne removes a file of a folder.
func (e *edit) removeOne(folder string) string {
	files := e.files(folder)
	if len(files) == 0 {
		return ""
	}
	name := pick(e, files)
	if name == "templates/lang/da.yaml" {
		return ""
	}
	e.remove(name)
	return "removed " + name
}

func (e *edit) builtInText(name string) string {
	text, err := fs.ReadFile(e.builtIn, name)
	e.note(err)
	return string(text)
}

// changeTemplate lays a template over the built-in one, which says a word more.
func (e *edit) changeTemplate() string {
	name := pick(e, []string{
		"base.html", "page.html", "project.html", "projects.html", "cluster.html", "organisation.html", "programme.html", "home.html", "group.html", "index.html",
		"matrix.html", "table.html", "404.html", "accessibility.html", "partials/card.html", "partials/footer.html", "partials/header.html", "partials/facts.html", "partials/row.html",
	})
	e.write("templates/"+name, e.withMark(name))
	return "template " + name
}

// withMark gives a built-in template with a word of its own.
func (e *edit) withMark(name string) string {
	text, mark := e.builtInText(name), "<!---->"+"<p>"+e.word()+"</p>"
	for _, after := range []string{`{{define "main"}}`, "tabindex=\"-1\">\n"} {
		if i := strings.Index(text, after); i >= 0 {
			return text[:i+len(after)] + mark + text[i+len(after):]
		}
	}
	return text + mark
}

// changePartial writes a part of the site's own, and a template that uses it.
func (e *edit) changePartial() string {
	e.write("templates/partials/egen.html", "<p>"+e.word()+"</p>")
	e.write("templates/page.html", strings.Replace(e.withMark("page.html"), "{{end}}", "{{template \"partials/egen.html\" .}}{{end}}", 1))
	return "a partial of one's own"
}

func (e *edit) changeWords() string {
	name := "templates/lang/" + pick(e, []string{"sv", "en"}) + ".yaml"
	e.write(name, fmt.Sprintf("words:\n  home: Hem %s\n  skip: Gå %s\n", e.word(), e.word()))
	return "words " + name
}
