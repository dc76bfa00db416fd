package markdown_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/markdown"
)

var swedish = markdown.Options{
	Quotes: [4]string{"”", "”", "’", "’"},
	Words: markdown.Words{
		Note: "Observera", Warning: "Varning", Footnotes: "Fotnoter", BackToText: "Tillbaka till texten",
		Done: "Klart", Open: "Inte klart",
	},
	ReservedIDs: []string{"main", "menu"},
}

// echo resolves every link to what was written.
func echo(_ int, l *markdown.Link) markdown.Target {
	return markdown.Target{Href: l.Address, Text: "name of " + l.Path}
}

func lines(s ...string) string { return strings.Join(s, "\n") }

func TestHTML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"paragraph", "Ett *kort* och **fett** ~~ord~~.", "<p>Ett <em>kort</em> och <strong>fett</strong> <del>ord</del>.</p>"},
		{"escapes", `5 < 6 & "7" &copy; \*x\* &#0;`, "<p>5 &lt; 6 &amp; ”7” © *x* \ufffd</p>"},
		{"breaks", "ett\\\ntvå\ntre", "<p>ett<br>\ntvå\ntre</p>"},
		{"typography", `1990--2000 -- "så 'här'" … it's...`, "<p>1990–2000 – ”så ’här’” … it’s…</p>"},
		{"rule", "***", "<hr>"},
		{"quote", "> ett", lines("<blockquote>", "<p>ett</p>", "</blockquote>")},
		{"code", "```go run\na < b\n```", "<pre tabindex=\"0\"><code class=\"language-go\">a &lt; b\n</code></pre>"},
		{"indented code", "    a\n    b", "<pre tabindex=\"0\"><code>a\nb\n</code></pre>"},
		{"code span", "`a\n<b>`", "<p><code>a &lt;b&gt;</code></p>"},
		{"code language escaped", "```a\"b\nx\n```", "<pre tabindex=\"0\"><code class=\"language-a&quot;b\">x\n</code></pre>"},
		{"list", "- a\n- b", lines("<ul>", "<li>a</li>", "<li>b</li>", "</ul>")},
		{"loose list from 3", "3. a\n\n4. b", lines(`<ol start="3">`, "<li>", "<p>a</p>", "</li>", "<li>", "<p>b</p>", "</li>", "</ol>")},
		{
			"tasks", "- [ ] a\n- [x] b",
			lines(
				"<ul>",
				`<li class="task"><input type="checkbox" disabled aria-label="Inte klart"> a</li>`,
				`<li class="task"><input type="checkbox" disabled checked aria-label="Klart"> b</li>`,
				"</ul>"),
		},
		{
			"table", "| a | b |\n|--:|---|\n| 1 | `x\\|y` |",
			lines(
				`<div class="scroll" tabindex="0"><table>`, "<thead>", "<tr>",
				`<th scope="col" class="align-right">a</th>`, `<th scope="col">b</th>`,
				"</tr>", "</thead>", "<tbody>", "<tr>",
				`<td class="align-right">1</td>`, "<td><code>x|y</code></td>",
				"</tr>", "</tbody>", "</table></div>"),
		},
		{"definitions", "Term\n: Text", lines("<dl>", "<dt>Term</dt>", "<dd>Text</dd>", "</dl>")},
		{
			"footnotes", "a[^n] b[^n]\n\n[^n]: Not.",
			lines(
				`<p>a<sup class="footnote-ref" id="fnref-1"><a href="#fn-1" role="doc-noteref">1</a></sup>`+
					` b<sup class="footnote-ref" id="fnref-1-2"><a href="#fn-1" role="doc-noteref">1</a></sup></p>`,
				`<section class="footnotes" role="doc-endnotes" aria-label="Fotnoter"><ol>`,
				`<li id="fn-1">`,
				`<p>Not. <a class="footnote-back" href="#fnref-1" role="doc-backlink" aria-label="Tillbaka till texten">↩︎</a>`+
					` <a class="footnote-back" href="#fnref-1-2" role="doc-backlink" aria-label="Tillbaka till texten 2">↩︎</a></p>`,
				"</li>", "</ol></section>"),
		},
		{
			"callout", "> [!note]\n> Text",
			lines(
				`<div class="callout callout-note" role="note">`,
				`<p class="callout-title">Observera</p>`, "<p>Text</p>", "</div>"),
		},
		{
			"callout of a list", "> [!WARNING]\n> - a",
			lines(
				`<div class="callout callout-warning" role="note">`,
				`<p class="callout-title">Varning</p>`, "<ul>", "<li>a</li>", "</ul>", "</div>"),
		},
		{"callout without a word", "> [!TIP]", lines(`<div class="callout callout-tip" role="note">`, "</div>")},
		{"no callout", "> [!OTHER]\n> a", lines("<blockquote>", "<p>[!OTHER]", "a</p>", "</blockquote>")},
		{"no callout with text beside it", "> [!NOTE] a", lines("<blockquote>", "<p>[!NOTE] a</p>", "</blockquote>")},
		{"no callout outside a quote", "[!NOTE]", "<p>[!NOTE]</p>"},
		{"CRLF", "a\r\nb\r\n\r\n# c\r\n", lines("<p>a", "b</p>", `<h2 id="c">c</h2>`)},
		{"CR alone", "a\rb", "<p>a b</p>"},
		{"no UTF-8", "a\xffb", "<p>a\ufffdb</p>"},
		{"comment", "a <!-- b --> c\n\n<!--\nd\n\n-->\n\ne", lines("<p>a  c</p>", "<p>e</p>")},
		{"comment that is never closed", "<!-- a\n\nb", "<p>&lt;!-- a\n\nb</p>"},
		{"raw HTML", "<b>a</b>\n\n<div onclick=\"x\">\n*b*\n</div>", lines("<p>&lt;b&gt;a&lt;/b&gt;</p>", `<p>&lt;div onclick=&quot;x&quot;&gt;`, "*b*", "&lt;/div&gt;</p>")},
	}
	c := markdown.New(swedish)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := string(c.Parse([]byte(test.in)).HTML(echo))
			if diff := cmp.Diff(test.want+"\n", got); diff != "" {
				t.Errorf("HTML of %q (-want +got):\n%s", test.in, diff)
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	tests := []struct{ in, want string }{
		{`He said "it's 'the end' now".`, "He said “it’s ‘the end’ now”."},
		{`'en' ("ett") x="y" **"fet"**`, "‘en’ (“ett”) x=“y” <strong>“fet”</strong>"},
		{`'90s rock 'n' roll, the dogs' bones`, "’90s rock ’n’ roll, the dogs’ bones"},
		{`5'10" tall, "open`, `5'10&quot; tall, “open`},
		{`"*a*", "[a](b)", ` + "\"`c`\"", "“<em>a</em>”, “a”, “<code>c</code>”"},
	}
	english := markdown.New(markdown.Options{Quotes: [4]string{"“", "”", "‘", "’"}})
	for _, test := range tests {
		got := string(english.Parse([]byte(test.in)).HTML(nil))
		if want := "<p>" + test.want + "</p>\n"; got != want {
			t.Errorf("%s:\n got %s\nwant %s", test.in, got, want)
		}
	}
	plain := markdown.New(markdown.Options{})
	if got, want := plain.PlainText([]byte(`"it's"`)), `"it's"`; got != want {
		t.Errorf("without quotes: got %s, want %s", got, want)
	}
}

func TestHeadings(t *testing.T) {
	type want struct {
		html     string
		headings []markdown.Heading
	}
	tests := []struct {
		name, in string
		want     want
	}{
		{
			"from one", "# Åäö *här*\n### Två\n###### Sex",
			want{
				lines(`<h2 id="åäö-här">Åäö <em>här</em></h2>`, `<h4 id="två">Två</h4>`, `<h6 id="sex">Sex</h6>`),
				[]markdown.Heading{{1, "åäö-här", "Åäö här"}, {3, "två", "Två"}, {6, "sex", "Sex"}},
			},
		},
		{
			"from three", "### A\n#### B",
			want{
				lines(`<h2 id="a">A</h2>`, `<h3 id="b">B</h3>`),
				[]markdown.Heading{{3, "a", "A"}, {4, "b", "B"}},
			},
		},
		{
			"ids", "## A\n## A\n## A-2\n## Main\n## !!!\n## fn 1",
			want{
				lines(`<h2 id="a">A</h2>`, `<h2 id="a-2">A</h2>`, `<h2 id="a-2-2">A-2</h2>`, `<h2 id="main-2">Main</h2>`, `<h2 id="section">!!!</h2>`, `<h2 id="fn-1">fn 1</h2>`),
				[]markdown.Heading{{2, "a", "A"}, {2, "a-2", "A"}, {2, "a-2-2", "A-2"}, {2, "main-2", "Main"}, {2, "section", "!!!"}, {2, "fn-1", "fn 1"}},
			},
		},
		{
			"attributes", "## B\n## A {#b .u lang=sv}\nC {#main}\n---\n## D {#e",
			want{
				lines(`<h2 id="b-2">B</h2>`, `<h2 id="b" class="u">A</h2>`, `<h2 id="main-2">C</h2>`, `<h2 id="d-e">D {#e</h2>`),
				[]markdown.Heading{{2, "b-2", "B"}, {2, "b", "A"}, {2, "main-2", "C"}, {2, "d-e", "D {#e"}},
			},
		},
		{
			"dropped attributes", `## A {#Å.b .x onclick="e" style="s" class="y z'"}`,
			want{`<h2 id="Å.b" class="x y">A</h2>`, []markdown.Heading{{2, "Å.b", "A"}}},
		},
		{
			"too many braces", "# A " + strings.Repeat("{a=", 17),
			want{"<p># A " + strings.Repeat("{a=", 17) + "</p>", nil},
		},
		{
			"links without a text of their own", "## A [[secret]]\n## [[secret]]\n## A [[x|b]]",
			want{
				lines(`<h2 id="a">A secret</h2>`, `<h2 id="section">secret</h2>`, `<h2 id="a-b">A b</h2>`),
				[]markdown.Heading{{2, "a", "A"}, {2, "section", ""}, {2, "a-b", "A b"}},
			},
		},
		{
			"odd ids", "## A {id=\"a b<c\"}\n## D {id=3}",
			want{lines(`<h2 id="a-b-c">A</h2>`, `<h2 id="d">D</h2>`), []markdown.Heading{{2, "a-b-c", "A"}, {2, "d", "D"}}},
		},
	}
	c := markdown.New(swedish)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := c.Parse([]byte(test.in))
			if diff := cmp.Diff(test.want.html+"\n", string(d.HTML(nil))); diff != "" {
				t.Errorf("HTML (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want.headings, d.Headings); diff != "" {
				t.Errorf("headings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFragments(t *testing.T) {
	d := markdown.New(swedish).Parse([]byte("# Fn 1\n\na[^x] [^x]\n\n## Fnref 1\n\n## Två {#fnref-1-2}\n\n[^x]: n"))
	want := []string{"fn-1-2", "fnref-1", "fnref-1-2", "fnref-1-3", "fnref-1-2-2", "fn-1"}
	if diff := cmp.Diff(want, d.IDs()); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	for _, id := range want {
		if !d.HasFragment(id) {
			t.Errorf("no fragment %q", id)
		}
	}
	for _, id := range []string{"", "main", "två", "Fn-1"} {
		if d.HasFragment(id) {
			t.Errorf("there is a fragment %q", id)
		}
	}
}

func TestEmpty(t *testing.T) {
	c := markdown.New(swedish)
	for in, want := range map[string]bool{
		"": true, " \n\t\n": true, "<!-- a -->\n": true, "[a]: b\n": true, "a": false, "![](b)": false, "***": false,
	} {
		if got := c.Parse([]byte(in)).Empty(); got != want {
			t.Errorf("Empty of %q: %v, want %v", in, got, want)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	c := markdown.New(swedish)
	body := []byte("# A\n\n[b](c) \"d\" [^e]\n\n[^e]: f")
	want := string(c.Parse(body).HTML(echo))
	shared := c.Parse(body)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				if got := string(c.Parse(body).HTML(echo)); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
				if got := string(shared.AppendHTML(nil, echo)); got != want {
					t.Errorf("shared: got %s, want %s", got, want)
				}
			}
		})
	}
	group.Wait()
}
