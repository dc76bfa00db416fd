package source_test

import (
	"strings"
	"testing"

	"vitrin/internal/diag"
)

func TestPrivateMail(t *testing.T) {
	for text, want := range map[string]int{
		"anna@gmail.com":                      1,
		"Anna.Svensson+x@GMAIL.COM, och":      1,
		"<anna@hotmail.se>":                   1,
		"anna@yahoo.co.uk.":                   1,
		"anna@comhem.se-":                     1,
		"[anna@live.se](mailto:anna@live.se)": 2,
		"`anna_b@proton.me`":                  1,
		"anna@tillvaxtverket.se":              0,
		"anna@gmail.com.example.org":          0,
		"anna@live.example":                   0,
		"anna@gmail":                          0,
		"@gmail.com":                          0,
		"gmail.com":                           0,
		"anna@":                               0,
		"@":                                   0,
		strings.Repeat("anna@gmail.com och ", 60): 50, // enough is enough
	} {
		for where, file := range map[string]string{
			"body":         "---\ntitle: x\n---\nå " + text + " b\n",
			"front matter": "---\ntitle: x\nn: 'å " + text + "'\n---\n",
		} {
			d := document(t, file)
			if len(d.Remarks) != want || len(d.Problems) > 0 {
				t.Errorf("%q in the %s: %v, want %d", text, where, said(d.Remarks), want)
			}
			for _, p := range d.Remarks {
				line := map[string]int{"body": 4, "front matter": 3}[where]
				if p.Code != diag.PrivateMail || p.Severity != diag.Warning || !p.Secret || strings.Contains(p.Message+p.Hint, "nna") ||
					p.Pos.Line != line || p.Pos.Column < 3 || p.Pos.Width < 12 {
					t.Errorf("%q gives %+v", text, p)
				}
			}
		}
	}
}

func TestControlCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"å \a b":           "content/a.md:5:3 warning encoding here stands an invisible control character (U+0007)",
		"b\u0085, \u0080c": "content/a.md:5:5 warning encoding here stands an invisible control character (U+0080)",
		"å\uFEFF":          "content/a.md:5:2 warning encoding here stands an invisible control character (U+FEFF)",
		"\t tab, rad\r\n":  "",
		"👩\u200d🔬, \u00a0": "",
	} {
		d := document(t, "---\ntitle: x\n---\n\n"+text)
		if got := strings.Join(said(d.Remarks), "\n"); got != want || len(d.Problems) > 0 {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
