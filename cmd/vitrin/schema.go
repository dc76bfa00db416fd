package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/portfolio"
	"vitrin/internal/schema"
)

func newSchema() *cobra.Command {
	var dir, lang string
	var names []string
	for _, k := range schema.Kinds() {
		names = append(names, string(k))
	}
	cmd := &cobra.Command{
		Use:   "schema " + strings.Join(names, "|"),
		Short: "Print a JSON Schema of front matter or settings",
		Long: "Schema prints the JSON Schema (draft-07) of the front matter of a project, cluster, programme, organisation\n" +
			"or page, of a translation of one, or of content/site.yaml: what each key means, and how it is written.\n" +
			"Editors complete and check with it. In a site's folder it knows the site's languages and names.",
		Example: examples(
			[2]string{"Of the front matter of projects, for an editor", "vitrin schema project > .vscode/schema/project.json"},
			[2]string{"Of content/site.yaml, described in Swedish", "vitrin schema site --lang sv"},
		),
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return fmt.Errorf("say what the schema is of: %s", strings.Join(names, ", "))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "site", "", "`FOLDER` that holds content/, whose names the schema is to know (default: the current one, if it does)")
	cmd.Flags().StringVar(&lang, "lang", "", "`LANGUAGE` of the descriptions: "+strings.Join(portfolio.GlossaryLanguages(), " or ")+" (default: those of the site, else all)")
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(portfolio.GlossaryLanguages(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o, err := schemaOptions(cmd.Context(), terminal{cmd.ErrOrStderr()}, dir)
		if err != nil {
			return err
		}
		if lang != "" {
			if !slices.Contains(portfolio.GlossaryLanguages(), lang) {
				return &exit{exitUsage, fmt.Errorf("--lang: there are no descriptions in %q; write %s", lang, strings.Join(portfolio.GlossaryLanguages(), " or "))}
			}
			o.Words = []string{lang}
		}
		printed, err := schema.Of(schema.Kind(args[0]), o)
		if err != nil {
			return &exit{exitMachine, err}
		}
		if _, err := cmd.OutOrStdout().Write(printed); err != nil {
			return &exit{exitMachine, err}
		}
		return nil
	}
	return cmd
}

// schemaOptions gives the options of the site in a folder; without one, those of none.
func schemaOptions(ctx context.Context, t terminal, dir string) (schema.Options, error) {
	if info, err := os.Stat(filepath.Join(dir, "content", "site.yaml")); dir == "" && (err != nil || info.IsDir()) {
		return schema.Options{}, nil
	}
	content, err := readContent(ctx, t, siteFlags{dir: filepath.Clean(dir)})
	if err != nil {
		return schema.Options{}, err
	}
	return schema.ForSite(content.Portfolio), nil
}

// readContent reads the content of a site for commands that publish nothing. Where the settings cannot be read it tells why.
func readContent(ctx context.Context, t terminal, flags siteFlags) (*build.Content, error) {
	o, err := flags.options()
	if err != nil {
		return nil, err
	}
	content, problems, err := build.Read(ctx, o)
	if err != nil {
		return nil, &exit{exitMachine, err}
	}
	if content == nil {
		if err := t.problems(o.Dir, problems); err != nil {
			return nil, &exit{exitMachine, err}
		}
		return nil, &exit{status: exitContent}
	}
	return content, nil
}
