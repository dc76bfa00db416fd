package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/ingest"
)

const importLong = `Import turns the rows of a table into pages: a CSV file or a workbook (.xlsx) by a mapping, or a file of grants in JSON
as the 360Giving Data Standard 1.4 has it, without one.

A mapping says which column becomes which field:

  collection: projects              # or clusters, programmes, organisations
  file:
    encoding: windows-1252          # utf-8 where nothing is said; also latin-1, utf-16
    separator: ";"                  # found where nothing is said
    header: 3                       # the line of the names of the columns
    sheet: Projekt                  # of a workbook
  dates: DD.MM.YYYY                 # 2022-05-17 and "maj 2022" can always be read
  numbers: {decimal: ",", thousands: " "}
  empty: ["-", saknas]              # what means that nothing is stated
  id: Diarienummer                  # different in every row, and never changed
  fields:
    title: Projektnamn
    status: {column: Status, values: {Pågående: ongoing, Avslutat: completed}}
    start: Startdatum
    coordinator: Projektägare
    partners: {column: Parter, split: [";", lines], role: partner}
    programmes: {value: smart-industri-2}
    funding:
      - funder: Finansiär
        granted: {column: Beviljat (tkr), unit: tkr}
        decided: Beslutsdatum
    regions: {column: Län, default: Kronoberg, fill: down}
    extra: {handler: Handläggare}
  body: [{column: Syfte, heading: Syfte}, {column: Resultat, heading: Resultat, format: markdown}]
  merge: [funding]                  # rows of one id are one page

A field is filled by a column, named alone or in a group that says more: column, or template ("{Dnr} {Titel}"), or value
(the same in every row); with split (what stands between several values), values (what stands for what), default, fill
(down: empty cells repeat the one above), date (a form, or a list of them), number and unit (kr, tkr, mkr or mdkr; how the
values are written), and role. Texts can have a column for each language, {sv: Titel, en: Title}; a list can have several
columns, [Part 1, Part 2]. For a whole table there are also currency (of amounts that name none), organisations (named, or
ids) and, under file, quotes (lazy: they may stand anywhere). --draft-map prints a first mapping, by the names of the columns
and the values below them; with --map the file: of that mapping says how the table is read.

Cells are taken without blanks around them and in Unicode's form NFC. A cell that becomes body is plain text, and the page
shows just that, blank lines parting its paragraphs; with format: markdown it is Markdown. A number of a workbook is what it
is: the forms of dates and numbers are those of texts.

Import again, and pages follow their rows; those that somebody has changed by hand are left alone, and what their rows
say is told. A page that no import wrote (there before) is never touched. imports/, beside content/, remembers what was
written: keep the two together. A row that cannot be read, for an error in it or because its cells do not fit the columns, is
told with its line and left out; all others are written. Where rows of one id are one page, one that cannot be read holds
the page back. What is alike in many rows is told twenty times, and counted.`

// importFlags are the flags of the command.
type importFlags struct {
	site, mapping, sheet, as        string
	dryRun, verbose, restore, draft bool
}

func newImport() *cobra.Command {
	var flags importFlags
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Turn the rows of a table into pages",
		Long:  importLong,
		Example: examples(
			[2]string{"A first mapping of a table's columns, to be looked through", "vitrin import projekt.csv --draft-map > projekt.yaml"},
			[2]string{"What would be written, and every row that cannot be read", "vitrin import projekt.csv --map projekt.yaml --dry-run"},
			[2]string{"The pages; again whenever the table is new", "vitrin import projekt.csv --map projekt.yaml"},
			[2]string{"One sheet of a workbook", "vitrin import projekt.xlsx --map projekt.yaml --sheet 'Projekt 2022'"},
			[2]string{"Grants published by the 360Giving standard", "vitrin import grants.json"},
		),
		Args: cobra.ExactArgs(1),
	}
	f := cmd.Flags()
	f.StringVar(&flags.site, "site", ".", "`FOLDER` that holds content/")
	f.StringVar(&flags.mapping, "map", "", "`FILE` that says which column becomes which field")
	f.StringVar(&flags.sheet, "sheet", "", "`SHEET` of a workbook, by name or number, instead of what the mapping says")
	f.BoolVar(&flags.dryRun, "dry-run", false, "tell what would be written, and write nothing")
	f.BoolVar(&flags.verbose, "verbose", false, "tell what is done with each page, and print what changes as a diff on standard output")
	f.BoolVar(&flags.restore, "restore", false, "make pages again that have been deleted since they were imported")
	f.StringVar(&flags.as, "as", "", "`NAME` under which imports/ keeps what was written (default: the mapping's, or 360giving)")
	f.BoolVar(&flags.draft, "draft-map", false, "print a first mapping for this table on standard output, and write nothing")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if flags.draft {
			return flags.runDraft(cmd, args[0])
		}
		return flags.run(cmd, args[0])
	}
	return cmd
}

// options reads the flags; the error is one of use.
func (f *importFlags) options(file string) (ingest.Options, error) {
	o := ingest.Options{Dir: f.site, File: file, Mapping: f.mapping, Sheet: f.sheet, DryRun: f.dryRun, Restore: f.restore, Diff: f.verbose, Name: ingest.RecordName(f.mapping)}
	if f.as != "" {
		o.Name = ingest.RecordName(f.as)
		if f.as != filepath.Base(f.as) {
			return o, fmt.Errorf("--as: %q is not a name: imports/ lies in the site's folder", f.as)
		}
	}
	if err := readable(file); err != nil {
		return o, err
	}
	if info, err := os.Stat(filepath.Join(f.site, "content")); err != nil || !info.IsDir() {
		return o, fmt.Errorf("%s holds no folder content; say with --site where the site is", f.site)
	}
	giving := ingest.IsGiving(file)
	switch {
	case o.Name == "":
		return o, fmt.Errorf("--as: %q has no letter and no digit", f.as)
	case giving && f.mapping != "":
		return o, fmt.Errorf("%s is JSON, which is imported without --map", file)
	case !giving && f.mapping == "":
		return o, fmt.Errorf("say with --map which column becomes which field; vitrin import %s --draft-map prints a first mapping", file)
	}
	if f.mapping != "" {
		src, err := os.ReadFile(f.mapping)
		if err != nil {
			return o, fmt.Errorf("--map: %w", err)
		}
		o.Source = src
	}
	return o, nil
}

// readable tells why a file cannot be imported at all. One that can be read only once is refused, since it is read
// several times.
func readable(file string) error {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return &misuse{file + " is a folder", "name the file of the table"}
	case !info.Mode().IsRegular():
		return &misuse{file + " is no file but a pipe or a device, which can be read only once", "write it into a file first"}
	}
	return nil
}

func (f *importFlags) run(cmd *cobra.Command, file string) error {
	o, err := f.options(file)
	if err != nil {
		return &exit{exitUsage, err}
	}
	t := terminal{cmd.ErrOrStderr()}
	settings, words, problems, err := build.Settings(f.site)
	if err != nil {
		return &exit{exitMachine, err}
	}
	if settings == nil {
		if err := t.problems(f.site, problems); err != nil {
			return &exit{exitMachine, err}
		}
		return &exit{status: exitContent}
	}
	o.Settings, o.Words = settings, words
	var printing error // of diffs
	if f.dryRun || f.verbose {
		o.Told = func(c ingest.Change) {
			if c.Kind != ingest.Unchanged && (c.Kind != ingest.Kept || f.verbose) {
				t.say("%-9s %s", c.Kind, strings.Map(printable, c.Path))
			}
			if _, err := io.WriteString(cmd.OutOrStdout(), c.Diff); err != nil && printing == nil {
				printing = err
			}
		}
	}
	result, problems, err := ingest.Import(cmd.Context(), o)
	err = errors.Join(err, printing)
	if told := t.importProblems(f.site, o, problems); told != nil {
		return &exit{exitMachine, told}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &exit{exitUsage, err}
	}
	if err != nil {
		return &exit{exitMachine, err}
	}
	t.imported(result, o)
	if problems.Errors() > 0 {
		return &exit{status: exitContent}
	}
	return nil
}

// printable keeps what a file's name may do to a terminal from it.
func printable(r rune) rune {
	if !unicode.IsPrint(r) {
		return utf8.RuneError
	}
	return r
}

func (f *importFlags) runDraft(cmd *cobra.Command, file string) error {
	if err := readable(file); err != nil {
		return &exit{exitUsage, err}
	}
	var source []byte
	if f.mapping != "" {
		src, err := os.ReadFile(f.mapping)
		if err != nil {
			return &exit{exitUsage, fmt.Errorf("--map: %w", err)}
		}
		source = src
	}
	draft, problems, err := ingest.Draft(file, f.sheet, f.mapping, source)
	t := terminal{cmd.ErrOrStderr()}
	if errors.Is(err, fs.ErrNotExist) {
		return &exit{exitUsage, err}
	}
	if err != nil {
		return &exit{exitMachine, err}
	}
	if err := t.style().Print(t.w, problems, nil); err != nil {
		return &exit{exitMachine, err}
	}
	if problems.Errors() > 0 {
		return &exit{status: exitContent}
	}
	_, err = cmd.OutOrStdout().Write(draft)
	return machine(err)
}

// importProblems prints the problems of an import: lines of the mapping and of pages are quoted, rows are not, since the
// message names the cell and its text.
func (t terminal) importProblems(dir string, o ingest.Options, list diag.List) error {
	if len(list) == 0 {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	read := func(file string) ([]byte, error) {
		switch file {
		case o.Mapping:
			return o.Source, nil
		case o.File:
			return nil, fs.ErrNotExist
		}
		return root.ReadFile(filepath.FromSlash(file))
	}
	if err := t.style().Print(t.w, list, read); err != nil {
		return err
	}
	t.say("%s", diag.Summary(list.Sorted()))
	return nil
}

// imported tells what an import did.
func (t terminal) imported(r ingest.Result, o ingest.Options) {
	if r.Rows == 0 && len(r.Pages) == 0 {
		t.say("nothing was imported")
		return
	}
	var parts []string
	for _, part := range []struct {
		kind  ingest.Kind
		words string
	}{
		{ingest.Added, "new"},
		{ingest.Updated, "updated"},
		{ingest.Unchanged, "unchanged"},
		{ingest.Kept, "kept as changed by hand"},
		{ingest.Differs, "changed by hand and in the table"},
		{ingest.Foreign, "there before"},
		{ingest.Deleted, "deleted by hand"},
		{ingest.Held, "held back"},
		{ingest.Gone, "without a row"},
	} {
		if n := r.Pages[part.kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, part.words))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no pages"}
	}
	t.say("%s, %d of them unreadable; pages: %s", counted(r.Rows, "row"), r.Unreadable, strings.Join(parts, ", "))
	if o.DryRun {
		t.say("this was a dry run: nothing was written")
	}
}
