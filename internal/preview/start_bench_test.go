package preview

import (
	"context"
	"net/http"
	"os"
	"strconv"
	"testing"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/corpus"
	"vitrin/internal/heap"
)

// BenchmarkStart measures how long it takes from the start of a preview to its first page, where the site was previewed or built
// before.
//
//	go test -run '^$' -bench Start -benchtime 3x ./internal/preview
//	LARGE=1 go test -run '^$' -bench Start/100000 -benchtime 3x ./internal/preview
func BenchmarkStart(b *testing.B) {
	heap.NewBound(heap.Usual) // as the program does
	sizes := []int{10000}
	if os.Getenv("LARGE") != "" {
		sizes = append(sizes, 100000)
	}
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			f := folder{b, b.TempDir()}
			if err := corpus.Write(f.dir, n); err != nil {
				b.Fatal(err)
			}
			f.start(func() {}) // which keeps what it has parsed
			time.Sleep(3 * time.Second)
			f.start(func() {}) // and once what was just written is not doubtful any more
			for b.Loop() {
				f.start(b.StopTimer)
				b.StartTimer()
			}
		})
	}
}

// start previews the folder until the first page is shown, and says then that it is.
func (f folder) start(shown func()) {
	f.t.Helper()
	s, err := Listen(Options{Site: build.Options{Dir: f.dir, Program: "same"}, Addr: "127.0.0.1:0", Now: func() time.Time { return day }})
	if err != nil {
		f.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(f.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	f.until("the first page is shown", func() bool {
		status, _, _ := get(f.t, s, "/")
		return status == http.StatusOK
	})
	shown()
	cancel()
	if err := <-ended; err != nil {
		f.t.Error(err)
	}
}
