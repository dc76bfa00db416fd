package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const benchRows = 20_000

const benchMapping = `id: Dnr
dates: DD.MM.YYYY
fields:
  title: Titel
  start: Start
  end: Slut
  coordinator: Ägare
  partners: {column: Parter, split: ";"}
  funding: [{funder: {value: Vinnova}, granted: {column: Beviljat, unit: tkr}}]
  regions: Län
body: Text
`

// benchRow gives the cells of a row.
func benchRow(i int) []any {
	return []any{
		fmt.Sprintf("2022-%05d", i), fmt.Sprintf("Projekt %d", i), "17.05.2022", "31.12.2024", "Region Kronoberg", "Alfa AB; Beta AB; Gamma AB",
		"1 234,5", "Kronobergs län", strings.Repeat("En text om det som projektet gör. ", 20),
	}
}

var benchColumns = []any{"Dnr", "Titel", "Start", "Slut", "Ägare", "Parter", "Beviljat", "Län", "Text"}

// BenchmarkTable imports 20,000 rows of some 800 bytes, first into an empty folder and then again. The peak is that of the
// heap, as the collector last saw it.
func BenchmarkTable(b *testing.B) {
	for _, format := range []string{"csv", "xlsx"} {
		for _, again := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/again=%v", format, again), func(b *testing.B) {
				s := benchSite(b, format)
				if again {
					benchImport(b, s, nil)
				}
				b.ReportAllocs()
				peak := uint64(0)
				for b.Loop() {
					if !again {
						b.StopTimer()
						s = benchSite(b, format)
						b.StartTimer()
					}
					benchImport(b, s, &peak)
				}
				b.ReportMetric(float64(peak)/(1<<20), "MiB-peak")
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchRows, "ns/row")
			})
		}
	}
}

// benchImport imports once, and measures the heap on the way.
func benchImport(b *testing.B, s *site, peak *uint64) {
	b.Helper()
	runtime.GC()
	o, pages := s.options, 0
	o.Told = func(Change) {
		if pages++; peak != nil && pages%1000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*peak = max(*peak, m.HeapAlloc)
		}
	}
	_, problems, err := Import(context.Background(), o)
	if err != nil || len(problems) > 0 || pages != benchRows {
		b.Fatal(pages, problems, err)
	}
}

func benchSite(b *testing.B, format string) *site {
	b.Helper()
	s := newSite(b, "t."+format, "", benchMapping)
	if format == "xlsx" {
		if err := benchBook(filepath.Join(s.dir, "t.xlsx")); err != nil {
			b.Fatal(err)
		}
		return s
	}
	var csv strings.Builder
	for i := range benchRows + 1 {
		cells := benchColumns
		if i > 0 {
			cells = benchRow(i)
		}
		for j, cell := range cells {
			if j > 0 {
				csv.WriteByte(';')
			}
			fmt.Fprintf(&csv, "%q", cell)
		}
		csv.WriteByte('\n')
	}
	s.write("t.csv", csv.String())
	return s
}

func benchBook(file string) error {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i := range benchRows + 1 {
		cells := benchColumns
		if i > 0 {
			cells = benchRow(i)
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(file)
}
