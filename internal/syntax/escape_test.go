package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// What no text may hold is refused in an escape, too, at its place. Windows' paths are where most come from.
func TestEscapesOfWhatNoTextMayHold(t *testing.T) {
	const control = "invisible control character "
	t.Run("YAML", slips{
		{"a title", `title: "A\u0001B"`, "1:10+6", "encoding", control + "(U+0001)", `write \\`},
		{"a path", `file: "bilder\bro.jpg"`, "1:14+2", "encoding", control + "(U+0008)", `write \\`},
		{"NUL", `a: "\0"`, "1:5+2", "encoding", control + "(U+0000)", "delete"},
		{"no character", `a: "å\\u0001\uFFFE"`, "1:13+6", "encoding", control + "(U+FFFE)", "delete"},
		{"two digits", `a: ["b", "\x7f"]`, "1:11+4", "encoding", control + "(U+007F)", "delete"},
		{"eight digits", `a: "\U0000FEFF"`, "1:5+10", "encoding", control + "(U+FEFF)", "delete"},
		{"behind a line end", "a: \"b\n\n  c \\\n  \\\"\\e\"", "4:5+2", "encoding", control + "(U+001B)", "delete"},
		{"an anchor", `a: [&x "\v", *x]`, "1:9+2", "encoding", control + "(U+000B)", "delete"},
		{"a tag", `a: !!str "\f"`, "1:11+2", "encoding", control + "(U+000C)", "delete"},
		{"a key", `"a\ab": 1`, "1:3+2", "encoding", control + "(U+0007)", "delete"},
		{"half a character", `a: "\uD83D"`, "1:5+6", "encoding", "half a character (U+D83D)", "write the character"},
		{"the other half", `a: "\uDE00\uD83D"`, "1:5+6", "encoding", "half a character (U+DE00)", "write the character"},
		{"both halves", `a: "\uD83D\uDE00"`, "1:5+12", "", "JSON alone", `write 😀 itself, or \U0001F600`},
		{"beyond all characters", `a: "\U00110000"`, "1:5+10", "", "no character", "write the character"},
		{"a path with u", `a: "C:\users"`, "1:7+2", "", "backslash", `\\`},
		{"a path with x", `a: "C:\xyz"`, "1:7+2", "", "backslash", `\\`},
	}.run(syntax.YAML))
	t.Run("TOML", slips{
		{"a title", `title = "A\u0001B"`, "1:11+6", "encoding", control + "(U+0001)", `write \\`},
		{"two digits", `a = "\x00"`, "1:6+4", "encoding", control + "(U+0000)", "delete"},
		{"several lines", "a = \"\"\"\nb\\\n  \\b\"\"\"", "3:3+2", "encoding", control + "(U+0008)", "delete"},
		{"a key", `a."b\e".c = 1`, "1:5+2", "encoding", control + "(U+001B)", "delete"},
		{"half a character", `a = "\uD83D"`, "1:6+6", "encoding", "half a character (U+D83D)", "write the character"},
		{"beyond all characters", `a = "\UFFFFFFFF"`, "1:6+10", "", "no character", "write the character"},
		{"a path", `a = "C:\users"`, "1:8+3", "", "backslash", `\\`},
		{"a path with U", `a = ["å\\u", "å C:\Users and more"]`, "1:19+3", "", "backslash", `\\`},
		{"too short", "a = \"\"\"\nå\\U0\"\"\"", "2:2+2", "", "backslash", `\\`},
	}.run(syntax.TOML))
	t.Run("JSON", slips{
		{"a title", `{"title": "A\u0001B"}`, "1:13+6", "encoding", control + "(U+0001)", `write \\`},
		{"a path", `{"a": "bilder\bro.jpg"}`, "1:14+2", "encoding", control + "(U+0008)", `write \\`},
		{"a key", `{"a\f": 1}`, "1:4+2", "encoding", control + "(U+000C)", "delete"},
		{"half a character", `{"a": "\ufffd\ud83d\u0041"}`, "1:14+6", "encoding", "half a character (U+D83D)", "write the character"},
		{"the other half", `{"a": "\ud83d\ude00\ude00"}`, "1:20+6", "encoding", "half a character (U+DE00)", "write the character"},
		{"a path with U", `{"a": ["å\\u", "å C:\Users"]}`, "1:21+2", "", "backslash", `\\`},
		{"a path with u", "{\n\"å\": \"C:\\u00fors\"}", "2:9+6", "", "backslash", `\\`},
		{"in a key", `{"å\p": 1}`, "1:4+2", "", "backslash", `\\`},
	}.run(syntax.JSON))
}

// An escape for white space within a word is likely the beginning of a folder's name: a warning, since the text can be read.
func TestEscapesThatLookLikePaths(t *testing.T) {
	const tab, line = "stands for a tab", "stands for a line break"
	for _, test := range []struct {
		read             reader
		src, at, message string
	}{
		{syntax.YAML, `a: 'C:\temp\rapport'` + "\nb: \"C:\\temp\\rapport\"", "2:7+2", tab},
		{syntax.YAML, `a: "C:\rapport"`, "1:7+2", line},
		{syntax.YAML, `a: "Se C:\nytt"`, "1:10+2", line},
		{syntax.YAML, `a: "G:\Projekt"`, "1:7+2", line},
		{syntax.YAML, `a: "G:\Länk"`, "1:7+2", line},
		{syntax.YAML, "a: [b, &x !!str \"c\n  d\\te\"]", "2:4+2", tab},
		{syntax.YAML, `a: ["b", "bilder\torget.png", "\\\\server\\ny"]`, "1:17+2", tab},
		{syntax.TOML, `a = "C:\temp\rapport"`, "1:8+2", tab},
		{syntax.TOML, "a = \"\"\"\nC:\\ny\"\"\"", "2:3+2", line},
	} {
		n, found := test.read("f", []byte(test.src), 1)
		if n == nil || len(found) != 1 {
			t.Errorf("%s: %v, want one warning", test.src, found)
			continue
		}
		p := found[0]
		if at := fmt.Sprintf("%d:%d+%d", p.Pos.Line, p.Pos.Column, p.Pos.Width); at != test.at || p.Severity != diag.Warning || p.Code != diag.Encoding ||
			!strings.Contains(p.Message, test.message) || !strings.Contains(p.Hint, `write \\, or put the text in single quotes`) {
			t.Errorf("%s: %s %+v", test.src, at, p)
		}
	}
}

// What looks like such an escape, and is none, is left alone.
func TestEscapesOfTexts(t *testing.T) {
	for _, test := range []struct {
		name string
		read reader
		src  string
		want string
	}{
		{"YAML", syntax.YAML, `a: "\\u0001 \t\n\r\N\_\L\P\x41\u00e5\U0001F600 \u202E"`, "\\u0001 \t\n\r\u0085\u00a0\u2028\u2029Aå😀 \u202e"},
		{"YAML without quotes", syntax.YAML, `a: C:\bro\u0001`, `C:\bro\u0001`},
		{"YAML in single quotes", syntax.YAML, `a: 'C:\bro\u0001'`, `C:\bro\u0001`},
		{"YAML before a path", syntax.YAML, "a: \"\\uFFFD\"\nb: 'C:\\bro'", "\uFFFD"},
		{"TOML", syntax.TOML, `a = "\\u0001 \t\n\r\x41\u00e5\U0001F600"`, "\\u0001 \t\n\rAå😀"},
		{"TOML in single quotes", syntax.TOML, `a = 'C:\bro\uD83D \uFFFD'`, `C:\bro\uD83D \uFFFD`},
		{"YAML of several lines", syntax.YAML, `a: "Ett:\nTvå\n\nTre\r\nFyra. \tFem \tsex\t 7\t8"`, "Ett:\nTvå\n\nTre\r\nFyra. \tFem \tsex\t 7\t8"},
		{"YAML as a separator", syntax.YAML, `a: "\t"`, "\t"},
		{"YAML of several lines without quotes", syntax.YAML, "a: |\n  C:\\temp\n  C:\\ny\n", "C:\\temp\nC:\\ny\n"},
		{"JSON of another program", syntax.JSON, `{"a": "C:\temp"}`, "C:\temp"},
		{"JSON", syntax.JSON, `{"a": "\\u0001 \\ud83d\t\n\r\u00e5\ud83d\ude00\ufffd"}`, "\\u0001 \\ud83d\t\n\rå😀\ufffd"},
	} {
		n, found := test.read("f", []byte(test.src), 1)
		if len(found) > 0 || n.Get("a").Value != test.want {
			t.Errorf("%s: %q, %v, want %q", test.name, n.Get("a").Value, found, test.want)
		}
	}
}

// What is said of such a text besides is said of what is left of it when it is mended.
func TestEscapesAreLeftOut(t *testing.T) {
	for name, read := range map[string]func() (*syntax.Node, int){
		"YAML": func() (*syntax.Node, int) {
			n, found := syntax.YAML("f", []byte(`"a\0": "b\0c\0"`), 1)
			return n, len(found)
		},
		"TOML": func() (*syntax.Node, int) {
			n, found := syntax.TOML("f", []byte(`"a\u0000" = "b\u0000c\u0000"`), 1)
			return n, len(found)
		},
		"JSON": func() (*syntax.Node, int) {
			n, found := syntax.JSON("f", []byte(`{"a\u0000": "b\u0000c\u0000"}`), 1)
			return n, len(found)
		},
	} {
		n, found := read()
		if value := n.Get("a"); found != 2 || value == nil || value.Value != "bc" || !value.Instead("d").IsZero() || !n.Fields[0].Instead("d").IsZero() {
			t.Errorf("%s: %s, %d problems, want 2", name, outline(n), found)
		}
	}
}
