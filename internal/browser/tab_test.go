package browser_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// screen is how a page is looked at: the size of the window in CSS pixels, and what the reader prefers.
type screen struct {
	width, height int64
	media         string            // "print", or empty for a screen
	prefers       map[string]string // media features, such as prefers-color-scheme: dark
	style         string            // what a style sheet of the reader's own does, in words
}

func (s screen) String() string {
	words := []string{fmt.Sprint(s.width, " px")}
	for _, feature := range []string{"prefers-color-scheme", "prefers-reduced-motion", "forced-colors"} {
		if value := s.prefers[feature]; value != "" {
			words = append(words, value)
		}
	}
	if s.media != "" {
		words = append(words, s.media)
	}
	if s.style != "" {
		words = append(words, s.style)
	}
	return strings.Join(words, ", ")
}

func wide() screen   { return screen{width: 1280, height: 800} }
func narrow() screen { return screen{width: 360, height: 800} }

// preferring gives the screen of a reader who prefers something.
func (s screen) preferring(feature, value string) screen {
	s.prefers = map[string]string{feature: value}
	return s
}

func (s screen) light() screen { return s.preferring("prefers-color-scheme", "light") }
func (s screen) dark() screen  { return s.preferring("prefers-color-scheme", "dark") }

// browser is a running browser.
type browser struct{ ctx context.Context }

// start starts a browser with a fresh profile, which ends with the test.
func start(t testing.TB) browser {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // tabs are closed after the test's own context has ended
	ctx, stop := chromedp.NewExecAllocator(
		ctx,
		chromedp.ExecPath(chromium(t)),
		chromedp.Flag("headless", "new"),
		chromedp.Flag("no-sandbox", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-first-run", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("disable-frame-rate-limit", true), // a key is answered at the next frame
		chromedp.Flag("disable-renderer-backgrounding", true),
		chromedp.Flag("disable-backgrounding-occluded-windows", true),
		chromedp.Flag("user-data-dir", t.TempDir()),
	)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(ctx)
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return browser{ctx}
}

// tab is a tab of the browser with cookies and storage of its own.
type tab struct {
	t   testing.TB
	ctx context.Context
}

// tab opens a tab, which is closed with the test.
func (b browser) tab(t testing.TB) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	tb := &tab{t, ctx}
	call(tb, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tb
}

// open shows a page of a site. The page must be there, save one that is meant to be missing.
func (tb *tab) open(s site, address string, as screen) {
	tb.t.Helper()
	tb.show(as)
	response, err := chromedp.Run(tb.ctx, chromedp.NavigateResponse(s.url+(&url.URL{Path: address}).EscapedPath()))
	if err != nil {
		tb.t.Fatalf("%s: %v", address, err)
	}
	if found := response.Status == 200; found == missing(address) {
		tb.t.Fatalf("%s: the server says %d", address, response.Status)
	}
}

// show changes the screen. A style sheet of the reader's own is laid on by style.js.
func (tb *tab) show(as screen) {
	tb.t.Helper()
	media := emulation.SetEmulatedMediaParams{Media: as.media}
	for name, value := range as.prefers {
		media.Features = append(media.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	call(tb, emulation.SetEmulatedMedia, media)
	call(tb, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: as.width, Height: as.height, DeviceScaleFactor: 1})
}

// press presses a key (see package kb).
func (tb *tab) press(key string) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, chromedp.KeyEvent(key)); err != nil {
		tb.t.Fatal(err)
	}
}

// shot gives a picture of a part of what is seen, as PNG.
func (tb *tab) shot(r rect) []byte {
	tb.t.Helper()
	return call(tb, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Clip: &page.Viewport{X: r.X, Y: r.Y, Width: r.Width, Height: r.Height, Scale: 1},
	}).Data
}

// rect is a part of a page in CSS pixels from the page's top left corner.
type rect struct{ X, Y, Width, Height float64 }

// call sends a command of the DevTools protocol.
func call[P, R any](tb *tab, command cdp.Command[P, R], params P) R {
	tb.t.Helper()
	result, err := chromedp.Call(tb.ctx, command, params)
	if err != nil {
		tb.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// ask calls the function in a file of testdata in the page, with what describe.js, texts.js and stops.js there define, and gives its
// answer. The protocol runs it beside the page's policy, which would forbid a script element.
func ask[T any](tb *tab, file string, arguments ...any) T {
	tb.t.Helper()
	var scripts []string
	for _, name := range []string{"describe.js", "texts.js", "stops.js", file} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			tb.t.Fatal(err)
		}
		scripts = append(scripts, string(text))
	}
	list, err := json.Marshal(append([]any{}, arguments...))
	if err != nil {
		tb.t.Fatal(err)
	}
	last := len(scripts) - 1
	expression := fmt.Sprintf("(() => {\n%sreturn (\n%s)(...%s)\n})()", strings.Join(scripts[:last], ""), scripts[last], list)
	answer, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("testdata/%s: %v", file, err)
	}
	return answer
}
