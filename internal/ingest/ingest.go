// Package ingest brings records of other systems into content/: rows of a table (package table) by a mapping, or the
// grants of a 360Giving file without one, become Markdown files with front matter.
//
// In go a file, a mapping and the site's settings; out come pages in content/, a record of them in imports/, and the
// problems of the file and the mapping, each with its line. It knows nothing of building a site.
//
// # The mapping
//
// A mapping is YAML, read strictly (mapping.go, rule.go): it says which column becomes which field of the contract
// (field.go is the table of them), and how dates, numbers and lists are written there. A field is filled by a rule: the
// name of a column, or a group {column: …, split: …, values: …}; by groups of rules where the contract has groups, as
// funding; and by a rule for each language where a text may be said in several. What a cell says becomes what
// the contract writes, exactly or not at all (kind.go): a date that can mean two days is refused, an amount is never a
// floating-point number.
//
// Each page is tried on its own by the portfolio's rules before it is written (home.go), so that what is written
// loads: a personal identity number, an end before its start or a status that is none is told at the row, by the name
// of its column. Only references and links may lead to nothing yet; they are told once each, at the first row that has them.
//
// Cells that become the text of a page are plain text, which the page shows as it is, unless the mapping says that they
// are Markdown (body.go).
//
// A row that holds an error is left out whole, and told. All others are written. Errors that are alike in many rows are
// folded into one (folding.go).
//
// # One id, one page
//
// The id is the name of the page's file, made of a column. Two rows with one id are an error, told with both lines, since
// one would be lost; unless the mapping says merge: [funding], for lists with one row for each grant or each partner of a
// project. Then they are one page, whose first row counts for all but the lists that are named. A row of it that cannot be
// read spoils the page: nothing is written, since a page without what the row says would take the place of a good one. A row
// that stands there twice counts once (sharing.go).
//
// # Importing again
//
// imports/NAME.lock, beside content/, has the hash of each page as it was last made (record.go). It goes with
// content/ into every clone. A page whose file has that hash has been changed by nobody and follows its row. One that
// has another was changed by an editor and is left alone; if its row has changed too, that is told with what the row
// says, each time until the page says so too; the record has a short hash of each field for it. A page that no import wrote
// is never overwritten, one that an editor moved into a folder or a sub-folder is followed by its id, one that was deleted
// stays deleted unless it is asked for, and one whose row is gone stays (store.go: decide is all of this in one place).
//
// Files are replaced in one step each. Before that the new hash is noted in the record, so that a run that is killed
// at any moment leaves nothing that the next one would take for an editor's work.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
)

// Options say what is imported. Dir, File, Settings and Name are needed, and a mapping unless the file is JSON.
type Options struct {
	Dir      string // the folder that holds content/
	File     string // the table, or the 360Giving file
	Mapping  string // name of the mapping's file, for positions
	Source   []byte // the mapping itself
	Sheet    string // of a workbook, instead of what the mapping says
	Name     string // under which the record is kept: [RecordName]
	Settings *portfolio.Settings
	Words    edtf.Words // words of dates, in all languages

	DryRun  bool // nothing is written
	Restore bool // pages that were deleted are made again
	Diff    bool // changes come with their difference

	// Told is called with what is done with each page, in the order of the rows; pages whose rows are gone come last.
	Told func(Change)
}

// Result counts what an import did, or would do.
type Result struct {
	Rows       int // that were read, empty ones not counted
	Unreadable int // of them that hold an error and were left out
	Pages      map[Kind]int
}

// Import imports a file. Problems in it and in the mapping come back as a list; where the mapping holds an error nothing
// is written. The error is trouble of the machine; it wraps fs.ErrNotExist where the file is not there.
func Import(ctx context.Context, o Options) (result Result, problems diag.List, err error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return Result{}, nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	in := &importer{Options: o, home: newHome(o.Settings, o.Words), result: Result{Pages: map[Kind]int{}}}
	record, err := openRecord(root, o.Name)
	if err != nil {
		return Result{}, nil, fmt.Errorf("cannot read the record of earlier imports: %w", err)
	}
	defer func() { err = errors.Join(err, record.close()) }()
	in.store = &store{
		root: root, record: record, language: o.Settings.Default(), dry: o.DryRun, restore: o.Restore, diffs: o.Diff,
		places: map[string]map[string]string{}, met: map[string]bool{},
	}
	if IsGiving(o.File) {
		err = in.giving(ctx)
	} else {
		err = in.table(ctx)
	}
	if err == nil && in.ready {
		err = in.finish()
	}
	return in.result, in.problems, err
}

// IsGiving tells whether a file's name is that of a 360Giving file.
func IsGiving(file string) bool { return strings.EqualFold(filepath.Ext(file), ".json") }

// RecordName gives the name under which the record of a mapping, or of a 360Giving file, is kept unless another is given.
func RecordName(mapping string) string {
	if mapping == "" {
		return "360giving"
	}
	base := filepath.Base(mapping)
	return markdown.ID(strings.TrimSuffix(base, filepath.Ext(base)))
}

// importer is one import.
type importer struct {
	Options
	home     *home
	store    *store
	result   Result
	problems diag.List
	fold     folding
	ready    bool // the source could be opened, so its rows say which pages there are
	unsure   bool // a row could not be read, and whose it is cannot be told: no page can be said to have none
}
