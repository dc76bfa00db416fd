package ingest

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/table"
)

// table imports the rows of a table.
func (in *importer) table(ctx context.Context) error {
	m, problems := readMapping(in.Mapping, in.Source, in.Settings.Languages)
	in.problems = append(in.problems, problems...)
	if m == nil {
		return nil
	}
	if in.Sheet != "" {
		m.table.Sheet = in.Sheet
	}
	t, problems, err := table.Open(in.File, m.table)
	in.problems = append(in.problems, problems...)
	if t == nil || err != nil {
		return err
	}
	defer t.Close()
	problems = m.bind(t)
	in.problems = append(in.problems, problems...)
	if problems.Errors() > 0 {
		return nil
	}
	k := &maker{home: in.home, m: m, t: t}
	return in.write(ctx, k.pages())
}

// giving imports the grants of a 360Giving file.
func (in *importer) giving(ctx context.Context) error {
	g := newGiving(in.home, in.File)
	err := in.write(ctx, g.pages())
	told := g.told()
	in.problems = append(in.problems, told...)
	in.unsure = in.unsure || told.Errors() > 0
	return err
}

// write writes all pages of a source, one after the other.
func (in *importer) write(ctx context.Context, pages iter.Seq2[made, error]) error {
	for m, err := range pages {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("importing %s: %w", in.File, err)
		}
		in.result.Rows += m.rows
		in.problems = append(in.problems, in.fold.take(m.problems)...)
		if m.problems.Errors() > 0 {
			in.result.Unreadable++
			in.store.met[m.key] = true // its page has a row still
			if _, id, _ := strings.Cut(m.key, "/"); id == "" {
				in.unsure = true
			}
			continue
		}
		for _, p := range m.pages {
			change, told, err := in.store.put(p)
			if err != nil {
				return err
			}
			in.problems = append(in.problems, in.fold.take(told)...)
			in.count(change)
		}
	}
	in.problems = append(in.problems, in.fold.rest(in.File)...)
	in.ready = true
	return nil
}

func (in *importer) count(c Change) {
	in.result.Pages[c.Kind]++
	if in.Told != nil {
		in.Told(c)
	}
}

// finish tells what is known only when all rows are read, and writes the record.
func (in *importer) finish() error {
	in.problems = append(in.problems, in.home.told(in.store.exists)...)
	in.problems = append(in.problems, in.store.record.told(in.result.Pages)...)
	if !in.unsure {
		if err := in.gone(); err != nil {
			return err
		}
	}
	if in.DryRun {
		return nil
	}
	if err := in.store.record.save(); err != nil {
		return fmt.Errorf("cannot write the record of the import: %w", err)
	}
	return nil
}

// gone tells of pages that no row is there for any more.
func (in *importer) gone() error {
	gone, err := in.store.gone()
	if err != nil {
		return err
	}
	hint := "remove the page if it is to go"
	if IsGiving(in.File) && in.Name == RecordName("") {
		hint += "; if it is of another file, import each of the two under a name of its own, with --as"
	}
	for _, c := range gone {
		in.count(c)
		in.problems.Warn(diag.Pos{File: c.Path}, diag.File, fmt.Sprintf("%s has no row of this page any more; it stays", in.File), hint)
	}
	return nil
}
