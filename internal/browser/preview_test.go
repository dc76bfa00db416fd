package browser_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vitrin/internal/build"
	"vitrin/internal/preview"
)

// previewed is a site in preview.
type previewed struct {
	dir string // the site's folder
	url string // without a last slash
}

// preview serves a folder until the test ends, or until stop is called. The address is that of a port, or any.
func previewOf(t testing.TB, dir, addr string) (p previewed, stop func()) {
	t.Helper()
	server, err := preview.Listen(preview.Options{
		Site: build.Options{Dir: dir, Cache: cache}, Addr: addr, Now: func() time.Time { return day },
		Editor: "vscode://file{file}:{line}:{column}",
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(stop)
	return previewed{dir, strings.TrimSuffix(server.URL(), "/")}, stop
}

// previewDemo previews a copy of the example.
func previewDemo(t testing.TB) previewed {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	p, _ := previewOf(t, dir, "127.0.0.1:0")
	return p
}

// edit replaces words in a file of the site.
func (p previewed) edit(t testing.TB, name, old, new string) {
	t.Helper()
	path := filepath.Join(p.dir, filepath.FromSlash(name))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s does not say %q", name, old)
	}
	write(t, path, []byte(strings.ReplaceAll(string(text), old, new)))
}

// beside opens a tab in the profile of this one, whose connections and workers it shares.
func (b browser) beside(t testing.TB) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(b.ctx)
	t.Cleanup(end)
	return &tab{t, ctx}
}

// visit opens a page of a preview, once the preview has one to show.
func (tb *tab) visit(p previewed, address string) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, chromedp.Navigate(p.url+address)); err != nil {
		tb.t.Fatal(err)
	}
	tb.until("document.querySelector('main') && document.querySelector('#vitrin-preview')")
}

// patience is how long a page may take to come to something: far longer than it does, since machines are shared.
const patience = 60 * time.Second

// until waits until an expression holds in the page, which may be loaded anew meanwhile.
func (tb *tab) until(expression string) {
	tb.t.Helper()
	var last error
	for began := time.Now(); time.Since(began) < patience; time.Sleep(5 * time.Millisecond) {
		holds, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err == nil && holds {
			return
		}
		last = err
	}
	shown, _ := chromedp.Run(tb.ctx, chromedp.Evaluate[string]("document.body.innerText + '\\n' + "+panelText))
	tb.t.Fatalf("the page never came to %s (%v); it shows: %.600s", expression, last, shown)
}

// value gives what an expression has in the page.
func value[T any](tb *tab, expression string) T {
	tb.t.Helper()
	v, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		tb.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// The preview's own part of a page.
const (
	over      = "document.querySelector('#vitrin-preview').shadowRoot.querySelector('.over')"
	bar       = "document.querySelector('#vitrin-preview').shadowRoot.querySelector('.bar')"
	panelText = over + "?.innerText + '\\n' + " + bar + "?.innerText"
)

const (
	editedFile = "content/projects/creative-innovation.md"
	editedPage = "/projekt/creative-innovation/"
)

// TestPreview edits a site as editors do, with its pages open in a browser.
func TestPreview(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	t.Parallel()
	b := start(t)
	for _, test := range []struct {
		name string
		try  func(t *testing.T, b browser)
	}{
		{"edit", editsInPlace},
		{"mistake", showsMistakes},
		{"template", showsTemplateMistakes},
		{"styles", swapsStyles},
		{"scripts", reloadsPagesWithScripts},
		{"bar", tellsOfThePage},
		{"tabs", servesManyTabs},
		{"return", comesBack},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.try(t, b)
		})
	}
}

// editsInPlace: a saved text is there without a reload, where the reader was.
func editsInPlace(t *testing.T, b browser) {
	p, tb := previewDemo(t), b.tab(t)
	tb.show(narrow())
	tb.visit(p, editedPage)
	tb.until(bar + ".open === false && " + bar + ".hidden === false")
	value[any](tb, "window.mark = 1, scrollTo(0, 900), document.querySelector('main a[href]').focus({preventScroll: true}), null")
	at := value[float64](tb, "scrollY")
	if at < 500 {
		t.Fatalf("the page scrolls to %v only", at)
	}
	p.edit(t, editedFile, "---\n\n", "---\n\nNytt stycke med å, ä och ö.\n\n")
	tb.until("document.querySelector('main').innerText.includes('Nytt stycke med å, ä och ö.')")
	if now := value[float64](tb, "scrollY"); now != at || value[int](tb, "window.mark") != 1 {
		t.Errorf("the reader was at %v and is at %v; mark %v", at, now, value[any](tb, "window.mark"))
	}
	p.edit(t, editedFile, "title: Creative Innovation", "title: Kreativ innovation")
	tb.until("document.title.startsWith('Kreativ innovation') && document.querySelector('h1').innerText === 'Kreativ innovation'")
}

// showsMistakes: what does not hold lies over the last good page, and goes away by itself.
func showsMistakes(t *testing.T, b browser) {
	p, tb := previewDemo(t), b.tab(t)
	tb.show(wide())
	tb.visit(p, editedPage)
	tb.until(over + ".hidden")
	p.edit(t, editedFile, "title: Creative Innovation", "title: Kreativ innovation\nstart: 09/2015")
	tb.until(over + ".hidden === false")
	for _, want := range []string{editedFile + ":", "09/2015", "^^^", "Mend it"} {
		if told := value[string](tb, over+".innerText") + value[string](tb, "getComputedStyle("+over+".querySelector('.hint'), '::before').content"); !strings.Contains(told, want) {
			t.Errorf("%q is not told in %s", want, told)
		}
	}
	if open := value[string](tb, over+".querySelector('.place a').getAttribute('href')"); !strings.HasPrefix(open, "vscode://file/") || !strings.Contains(open, filepath.Base(editedFile)+":") {
		t.Errorf("the place leads to %q", open)
	}
	if title := value[string](tb, "document.querySelector('h1').innerText"); title != "Creative Innovation" {
		t.Errorf("below lies %q", title)
	}
	value[any](tb, over+".querySelector('button').click(), null")
	tb.until(over + ".hidden")
	p.edit(t, editedFile, "title: Kreativ innovation\nstart: 09/2015", "title: Kreativ innovation")
	tb.until("document.querySelector('h1').innerText === 'Kreativ innovation' && " + over + ".hidden")
	p.edit(t, editedFile, "title: Kreativ innovation", "titel: Kreativ innovation")
	tb.until(over + ".innerText.includes('titel')") // another mistake is not put aside
	p.edit(t, editedFile, "titel: Kreativ innovation", "title: Kreativ innovation")
	tb.until(over + ".hidden")
}

// showsTemplateMistakes: those that are found when templates are read, and those that show when a page is made.
func showsTemplateMistakes(t *testing.T, b browser) {
	p, tb := previewDemo(t), b.tab(t)
	tb.visit(p, editedPage)
	own := filepath.Join(p.dir, "templates", "project.html")
	write(t, own, []byte("{{define \"main\"}}\n<p>{{.Titel}}</p>{{end}}\n"))
	tb.until(over + ".innerText.includes('templates/project.html:2:')")
	write(t, own, []byte("{{define \"main\"}}\n\n<p id=\"own\">{{index .Words.Keywords 99}}</p>{{end}}\n"))
	tb.until(over + ".innerText.includes('templates/project.html:3:')")
	if !value[bool](tb, "document.querySelector('h1') !== null") {
		t.Error("the last good page is gone")
	}
	write(t, own, []byte("{{define \"main\"}}<p id=\"own\">{{.Title}}</p>{{end}}\n"))
	tb.until("document.querySelector('#own')?.innerText === 'Creative Innovation' && " + over + ".hidden")
	if err := os.RemoveAll(filepath.Dir(own)); err != nil {
		t.Fatal(err)
	}
	tb.until("document.querySelector('h1')?.innerText === 'Creative Innovation'")
}

// swapsStyles: a style sheet changes under a page that stays.
func swapsStyles(t *testing.T, b browser) {
	p, tb := previewDemo(t), b.tab(t)
	tb.visit(p, editedPage)
	value[any](tb, "document.querySelector('main').append(Object.assign(document.createElement('p'), {id: 'stays'})), null")
	for _, colour := range []string{"rgb(1, 2, 3)", "rgb(4, 5, 6)"} {
		write(t, filepath.Join(p.dir, "static", "css", "own.css"), []byte("h1 { color: "+colour+"; }\n"))
		tb.until("getComputedStyle(document.querySelector('h1')).color === '" + colour + "'")
	}
	if !value[bool](tb, "document.querySelector('#stays') !== null && document.querySelectorAll('link[rel=stylesheet]').length === 1") {
		t.Error("the page was replaced, or keeps an old style sheet")
	}
}

// reloadsPagesWithScripts: what a site's own script does is done again.
func reloadsPagesWithScripts(t *testing.T, b browser) {
	p, tb := previewDemo(t), b.tab(t)
	script := filepath.Join(p.dir, "static", "js", "site.js")
	write(t, script, []byte("document.querySelector('h1').dataset.by = 'first';\n"))
	tb.visit(p, editedPage)
	tb.until("document.querySelector('h1').dataset.by === 'first'")
	write(t, script, []byte("document.querySelector('h1').dataset.by = 'second';\n"))
	tb.until("document.querySelector('h1')?.dataset.by === 'second'")
}

// tellsOfThePage: the bar names the files, what they lack and who links here.
func tellsOfThePage(t *testing.T, b browser) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml":            "title: Prov\nbase_url: https://example.org/del/\nlanguages: [sv, en]\n",
		"projects/bro.md":      "---\ntitle: Bron\nstarts: 2020\n---\n\nText.\n",
		"projects/tunnel.md":   "---\ntitle: Tunneln\n---\n\nSe [bron](bro.md).\n",
		"clusters/klustret.md": "---\ntitle: Klustret\n---\n",
	} {
		write(t, filepath.Join(dir, "content", filepath.FromSlash(name)), []byte(text))
	}
	p, _ := previewOf(t, dir, "127.0.0.1:0")
	tb := b.tab(t)
	tb.visit(p, "/") // leads to the path of the site's address
	tb.until("location.pathname === '/del/'")
	p.url += "/del"
	tb.visit(p, "/projekt/bro/")
	tb.until(bar + "?.innerText.includes('content/projects/bro.md')")
	value[any](tb, bar+".open = true, null")
	told := value[string](tb, bar+".innerText")
	for _, want := range []string{"1 warning", "did you mean", "no start", "no coordinator", "Tunneln", "Template: project.html, built in"} {
		if !strings.Contains(told, want) {
			t.Errorf("the bar does not tell %q: %s", want, told)
		}
	}
	if href := value[string](tb, bar+".querySelector('a[href^=\"/del/projekt/tunnel/\"]').innerText"); href != "Tunneln" {
		t.Errorf("the page that links here is called %q", href)
	}
}

// servesManyTabs: more than the six connections that a browser opens to one server.
func servesManyTabs(t *testing.T, b browser) {
	p := previewDemo(t)
	var tabs []*tab
	for range 9 {
		tb := b.beside(t)
		tb.visit(p, editedPage)
		tabs = append(tabs, tb)
	}
	p.edit(t, editedFile, "title: Creative Innovation", "title: Kreativ innovation")
	for _, tb := range tabs {
		tb.until("document.querySelector('h1').innerText === 'Kreativ innovation'")
	}
}

// comesBack: a page waits for a server that has gone and takes in what changed meanwhile.
func comesBack(t *testing.T, b browser) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	p, stop := previewOf(t, dir, "127.0.0.1:0")
	tb := b.tab(t)
	tb.visit(p, editedPage)
	stop()
	tb.until(bar + ".innerText.includes('has stopped')")
	p.edit(t, editedFile, "title: Creative Innovation", "title: Kreativ innovation")
	again, _ := previewOf(t, dir, strings.TrimPrefix(p.url, "http://"))
	if again.url != p.url {
		t.Skipf("the port was taken meanwhile: %s", again.url)
	}
	tb.until("document.querySelector('h1').innerText === 'Kreativ innovation' && !" + bar + ".innerText.includes('has stopped')")
}
