package render

import (
	"bytes"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// large gives HTML of which some fill the memory's room.
func large(number int) template.HTML {
	return template.HTML(fmt.Sprintf("<p>%d %s</p>", number, strings.Repeat("x", memoryRoom/5)))
}

// asks asks a memory for a view in both ways, and puts what it gives into its place. Where the view is lost, it asks again.
func asks(m *memory, number int, make func() (template.HTML, error)) error {
	for range 1000 {
		html, err := m.html(nil, number, make)
		b := bytes.NewBufferString(string(html))
		if err != nil || m.write(b, nil, number, make) != nil {
			return fmt.Errorf("view %d is not given: %w", number, err)
		}
		var whole bytes.Buffer
		place, known := string(m.place(nil, number)), true
		for part := range strings.SplitAfterSeq(strings.ReplaceAll(b.String(), place, "|"+place+"|"), "|") {
			if part == place+"|" {
				known = known && m.read(&whole, number)
			} else {
				whole.WriteString(strings.TrimSuffix(part, "|"))
			}
		}
		if known && whole.String() != string(large(number)+large(number)) {
			return fmt.Errorf("view %d is given as %d bytes", number, whole.Len())
		}
		if known {
			return nil
		}
	}
	return fmt.Errorf("view %d is lost again and again", number)
}

// asked asks a memory for views from 1 to n, and counts those that were made.
func asked(t *testing.T, m *memory, n int) (made int) {
	t.Helper()
	for number := 1; number <= n; number++ {
		make := func() (template.HTML, error) { made++; return large(number), nil }
		if err := asks(m, number, make); err != nil {
			t.Error(err)
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
	if made := asked(t, &m, views); made != 2*views {
		t.Errorf("a memory that is closed gave views: %d of %d were made", made, 2*views)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "*")); err != nil || len(left) > 0 {
		t.Errorf("files are left: %v, %v", left, err)
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

// TestPagesWithoutFile loses the file in which cards lie: pages come out as before.
func TestPagesWithoutFile(t *testing.T) {
	s := &shared{cards: memory{kind: cardKind}}
	text := template.Must(template.New("").Funcs(template.FuncMap{"view": func(n int) (template.HTML, error) {
		return s.cards.html(nil, n, func() (template.HTML, error) { return large(n), nil })
	}}).Parse(`{{range .}}{{view .}}{{end}}`))
	views, want := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, ""
	for _, n := range views {
		want += string(large(n))
	}
	for round := range 4 {
		if round == 2 {
			if err := s.cards.file.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.execute(text, views); err != nil || string(got) != want {
			t.Errorf("round %d: %d bytes, %v", round, len(got), err)
		}
	}
	if !s.cards.failed {
		t.Error("the file is still read")
	}
}
