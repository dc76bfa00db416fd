package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vitrin/internal/corpus"
)

// BenchmarkPreview measures how long an editor waits: from the moment before a file is written to the moment at which
// a browser that shows its page has the new text; and whether memory grows with the number of edits.
//
//	go test -run '^$' -bench Preview -benchtime 100x ./internal/browser
func BenchmarkPreview(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			p, _ := previewOf(b, dir, "127.0.0.1:0")
			tb := start(b).tab(b)
			tb.visit(p, "/projekt/projekt-7/")
			file := filepath.Join(dir, "content", "projects", "projekt-7.md")
			text, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			var waits []time.Duration
			edits := 0
			edit := func() {
				edits++
				words := fmt.Sprintf("Rad nummer %d.", edits)
				value[any](tb, fmt.Sprintf(`window.seen = new Promise((done) => {
					const look = () => document.querySelector('main')?.textContent.includes(%q) && done(true);
					new MutationObserver(look).observe(document.documentElement, {childList: true, subtree: true});
				}), null`, words))
				began := time.Now()
				write(b, file, append(text[:len(text):len(text)], "\n"+words+"\n"...))
				if _, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool]("window.seen", chromedp.EvalAwaitPromise)); err != nil {
					b.Fatal(err)
				}
				waits = append(waits, time.Since(began))
			}
			for range 10 {
				edit()
			}
			waits = nil
			before := heap()
			for b.Loop() {
				edit()
			}
			slices.Sort(waits)
			b.ReportMetric(float64(waits[len(waits)/2])/1e6, "ms-median")
			b.ReportMetric(float64(waits[len(waits)*95/100])/1e6, "ms-95th")
			b.ReportMetric(float64(heap()-before)/float64(len(waits))/1024, "heap-KiB/edit")
			b.ReportMetric(float64(heap())/(1<<20), "heap-MiB")
		})
	}
}

// heap gives the bytes that are in use.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
