package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/deploy"
)

// screen takes in what is written by one goroutine and looked at by another.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func (s *screen) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text.Reset()
}

// TestProgress holds when the line is drawn, in time that the test makes pass: not in the first second, at most ten
// times a second, and gone at the end.
func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out screen
		p := &progress{w: &out, width: func() int { return 24 }}
		end := p.start()
		shown := func(after time.Duration) string {
			time.Sleep(after)
			synctest.Wait()
			defer out.Reset()
			return out.String()
		}
		p.tell(build.Reading, 4200, 10000)
		if got := shown(patience - time.Millisecond); got != "" {
			t.Errorf("%q is shown within the first second", got)
		}
		if got, want := shown(time.Millisecond), "\rreading 4,200 of 10,00…\x1b[K"; got != want {
			t.Errorf("%q is shown, want %q", got, want)
		}
		if got := shown(10 * redraw); got != "" {
			t.Errorf("%q is shown where nothing changed", got)
		}
		for i := range 1000 {
			p.tell(build.Pages, i, 13976)
			p.tell(build.Pages, i-1, 13976) // overtaken
			time.Sleep(time.Millisecond)
		}
		synctest.Wait()
		if n := strings.Count(out.String(), "\r"); n > 10 || n < 9 {
			t.Errorf("the line is drawn %d times in a second", n)
		}
		if !strings.HasSuffix(out.String(), "of 13,976\x1b[K") {
			t.Errorf("%q is shown", out.String())
		}
		out.Reset()
		end()
		if got := out.String(); got != "\r\x1b[K" {
			t.Errorf("%q is left", got)
		}
	})
}

// TestQuickBuild holds that a quick build shows nothing.
func TestQuickBuild(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out screen
		p := &progress{w: &out, width: func() int { return 0 }}
		end := p.start()
		p.tell(build.Pages, 1, 2)
		time.Sleep(patience / 2)
		end()
		if out.String() != "" {
			t.Errorf("%q is shown", out.String())
		}
	})
}

// TestNoProgressWithoutTerminal holds that nothing is drawn where what is told goes to a file.
func TestNoProgressWithoutTerminal(t *testing.T) {
	if tell, end := (terminal{&bytes.Buffer{}}).progress(); tell != nil || end == nil {
		t.Error("progress is shown without a terminal")
	}
}

// TestDeployWords holds that every stage of a deploy has words, with as many numbers as it can tell.
func TestDeployWords(t *testing.T) {
	for stage, want := range map[deploy.Stage]string{
		deploy.Reading: "read 1,200 files", deploy.Listing: "found 1,200 files there",
		deploy.Sending: "sent 1,200 of 2,400 files", deploy.Removing: "removed 1,200 of 2,400 files",
	} {
		p := &progress{}
		p.take(int(stage), deployWords(stage), 1200, 2400)
		if got := p.line(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
