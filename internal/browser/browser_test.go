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
	t.Parallel()
	b := start(t)
	s, long, empty := demo(t), fromArchive(t, "testdata/long.txtar"), fromArchive(t, "testdata/empty.txtar")
	sv, en := oneOfEvery()
	each, all := slices.Concat(sv, en), slices.Concat(staying(), redirecting())
	for _, look := range []struct {
		name  string
		check func(*testing.T)
	}{
		{"axe", func(t *testing.T) { checkAxe(t, b, s, all, []screen{wide().light(), narrow().dark()}) }},
		{"axe/colours", func(t *testing.T) {
			checkAxe(t, b, s, each, []screen{wide().dark(), narrow().light()}, "color-contrast", "link-in-text-block")
		}},
		{"axe/long", func(t *testing.T) { checkAxe(t, b, long, strained(), []screen{wide().dark(), narrow().light()}) }},
		{"axe/empty", func(t *testing.T) { checkAxe(t, b, empty, bare(), []screen{narrow().light()}) }},
		{"keyboard", func(t *testing.T) { checkKeyboard(t, b, s, wide(), slices.Concat(sv, en[:2])) }},
		{"keyboard/narrow", func(t *testing.T) { checkKeyboard(t, b, s, narrow(), sv) }},
		{"keyboard/long", func(t *testing.T) { checkKeyboard(t, b, long, narrow(), crowded()) }},
		{"layout", func(t *testing.T) { checkLayout(t, b, s, all) }},
		{"layout/long", func(t *testing.T) { checkLayout(t, b, long, strained()) }},
		{"layout/empty", func(t *testing.T) { checkLayout(t, b, empty, bare()) }},
		{"without scripts", func(t *testing.T) { checkNoScript(t, b, s, each) }},
		{"quiet", func(t *testing.T) { checkQuiet(t, b, s, staying()) }},
		{"quiet/long", func(t *testing.T) { checkQuiet(t, b, long, strained()) }},
		{"preferences", func(t *testing.T) { checkPreferences(t, b, s, sv) }},
		{"paper", func(t *testing.T) { checkPaper(t, b, s, sv) }},
		{"weight", func(t *testing.T) { checkWeight(t, b, s) }},
	} {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			look.check(t)
		})
	}
}
