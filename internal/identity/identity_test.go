package identity_test

import (
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"vitrin/internal/digest"
	"vitrin/internal/identity"
	"vitrin/internal/wire"
)

func of(t *testing.T, name string) identity.Identity {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	id, known := identity.Of(info)
	if !known {
		t.Fatal("this system tells too little of files")
	}
	return id
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestUnseen holds that what is done to a file with size and time preserved shows all the same.
func TestUnseen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the system does not tell when anything of a file was changed last")
	}
	name := filepath.Join(t.TempDir(), "a")
	must(t, os.WriteFile(name, []byte("one"), 0o644))
	then := time.Now().Add(-time.Hour)
	must(t, os.Chtimes(name, then, then))
	first := of(t, name)
	if again := of(t, name); again != first {
		t.Errorf("a file that nobody touched is %+v and %+v", first, again)
	}
	time.Sleep(20 * time.Millisecond) // a tick of the file system's clock
	must(t, os.WriteFile(name, []byte("two"), 0o644))
	must(t, os.Chtimes(name, then, then))
	second := of(t, name)
	if second == first || second.Size != first.Size || second.Modified != first.Modified {
		t.Errorf("written to, with size and time preserved: %+v, %+v", first, second)
	}
	other := name + "~"
	must(t, os.WriteFile(other, []byte("two"), 0o644))
	must(t, os.Chtimes(other, then, then))
	must(t, os.Rename(other, name))
	if third := of(t, name); third == second || third.Inode == second.Inode {
		t.Errorf("another file in its place: %+v, %+v", second, third)
	}
}

func TestSettled(t *testing.T) {
	read := time.Now()
	for name, c := range map[string]struct {
		modified, changed time.Duration // before it is read
		want              bool
	}{
		"long ago":           {time.Hour, time.Hour, true},
		"written just now":   {time.Second, time.Second, false},
		"its time set back":  {time.Hour, time.Second, false},
		"a time to come":     {-time.Hour, time.Hour, false},
		"a little longer":    {3 * time.Second, 3 * time.Second, true},
		"as long as a clock": {2 * time.Second, 2 * time.Second, false},
	} {
		id := identity.Identity{Modified: read.Add(-c.modified).UnixNano(), Changed: read.Add(-c.changed).UnixNano()}
		if got := id.SettledAt(read); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestUnknown holds that a file of which only size and time are told has no identity to rely on.
func TestUnknown(t *testing.T) {
	info, err := fs.Stat(fstest.MapFS{"a": {Data: []byte("abc"), ModTime: time.Unix(7, 0)}}, "a")
	must(t, err)
	if id, known := identity.Of(info); known || id.Size != 3 || id.Modified != 7e9 {
		t.Errorf("%+v, %v", id, known)
	}
}

func TestWritten(t *testing.T) {
	all := []identity.Identity{
		{},
		{Size: 1},
		{Modified: 1},
		{Changed: 1},
		{Inode: 1},
		{Device: 1},
		{Size: math.MaxInt64, Modified: math.MinInt64, Changed: math.MaxInt64, Inode: math.MaxUint64, Device: math.MaxUint64},
	}
	sums := map[digest.Sum]bool{}
	for _, id := range all {
		var w wire.Writer
		id.Append(&w)
		r := wire.NewReader(string(w.Marks), "")
		if got := identity.Read(r); got != id || !r.Done() || len(w.Marks) < identity.Marks {
			t.Errorf("%+v is read as %+v", id, got)
		}
		sums[id.Sum("a")], sums[id.Sum("b")] = true, true
	}
	if len(sums) != 2*len(all) {
		t.Errorf("%d sums of %d files", len(sums), 2*len(all))
	}
}
