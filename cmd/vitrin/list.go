package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/listing"
)

// listFlags are the flags of list.
type listFlags struct {
	siteFlags
	listing.Query
	format string
}

func newList() *cobra.Command {
	var flags listFlags
	cmd := &cobra.Command{
		Use:   "list [COLLECTION]",
		Short: "List projects, clusters, programmes, organisations and more",
		Long: "List shows what the content holds: projects, or another collection that is named:\n" +
			strings.Join(listing.Collections()[1:], ", ") + ".\n" +
			"Rows are sorted as the site's language sorts them. Content with errors can be listed too. A narrow terminal shows\n" +
			"fewer columns, unless --columns names them, and cuts what is long; files and other programs get it whole.\n\n" +
			"Conditions, all of which must hold:\n  " + strings.ReplaceAll(listing.Conditions, "\n", "\n  ") + "\n\n" +
			columnsText() + "\n\n" + formatsText(),
		Example: examples(
			[2]string{"Which projects go on", "vitrin list --where status=ongoing"},
			[2]string{"Which have a page in English, but no summary there", "vitrin list --lang en --where lang=en --where summary= --columns id,file"},
			[2]string{"The clusters with the most money first", "vitrin list clusters --sort -granted"},
			[2]string{"A file for Excel", "vitrin list --where 'programme=Smart industri i regionerna' --format excel > projekt.csv"},
		),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return listing.Collections(), cobra.ShellCompDirectiveNoFileComp
		},
		Args: cobra.MaximumNArgs(1),
	}
	flags.registerContent(cmd)
	cmd.Flags().StringArrayVar(&flags.Where, "where", nil, "`CONDITION` that must hold, such as status=ongoing; may be repeated")
	cmd.Flags().StringSliceVar(&flags.Columns, "columns", nil, "`KEYS` of the columns, with commas")
	cmd.Flags().StringVar(&flags.Sort, "sort", "", "`KEY` of the column to sort by, - before it for the other direction (default: title)")
	cmd.Flags().StringVar(&flags.Lang, "lang", "", "`LANGUAGE` of titles and words (default: the site's first)")
	cmd.Flags().StringVar(&flags.format, "format", listFormats()[0], "`FORMAT`: "+strings.Join(listFormats(), ", "))
	flags.complete(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return flags.run(cmd, args) }
	return cmd
}

func (f *listFlags) run(cmd *cobra.Command, args []string) (err error) {
	write, err := f.writer()
	if err != nil {
		return err
	}
	o, err := f.options()
	if err != nil {
		return err
	}
	t, out := terminal{cmd.ErrOrStderr()}, terminal{cmd.OutOrStdout()}
	tell, end := t.progress()
	o.Progress = tell
	s, problems, err := build.Look(cmd.Context(), o)
	end()
	if err != nil {
		return machine(err)
	}
	if s != nil {
		defer func() { err = errors.Join(err, machine(s.Close(cmd.Context()))) }()
	}
	if s == nil || s.Portfolio == nil { // the settings cannot be read
		if err := t.problems(o.Dir, problems); err != nil {
			return machine(err)
		}
		return &exit{status: exitContent}
	}
	if len(args) > 0 {
		f.Collection = args[0]
	}
	table, err := listing.New(s.Portfolio, s.Locales, f.Query)
	if wrong, ok := errors.AsType[*listing.Error](err); ok {
		return wrongUse(partOf(wrong.Part)+wrong.Message, wrong.Hint)
	}
	if err != nil {
		return machine(err)
	}
	t.told(problems, table.Len())
	return machine(write(out.w, table, listing.Layout{Width: out.width(), Heading: out.style().Place}))
}

// told says what else is to be known of a list.
func (t terminal) told(problems diag.List, rows int) {
	if problems.Errors() > 0 {
		t.say("the content holds %s, so the list may lack something; vitrin check tells more", diag.Summary(problems.Sorted()))
	}
	if rows == 0 {
		t.say("nothing to list")
	}
}

// partOf names the flag that a part of a query comes from.
func partOf(part string) string {
	if part == "collection" {
		return ""
	}
	return "--" + part + ": "
}

// writer gives what writes in the chosen format.
func (f *listFlags) writer() (func(io.Writer, *listing.Table, listing.Layout) error, error) {
	formats := listing.Formats()
	if at := slices.IndexFunc(formats, func(one listing.Format) bool { return one.Name == f.format }); at >= 0 {
		return formats[at].Write, nil
	}
	hint := "the formats are " + strings.Join(listFormats(), ", ")
	if near := diag.Nearest(f.format, listFormats()); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return nil, wrongUse(fmt.Sprintf("--format: %q is not a format", f.format), hint)
}

func listFormats() []string {
	var names []string
	for _, f := range listing.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// columnsText tells which columns a list has, and what each is called in conditions.
func columnsText() string {
	var b strings.Builder
	b.WriteString("Columns, to show, to sort by and to ask for (/ what they are called in conditions too):")
	last := ""
	for _, name := range listing.Collections() {
		var keys []string
		for _, k := range listing.Keys(name) {
			keys = append(keys, strings.TrimSuffix(k.Name+"/"+k.Also, "/"))
		}
		text := strings.Join(keys, " ")
		if text == last {
			continue // the dimensions have the same
		}
		last = text
		if len(keys) < 10 {
			name = "others"
		}
		fmt.Fprintf(&b, "\n  %-14s", name)
		width := 0
		for _, key := range keys {
			if width += len(key) + 1; width > 84 {
				b.WriteString("\n  " + strings.Repeat(" ", 14))
				width = len(key) + 1
			}
			b.WriteString(" " + key)
		}
	}
	b.WriteString("\nOf organisations, coordinated is what the projects were granted that they lead, and funded what they granted.")
	return b.String()
}

func formatsText() string {
	var b strings.Builder
	b.WriteString("Formats:")
	for _, f := range listing.Formats() {
		fmt.Fprintf(&b, "\n  %-14s %s", f.Name, f.About)
	}
	b.WriteString("\nDates are EDTF (2022-05, 2018-21 for spring 2018) and amounts plain numbers in all but the first. In CSV a text that a\n" +
		"spreadsheet would take for a formula has an apostrophe before it; JSON holds it as it is written.")
	return b.String()
}
