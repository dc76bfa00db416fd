package watch

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// notifier is what tells of changes: an [fsnotify.Watcher]. It watches folders, each without those below it.
type notifier struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(folder string) error
	remove func(folder string) error
	list   func() []string // the folders that are watched
	close  func() error    // closes both channels too
}

func newNotifier() (*notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return &notifier{events: w.Events, errors: w.Errors, add: w.Add, remove: w.Remove, list: w.WatchList, close: w.Close}, nil
}

// backlog is how many events are kept until they are looked at.
const backlog = 1 << 16

// inbox keeps what a notifier tells until it is taken. A goroutine of its own fills it, since a notifier may not add a
// folder before somebody has received what it had to tell.
type inbox struct {
	news chan struct{} // says that there is something to take

	mu     sync.Mutex
	events []fsnotify.Event
	lost   bool  // events are missing
	failed error // no more events are to be expected
}

func newInbox() *inbox { return &inbox{news: make(chan struct{}, 1)} }

// fill takes in what the notifier tells until it is closed.
func (in *inbox) fill(n *notifier) {
	events, errs := n.events, n.errors
	for events != nil || errs != nil {
		select {
		case e, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			in.event(e)
		case err, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			in.trouble(err)
		}
		select {
		case in.news <- struct{}{}:
		default:
		}
	}
}

func (in *inbox) event(e fsnotify.Event) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(in.events) >= backlog {
		in.lost = true
	}
	if in.lost {
		in.events = nil
		return
	}
	in.events = append(in.events, e)
}

func (in *inbox) trouble(err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	switch {
	case errors.Is(err, fsnotify.ErrEventOverflow):
		in.lost, in.events = true, nil
	case errors.Is(err, syscall.EINVAL):
		// From inotify, of a folder that was moved and deleted since: there is nothing left to unwatch.
	default:
		in.failed = err
	}
}

// take empties the inbox. Where events were lost there are none.
func (in *inbox) take() (events []fsnotify.Event, lost bool, failed error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	events, lost, failed = in.events, in.lost, in.failed
	in.events, in.lost = nil, false
	return events, lost, failed
}

// probe writes a file into a folder and waits for its event. It tells why none is to be expected. Nothing else is
// watched yet.
//
// That the event comes does not say that those of others will: on a network file system only one's own changes are
// told (see remoteMount).
func probe(n *notifier, in *inbox, folder string, patience time.Duration) error {
	folder, err := filepath.Abs(folder)
	if err == nil {
		err = os.MkdirAll(folder, 0o777)
	}
	if err != nil {
		return whyUntried(err)
	}
	if err := n.add(folder); err != nil {
		return err
	}
	defer n.remove(folder)
	file, err := os.CreateTemp(folder, "watch-*")
	if err != nil {
		return whyUntried(err)
	}
	defer os.Remove(file.Name())
	defer file.Close()
	return in.await(filepath.Base(file.Name()), patience)
}

// await waits for an event of a file of this name.
func (in *inbox) await(name string, patience time.Duration) error {
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		select {
		case <-in.news:
		case <-timeout.C:
			return whySilent
		}
		events, lost, failed := in.take()
		if failed != nil {
			return failed
		}
		told := func(e fsnotify.Event) bool { return filepath.Base(e.Name) == name }
		if lost || slices.ContainsFunc(events, told) {
			return nil
		}
	}
}
