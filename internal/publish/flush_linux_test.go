package publish

import (
	"errors"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// TestFlusherTellsAll: trouble with what the disk was asked for early is told at the end, by which the system has forgotten it.
func TestFlusherTellsAll(t *testing.T) {
	f, err := newFlusher(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	for range 3 {
		f.wrote(flushEach / 2)
	}
	if err := f.finish(); err != nil {
		t.Fatalf("without trouble: %v", err)
	}
	good := f.folder
	if f.folder, err = os.Open(os.DevNull); err != nil {
		t.Fatal(err)
	}
	f.folder.Close()
	f.wrote(flushEach)
	f.asked.Wait()
	f.folder = good
	if err := f.finish(); !errors.Is(err, unix.EBADF) {
		t.Error("trouble on the way was not told")
	}
}
