package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"vitrin/internal/portfolio"
)

// Editor gives what makes VS Code help with a site: files by their paths below the site's folder.
//
//	.vscode/schema/*.json         a schema of each kind
//	.vscode/settings.json         ties that of content/site.yaml to it, for the YAML extension
//	.vscode/extensions.json       recommends that extension
//	.vscode/vitrin.code-snippets  the keys of front matter, for pages in Markdown, where that extension does not help
//	.vscode/tasks.json            "vitrin check", whose findings are shown at their lines
func Editor(o Options) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, k := range Kinds() {
		s, err := Of(k, o)
		if err != nil {
			return nil, err
		}
		files[".vscode/schema/"+string(k)+".json"] = s
	}
	for name, content := range map[string]any{
		"settings.json":        map[string]any{"yaml.schemas": map[string]string{"./.vscode/schema/site.json": "content/site.yaml"}},
		"extensions.json":      map[string]any{"recommendations": []string{"redhat.vscode-yaml"}},
		"tasks.json":           tasks(),
		"vitrin.code-snippets": newMaker(o).snippets(),
	} {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		if err := e.Encode(content); err != nil {
			return nil, fmt.Errorf("writing .vscode/%s: %w", name, err)
		}
		files[".vscode/"+name] = b.Bytes()
	}
	return files, nil
}

// What finds a problem in what "vitrin check" prints: file, line, column, severity and words; or, of a file as a whole,
// file, severity and words. VS Code takes a pattern for the one or for the other.
const (
	linePattern = `^([^:\s][^:]*):(\d+):(?:(\d+):)? (error|warning): (.*)$`
	filePattern = `^([^:\s][^:]*): (error|warning): (.*)$`
)

// task is a task of VS Code.
type task struct {
	Label   string   `json:"label"`
	Type    string   `json:"type"`
	Command string   `json:"command"`
	Args    []string `json:"args"`
	Group   struct {
		Kind      string `json:"kind"`
		IsDefault bool   `json:"isDefault"`
	} `json:"group"`
	Matchers []matcher `json:"problemMatcher"`
}

// matcher tells VS Code how a task prints problems; the numbers are those of the pattern's groups.
type matcher struct {
	Owner    string   `json:"owner"`
	Location []string `json:"fileLocation"`
	Pattern  pattern  `json:"pattern"`
}

type pattern struct {
	Regexp   string `json:"regexp"`
	Kind     string `json:"kind"` // location, or file
	File     int    `json:"file"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Severity int    `json:"severity"`
	Message  int    `json:"message"`
}

func tasks() any {
	check := task{Label: "vitrin check", Type: "process", Command: "vitrin", Args: []string{"check"}}
	check.Group.Kind, check.Group.IsDefault = "build", true
	below := []string{"relative", "${workspaceFolder}"}
	check.Matchers = []matcher{
		{"vitrin", below, pattern{Regexp: linePattern, Kind: "location", File: 1, Line: 2, Column: 3, Severity: 4, Message: 5}},
		{"vitrin-files", below, pattern{Regexp: filePattern, Kind: "file", File: 1, Severity: 2, Message: 3}},
	}
	return map[string]any{"version": "2.0.0", "tasks": []task{check}}
}

// codeSnippet is a snippet of VS Code.
type codeSnippet struct {
	Scope       string `json:"scope"`
	Prefix      string `json:"prefix"`
	Body        string `json:"body"`
	Description string `json:"description"`
}

// snippets makes a snippet of each key of front matter. VS Code cannot tell a project's page from a cluster's, so keys of
// one collection alone say which.
func (m *maker) snippets() map[string]codeSnippet {
	all := map[string]codeSnippet{}
	g := m.glossaries[0]
	for _, k := range Kinds() {
		if k == Site {
			continue
		}
		shape, _ := shapeOf(k) // of a kind that there is
		for _, f := range shape.Fields {
			description := m.about(f)
			if f.Record != "page" {
				description = string(k) + ": " + description
			}
			all[f.Record+"."+f.Key] = codeSnippet{Scope: "markdown", Prefix: f.Key, Body: f.Key + ": " + placeholder(g, f) + "$0", Description: description}
		}
	}
	return all
}

// placeholder is what a snippet puts in for a value: a choice, or the example, to be written over.
func placeholder(g portfolio.Glossary, f portfolio.Field) string {
	if f.Shape.Values != nil {
		return "${1|" + strings.Join(f.Shape.Values, ",") + "|}"
	}
	return "${1:" + strings.NewReplacer(`\`, `\\`, "$", `\$`, "}", `\}`).Replace(g.Example(f)) + "}"
}
