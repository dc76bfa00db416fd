package linkcheck

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"
)

// What is kept, for how long and how much of it: a file of some megabytes at most.
const (
	cacheName    = "links.json"
	draftEnd     = ".draft"
	cacheVersion = 1
	keepGood     = 7 * 24 * time.Hour
	keepBad      = time.Hour
	maxKept      = 10_000
	maxAddress   = 700      // bytes of an address that is kept
	maxCache     = 16 << 20 // bytes: more than that many addresses can take
)

// cacheFile is what lies in the file.
type cacheFile struct {
	Version int    `json:"version"`
	Links   []kept `json:"links"`
}

// kept is an answer of a while ago.
type kept struct {
	Address string    `json:"address"` // as it is asked
	Outcome Outcome   `json:"outcome"`
	Status  int       `json:"status,omitempty"`
	Reason  Reason    `json:"reason,omitempty"`
	To      string    `json:"to,omitempty"`
	Asked   time.Time `json:"asked"`
	Private bool      `json:"private,omitempty"` // private networks were asked too
}

// lifetime is how long an answer holds. A bad one is soon asked for again, since somebody is mending it; what tells of
// this machine's trouble, or of no request at all, is not kept.
func lifetime(o Outcome, status int, why Reason) time.Duration {
	switch {
	case o == Unasked, o == Private, why == NoLookup:
		return 0
	case o == Well, o == Moved, o == Closed && status != tooMany:
		return keepGood
	default:
		return keepBad
	}
}

func (k kept) fresh(now time.Time) bool {
	age := now.Sub(k.Asked)
	return age >= 0 && age < lifetime(k.Outcome, k.Status, k.Reason) && len(k.Address) <= maxAddress && len(k.To) <= maxAddress
}

// cache holds answers by their addresses.
type cache map[string]kept

// find gives what is known of an address. What was asked in private networks holds only where these are asked.
func (c cache) find(address string, private bool) (Result, bool) {
	k, ok := c[address]
	if !ok || k.Private && !private {
		return Result{}, false
	}
	return Result{Outcome: k.Outcome, Status: k.Status, Reason: k.Reason, To: k.To, Kept: true}, true
}

// readCache reads what is kept in a folder. A file that is missing, broken, or of another program or version is as good
// as an empty one: nothing in it cannot be asked again.
func readCache(folder string, now time.Time) cache {
	if folder == "" {
		return nil
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil
	}
	defer root.Close()
	f, err := root.Open(cacheName)
	if err != nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxCache+1))
	if err != nil || len(data) > maxCache {
		return nil
	}
	return decodeCache(data, now)
}

func decodeCache(data []byte, now time.Time) cache {
	var file cacheFile
	if json.Unmarshal(data, &file) != nil || file.Version != cacheVersion || len(file.Links) > maxKept {
		return nil
	}
	known := cache{}
	for _, k := range file.Links {
		if u, ok := parse(k.Address); ok && u.String() == k.Address && k.sound() && k.fresh(now) {
			known[k.Address] = k
		}
	}
	return known
}

// sound tells whether an entry is one that a check can have written.
func (k kept) sound() bool {
	if u, ok := parse(k.To); k.To != "" && (!ok || u.String() != k.To) {
		return false
	}
	switch k.Outcome {
	case Well:
		return k.Reason == "" && k.To == ""
	case Moved:
		return k.Reason == "" && k.To != ""
	case Gone, Closed:
		return k.Reason == ""
	case Failing:
		return true
	}
	return false
}

// save keeps the answers of this check together with those that lie there by now. Of two checks at once that write at the
// same moment, one loses answers, which are asked for again.
func save(folder string, targets map[string]*target, private bool) (err error) {
	now := time.Now()
	added := cache{}
	for key, t := range targets {
		r := t.result
		if k := (kept{key, r.Outcome, r.Status, r.Reason, r.To, now.UTC().Truncate(time.Second), private}); t.asked && k.fresh(now) {
			added[key] = k
		}
	}
	if folder == "" || len(added) == 0 {
		return nil
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("what sites answered cannot be kept: %w", err)
		}
	}()
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	all := cache{}
	maps.Copy(all, readCache(folder, now))
	maps.Copy(all, added)
	data, err := all.encode()
	if err != nil {
		return err
	}
	sweep(root, now)
	return replace(root, data)
}

// encode gives the file, the newest answers first, and no more of them than it may hold.
func (c cache) encode() ([]byte, error) {
	links := slices.SortedFunc(maps.Values(c), func(a, b kept) int {
		return cmp.Or(b.Asked.Compare(a.Asked), strings.Compare(a.Address, b.Address))
	})
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(cacheFile{cacheVersion, links[:min(len(links), maxKept)]})
	return out.Bytes(), err
}

// replace writes the file beside its place and moves it there, so that nobody ever reads half of it.
func replace(root *os.Root, data []byte) error {
	draft := cacheName + "-" + rand.Text() + draftEnd
	if err := root.WriteFile(draft, data, 0o666); err != nil {
		return errors.Join(err, removed(root, draft))
	}
	if err := root.Rename(draft, cacheName); err != nil {
		return errors.Join(err, removed(root, draft))
	}
	return nil
}

// sweep removes drafts that a check left which was ended in the middle of writing.
func sweep(root *os.Root, now time.Time) {
	files, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return // they are in nobody's way
	}
	for _, f := range files {
		if !strings.HasPrefix(f.Name(), cacheName+"-") || !strings.HasSuffix(f.Name(), draftEnd) {
			continue
		}
		if info, err := f.Info(); err == nil && now.Sub(info.ModTime()) > keepBad {
			_ = removed(root, f.Name()) // the next check tries again
		}
	}
}

func removed(root *os.Root, name string) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
