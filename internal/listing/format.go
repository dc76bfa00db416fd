package listing

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
)

// Layout says how a table for people lies on a terminal.
type Layout struct {
	Width   int                 // of a line, in cells; 0: lines are as long as they are
	Heading func(string) string // sets the headings off; nil: it does not
}

// Format is a way to write a list.
type Format struct {
	Name  string
	About string // what it is for, in a few words
	Write func(w io.Writer, t *Table, layout Layout) error
}

// Formats lists the ways, the one for people first.
func Formats() []Format {
	return []Format{
		{"table", "for people", writeTable},
		{"csv", "RFC 4180: commas, UTF-8", func(w io.Writer, t *Table, _ Layout) error { return t.writeCSV(w, plainCSV) }},
		{"excel", "CSV as Excel reads it in Sweden: semicolons, decimal commas, a byte order mark", func(w io.Writer, t *Table, _ Layout) error { return t.writeCSV(w, excelCSV) }},
		{"json", "one object a line, in a list", func(w io.Writer, t *Table, _ Layout) error { return t.writeJSON(w) }},
	}
}

// dialect is a kind of CSV.
type dialect struct {
	mark    string // what stands before all
	comma   rune
	decimal string
}

var (
	plainCSV = dialect{"", ',', "."}
	excelCSV = dialect{"\uFEFF", ';', ","}
)

// writeCSV writes a line for each row: dates as EDTF, amounts as digits in a column for each currency, titles and labels in
// words. A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises ("CSV injection"):
// what an editor wrote must not do anything on the machine of whoever opens the file.
func (t *Table) writeCSV(w io.Writer, d dialect) error {
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = d.comma, true
	var heads []string
	under := make([][]string, len(t.columns))
	for i, c := range t.columns {
		under[i] = t.under(i)
		for _, u := range under[i] {
			heads = append(heads, strings.TrimSuffix(c.key+"_"+u, "_"))
		}
	}
	if _, err := io.WriteString(w, d.mark); err != nil {
		return err
	}
	if err := out.Write(heads); err != nil {
		return err
	}
	for _, row := range t.rows {
		var record []string
		for i, c := range row {
			parts := c.parts()
			for _, u := range under[i] {
				text := ""
				if at := slices.IndexFunc(parts, func(p part) bool { return p.under == u }); at >= 0 {
					text = d.write(parts[at])
				}
				record = append(record, text)
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// under gives what the names end in of the columns of a spreadsheet that a column takes: one for each currency, the
// site's own always and first.
func (t *Table) under(i int) []string {
	switch t.columns[i].kind {
	case aPeriod:
		return []string{"start", "end"}
	case amounts:
		home, others := strings.ToLower(t.home), map[string]bool{}
		for _, row := range t.rows {
			for _, p := range row[i].parts() {
				others[p.under] = true
			}
		}
		delete(others, home)
		return append([]string{home}, slices.Sorted(maps.Keys(others))...)
	}
	return []string{""}
}

// write writes one value.
func (d dialect) write(p part) string {
	if p.number {
		return strings.Replace(p.text, ".", d.decimal, 1)
	}
	if p.text != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(p.text)[0]) {
		return "'" + p.text
	}
	return p.text
}

// writeJSON writes a list of objects, each on a line of its own, with the columns in their order.
func (t *Table) writeJSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteByte('[')
	for n, row := range t.rows {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		for i, c := range row {
			b.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
			_ = enc.Encode(t.columns[i].key)
			b.WriteByte(':')
			if err := enc.Encode(c.machine()); err != nil {
				return err
			}
		}
		b.WriteByte('}')
		if n > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(bytes.ReplaceAll(b.Bytes(), []byte("\n"), nil))
	}
	out.WriteString("\n]\n")
	return out.Flush()
}
