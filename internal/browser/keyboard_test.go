package browser_test

import (
	"bytes"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focus is where the keyboard is on a page, as testdata/focus.js tells it.
type focus struct {
	At       string // the element's name; "end" where the focus has left the page, "again" where it has been before
	Closed   bool   // a summary whose details are not shown
	Skips    bool   // a link into the main part of the page
	Outlined bool
	Box      rect
	Found    []finding
	Missing  finding // told where the focus is not shown
}

// keyboard looks whether the Tab key comes first to the skip link and then, in order, to everything that can be acted
// on; whether each stop is in sight and shows that it has the focus; and whether the skip link skips.
func keyboard(as screen) look {
	return func(tb *tab, s site, address string, all *findings) {
		tb.open(s, address, as)
		all.see(address, as, tb.tabThrough())
		tb.open(s, address, as)
		all.see(address, as, tb.skip())
	}
}

// tabThrough presses the Tab key until the focus leaves the page, and opens on its way what is closed.
func (tb *tab) tabThrough() []finding {
	tb.t.Helper()
	var all []finding
	for first := true; ; first = false {
		tb.press(kb.Tab)
		at := ask[focus](tb, "focus.js")
		all = append(all, at.Found...)
		if first && !at.Skips {
			all = append(all, finding{Rule: "no skip link", Detail: "the first stop is no link into main"})
		}
		if at.At == "end" || at.At == "again" {
			return append(all, ask[[]finding](tb, "unreached.js")...)
		}
		if at.Closed {
			tb.press(kb.Enter)
			all = append(all, ask[[]finding](tb, "closed.js")...)
		}
		if !at.Outlined && !tb.showsFocus(at.Box) {
			all = append(all, at.Missing)
		}
	}
}

// showsFocus tells whether a part of the page looks different when what is in it loses the focus. The next press of
// the Tab key goes on from there.
func (tb *tab) showsFocus(box rect) bool {
	tb.t.Helper()
	with := tb.shot(box)
	if err := chromedp.Do(tb.ctx, chromedp.Evaluate[chromedp.Void]("document.activeElement.blur()")); err != nil {
		tb.t.Fatal(err)
	}
	return !bytes.Equal(with, tb.shot(box))
}

// skip follows the skip link, and presses the Tab key once more.
func (tb *tab) skip() []finding {
	tb.t.Helper()
	tb.press(kb.Tab)
	if !ask[focus](tb, "focus.js").Skips {
		return nil // told by tabThrough
	}
	tb.press(kb.Enter)
	if !ask[bool](tb, "in-main.js") {
		return []finding{{Rule: "skip link does not skip", Detail: "it leaves the focus outside main"}}
	}
	tb.press(kb.Tab)
	if at := ask[focus](tb, "focus.js"); at.At != "end" && ask[bool](tb, "has-stops.js") && !ask[bool](tb, "in-main.js") {
		return []finding{{Rule: "skip link does not skip", Detail: "the next stop is outside main"}}
	}
	return nil
}
