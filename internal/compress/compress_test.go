package compress_test

import (
	"bytes"
	stdgzip "compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"

	"vitrin/internal/compress"
)

// texts gives what is compressed in tests: real files, and those in which encoders have gone wrong.
func texts(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{
		"empty": nil, "one byte": {0}, "one letter": []byte("a"), "å": []byte("å"),
		"large": large(), "zeros": make([]byte, 3<<20), "one line": bytes.Repeat([]byte("samma rad igen\n"), 1<<16),
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range []int{1, 7, 100, 1 << 10, 1<<16 - 1, 1 << 16, 1<<16 + 1, 1 << 20} {
		noise := make([]byte, size)
		for i := range noise {
			noise[i] = byte(r.Uint32())
		}
		all[fmt.Sprint("noise of ", size)] = noise
	}
	for _, dir := range []string{"../../content", "../../templates", "../../static"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				all[name], err = os.ReadFile(name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// large gives 2 MiB of words in an order that repeats little.
func large() []byte {
	r := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("energi vatten skog mat hälsa trafik fiber textil data klimat hav stål kompetens kultur värme å ä ö")
	var b bytes.Buffer
	for b.Len() < 2<<20 {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteByte(" \n"[r.IntN(2)])
	}
	return b.Bytes()
}

func encode(t testing.TB, e compress.Encoding, src []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := e.Encode(&b, src); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// decoders read a form by programs that have nothing in common with what wrote it, as far as there are such.
func decoders() map[string]func(io.Reader) (io.Reader, error) {
	return map[string]func(io.Reader) (io.Reader, error){
		".gz": func(r io.Reader) (io.Reader, error) { return stdgzip.NewReader(r) },
		".br": func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	}
}

// TestDecodes holds that a form is its file, and that nothing follows it.
func TestDecodes(t *testing.T) {
	for _, e := range compress.Encodings() {
		decode := decoders()[e.Suffix]
		for name, src := range texts(t) {
			from := bytes.NewReader(encode(t, e, src))
			r, err := decode(from)
			if err != nil {
				t.Fatalf("%s, %s: %v", e.Suffix, name, err)
			}
			got, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(got, src) || from.Len() != 0 {
				t.Errorf("%s, %s: %d bytes, not %d, and %d after them: %v", e.Suffix, name, len(got), len(src), from.Len(), err)
			}
		}
	}
}

// TestPrograms holds that programs of other people read the forms: gzip, and for brotli Node, which has Google's decoder.
func TestPrograms(t *testing.T) {
	programs := map[string][]string{
		".gz": {"gzip", "-dc"},
		".br": {"node", "-e", "process.stdin.pipe(require('zlib').createBrotliDecompress()).pipe(process.stdout)"},
	}
	for _, e := range compress.Encodings() {
		t.Run(e.Suffix, func(t *testing.T) {
			program := programs[e.Suffix]
			if _, err := exec.LookPath(program[0]); err != nil {
				if os.Getenv("CI") != "" {
					t.Fatal(program[0] + " is missing")
				}
				t.Skip(program[0] + " is not installed")
			}
			for _, name := range []string{"empty", "one letter", "one line", "noise of 65537", "../../static/css/base.css", "../../templates/lang/sv.yaml"} {
				src, there := texts(t)[name]
				if !there {
					t.Fatalf("there is no text %s", name)
				}
				cmd := exec.Command(program[0], program[1:]...)
				cmd.Stdin, cmd.Stderr = bytes.NewReader(encode(t, e, src)), os.Stderr
				got, err := cmd.Output()
				if err != nil || !bytes.Equal(got, src) {
					t.Errorf("%s: %d bytes, not %d: %v", name, len(got), len(src), err)
				}
			}
		})
	}
}

// TestSameForms holds that a form depends on its file alone: not on what the writer wrote before, nor on who writes beside it.
func TestSameForms(t *testing.T) {
	all := texts(t)
	for i, used := range compress.Encodings() {
		want := map[string][]byte{}
		for name, src := range all {
			want[name] = encode(t, compress.Encodings()[i], src)
		}
		var group sync.WaitGroup
		for range 2 {
			group.Go(func() {
				for name, src := range all { // in another order each time
					if got := encode(t, used, src); !bytes.Equal(got, want[name]) {
						t.Errorf("%s, %s: a writer that was used before gives another form", used.Suffix, name)
					}
				}
			})
		}
		group.Wait()
	}
}

// TestSameFormAfterAny holds the same for every file that a writer can begin with: the library may keep what that one made it choose.
func TestSameFormAfterAny(t *testing.T) {
	all := texts(t)
	page := all["../../templates/lang/sv.yaml"]
	for i, fresh := range compress.Encodings() {
		want := encode(t, fresh, page)
		for name, first := range all {
			e := compress.Encodings()[i]
			encode(t, e, first)
			if !bytes.Equal(encode(t, e, page), want) {
				t.Errorf("%s: after %s a page gets another form", e.Suffix, name)
			}
		}
	}
}

// TestGzipHeader holds that a gzip form says nothing of where and when it was made (RFC 1952, section 2.3).
func TestGzipHeader(t *testing.T) {
	form := encode(t, compress.Encodings()[0], []byte("text"))
	if flags, time := form[3], form[4:8]; flags != 0 || !bytes.Equal(time, make([]byte, 4)) {
		t.Errorf("flags %x, time %x", flags, time)
	}
}

// TestSmaller holds that forms are worth their place: a text from MinSize on gets smaller, and what cannot does not grow by much.
func TestSmaller(t *testing.T) {
	for _, e := range compress.Encodings() {
		for name, src := range texts(t) {
			switch form := encode(t, e, src); {
			case strings.HasPrefix(name, "noise"):
				if len(form) > len(src)+len(src)/1000+30 {
					t.Errorf("%s, %s: %d bytes became %d", e.Suffix, name, len(src), len(form))
				}
			case compress.Encodable(name) && len(src) >= compress.MinSize && len(form) > len(src)*7/10:
				t.Errorf("%s, %s: %d bytes became %d", e.Suffix, name, len(src), len(form))
			}
		}
	}
}

// full is a disk that is full after some bytes.
type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestFull holds that trouble of the destination is told, and that the next form is whole.
func TestFull(t *testing.T) {
	src := texts(t)["noise of 1048576"]
	for _, e := range compress.Encodings() {
		want := encode(t, e, src)
		for _, room := range []int{0, 5, len(want) / 2, len(want) - 1} {
			if err := e.Encode(&full{room}, src); !errors.Is(err, errFull) {
				t.Errorf("%s, room for %d bytes of %d: %v", e.Suffix, room, len(want), err)
			}
			if !bytes.Equal(encode(t, e, src), want) {
				t.Errorf("%s: the form after one that could not be written is another", e.Suffix)
			}
		}
	}
}

// TestVersions holds that the versions of the encodings name the libraries' releases that go.mod has.
func TestVersions(t *testing.T) {
	modules, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range compress.Encodings() {
		fields := strings.Fields(e.Version)
		if len(fields) < 3 || !strings.Contains(string(modules), "\t"+fields[0]+" "+fields[1]+"\n") {
			t.Errorf("%s: go.mod has not what the version says, %q", e.Suffix, e.Version)
		}
	}
}

func TestEncodable(t *testing.T) {
	for name, want := range map[string]bool{
		"index.html": true, "projekt/bro/index.html": true, "atom.xml": true, "css/site.1a2b.css": true, "karta.GeoJSON": true, "site.webmanifest": true,
		"icon.svg": true, "robots.txt": true, "data.csv": true,
		"bild.webp": false, "bild.jpg": false, "rapport.pdf": false, "data.xlsx": false, "font.woff2": false, "index.html.gz": false, "html": false,
		"data.csv/arkiv.zip": false, ".well-known/security": false, "": false,
	} {
		if got := compress.Encodable(name); got != want {
			t.Errorf("Encodable(%q) = %v", name, got)
		}
	}
}

// BenchmarkEncode measures the forms of a page, by writers that were used before and by new ones, to which
// allocations and time of a build without a pool would come near.
//
//	go test -run '^$' -bench Encode ./internal/compress
func BenchmarkEncode(b *testing.B) {
	page, err := os.ReadFile("../../templates/README.md") // as long as a page of a portfolio, and as much markup
	if err != nil {
		b.Fatal(err)
	}
	for i, e := range compress.Encodings() {
		for _, used := range []bool{true, false} {
			b.Run(fmt.Sprintf("%s/used=%v", e.Suffix[1:], used), func(b *testing.B) {
				b.SetBytes(int64(len(page)))
				b.ReportAllocs()
				size := 0
				for b.Loop() {
					if !used {
						e = compress.Encodings()[i]
					}
					size = len(encode(b, e, page))
				}
				b.ReportMetric(100*float64(size)/float64(len(page)), "%size")
			})
		}
	}
}
