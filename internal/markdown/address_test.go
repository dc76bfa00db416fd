package markdown_test

import (
	"testing"

	"vitrin/internal/markdown"
)

func TestSafeURL(t *testing.T) {
	safe := []string{
		"", "#a", "a", "a/b.md", "../å ä?c:d", "/a:b", "?a:b", "#a:b", "//example.org/", "http://a", "HTTPS://a", "mailto:a@b.se", "tel:+46",
		"ht\ntps:a", " https://a", "javascript", "a/javascript:b", "javascript%3Aalert(1)", "https&colon;//a", "\x01https://a",
	}
	unsafe := []string{
		"javascript:alert(1)", "JavaScript:x", "java\nscript:x", "java\tscript:x", "\x01javascript:x", " \u00a0javascript:x", "java\u200bscript:x",
		"javascript&#58;x", "javascript&colon;x", "java&NewLine;script:x", "&#106;avascript:x", "&#x6A&#x61vascript:x",
		"data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://a", "blob:x", "about:blank", "x:y", ":x", "http&#0;s:x:y", "öhttps:x",
		"localhost:1313/a", "view-source:https://a", "averylongschemethatgoeson:x",
	}
	for _, address := range safe {
		if !markdown.SafeURL(address) {
			t.Errorf("%q is taken for unsafe", address)
		}
	}
	for _, address := range unsafe {
		if markdown.SafeURL(address) {
			t.Errorf("%q is taken for safe", address)
		}
	}
}

func TestID(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "",
		"Åäö":                        "åäö",
		"  Möbel & trä, 2022 – nu! ": "möbel-trä-2022-nu",
		"a--b__c":                    "a-b-c",
		"ÉTÉ Straße Łódź":            "été-straße-łódź",
		"!?":                         "",
		"💡 Idé":                      "idé",
		"e\u0301 \u0301a":            "e\u0301-a",
		"för\u00adetag":              "företag",
		"C++ & C#":                   "c-c",
		"数 据":                        "数-据",
		"\xff a":                     "a",
	} {
		if got := markdown.ID(text); got != want {
			t.Errorf("ID(%q) = %q, want %q", text, got, want)
		}
		if again := markdown.ID(want); again != want {
			t.Errorf("ID(%q) = %q: it changes an id", want, again)
		}
	}
}
