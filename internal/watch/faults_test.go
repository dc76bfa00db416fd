package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// altered is this machine with a notifier that is altered before it is used.
func altered(alter func(*notifier)) system {
	sys := localSystem()
	sys.notifier = func() (*notifier, error) {
		n, err := newNotifier()
		if err == nil {
			alter(n)
		}
		return n, err
	}
	return sys
}

// failing is this machine, where a folder of this name cannot be watched.
func failing(name string, err error) system {
	return altered(func(n *notifier) {
		add := n.add
		n.add = func(folder string) error {
			if strings.HasSuffix(folder, name) {
				return err
			}
			return add(folder)
		}
	})
}

// silent lets no event through, and ends as the notifier does.
func silent(n *notifier) {
	events, none := n.events, make(chan fsnotify.Event)
	n.events = none
	go func() {
		defer close(none)
		for range events {
		}
	}()
}

// polled fails where the site is not polled, or not for this reason.
func (d *desk) polled(words string) {
	d.t.Helper()
	if why, polling := d.w.Polling(); !polling || !strings.Contains(why, words) {
		d.t.Errorf("polling: %v, because %q; want words on %q", polling, why, words)
	}
}

// TestPollingFromTheStart: where events cannot be relied on, the site is polled, and says why.
func TestPollingFromTheStart(t *testing.T) {
	dir := t.TempDir()
	probe := Options{Probe: dir + "/a/b"}
	impatient := altered(silent)
	impatient.patience = time.Millisecond
	elsewhere := localSystem()
	elsewhere.mount = func(folder string) string {
		if strings.HasSuffix(folder, "content") {
			return "NFS"
		}
		return ""
	}
	noInstance := localSystem()
	noInstance.notifier = func() (*notifier, error) { return nil, fmt.Errorf("inotify: %w", syscall.EMFILE) }
	brokenWhileProbing := altered(func(n *notifier) {
		errs := make(chan error, 1)
		errs <- errors.New("the queue is broken")
		close(errs)
		n.errors = errs
		silent(n)
	})
	tests := []struct {
		name  string
		o     Options
		sys   system
		words string
	}{
		{"asked", Options{Poll: true}, localSystem(), "asked for"},
		{"silent", probe, impatient, "does not tell"},
		{"network", Options{}, elsewhere, "(NFS)"},
		{"no probe to write", Options{Probe: "/dev/null/a"}, localSystem(), "cannot be tried out"},
		{"no watch for the probe", probe, failing("b", syscall.ENOSPC), "max_user_watches"},
		{"broken while probing", probe, brokenWhileProbing, "the queue is broken"},
		{"no instance", Options{}, noInstance, "max_user_instances"},
		{"no watches", Options{}, failing("content", syscall.ENOSPC), "max_user_watches"},
		{"no files", Options{}, failing("content", syscall.ENFILE), "ulimit"},
		{"anything", Options{}, failing("content", syscall.ENODEV), syscall.ENODEV.Error()},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t, "content/a.md").openWith(test.o, test.sys)
			d.polled(test.words)
			d.write("content/a.md", "new")
			d.write("content/b/c.md", "new")
			d.expect("content/a.md", "content/b")
		})
	}
}

// TestPollingFromNowOn: where events end, everything is told and the site is polled.
func TestPollingFromNowOn(t *testing.T) {
	tests := []struct {
		name  string
		sys   system
		words string
	}{
		{"no watches", failing("new", syscall.ENOSPC), "max_user_watches"},
		{"unlisted", altered(func(n *notifier) {
			list := n.list
			n.list = func() []string {
				return slices.DeleteFunc(list(), func(folder string) bool { return strings.HasSuffix(folder, "new") })
			}
		}), "every folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t, "content/a.md").openWith(Options{Quiet: time.Millisecond}, test.sys)
			if why, polling := d.w.Polling(); polling {
				t.Errorf("polling, because %s", why)
			}
			d.write("content/new/a.md", "new")
			d.expectAll()
			d.polled(test.words)
			d.write("content/new/b/c.md", "new")
			d.expect("content/new/b")
		})
	}
}

// TestBroken: an error that is not known means that events are not to be relied on; one of which it is known that
// nothing is lost means nothing.
func TestBroken(t *testing.T) {
	errs := make(chan error)
	end := sync.OnceFunc(func() { close(errs) })
	d := newDesk(t, "content/a.md").openWith(Options{}, altered(func(n *notifier) { n.errors = errs }))
	t.Cleanup(end)
	errs <- &os.SyscallError{Syscall: "inotify_rm_watch", Err: syscall.EINVAL}
	d.write("content/a.md", "new")
	d.expect("content/a.md")
	if _, polling := d.w.Polling(); polling || d.alls > 0 {
		t.Error("events were given up for nothing")
	}
	errs <- errors.New("bad address")
	end()
	d.expectAll()
	d.polled("bad address")
}

// TestLost: where events were lost everything is told, and what was made meanwhile is watched.
func TestLost(t *testing.T) {
	errs := make(chan error)
	gate := make(chan struct{})
	d := newDesk(t, "content/a/b.md").openWith(Options{}, altered(func(n *notifier) {
		n.errors = errs
		events, passed := n.events, make(chan fsnotify.Event)
		n.events = passed
		go func() {
			defer close(passed)
			for e := range events {
				select {
				case <-gate:
					passed <- e
				default: // lost
				}
			}
		}()
	}))
	t.Cleanup(func() { close(errs) })
	d.write("content/new/c/d.md", "new")
	d.rename("content/a", "content/e")
	errs <- fsnotify.ErrEventOverflow
	d.expectAll()
	close(gate)
	d.forget()
	d.write("content/new/c/d.md", "newer")
	d.write("content/e/b.md", "newer")
	d.expect("content/new/c/d.md", "content/e/b.md")
	if _, polling := d.w.Polling(); polling {
		t.Error("the site is polled")
	}
}

// TestBacklog: events that nobody takes are kept up to a limit; then it is known that they were lost.
func TestBacklog(t *testing.T) {
	in := newInbox()
	for range backlog {
		in.event(fsnotify.Event{Name: "a", Op: fsnotify.Write})
	}
	if events, lost, _ := in.take(); lost || len(events) != backlog {
		t.Errorf("%d events, lost: %v", len(events), lost)
	}
	for range 2*backlog + 1 {
		in.event(fsnotify.Event{Name: "a", Op: fsnotify.Write})
	}
	if events, lost, _ := in.take(); !lost || len(events) > 0 {
		t.Errorf("%d events, lost: %v", len(events), lost)
	}
	in.event(fsnotify.Event{Name: "a", Op: fsnotify.Write})
	if events, lost, _ := in.take(); lost || len(events) != 1 {
		t.Errorf("%d events, lost: %v", len(events), lost)
	}
}

// TestUnreadable: a folder that must not be read is watched as soon as it may.
func TestUnreadable(t *testing.T) {
	var may atomic.Bool
	sys := altered(func(n *notifier) {
		add := n.add
		n.add = func(folder string) error {
			if strings.HasSuffix(folder, "shut") && !may.Load() {
				return fs.ErrPermission
			}
			return add(folder)
		}
	})
	d := newDesk(t, "content/shut/a/b.md").openWith(Options{}, sys)
	may.Store(true)
	d.must(os.Chmod(d.path("content/shut"), 0o700))
	d.expect("content/shut")
	d.write("content/shut/a/b.md", "new")
	d.expect("content/shut/a/b.md")
	if _, polling := d.w.Polling(); polling {
		t.Error("the site is polled")
	}
}

// TestSiteGone: a site folder that is moved away is waited for; one whose place is taken at once is watched on.
func TestSiteGone(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%v", poll), func(t *testing.T) {
			d := newDesk(t, "site/content/a/b.md")
			over := d.dir
			d.dir = d.path("site")
			d.open(Options{Poll: poll})
			d.must(os.Rename(d.dir, over+"/away"))
			d.expect()
			d.must(os.Rename(over+"/away", d.dir))
			d.expect("content")
			d.polled("")
			d.forget()
			d.write("content/a/b.md", "new")
			d.expect("content/a/b.md")
		})
	}
	t.Run("another in its place", func(t *testing.T) {
		d := newDesk(t, "site/content/a/b.md", "new/content/a/b.md", "new/static/c.css")
		over := d.dir
		d.dir = d.path("site")
		var swapped atomic.Bool
		sys := altered(func(n *notifier) {
			events, passed := n.events, make(chan fsnotify.Event)
			n.events = passed
			go func() {
				defer close(passed)
				for e := range events {
					if e.Has(fsnotify.Rename) && !swapped.Swap(true) {
						os.Rename(over+"/new", d.dir)
					}
					passed <- e
				}
			}()
		})
		d.openWith(Options{}, sys)
		d.must(os.Rename(d.dir, over+"/away"))
		d.expectAll()
		d.everywhere()
	})
}
