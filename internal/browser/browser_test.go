package browser_test

import (
	"slices"
	"testing"
)

// look opens a page in a tab and takes down what is wrong with it.
type look func(tb *tab, s site, address string, all *findings)

// TestInBrowser looks at three sites in a browser, in every way that a visitor may: the example, one of what is too
// long or too many, and one without a project. The looks share one browser and run side by side, each in a tab of
// its own.
func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	t.Parallel()
	b, a := start(t), newAxe(t)
	s, long, empty := demo(t), fromArchive(t, "testdata/long.txtar"), fromArchive(t, "testdata/empty.txtar")
	sv, en := oneOfEvery()
	each, all := slices.Concat(sv, en), slices.Concat(staying(), redirecting())
	for _, test := range []struct {
		name      string
		site      site
		addresses []string
		look      look
	}{
		{"axe", s, all, a.rules([]screen{wide().light(), narrow().dark()})},
		{"axe/crossed", s, each, a.rules([]screen{wide().dark(), narrow().light()})},
		{"axe/long", long, strained(), a.rules([]screen{wide().dark(), narrow().light()})},
		{"axe/empty", empty, bare(), a.rules([]screen{narrow().light()})},
		{"keyboard", s, slices.Concat(sv, en[:2]), keyboard(wide())},
		{"keyboard/narrow", s, sv, keyboard(narrow())},
		{"keyboard/long", long, crowded(), keyboard(narrow())},
		{"layout", s, all, layout(t)},
		{"layout/long", long, strained(), layout(t)},
		{"layout/empty", empty, bare(), layout(t)},
		{"scripts", s, each, withoutScripts},
		{"quiet", s, staying(), quiet},
		{"quiet/long", long, strained(), quiet},
		{"preferences", s, sv, preferences},
		{"paper", s, sv, paper},
		{"weight", s, s.projects(t), weight},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			tb := b.tab(t)
			var all findings
			for _, address := range test.addresses {
				test.look(tb, test.site, address, &all)
			}
			all.report(t)
		})
	}
	t.Run("scripts/reach", func(t *testing.T) {
		t.Parallel()
		checkReach(t, b, s)
	})
}
