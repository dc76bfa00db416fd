package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// personal are the settings of whoever sits at the machine. They are no part of a site.
type personal struct {
	editor string // the address that opens a file; empty: none
}

// editors are the editors that open files by an address, by the names that the setting takes.
func editors() map[string]string {
	return map[string]string{
		"vscode":   "vscode://file{file}:{line}:{column}",
		"vscodium": "vscodium://file{file}:{line}:{column}",
		"cursor":   "cursor://file{file}:{line}:{column}",
		"zed":      "zed://file{file}:{line}:{column}",
		"idea":     "idea://open?file={file}&line={line}&column={column}",
		"none":     "",
	}
}

const defaultEditor = "vscode"

// personalFile is where the settings lie.
func personalFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "vitrin", "settings.yaml"), nil
}

// readPersonal reads the settings. A file that is not there says nothing, and so does a machine that has no place for
// one; what is wrong in it is told, and the rest holds. The error is trouble of the machine.
func readPersonal(t terminal) (personal, error) {
	p := personal{editor: editors()[defaultEditor]}
	name, err := personalFile()
	if err != nil {
		return p, nil //nolint:nilerr // as a daemon has none
	}
	src, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("cannot read your settings: %w", err)
	}
	node, problems := syntax.YAML(name, src, 1)
	if node != nil {
		problems = append(problems, p.read(node)...)
	}
	return p, t.style().Print(t.w, problems, func(string) ([]byte, error) { return src, nil })
}

// read takes in what the file says.
func (p *personal) read(n *syntax.Node) diag.List {
	var problems diag.List
	for _, f := range n.Fields {
		if f.Key != "editor" {
			problems.Warn(f.KeyPos, diag.UnknownKey, fmt.Sprintf("the key %q is not known here, so it is left out", f.Key), "known keys here: editor")
			continue
		}
		address, known := editors()[f.Value.Value]
		switch {
		case known:
			p.editor = address
		case strings.Contains(f.Value.Value, "{file}") && strings.Contains(f.Value.Value, "://"):
			p.editor = f.Value.Value
		default:
			problems.Warn(f.Value.Pos, diag.Value, fmt.Sprintf("%q is no editor that is known here", f.Value.Value),
				"write one of: "+strings.Join(editorNames(), ", ")+"; or an address with {file}, {line} and {column} in it, such as \"vscode://file{file}:{line}:{column}\"")
		}
	}
	return problems
}

func editorNames() []string {
	var names []string
	for name := range editors() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// newEditorHelp is the page "vitrin help editor".
func newEditorHelp() *cobra.Command {
	where := "settings.yaml in the folder vitrin of your settings' folder"
	if name, err := personalFile(); err == nil {
		where = name
	}
	cmd := &cobra.Command{
		Use:   "editor",
		Short: "Which editor the preview's links open",
		Long: fmt.Sprintf("Links of the preview open files in an editor, at the line. Which one, say in\n\n    %s\n\nas\n\n    editor: %s\n\n"+
			"The editors are: %s.\nAny other that opens files by an address can be named by it, such as\n\n    editor: \"vscode://file{file}:{line}:{column}\"\n\nThe file is read when a preview begins.",
			where, defaultEditor, strings.Join(editorNames(), ", ")),
	}
	cmd.SetHelpTemplate(topicTemplate)
	return cmd
}
