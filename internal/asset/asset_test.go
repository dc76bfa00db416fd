package asset_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/asset"
	"vitrin/internal/diag"
)

func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func bundle(t *testing.T, o asset.Options, files map[string]string) asset.Bundle {
	t.Helper()
	b, problems := asset.New(folder(files), o)
	if len(problems) > 0 {
		t.Fatalf("%+v", problems)
	}
	return b
}

func TestStylesheet(t *testing.T) {
	b := bundle(t, asset.Options{Entry: asset.Stylesheet, Append: ":root { --accent: #123456; }"}, map[string]string{
		"css/site.css":        "@import 'parts/a.css';\n@import \"/css/b.css\";\nbody { color: black; }\n",
		"css/parts/a.css":     "/*! told */ .å { background: url(../../img/bg.png?v=2); fill: url(#m); }",
		"css/b.css":           "b { }",
		"css/nobody-asks.css": "i { color: red }",
		"img/bg.png":          "",
	})
	want := ".å{background:url(../img/bg.png?v=2);fill:url(#m)}body{color:#000}:root{--accent: #123456}\n"
	if got := string(b.Content); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if diff := cmp.Diff([]string{"css/b.css", "css/parts/a.css", "css/site.css"}, b.Sources); diff != "" {
		t.Error("sources:", diff)
	}
}

func TestScript(t *testing.T) {
	b := bundle(t, asset.Options{Entry: asset.Script}, map[string]string{
		"js/site.js": "import { name } from './name.js';\nconsole.log(name);\n",
		"js/name.js": "export const name = 'Åsa', unused = 1;\n",
	})
	if got := string(b.Content); !strings.Contains(got, `"Åsa"`) || strings.Contains(got, "import") || strings.Contains(got, "unused") {
		t.Errorf("the script is not in one piece: %s", got)
	}
}

func TestNone(t *testing.T) {
	if b := bundle(t, asset.Options{Entry: asset.Script}, map[string]string{"css/site.css": ""}); b.Path != "" || b.Content != nil {
		t.Errorf("there is no script, but a bundle: %+v", b)
	}
}

// TestPathFollowsContent holds that a path stays as long as the content does, and no longer.
func TestPathFollowsContent(t *testing.T) {
	path := func(css, more string) string {
		return bundle(t, asset.Options{Entry: asset.Stylesheet, Append: more}, map[string]string{"css/site.css": "@import 'a.css';", "css/a.css": css}).Path
	}
	first := path("a { color: red }", "")
	if !strings.HasPrefix(first, "css/site-") || len(first) != len("css/site-0123456789.css") {
		t.Errorf("got the path %s", first)
	}
	if again := path("a{color:red} /* nothing new */", ""); again != first {
		t.Errorf("the same content has the paths %s and %s", first, again)
	}
	if other := path("a { color: blue }", ""); other == first {
		t.Error("other content has the same path")
	}
	if other := path("a { color: red }", "b { color: red }"); other == first {
		t.Error("added content does not change the path")
	}
}

func TestProblems(t *testing.T) {
	for _, test := range []struct {
		name, entry string
		files       map[string]string
		want        string
	}{
		{
			"an import of nothing", asset.Stylesheet,
			map[string]string{"css/site.css": "@import 'a.css';\n", "css/a.css": "\n  @import 'ö.css';"},
			"error static/css/a.css:2:11+7 there is no file static/css/ö.css",
		},
		{
			"a picture of nothing", asset.Stylesheet,
			map[string]string{"css/site.css": "p { content: 'åäö'; background: url(bg.png); }"},
			"error static/css/site.css:1:33+11 there is no file static/css/bg.png",
		},
		{
			"another site", asset.Stylesheet,
			map[string]string{"css/site.css": "@import 'https://fonts.example/x.css';"},
			`error static/css/site.css:1:9+29 "https://fonts.example/x.css" is not a file of this site`,
		},
		{
			"a picture within", asset.Stylesheet,
			map[string]string{"css/site.css": "p { background: url(data:image/gif;base64,AAAA) }"},
			`error static/css/site.css:1:17+31 "data:image/gif;base64,AAAA" is not a file of this site`,
		},
		{
			"outside", asset.Stylesheet,
			map[string]string{"css/site.css": "@import '../../secret.css';"},
			"error static/css/site.css:1:9+18 there is no file static/../secret.css",
		},
		{
			"a brace too many", asset.Stylesheet,
			map[string]string{"css/site.css": "p { color: red }\n}"},
			`warning static/css/site.css:2:1+1 Unexpected "}"`,
		},
		{
			"a name misspelt", asset.Stylesheet,
			map[string]string{"css/site.css": "p {\n  colr: red;\n}"},
			`warning static/css/site.css:2:3+4 "colr" is not a known CSS property`,
		},
		{
			"a script that cannot be parsed", asset.Script,
			map[string]string{"js/site.js": "let å = ;"},
			`error static/js/site.js:1:9+1 Unexpected ";"`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, problems := asset.New(folder(test.files), asset.Options{Entry: test.entry, Folder: "static/"})
			if len(problems) != 1 {
				t.Fatalf("got %d problems, want 1: %+v", len(problems), problems)
			}
			p := problems[0]
			if got := fmt.Sprintf("%s %s:%d:%d+%d %s", p.Severity, p.Pos.File, p.Pos.Line, p.Pos.Column, p.Pos.Width, p.Message); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if p.Severity == diag.Error && b.Path != "" {
				t.Errorf("a bundle with an error has the path %s", b.Path)
			}
		})
	}
}
