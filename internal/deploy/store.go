package deploy

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"time"

	"vitrin/internal/bucket"
)

// store is a bucket as a target.
type store struct {
	bucket     *bucket.Bucket
	at         bucket.Location
	compressed bool // takes compressed forms, too
}

func openStore(address string, o Options) (target, error) {
	at, err := bucket.Parse(address, o.Getenv, o.PlainHTTP)
	if err != nil {
		return nil, err
	}
	b, err := bucket.Open(at, o.Getenv)
	if err != nil {
		return nil, err
	}
	return &store{bucket: b, at: at, compressed: o.Compressed}, nil
}

func (s *store) String() string { return s.at.String() }

// takes leaves compressed forms out: a bucket does not choose among them, and would only show them at addresses of their own.
func (s *store) takes(f File) bool { return s.compressed || !f.Variant }

// header tells how a file is served, by a hash: so a file is sent again when that changes in a later version.
func (s *store) header(f File) string {
	h := headerOf(f)
	sum := sha256.Sum256([]byte(h.Type + "\n" + h.Encoding + "\n" + h.Cache))
	return hex.EncodeToString(sum[:4])
}

// workers are many, since most of the time is spent waiting for answers.
func (s *store) workers() int { return 16 }

// exclusive is not what a bucket has to be: others may keep things in it.
func (s *store) exclusive() bool { return false }

func (s *store) list(ctx context.Context) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		for o, err := range s.bucket.List(ctx) {
			if !yield(object{path: o.Name, size: o.Size, stamp: o.ETag, modified: o.Modified}, err) {
				return
			}
		}
	}
}

func (s *store) record(ctx context.Context) ([]byte, time.Time, error) {
	content, o, err := s.bucket.Get(ctx, RecordName, maxRecord)
	return content, o.Modified, err
}

func (s *store) keep(ctx context.Context, record []byte) error {
	_, err := s.bucket.Put(ctx, RecordName, bytes.NewReader(record), int64(len(record)), bucket.Header{Type: "application/gzip", Cache: "private, no-store"})
	return err
}

// holds knows a file that a deploy sent before it was broken off: one that the store took in after the record announced it, and
// whose ETag is the MD5 of the bytes. Where the store's ETags are something else the file is sent again.
func (s *store) holds(_ context.Context, o object, site *site, f File, since time.Time) (bool, error) {
	if o.size != f.Size || o.modified.Before(since) || len(o.stamp) != hex.EncodedLen(md5.Size) {
		return false, nil
	}
	content, err := site.content(f)
	if err != nil {
		return false, err
	}
	defer content.Close()
	h := md5.New() // not for safety: it is what an ETag is
	if _, err := io.Copy(h, content); err != nil {
		return false, err
	}
	return o.stamp == hex.EncodeToString(h.Sum(nil)), nil
}

func (s *store) put(ctx context.Context, f File, content io.Reader) (string, error) {
	return s.bucket.Put(ctx, f.Path, content, f.Size, headerOf(f))
}

func (s *store) remove(ctx context.Context, paths []string, gone func(string)) error {
	return s.bucket.Remove(ctx, paths, gone)
}

// tidy has nothing to do: a bucket has no folders.
func (s *store) tidy(string) {}

// blocked: nothing can stand in a file's way, since there are no folders.
func (s *store) blocked(*plan) error { return nil }

func (s *store) close() error { return nil }
