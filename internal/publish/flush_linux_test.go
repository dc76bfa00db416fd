package publish

import (
	"errors"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// TestFlusherTellsAll: trouble with what the disk was asked for early is told at the end, by which the system has forgotten it.
func TestFlusherTellsAll(t *testing.T) {
	folder, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	f := &flusher{folder: folder}
	for range 3 {
		f.wrote(flushEach / 2)
	}
	if err := f.finish(); err != nil {
		t.Fatalf("without trouble: %v", err)
	}
	if f.folder, err = os.Open(os.DevNull); err != nil {
		t.Fatal(err)
	}
	f.folder.Close()
	f.wrote(flushEach)
	f.asked.Wait()
	f.folder = folder
	if err := f.finish(); !errors.Is(err, unix.EBADF) {
		t.Error("trouble on the way was not told")
	}
}
