package main

import (
	"io"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/message"

	"vitrin/internal/build"
	"vitrin/internal/cells"
	"vitrin/internal/deploy"
)

const (
	patience = time.Second            // a build that is quicker shows no progress
	redraw   = 100 * time.Millisecond // between two drawings of the line
)

// stageWords say how far a stage has come.
func stageWords(s build.Stage) string {
	return map[build.Stage]string{
		build.Reading:  "reading %d of %d files",
		build.Linking:  "tying it together",
		build.Pictures: "pictures %d of %d",
		build.Pages:    "pages %d of %d",
		build.Asking:   "asked %d of %d addresses",
	}[s]
}

// deployWords say how far a stage of a deploy has come.
func deployWords(s deploy.Stage) string {
	return map[deploy.Stage]string{
		deploy.Reading:  "read %d files",
		deploy.Listing:  "found %d files there",
		deploy.Sending:  "sent %d of %d files",
		deploy.Removing: "removed %d of %d files",
	}[s]
}

// progress shows on the last line of a terminal how far a build, or a deploy, has come.
type progress struct {
	w     io.Writer
	width func() int // of the terminal now, in cells; 0: not known

	mu          sync.Mutex
	stage       int
	words       string // of the stage, with places for done and total
	done, total int
	begun       bool
}

// progress gives what a build tells how far it has come, and what ends that: nothing else may be written to the
// terminal in between. Where there is no terminal to show it on, the build need tell nobody.
func (t terminal) progress() (tell build.Progress, end func()) {
	if !t.obedient() {
		return nil, func() {}
	}
	p := &progress{w: t.w, width: t.width}
	return p.tell, p.start()
}

// deployProgress is progress for a deploy.
func (t terminal) deployProgress() (tell func(deploy.Stage, int, int), end func()) {
	if !t.obedient() {
		return nil, func() {}
	}
	p := &progress{w: t.w, width: t.width}
	return func(s deploy.Stage, done, total int) { p.take(int(s), deployWords(s), done, total) }, p.start()
}

// tell takes in what a build says, from any goroutine.
func (p *progress) tell(stage build.Stage, done, total int) {
	p.take(int(stage), stageWords(stage), done, total)
}

// take takes in how far a stage has come; one that was told of late is passed over.
func (p *progress) take(stage int, words string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.begun && (stage < p.stage || stage == p.stage && done < p.done) {
		return // overtaken
	}
	p.begun, p.stage, p.words, p.done, p.total = true, stage, words, done, total
}

// start draws the line from time to time; end takes it away.
func (p *progress) start() (end func()) {
	stop := make(chan struct{})
	var drawing sync.WaitGroup
	drawing.Go(func() {
		select {
		case <-stop:
			return
		case <-time.After(patience):
		}
		every := time.NewTicker(redraw)
		defer every.Stop()
		for shown := ""; ; {
			if line := p.line(); line != shown {
				p.show(line)
				shown = line
			}
			select {
			case <-stop:
				if shown != "" {
					p.show("")
				}
				return
			case <-every.C:
			}
		}
	})
	return func() {
		close(stop)
		drawing.Wait()
	}
}

// line says how far the build has come.
func (p *progress) line() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.begun {
		return ""
	}
	numbers := message.NewPrinter(message.MatchLanguage("en"))
	return numbers.Sprintf(p.words, []any{p.done, p.total}[:strings.Count(p.words, "%d")]...)
}

// show puts a text in the place of the line. It leaves the last column free: some terminals would go on to a new line.
func (p *progress) show(line string) {
	if width := p.width(); width > 0 {
		line = cells.Cut(line, width-1)
	}
	const (
		begin = "\r"
		erase = "\x1b[K" // to the end of the line: EL of ECMA-48
	)
	_, _ = io.WriteString(p.w, begin+line+erase)
}
