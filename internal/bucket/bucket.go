// Package bucket keeps files in a bucket of an S3-compatible store: in go names, bytes and the headers that a file is served
// with; out come what lies there, bytes, and what the store says of them. It knows nothing of sites, and not what the files
// are.
//
// Names are those of files below the bucket's prefix, slash-separated. A store gives no way to change several files in one
// step; each is whole at any moment.
package bucket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// PartSize is how many bytes are sent in one request; a larger object is sent in parts of this size, each of which is held in
// memory. It is the least that S3 allows.
const PartSize = 5 << 20

// retries is how often a request is made that fails for reasons that may pass, with growing pauses of up to a second.
const retries = 6

// Object is what a store says of a file in its listing.
type Object struct {
	Name     string
	Size     int64     // bytes
	ETag     string    // without quotes; the same as long as the bytes are; the MD5 of the bytes in many stores, but not in all
	Modified time.Time // by the store's clock
}

// Header is how a file is served.
type Header struct {
	Type     string // Content-Type
	Encoding string // Content-Encoding; may be empty
	Cache    string // Cache-Control
}

// Bucket is a bucket, or the part of it below a prefix. It can be used by several goroutines.
type Bucket struct {
	at     Location
	client *minio.Client
	creds  *credentials.Credentials
	getenv func(string) string
	prefix string // with its slash, or empty
}

// Open makes ready to use a bucket; nothing is asked of the store yet. The credentials are those of the environment, given by
// getenv, or of the files of the AWS command line, or the machine's own where the location says so. The errors are an [*Error].
func Open(at Location, getenv func(string) string) (*Bucket, error) {
	creds, err := find(at, getenv)
	if err != nil {
		return nil, err
	}
	options := &minio.Options{Creds: creds, Secure: at.Endpoint.Scheme == "https", Region: at.Region, MaxRetries: retries, BucketLookup: minio.BucketLookupAuto}
	if !at.amazon() {
		options.BucketLookup = minio.BucketLookupPath
	}
	client, err := minio.New(at.Endpoint.Host, options)
	b := &Bucket{at: at, client: client, creds: creds, getenv: getenv}
	if err != nil {
		return nil, b.explain("use it", err)
	}
	if at.Prefix != "" {
		b.prefix = at.Prefix + "/"
	}
	return b, nil
}

// List gives all that lies below the prefix, a thousand at a time. An error, which is an [*Error], is the last that comes.
func (b *Bucket) List(ctx context.Context) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		for o := range b.client.ListObjectsIter(ctx, b.at.Bucket, minio.ListObjectsOptions{Prefix: b.prefix, Recursive: true}) {
			if o.Err != nil {
				yield(Object{}, b.explain("list what is there", o.Err))
				return
			}
			name := strings.TrimPrefix(o.Key, b.prefix)
			if name == "" || strings.HasSuffix(name, "/") {
				continue // what some programs make to show a folder
			}
			if !yield(Object{Name: name, Size: o.Size, ETag: o.ETag, Modified: o.LastModified}, nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Object{}, b.explain("list what is there", err))
		}
	}
}

// Get reads a file of at most limit bytes. The error is an [*Error]; it wraps fs.ErrNotExist where there is no such file.
func (b *Bucket) Get(ctx context.Context, name string, limit int64) ([]byte, Object, error) {
	doing := "read " + name
	o, err := b.client.GetObject(ctx, b.at.Bucket, b.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, Object{}, b.explain(doing, err)
	}
	defer o.Close()
	var content bytes.Buffer
	n, err := io.Copy(&content, io.LimitReader(o, limit+1)) // before Stat, whose request gets no words with an error
	if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
		return nil, Object{}, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	if err == nil && n > limit {
		err = errors.New("it is too large")
	}
	if err != nil {
		return nil, Object{}, b.explain(doing, err)
	}
	info, err := o.Stat()
	if err != nil {
		return nil, Object{}, b.explain(doing, err)
	}
	return content.Bytes(), Object{Name: name, Size: info.Size, ETag: info.ETag, Modified: info.LastModified}, nil
}

// Put stores a file of size bytes, in the place of one that is there, and gives its ETag. A reader that can seek lets a request
// be made again that failed. The error is an [*Error], or what the reader returned.
func (b *Bucket) Put(ctx context.Context, name string, r io.Reader, size int64, h Header) (etag string, err error) {
	info, err := b.client.PutObject(ctx, b.at.Bucket, b.prefix+name, r, size, minio.PutObjectOptions{
		ContentType: h.Type, ContentEncoding: h.Encoding, CacheControl: h.Cache, PartSize: PartSize,
		// Its alternative, over http, is a form of sending that some stores keep in the Content-Encoding.
		SendContentMd5: true, DisableContentSha256: true,
	})
	if err != nil {
		return "", b.explain("store "+name, err)
	}
	return info.ETag, nil
}

// Remove takes files away, up to a thousand in one request, and tells each that is gone. One that is not there is none to
// take away. The error is an [*Error].
func (b *Bucket) Remove(ctx context.Context, names []string, gone func(name string)) error {
	objects := func(yield func(minio.ObjectInfo) bool) {
		for _, name := range names {
			if !yield(minio.ObjectInfo{Key: b.prefix + name}) {
				return
			}
		}
	}
	results, err := b.client.RemoveObjectsWithIter(ctx, b.at.Bucket, objects, minio.RemoveObjectsOptions{})
	if err != nil {
		return b.explain("remove files", err)
	}
	for result := range results {
		name := strings.TrimPrefix(result.ObjectName, b.prefix)
		if result.Err != nil {
			return b.explain("remove "+name, result.Err)
		}
		gone(name)
	}
	if err := ctx.Err(); err != nil {
		return b.explain("remove files", err)
	}
	return nil
}
