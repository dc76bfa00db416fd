package markdown_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/markdown"
)

func TestSafeHTML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"inline", "H<sub>2</sub>O <kbd>a *b*</kbd> c<br/>d", "<p>H<sub>2</sub>O <kbd>a <em>b</em></kbd> c<br>d</p>"},
		{
			"block", "<details open>\n<summary>Mer &amp; mer</summary>\n\n*a*\n\n</details>",
			lines("<details open=\"\">", "<summary>Mer &amp; mer</summary>", "<p><em>a</em></p>", "</details>"),
		},
		{"attributes", `<span class="a b" id="c" lang="en" title="d&quot;" style="e" onclick="f">g</span>`, `<p><span class="a b" id="c" lang="en" title="d&quot;">g</span></p>`},
		{"odd attributes", "<span class='a &lt;b' id='a b' lang='&quot;'>g</span>", `<p><span class="a">g</span></p>`},
		{"script", "<script>\nalert(1)\n</script>\n\na<script>b</script>", "<p>ab</p>"},
		{"style and frames", "<style>a{}</style>\n\n<iframe src=\"x\"></iframe><object>o</object>\n\nb", "<p>b</p>"},
		{"form", "<form action=\"x\"><input name=y>z</form>", "z"},
		{"top heading", "<h1>a</h1><h2>b</h2>", "a<h2>b</h2>"},
		{"link", `<a href="x.md#y" title="t" target="_blank" onclick="e">a **b**</a>`, `<p><a href="x.md#y" title="t">a <strong>b</strong></a></p>`},
		{"dangerous links", "<a href=\"java&#10;script:x\">a</a> <a href=\" &#1;javascript&colon;x\">b</a> <img src=\"data:image/svg+xml,x\" alt=\"c\">", "<p>a b c</p>"},
		{"link within a link", `<a href="x">a [b](c) <a href="d">e</a></a> [f <a href="g">h</a>](i)`, `<p><a href="x">a b <span>e</span></a> <a href="i">f <span>h</span></a></p>`},
		{"anchor", `<a id="x"></a>a`, `<p><span id="x"></span>a</p>`},
		{"picture", `<figure><img src="a.png" alt="b" onerror="c" width="9"><figcaption>d</figcaption></figure>`, `<figure><img src="a.png" alt="b" loading="lazy"><figcaption>d</figcaption></figure>`},
		{"left open", "<div><b>a\n\nb <i>c\n\n> <u>d", lines("<div><b>a", "<p>b <i>c</i></p>", "<blockquote>", "<p><u>d</u></p>", "</blockquote>", "</b></div>")},
		{"stray ends", "a</div></p> b</b>\n\n> </div></blockquote></main>\n\nc", lines("<p>a b</p>", "<blockquote>", "</blockquote>", "<p>c</p>")},
		{"crossed", "<b>a<i>b</b>c</i>", "<p><b>a<i>b</i></b>c</p>"},
		{"implied ends", "<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
		{"taken ids", "## A\n\n<div id=\"a\">b</div>\n\n<div id=\"main\">c</div>", lines(`<h2 id="a">A</h2>`, "<div>b</div>", "<div>c</div>")},
		{"half a tag", "<div title=\"\n\n[a](b)", "<p><a href=\"b\">a</a></p>"},
		{"comments", "<p>a<!-- b --></p><!-- c", "<p>a</p>&lt;!-- c"},
		{"other constructs", "<?php x ?> a <!DOCTYPE b> <![CDATA[c]]>", " a  "},
	}
	c := markdown.New(markdown.Options{SafeHTML: true, ReservedIDs: []string{"main"}})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := strings.TrimSuffix(string(c.Parse([]byte(test.in)).HTML(echo)), "\n")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("HTML of %q (-want +got):\n%s", test.in, diff)
			}
		})
	}
}

func TestSafeHTMLLinks(t *testing.T) {
	in := "å\n<a href=\"b.md#c\">d *e*</a> <img src='f%20g.png' alt='h'>\n\n<div id=\"i\">\n<a href=\"javascript:x\">j</a>\n</div>"
	c := markdown.New(markdown.Options{SafeHTML: true})
	d := c.Parse([]byte(in))
	want := []markdown.Link{
		{markdown.Inline, "b.md#c", "b.md", "c", "d e", 2, 10, 6, false},
		{markdown.Image, "f%20g.png", "f g.png", "", "h", 2, 38, 9, false},
		{markdown.Inline, "javascript:x", "javascript:x", "", "j", 5, 10, 12, false},
	}
	if diff := cmp.Diff(want, d.Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	if got, want := c.PlainText([]byte(in)), "å d e h j"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if !d.HasFragment("i") {
		t.Error("an id of raw HTML is no fragment")
	}
}

// A raw picture says that it decorates as HTML does, by an alt with nothing in it.
func TestSafeHTMLDecoration(t *testing.T) {
	for in, want := range map[string]bool{`<img src="a.png" alt="">`: true, `<img src="a.png">`: false, `<img src="a.png" alt="b">`: false} {
		links := markdown.New(markdown.Options{SafeHTML: true}).Parse([]byte("å " + in)).Links
		if len(links) != 1 || links[0].Decoration != want {
			t.Errorf("%s gives %+v", in, links)
		}
	}
}
