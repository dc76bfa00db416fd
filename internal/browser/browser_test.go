package browser_test

import (
	"slices"
	"testing"
)

// TestInBrowser looks at three sites in a browser, in every way that a visitor may: the example, one of what is too
// long or too many, and one without a project. The looks share one browser and run side by side, each in a tab of
// its own.
func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	b := start(t)
	s, long, empty := demo(t), fromArchive(t, "testdata/long.txtar"), fromArchive(t, "testdata/empty.txtar")
	swedish, all := slices.DeleteFunc(staying(), english), append(staying(), redirecting()...)
	for _, look := range []struct {
		name  string
		check func(*testing.T)
	}{
		{"keyboard", func(t *testing.T) { checkKeyboard(t, b, s, wide(), staying()) }},
		{"keyboard/narrow", func(t *testing.T) { checkKeyboard(t, b, s, narrow(), swedish) }},
		{"keyboard/long", func(t *testing.T) { checkKeyboard(t, b, long, narrow(), strained()) }},
		{"axe", func(t *testing.T) { checkAxe(t, b, s, all) }},
		{"axe/long", func(t *testing.T) { checkAxe(t, b, long, strained()) }},
		{"axe/empty", func(t *testing.T) { checkAxe(t, b, empty, bare()) }},
		{"layout", func(t *testing.T) { checkLayout(t, b, s, all) }},
		{"layout/long", func(t *testing.T) { checkLayout(t, b, long, strained()) }},
		{"layout/empty", func(t *testing.T) { checkLayout(t, b, empty, bare()) }},
		{"without scripts", func(t *testing.T) { checkNoScript(t, b, s, staying()) }},
		{"quiet", func(t *testing.T) { checkQuiet(t, b, s, staying()) }},
		{"quiet/long", func(t *testing.T) { checkQuiet(t, b, long, strained()) }},
		{"preferences", func(t *testing.T) { checkPreferences(t, b, s, swedish) }},
		{"paper", func(t *testing.T) { checkPaper(t, b, s, swedish) }},
		{"weight", func(t *testing.T) { checkWeight(t, b, s) }},
	} {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			look.check(t)
		})
	}
}
