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

// rules looks whether a page breaks a rule of axe-core: any of them where none are named.
func (a axe) rules(screens []screen, only ...string) look {
	return func(tb *tab, s site, address string, all *findings) {
		tb.open(s, address, screens[0])
		a.enter(tb)
		for _, as := range screens {
			tb.show(as)
			all.see(address, as, ask[[]finding](tb, "axe-run.js", only))
		}
	}
}
