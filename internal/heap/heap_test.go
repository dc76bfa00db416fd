package heap

import (
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
)

const apart = "VITRIN_TEST_HEAP"

// TestMain bounds a process of its own where a test asks for it, since the bound holds until the end. It tells the limit
// at the start, with much in use, when that is in use no more, when little and when much is expected, and when that was collected.
func TestMain(m *testing.M) {
	if os.Getenv(apart) == "" {
		os.Exit(m.Run())
	}
	b := NewBound(Usual)
	tell := func() { println(debug.SetMemoryLimit(-1) >> 20) }
	tell()
	much := make([]byte, 200<<20)
	collect()
	tell()
	runtime.KeepAlive(much)
	collect()
	tell()
	b.Expect(1 << 20) // less than it may take
	tell()
	b.Expect(300 << 20)
	tell()
	collect()
	tell()
}

// collect collects garbage until the runtime has called the finalizers that were due.
func collect() {
	for range 2 {
		ended := make(chan bool)
		runtime.SetFinalizer(new([16]byte), func(*[16]byte) { close(ended) })
		runtime.GC()
		<-ended
	}
}

func limits(t *testing.T, environ ...string) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), "GOGC=", "GOMEMLIMIT=", apart+"=1"), environ...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err, string(out))
	}
	return strings.Fields(string(out))
}

// TestBound holds that the limit rises with what is in use, and falls with it.
func TestBound(t *testing.T) {
	told := limits(t)
	const usual = Usual >> 20
	if len(told) != 6 || told[5] != "300" || told[0] != strconv.Itoa(usual) || told[2] != told[0] || told[3] != told[0] || told[4] != "300" {
		t.Fatalf("limits of %q MiB, want %d at the start, with little in use and with little expected, and at the end 300", told, usual)
	}
	if much, err := strconv.Atoi(told[1]); err != nil || much < 360 || much > 366 {
		t.Errorf("a limit of %s MiB with 200 in use, want one and four fifths of that", told[1])
	}
}

// TestBoundLeaves holds that what the environment says is left alone.
func TestBoundLeaves(t *testing.T) {
	for _, said := range []string{"GOMEMLIMIT=500MiB", "GOGC=80"} {
		told := limits(t, said)
		if len(told) != 6 || told[0] != told[1] || told[0] != told[4] || told[0] == strconv.Itoa(Usual>>20) {
			t.Errorf("%s: limits of %q MiB", said, told)
		}
	}
}
