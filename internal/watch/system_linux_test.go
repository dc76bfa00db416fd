package watch

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// TestOverflow: the queue of inotify runs over, and is then read again.
func TestOverflow(t *testing.T) {
	text, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	if err != nil {
		t.Fatal(err)
	}
	most, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	gate := make(chan struct{})
	d := newDesk(t, "content/a.md", "content/b.md").openWith(Options{}, altered(func(n *notifier) {
		events, passed := n.events, make(chan fsnotify.Event)
		n.events = passed
		go func() {
			defer close(passed)
			<-gate
			for e := range events {
				passed <- e
			}
		}()
	}))
	var files [2]*os.File
	for i, name := range []string{"content/a.md", "content/b.md"} {
		if files[i], err = os.Create(d.path(name)); err != nil {
			t.Fatal(err)
		}
		defer files[i].Close()
	}
	for i := range most + 10_000 { // by turns, since equal events in a row are one; some are read and kept elsewhere
		if _, err := files[i%2].WriteAt([]byte{byte(i)}, 0); err != nil {
			t.Fatal(err)
		}
	}
	d.write("content/new/c.md", "new")
	close(gate)
	d.expectAll()
	d.forget()
	d.write("content/new/c.md", "newer")
	d.expect("content/new/c.md")
	if why, polling := d.w.Polling(); polling {
		t.Errorf("polling, because %s", why)
	}
}

// TestRemoteKind: file systems are known by their numbers, and the one of this test is local.
func TestRemoteKind(t *testing.T) {
	for magic, want := range map[uint32]string{
		0xef53: "", 0x01021994: "", 0x794c7630: "", // ext4, tmpfs, overlayfs
		0x6969: "NFS", 0xff534d42: "SMB", 0x01021997: "9p", 0x65735546: "FUSE",
	} {
		if got := remoteKind(magic); got != want {
			t.Errorf("%#x: %q, want %q", magic, got, want)
		}
	}
	for _, folder := range []string{"/proc", fmt.Sprint(t.TempDir(), "/none")} {
		if got := remoteMount(folder); got != "" {
			t.Errorf("%s: %q", folder, got)
		}
	}
}
