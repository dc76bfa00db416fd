package browser_test

import (
	"os"
	"path/filepath"
	"testing"
)

// layout looks whether anything is lost, cut off or laid over something else, or the reader has to scroll sideways: at
// 320 px (WCAG 2.2, 1.4.10), with text of twice the size (1.4.4), with more space between lines, words and letters
// (1.4.12), and as it is.
func layout(t testing.TB) look {
	large, spaced := style(t, "large-text.css"), style(t, "text-spacing.css")
	return func(tb *tab, s site, address string, all *findings) {
		at := func(width int64, style string) {
			as := screen{width: width, height: 800, style: style}
			tb.show(as)
			all.see(address, as, ask[[]finding](tb, "layout.js"))
		}
		tb.open(s, address, wide())
		at(1280, "")
		at(320, "")
		ask[bool](tb, "style.js", spaced)
		at(640, "text spacing")
		at(1280, "text spacing")
		ask[bool](tb, "style.js", "")
		all.see(address, wide(), ask[[]finding](tb, "grow.js", large))
		at(1280, "text of twice the size")
		at(640, "text of twice the size")
	}
}

func style(t testing.TB, name string) string {
	t.Helper()
	css, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(css)
}
