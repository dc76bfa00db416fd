package browser_test

import "testing"

// TestInBrowser looks at the sites in a browser, in every way that a visitor may. The looks share one browser and
// run side by side, each in a tab of its own.
func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	b, s := start(t), demo(t)
	for _, look := range []struct {
		name  string
		check func(*testing.T)
	}{
		{"axe", func(t *testing.T) { checkAxe(t, b, s, staying()) }},
		{"keyboard", func(t *testing.T) { checkKeyboard(t, b, s, wide(), staying()) }},
		{"keyboard narrow", func(t *testing.T) { checkKeyboard(t, b, s, narrow(), staying()) }},
		{"layout", func(t *testing.T) { checkLayout(t, b, s, staying()) }},
		{"no script", func(t *testing.T) { checkNoScript(t, b, s, staying()) }},
		{"quiet", func(t *testing.T) { checkQuiet(t, b, s, staying()) }},
		{"preferences", func(t *testing.T) { checkPreferences(t, b, s, staying()) }},
		{"paper", func(t *testing.T) { checkPaper(t, b, s, staying()) }},
		{"weight", func(t *testing.T) { checkWeight(t, b, s) }},
	} {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			look.check(t)
		})
	}
}
