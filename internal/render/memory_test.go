package render

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vitrin/internal/site"
)

// large gives HTML of which some fill the memory's room.
func large(number int) string {
	return fmt.Sprintf("<p>%d %s</p>", number, strings.Repeat("x", memoryRoom/5))
}

// one is the view with a number, which is told of when it is made.
func one(number int, tell func()) batch {
	return some([]int{number}, tell)
}

func some(numbers []int, tell func()) batch {
	return batch{
		count: len(numbers),
		of:    func(i int) (*site.Site, int) { return nil, numbers[i] },
		makeIn: func(b *bytes.Buffer, i int) error {
			tell()
			b.WriteString(large(numbers[i]))
			return nil
		},
	}
}

// asked asks a memory for views from 1 to n, and counts those that were made.
func asked(t *testing.T, m *memory, n int) (made int) {
	t.Helper()
	for number := 1; number <= n; number++ {
		b := bytes.NewBufferString("before")
		err := m.add(b, one(number, func() { made++ }), "", "")
		if want := "before" + large(number); err != nil || b.String() != want {
			t.Errorf("view %d is given as %d bytes of %d, %v", number, b.Len(), len(want), err)
		}
	}
	return made
}

// TestMemory holds that what was rendered is given again, from memory and from the file, until it is forgotten.
func TestMemory(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var m memory
	const views = 12 // more than the room holds
	if made := asked(t, &m, views); made != views {
		t.Errorf("%d views were made %d times", views, made)
	}
	if m.written == 0 || len(m.pending) == 0 {
		t.Fatal("the views do not lie in the file and in memory")
	}
	if made := asked(t, &m, views); made != 0 {
		t.Errorf("%d views were made again", made)
	}
	m.forget(nil)
	if made := asked(t, &m, views); made != views {
		t.Errorf("after forgetting %d of %d views were made", made, views)
	}
	if err := m.close(); err != nil {
		t.Error(err)
	}
	if made := asked(t, &m, views); made != views {
		t.Errorf("a memory that is closed gave views: %d of %d were made", made, views)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "*")); err != nil || len(left) > 0 {
		t.Errorf("files are left: %v, %v", left, err)
	}
}

// TestMemoryList holds that a list of views comes out right, whichever of them are known, and that a file that is lost on the
// way is no trouble.
func TestMemoryList(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for _, lost := range []bool{false, true} {
		var m memory
		var want strings.Builder
		for _, numbers := range [][]int{{3, 0, 5}, {9, 3, 5, 5, 8, 0, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {12, 1, 7, 7}} {
			if lost && m.file != nil {
				_ = m.file.Close()
			}
			b := bytes.NewBufferString("list:")
			want.Reset()
			want.WriteString("list:")
			for _, number := range numbers {
				want.WriteString("<li>" + large(number) + "</li>\n")
			}
			made := 0
			if err := m.add(b, some(numbers, func() { made++ }), "<li>", "</li>\n"); err != nil || b.String() != want.String() {
				t.Errorf("%v, lost %t: %d bytes of %d, %v", numbers, lost, b.Len(), want.Len(), err)
			}
			if last := numbers[0] == 12; last && !lost && made > 0 {
				t.Errorf("of views that are known %d were made", made)
			}
		}
		if err := m.close(); err != nil && !lost {
			t.Error(err)
		}
	}
}

// TestMemoryWithoutFile holds that views come out right where no file can be had, or is lost.
func TestMemoryWithoutFile(t *testing.T) {
	t.Run("none", func(t *testing.T) {
		missing := filepath.Join(t.TempDir(), "missing")
		for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
			t.Setenv(name, missing)
		}
		var m memory
		asked(t, &m, 12)
		if !m.failed {
			t.Error("a file was made in a folder that is not there")
		}
	})
	t.Run("lost", func(t *testing.T) {
		var m memory
		asked(t, &m, 12)
		if err := m.file.Close(); err != nil {
			t.Fatal(err)
		}
		if made := asked(t, &m, 12); made == 0 {
			t.Error("views were read from a file that is closed")
		}
	})
}

// TestMemoryAtOnce is for the race detector: views are asked for and forgotten by several goroutines.
func TestMemoryAtOnce(t *testing.T) {
	var m memory
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() { asked(t, &m, 12) })
	}
	for range 20 {
		m.forget(nil)
	}
	running.Wait()
	if err := m.close(); err != nil {
		t.Error(err)
	}
}
