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

// checkAxe holds that pages break no rule of axe-core: those about colours light and dark, wide and narrow; all of
// them at each width and in each scheme once.
func checkAxe(t *testing.T, b browser, s site, addresses []string) {
	colours := []string{"color-contrast", "link-in-text-block"}
	a, tb := newAxe(t), b.tab(t)
	var all findings
	for _, address := range addresses {
		tb.open(s, address, wide())
		a.enter(tb)
		for _, run := range []struct {
			look   screen
			scheme string
			rules  []string
		}{
			{wide(), "light", nil},
			{wide(), "dark", colours},
			{narrow(), "light", colours},
			{narrow(), "dark", nil},
		} {
			run.look.prefers = map[string]string{"prefers-color-scheme": run.scheme}
			tb.look(run.look)
			all.add(address, run.look, ask[[]finding](tb, "axe-run.js", run.rules))
		}
	}
	all.report(t)
}
