package browser_test

import (
	"os"
	"path/filepath"
	"testing"
)

// checkLayout holds that nothing is lost, cut off or laid over something else, and that nobody has to scroll
// sideways: at 320 px (WCAG 2.2, 1.4.10), with text of twice the size (1.4.4), with more space between lines,
// words and letters (1.4.12), and as it is.
func checkLayout(t *testing.T, b browser, s site, addresses []string) {
	large, spaced := style(t, "large-text.css"), style(t, "text-spacing.css")
	tb := b.tab(t)
	var all findings
	for _, address := range addresses {
		look := func(width int64, as string) {
			at := screen{width: width, height: 800, style: as}
			tb.look(at)
			all.see(address, at, ask[[]finding](tb, "layout.js"))
		}
		tb.open(s, address, wide())
		look(1280, "")
		look(320, "")
		ask[bool](tb, "style.js", spaced)
		look(640, "text spacing")
		look(1280, "text spacing")
		ask[bool](tb, "style.js", "")
		all.see(address, wide(), ask[[]finding](tb, "grow.js", large))
		look(1280, "text of twice the size")
		look(640, "text of twice the size")
	}
	all.report(t)
}

func style(t testing.TB, name string) string {
	t.Helper()
	css, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(css)
}
