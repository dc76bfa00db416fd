package browser_test

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe is axe-core, ready to be given to pages.
type axe struct{ script string }

func newAxe(t testing.TB) axe {
	t.Helper()
	script, err := os.ReadFile(npmFile(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return axe{string(script)}
}

// enter makes axe-core known to the page that a tab shows.
func (a axe) enter(tb *tab) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, chromedp.Evaluate[chromedp.Void](a.script)); err != nil {
		tb.t.Fatalf("axe-core: %v", err)
	}
}

// checkAxe holds that pages break no rule of axe-core: of all its rules where none are named.
func checkAxe(t *testing.T, b browser, s site, addresses []string, looks []screen, rules ...string) {
	a, tb := newAxe(t), b.tab(t)
	var all findings
	for _, address := range addresses {
		tb.open(s, address, looks[0])
		a.enter(tb)
		for _, look := range looks {
			tb.look(look)
			all.see(address, look, ask[[]finding](tb, "axe-run.js", rules))
		}
	}
	all.report(t)
}
