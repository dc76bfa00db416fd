package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestSwap exchanges folders as Linux does, as others do, and where something fails.
func TestSwap(t *testing.T) {
	unsupported := func(string, string) error {
		return &os.LinkError{Op: "exchange", Err: errors.ErrUnsupported}
	}
	failing := func(string, string) error { return os.ErrPermission }
	tests := []struct {
		name     string
		old      kind
		stands   bool // something stands at the target when it comes to the swap
		gone     bool // the new site is not there
		exchange func(a, b string) error
		want     error
	}{
		{name: "no old site", old: missing, exchange: exchange},
		{name: "somebody was faster", old: missing, stands: true, exchange: exchange, want: os.ErrExist},
		{name: "in one step", old: site, stands: true, exchange: exchange},
		{name: "in two renames", old: site, stands: true, exchange: unsupported},
		{name: "an empty folder, in two renames", old: empty, stands: true, exchange: unsupported},
		{name: "not permitted", old: site, stands: true, exchange: failing, want: os.ErrPermission},
		{name: "second rename fails", old: site, stands: true, gone: true, exchange: unsupported, want: os.ErrNotExist},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			top := t.TempDir()
			to := target{dir: filepath.Join(top, "public")}
			dir := to.sibling(newName())
			if !test.gone {
				makeMarked(t, dir, "new")
			}
			if test.stands {
				makeMarked(t, to.dir, "old")
			}
			err := to.swap(dir, state{kind: test.old}, test.exchange)

			// What stands where afterwards.
			wantAt, wantBeside := "new", "old"
			if !test.stands {
				wantBeside = ""
			}
			if test.want != nil {
				wantAt, wantBeside = "old", "new"
				if test.gone {
					wantBeside = ""
				}
				refused := &RefusedError{}
				if !errors.Is(err, test.want) && !(test.want == os.ErrExist && errors.As(err, &refused)) {
					t.Errorf("swap: %v, want %v", err, test.want)
				}
			} else if err != nil {
				t.Errorf("swap: %v", err)
			}
			if got := marked(to.dir); got != wantAt {
				t.Errorf("the target holds %q, want %q", got, wantAt)
			}
			if got := marked(dir); got != wantBeside {
				t.Errorf("beside it stands %q, want %q", got, wantBeside)
			}
			left, _ := os.ReadDir(top)
			want := 2
			if wantBeside == "" {
				want = 1
			}
			if len(left) != want {
				t.Errorf("left are %v", left)
			}
		})
	}
}

func makeMarked(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, Marker), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// marked gives what the marker of a folder says, or "".
func marked(dir string) string {
	text, _ := os.ReadFile(filepath.Join(dir, Marker))
	return string(text)
}

// TestKeepWithoutLinks: where the old file cannot be linked it is copied, and keeps its time.
func TestKeepWithoutLinks(t *testing.T) {
	top := t.TempDir()
	from, to := filepath.Join(top, "from"), filepath.Join(top, "to")
	if err := os.WriteFile(from, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := copyFile(from, to); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(to)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(to); string(text) != "text" || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the copy holds %q of %v", text, after.ModTime())
	}
	if _, err := copyFile(from, to); !errors.Is(err, os.ErrExist) {
		t.Errorf("a copy over a file: %v, want os.ErrExist", err)
	}
}
