package main

import (
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/static"
	"vitrin/templates"
)

// newTemplatesHelp is the page "vitrin help templates".
func newTemplatesHelp() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "templates",
		Short: "How pages are laid out, and how to change that",
		Long:  strings.TrimSpace(templates.Guide()),
	}
	cmd.SetHelpTemplate(topicTemplate)
	return cmd
}

// builtIn gives a file that the program brings along and a site's own may take the place of, by its path there.
func builtIn(name string) ([]byte, bool) {
	for folder, files := range map[string]fs.FS{"templates/": templates.FS, "static/": static.FS} {
		if below, ok := strings.CutPrefix(name, folder); ok {
			src, err := fs.ReadFile(files, below)
			return src, err == nil
		}
	}
	return nil, false
}
