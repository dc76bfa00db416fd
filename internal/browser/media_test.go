package browser_test

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// preferences looks whether a page can be read in the colours that a reader forces, and whether anything moves for
// those who ask for less motion.
func preferences(tb *tab, s site, address string, all *findings) {
	forced, still := wide().preferring("forced-colors", "active"), wide().preferring("prefers-reduced-motion", "reduce")
	tb.open(s, address, forced)
	all.see(address, forced, ask[[]finding](tb, "contrast.js"))
	all.see(address, forced, ask[[]finding](tb, "unseen.js"))
	tb.show(still)
	all.see(address, still, ask[[]finding](tb, "moving.js"))
	all.see(address, still, ask[[]finding](tb, "unseen.js"))
}

// paper looks whether a page prints: nothing sticks out of the sheet, text is dark on light, the address of each link
// out of the text stands beside it, and the PDF holds the title and those addresses.
func paper(tb *tab, s site, address string, all *findings) {
	sheet := screen{width: 700, height: 1000, media: "print"}.dark()
	tb.open(s, address, sheet)
	all.see(address, sheet, ask[[]finding](tb, "paper.js"))
	pdf := call(tb, page.PrintToPDF, page.PrintToPDFParams{}).Data
	if http.DetectContentType(pdf) != "application/pdf" {
		tb.t.Fatalf("%s does not print", address)
	}
	text := pdfText(tb.t, pdf)
	for _, want := range ask[[]string](tb, "on-paper.js") {
		if !strings.Contains(text, strings.Join(strings.Fields(want), "")) {
			all.see(address, sheet, []finding{{Rule: "not on paper", Detail: want}})
		}
	}
}

// pdfText gives the text of a PDF without spaces, since lines break anywhere.
func pdfText(t testing.TB, pdf []byte) string {
	t.Helper()
	tool := program(t, "PDFTOTEXT", "Debian's poppler-utils", "pdftotext")
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(t.Context(), tool, "-raw", name, "-")
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return strings.Join(strings.Fields(out.String()), "")
}
