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

// checkPreferences holds that pages can be read in the colours that a reader forces, and that nothing moves for those who ask for less motion.
func checkPreferences(t *testing.T, b browser, s site, addresses []string) {
	a, tb := newAxe(t), b.tab(t)
	var all findings
	for _, address := range addresses {
		forced, still := wide().preferring("forced-colors", "active"), wide().preferring("prefers-reduced-motion", "reduce")
		tb.open(s, address, forced)
		a.enter(tb)
		all.see(address, forced, ask[[]finding](tb, "axe-run.js", []string{"color-contrast"}))
		all.see(address, forced, ask[[]finding](tb, "unseen.js"))
		tb.look(still)
		all.see(address, still, ask[[]finding](tb, "moving.js"))
		all.see(address, still, ask[[]finding](tb, "unseen.js"))
	}
	all.report(t)
}

// checkPaper holds that pages print: nothing sticks out of the sheet, text is dark on light, the address of each link
// out of the text stands beside it, and the PDF holds the title and those addresses, where pdftotext can tell.
func checkPaper(t *testing.T, b browser, s site, addresses []string) {
	tb := b.tab(t)
	var all findings
	paper := screen{width: 700, height: 1000, media: "print"}.dark()
	for _, address := range addresses {
		tb.open(s, address, paper)
		all.see(address, paper, ask[[]finding](tb, "paper.js"))
		pdf := call(tb, page.PrintToPDF, page.PrintToPDFParams{}).Data
		if http.DetectContentType(pdf) != "application/pdf" {
			t.Fatalf("%s does not print", address)
		}
		text, able := pdfText(t, pdf)
		for _, want := range ask[[]string](tb, "on-paper.js") {
			if able && !strings.Contains(text, strings.Join(strings.Fields(want), "")) {
				all.see(address, paper, []finding{{Rule: "not on paper", Detail: want}})
			}
		}
	}
	all.report(t)
}

// pdfText gives the text of a PDF without spaces, since lines break anywhere, if pdftotext is there to read it.
func pdfText(t testing.TB, pdf []byte) (text string, able bool) {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return "", false
	}
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
	return strings.Join(strings.Fields(out.String()), ""), true
}
