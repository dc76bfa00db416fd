package watch

import "time"

// listen begins to watch a site by events. An error says why it is to be polled.
func (w *Watcher) listen(s site, sys system) (*listener, error) {
	if w.options.Poll {
		return nil, whyAsked
	}
	n, err := sys.notifier()
	if err != nil {
		return nil, err
	}
	l := &listener{
		tree:   tree{site: s, notifier: n, mount: sys.mount, changed: &set{}, watched: map[string]bool{}},
		inbox:  newInbox(),
		filled: make(chan struct{}),
	}
	go func() {
		defer close(l.filled)
		l.inbox.fill(n)
	}()
	if w.options.Probe != "" {
		err = probe(n, l.inbox, w.options.Probe, sys.patience)
	}
	if err == nil {
		err = l.renewAll()
	}
	if err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

// listener is a tree with the inbox of its notifier.
type listener struct {
	tree
	inbox  *inbox
	filled chan struct{} // closed when the inbox takes in nothing more
}

func (l *listener) close() error {
	err := l.notifier.close()
	<-l.filled
	return err
}

// takeIn handles all that the inbox holds.
func (l *listener) takeIn() error {
	events, lost, failed := l.inbox.take()
	if failed != nil {
		return failed
	}
	if lost {
		return l.renewAll()
	}
	return l.handle(events)
}

// run sends changes until the watcher is closed: those of a listener, if there is one and while it can be relied on,
// and those of a snapshot.
func (w *Watcher) run(s site, l *listener, shot *snapshot) {
	defer close(w.ended)
	defer close(w.changes)
	out := &outbox{to: w.changes}
	if l != nil {
		err := w.follow(l, out)
		w.err = l.close()
		if err == nil {
			return
		}
		shot = w.startPolling(s, err)
		out.gathered.addAll() // after the first look: who looks now misses nothing
		out.offer()
	}
	w.poll(shot, out)
}

// follow sends what a listener hears. It ends when the watcher is closed, or with an error that says why events are
// not to be relied on any more.
func (w *Watcher) follow(l *listener, out *outbox) error {
	l.changed = &out.gathered // nothing of what was found by listen: that was there
	tick := time.NewTimer(w.options.Quiet)
	defer tick.Stop()
	var latest time.Time // when what is gathered is offered even if it is not quiet; zero where there is nothing
	for {
		select {
		case <-w.done:
			return nil
		case <-l.inbox.news:
			if err := l.takeIn(); err != nil {
				return err
			}
			if out.gathered.empty() {
				continue
			}
			if latest.IsZero() {
				latest = time.Now().Add(w.options.AtMost)
			}
			tick.Reset(min(w.options.Quiet, time.Until(latest)))
		case <-tick.C:
			if err := l.settle(); err != nil {
				return err
			}
			out.offer()
			latest = time.Time{}
			if l.unsure {
				tick.Reset(w.options.Quiet)
			}
		case out.ready() <- out.next:
			out.sent()
		}
	}
}

// startPolling says that the site is polled, and why, and takes the first look.
func (w *Watcher) startPolling(s site, err error) *snapshot {
	words := reason(err)
	w.polling.Store(&words)
	shot := &snapshot{site: s, stop: w.done, files: map[string]*file{}}
	shot.look(&set{})
	return shot
}

// poll looks again and again and sends what differs, until the watcher is closed.
func (w *Watcher) poll(shot *snapshot, out *outbox) {
	tick := time.NewTimer(pause(w.options.Interval, shot.took))
	defer tick.Stop()
	for {
		select {
		case <-w.done:
			return
		case <-tick.C:
			shot.look(&out.gathered)
			out.offer()
			tick.Reset(pause(w.options.Interval, shot.took))
		case out.ready() <- out.next:
			out.sent()
		}
	}
}

// pause gives the time until the next look: looking takes a tenth of the time at most.
func pause(interval, took time.Duration) time.Duration { return max(interval, 10*took) }
