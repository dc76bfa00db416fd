// Package watch tells which paths of a site's folder may have changed, for whoever shows a site while it is written.
//
// In go the site folder and the names of the folders in it that matter; out come [Change]s on a channel. They are
// hints, no more: which bytes differ, the receiver finds out by looking, and it may find nothing. But no change
// goes untold: what happens after [Open] has returned is in a Change that is sent after it happened. So open first,
// and look at the site then.
//
// Changes are told by the operating system where it does so reliably; else the folders are looked at every now and
// then (see [Watcher.Polling]). Links are not followed. It does not know what the files are for, and reads none.
package watch

import (
	"sync"
	"sync/atomic"
	"time"
)

// Change says what may have changed since the last one.
type Change struct {
	// Paths are slash-separated, relative to the site folder and as the file system spells them; sorted, each once.
	// A path may be a file, or a folder of which everything may have changed; it may have appeared or vanished.
	Paths []string
	// All says that it is not known what has changed, or that it is too much to name: look at everything. There are
	// no Paths then.
	All bool
}

// Options say what is watched and how.
type Options struct {
	// Folders are the names of the folders in the site folder that are watched, with all that is in them but what
	// is named .git. They need not exist yet. Nothing else of the site folder is told.
	Folders []string
	// Probe is the path of a folder, made where it is missing, in which a file is written at the start, to learn
	// whether the file system tells of changes. Empty: it is taken to do so.
	Probe string
	// Quiet is for how long nothing may happen before a Change is sent; 0 is 30 ms. AtMost is after how long it is
	// sent even so; 0 is 250 ms.
	Quiet, AtMost time.Duration
	// Interval is the time between two looks when polling; 0 is a second. It is never less than ten times what a
	// look takes.
	Interval time.Duration
	// Poll has the folders looked at from the start, whatever the system could tell.
	Poll bool
}

// Watcher tells of changes until it is closed.
type Watcher struct {
	options Options
	changes chan Change
	polling atomic.Pointer[why] // why; nil while changes are told
	once    sync.Once
	done    chan struct{} // closed by Close
	ended   chan struct{} // closed when all goroutines have ended
	err     error         // of closing; to be read when they have
}

// Open watches a site folder, which must exist. An error says that it does not, or that the options are wrong; where
// the system cannot tell of changes, the folders are polled.
func Open(dir string, o Options) (*Watcher, error) {
	return open(dir, o, system{notifier: newNotifier, mount: remoteMount, patience: time.Second})
}

// system is what a Watcher needs of the machine.
type system struct {
	notifier func() (*notifier, error)
	mount    func(folder string) string // what kind of file system a folder lies on, if that one cannot tell of all changes
	patience time.Duration              // for how long a probe waits
}

func open(dir string, o Options, sys system) (*Watcher, error) {
	s, err := newSite(dir, o.Folders)
	if err != nil {
		return nil, err
	}
	o.Quiet = byDefault(o.Quiet, 30*time.Millisecond)
	o.AtMost = max(o.Quiet, byDefault(o.AtMost, 250*time.Millisecond))
	o.Interval = byDefault(o.Interval, time.Second)
	w := &Watcher{options: o, changes: make(chan Change), done: make(chan struct{}), ended: make(chan struct{})}
	t, err := w.listen(s, sys)
	if err == nil {
		go w.run(s, t, nil)
		return w, nil
	}
	go w.run(s, nil, w.startPolling(s, err))
	return w, nil
}

func byDefault(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

// Changes gives the channel of changes. It is closed after [Watcher.Close]. While nobody receives, changes are merged:
// none is lost.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Polling tells whether the folders are looked at every now and then, and why: a clause in plain words, such as
// "it was asked for". It may become so at any time; a Change of All follows then.
func (w *Watcher) Polling() (why string, polling bool) {
	if p := w.polling.Load(); p != nil {
		return string(*p), true
	}
	return "", false
}

// Close stops watching, waits until all goroutines have ended and closes the channel of changes. Further calls do
// the same.
func (w *Watcher) Close() error {
	w.once.Do(func() { close(w.done) })
	<-w.ended
	return w.err
}
