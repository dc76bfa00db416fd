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

func TestControlReferences(t *testing.T) {
	const control = " stands for an invisible control character "
	for text, want := range map[string]string{
		"å 2001&#150;2003":                      "content/a.md:5:7 warning encoding &#150;" + control + "(U+0096)",
		"> &#x93;Citat&#x94;":                   "content/a.md:5:3 warning encoding &#x93;" + control + "(U+0093)\ncontent/a.md:5:14 warning encoding &#x94;" + control + "(U+0094)",
		"a&#1; &#xFEFF;":                        "content/a.md:5:2 warning encoding &#1;" + control + "(U+0001)\ncontent/a.md:5:7 warning encoding &#xFEFF;" + control + "(U+FEFF)",
		"&#8211; &#xE5; &#0; &#10; &#9; &#160;": "",
		"&#12345678; &#x1234567; &#; &#x;":      "",
		"\\&#1; `&#1;`":                         "",
		"```\n&#1;\n```\n":                      "",
		"```\n```\n\n&#1;":                      "content/a.md:8:1 warning encoding &#1;" + control + "(U+0001)",
		"    &#1;":                              "",
		strings.Repeat("`x` &#150; ", 60):       strings.Repeat("content/a.md:5", 50),
	} {
		d := document(t, "---\ntitle: x\n---\n\n"+text)
		got := strings.Join(said(d.Remarks), "\n")
		if len(d.Remarks) == 50 {
			got = strings.Repeat("content/a.md:5", 50) // enough is enough
		}
		if got != want || len(d.Problems) > 0 {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"&#150;": "write – itself", "&#x99;": "write ™ itself", "&#129;": "delete it", "&#1;": "delete it"} {
		if d := document(t, "---\ntitle: x\n---\n"+text); len(d.Remarks) != 1 || d.Remarks[0].Hint != want {
			t.Errorf("%s: %+v, want %q", text, d.Remarks, want)
		}
	}
}
