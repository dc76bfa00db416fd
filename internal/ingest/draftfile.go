package ingest

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
	"vitrin/internal/table"
)

// fileNode says how the file is read where it is not as a file is taken to be.
func fileNode(o table.Options, t *table.Table) *syntax.Node {
	n := &syntax.Node{Kind: syntax.Mapping}
	if o.Encoding != "" {
		with(n, "encoding", textNode(o.Encoding))
	}
	if o.Separator == '\t' && t.Format == "CSV" {
		with(n, "separator", textNode("tab"))
	} else if o.Separator != 0 && t.Format == "CSV" {
		with(n, "separator", textNode(string(o.Separator)))
	}
	if o.Header != 0 {
		with(n, "header", numberNode(fmt.Sprint(o.Header)))
	}
	if o.Sheet != "" {
		with(n, "sheet", textNode(o.Sheet))
	}
	if o.Lazy {
		with(n, "quotes", textNode("lazy"))
	}
	return n
}

// fileOptions reads what a mapping says of the file, and nothing else of it.
func fileOptions(name string, source []byte) (o table.Options, problems diag.List) {
	if source == nil {
		return o, nil
	}
	n, problems := syntax.YAML(name, source, 1)
	if n == nil || problems.Errors() > 0 {
		return o, problems
	}
	d := &decoder{m: &mapping{}}
	if f := stated(n, "file"); f != nil {
		decode(d, f, fileKeys, &o)
	}
	return o, d.problems
}

// isHeader tells whether a line may name the columns of a table: it has several texts, none of them empty or a number.
func isHeader(cells []string) bool {
	named := 0
	for i, cell := range cells {
		if strings.Trim(cell, "0123456789.,-/: ") != "" {
			named++
		} else if cell != "" || i == 0 {
			return false
		}
	}
	return named > 1
}

// filled gives the cells that are not empty.
func filled(cells []string) []string {
	return slices.DeleteFunc(slices.Clone(cells), func(s string) bool { return s == "" })
}

// below looks for the line that names the columns below what stands first, which has fewer cells than it. Where there is
// none the table stays as it is.
func below(t *table.Table, o *table.Options) (*table.Table, bool, error) {
	const most = 20
	for line := t.Line + 1; line <= t.Line+most; line++ {
		tried := *o
		tried.Header = line
		next, _, err := table.Open(t.File, tried)
		if err != nil {
			return t, false, err
		}
		if next == nil {
			continue
		}
		if isHeader(next.Columns) && len(filled(next.Columns)) > len(filled(t.Columns)) {
			*o = tried
			return next, true, t.Close()
		}
		if err := next.Close(); err != nil {
			return t, false, err
		}
	}
	return t, false, nil
}
