package browser_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// icon is what a browser asks for, once, when a page names no icon of its own. Which page of a site it does so for is
// chance, so that each page is asked whether it would.
const icon = "/favicon.ico"

// noise is what a tab complains about, and all that it asks for.
type noise struct {
	mutex    sync.Mutex
	site     site
	page     string // its address
	found    []finding
	requests map[string]network.ResourceType // by address
}

// hear takes down what a tab complains about while it shows a page of a site, until it is told to stop.
func (tb *tab) hear(s site, address string) (n *noise, stop context.CancelFunc) {
	tb.t.Helper()
	n = &noise{site: s, page: address, requests: map[string]network.ResourceType{}}
	ctx, stop := context.WithCancel(tb.ctx)
	if err := chromedp.Listen(ctx, n.event); err != nil {
		tb.t.Fatal(err)
	}
	return n, stop
}

func (n *noise) event(event any) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	tell := func(rule, format string, a ...any) {
		n.found = append(n.found, finding{Rule: rule, Detail: fmt.Sprintf(format, a...)})
	}
	switch e := event.(type) {
	case *log.EventEntryAdded:
		bad := e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning
		if bad && e.Entry.URL != n.site.url+icon && !(missing(n.page) && strings.Contains(e.Entry.Text, "404")) {
			tell("the browser complains", "%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			tell("a script complains", "%s: %s", e.Type, arguments(e.Args))
		}
	case *runtime.EventExceptionThrown:
		tell("a script fails", "%s %s", e.ExceptionDetails.Text, e.ExceptionDetails.URL)
	case *network.EventRequestWillBeSent:
		if e.Request.URL == n.site.url+icon {
			return
		}
		n.requests[e.Request.URL] = e.Type
		if !strings.HasPrefix(e.Request.URL, n.site.url+"/") && !strings.HasPrefix(e.Request.URL, "data:") {
			tell("asks a foreign server", "%s", e.Request.URL)
		}
	case *network.EventLoadingFailed:
		tell("a request fails", "%s %s %s", e.Type, e.ErrorText, e.BlockedReason)
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 && e.Response.URL != n.site.url+icon && !(missing(n.page) && e.Type == network.ResourceTypeDocument) {
			tell("a request fails", "%s: %d", e.Response.URL, e.Response.Status)
		}
	}
}

func arguments(list []*runtime.RemoteObject) string {
	var words []string
	for _, o := range list {
		words = append(words, strings.Trim(string(o.Value), `"`)+o.Description)
	}
	return strings.Join(words, " ")
}

// heard tells what was complained about so far.
func (n *noise) heard() []finding {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	return n.found
}

// quiet looks whether a page works under the strict policy: the browser complains of nothing, no request fails or goes
// to another server, and nothing is left with the visitor, neither cookies nor anything else.
func quiet(tb *tab, s site, address string, all *findings) {
	n, stop := tb.hear(s, address)
	defer stop()
	tb.open(s, address, wide())
	kept := ask[[]string](tb, "kept.js") // and waits until the page has nothing left to do
	found := n.heard()
	if _, err := os.Stat(publishedFile(s.dir, icon)); err != nil && !ask[bool](tb, "has-icon.js") {
		found = append(found, finding{Rule: "a request fails", Detail: "the page names no icon, so that browsers ask for " + icon + ", which is not there"})
	}
	for _, name := range kept {
		found = append(found, finding{Rule: "leaves something with the visitor", Detail: name})
	}
	for _, cookie := range call(tb, network.GetCookies, network.GetCookiesParams{}).Cookies {
		found = append(found, finding{Rule: "sets a cookie", Detail: cookie.Name})
	}
	all.see(address, wide(), found)
}
