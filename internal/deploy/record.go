package deploy

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"vitrin/internal/publish"
)

// RecordName is the name of the file at a target that says what was deployed there: gzip, lines of JSON. It names nothing but
// what every visitor can see.
const RecordName = ".vitrin-deploy"

// recordFormat is what the first line of a record says of the rest.
const recordFormat = "vitrin-deploy/1"

// recordHead is the first line of a record: its format, and whose site it is of.
type recordHead struct {
	Format string `json:"format"`
	publish.Owned
}

// maxRecord is how many bytes a record may have, as it lies there and unpacked: some million files.
const maxRecord = 1 << 30

// entry is what a record says of a file.
type entry struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	Sum    digest `json:"sha256"`
	Header string `json:"header,omitempty"` // how it is served, in short (see headerKey)
	Stamp  string `json:"stamp,omitempty"`  // what the target gave the file; empty before it is known to have arrived
}

// digest is a SHA-256, in a record in hexadecimal.
type digest [sha256.Size]byte

// MarshalText gives the hexadecimal digits.
func (d digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText reads them.
func (d *digest) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(d)) {
		return errors.New("a hash has another length")
	}
	_, err := hex.Decode(d[:], text)
	return err
}

// is tells whether an entry is of a file, served in a way.
func (e entry) is(f File, header string) bool {
	return e.Size == f.Size && e.Header == header && e.Sum == digest(f.Sum)
}

func newEntry(f File, header, stamp string) entry {
	return entry{Path: f.Path, Size: f.Size, Sum: digest(f.Sum), Header: header, Stamp: stamp}
}

// encode writes a record, the same bytes for the same entries.
func encode(owner publish.Owned, entries []entry) ([]byte, error) {
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.Path, b.Path) })
	var packed bytes.Buffer
	to := gzip.NewWriter(&packed)
	lines := json.NewEncoder(to)
	lines.SetEscapeHTML(false)
	if err := lines.Encode(recordHead{recordFormat, owner}); err != nil {
		return nil, err
	}
	for _, e := range entries {
		if err := lines.Encode(e); err != nil {
			return nil, err
		}
	}
	err := to.Close()
	return packed.Bytes(), err
}

// record is what lies at a target of the site that was deployed there.
type record struct {
	owner   publish.Owned
	entries map[string]entry // by path
	written time.Time        // by the target's clock
}

// decode reads a record. Anybody may have written it who can write to the target.
func decode(packed []byte) (*record, error) {
	from, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	lines := bufio.NewReader(io.LimitReader(from, maxRecord))
	var head recordHead
	if first, err := lines.ReadBytes('\n'); err != nil || json.Unmarshal(first, &head) != nil || head.Format != recordFormat {
		return nil, errors.New("it is not in a format that this version of Vitrin knows")
	}
	known := &record{owner: head.Owned, entries: map[string]entry{}}
	for values := json.NewDecoder(lines); ; {
		var e entry
		if err := values.Decode(&e); errors.Is(err, io.EOF) {
			return known, nil
		} else if err != nil {
			return nil, err
		}
		if !fs.ValidPath(e.Path) || e.Path == "." || e.Path == RecordName || e.Sum == (digest{}) {
			return nil, fmt.Errorf("it holds an entry that cannot be: %q", e.Path)
		}
		known.entries[e.Path] = e
	}
}

// readRecord gives the record at a target, or nil where there is none. One that cannot be read is refused, unless what lies there
// is to be adopted: then there is none.
func readRecord(ctx context.Context, at target, adopt bool) (*record, error) {
	packed, written, err := at.record(ctx)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	known, err := decode(packed)
	if err != nil && adopt {
		return nil, nil
	}
	if err != nil {
		return nil, &RefusedError{
			What: at.String(), Reason: fmt.Sprintf("the record %s there cannot be read: %v", RecordName, err),
			Hint: "deploy with --adopt: all is sent anew then, and what the site no longer has stays there",
		}
	}
	known.written = written
	return known, nil
}
