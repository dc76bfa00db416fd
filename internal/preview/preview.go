// Package preview shows a site while it is being written. In goes a site's folder; out comes a web server on which every
// page is made of the files as they are at the moment. It watches them, loads what changed, and tells the browsers,
// which take in the new page without losing their place.
//
// There is no second way of making a site: pages are the resources of [build.Site], rendered when they are asked for,
// and every change ties the whole portfolio together anew. What does not hold in the files lies over the page with
// file, line and hint, and the last good page below it.
//
// The server answers on its own machine only, unless it is told otherwise, to nobody who came by another site's
// name, and changes nothing: it writes into no folder but the cache.
package preview

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/watch"
)

// Options say what is previewed and where. Site.Dir and Addr are needed.
type Options struct {
	Site build.Options // Now and Out are not looked at
	// Addr is the host and port to listen on, "127.0.0.1:1313". Where the port is taken, the next free one of the
	// following hundred is; port 0 is any.
	Addr string
	// Now gives the moment for which pages are made; nil is the machine's clock.
	Now func() time.Time
	// Editor is the address that opens a file in the reader's editor, with {file}, {line} and {column} in it:
	// "vscode://file{file}:{line}:{column}". Empty: there are no such links.
	Editor string
	// Loaded is told of every load. It may be nil; it is called on one goroutine.
	Loaded func(Load)
	// Poll looks at the files every second, also where the system would tell of changes.
	Poll bool
}

// Load is what one look at the site came to.
type Load struct {
	Problems diag.List // all that does not hold, sorted
	Trouble  error     // trouble of the machine: the last good site is shown on
	Site     *build.Site
	Took     time.Duration
	First    bool
}

// Server previews one site.
type Server struct {
	options  Options
	dir      string      // absolute, for links that open files
	folder   os.FileInfo // of dir
	session  string      // tells browsers that another process answers
	listener net.Listener
	loader   *build.Loader
	watcher  *watch.Watcher
	current  current
	reading  reading
	hub      hub
}

// AddressError is an address that nothing can listen on, whoever the machine is.
type AddressError struct{ message string }

// Error says what is wrong and how to write it.
func (e *AddressError) Error() string { return e.message }

// ports is how many ports are tried from the wanted one on.
const ports = 100

// Listen opens the site's folder, watches it and takes a port. Nothing is read yet. An address that is none is an
// [*AddressError]; all other errors are trouble of the machine.
func Listen(o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{options: o, session: rand.Text()}
	var err error
	if s.dir, err = filepath.Abs(o.Site.Dir); err != nil {
		return nil, fmt.Errorf("cannot find the site's folder: %w", err)
	}
	if s.folder, err = os.Stat(s.dir); err != nil {
		return nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	if s.listener, err = listen(o.Addr); err != nil {
		return nil, err
	}
	o.Site.Progress = func(stage build.Stage, done, total int) {
		if stage == build.Reading && s.current.get().number == 0 && s.reading.note(done, total) {
			s.hub.wake()
		}
	}
	if s.loader, err = build.NewLoader(o.Site); err != nil {
		return nil, errors.Join(err, s.listener.Close())
	}
	s.watcher, err = watch.Open(s.dir, watch.Options{
		Folders: []string{"content", "templates", "static"}, Probe: cmp.Or(o.Site.Cache, filepath.Join(s.dir, ".vitrin")), Poll: o.Poll,
	})
	if err != nil {
		return nil, errors.Join(err, s.listener.Close(), s.loader.Close(context.Background()))
	}
	return s, nil
}

// listenError says that this machine cannot listen on an address.
type listenError struct {
	addr string
	err  error
}

func (e *listenError) Error() string { return fmt.Sprintf("cannot listen on %s: %v", e.addr, e.err) }
func (e *listenError) Unwrap() error { return e.err }

// Advice tells what to do.
func (e *listenError) Advice() string {
	return "write an address of this machine and a port that your account may take, such as 127.0.0.1:1313, or 0.0.0.0:1313 for all its networks"
}

// listen takes the port of an address, or the next free one.
func listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &AddressError{fmt.Sprintf("%q is not an address to listen on; write it as 127.0.0.1:1313", addr)}
	}
	number, err := net.LookupPort("tcp", port)
	if err != nil {
		return nil, &AddressError{fmt.Sprintf("%q is not a port; write a number such as 1313", port)}
	}
	var first error
	for n := number; n < number+ports && n < 1<<16; n++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, fmt.Sprint(n)))
		if err == nil {
			return l, nil
		}
		first = cmp.Or(first, err)
		if !inUse(err) {
			break
		}
	}
	return nil, &listenError{addr, errors.Unwrap(first)}
}

// URL is the address of the site's root, with the path of its base address as it is at the moment.
func (s *Server) URL() string {
	host := s.listener.Addr().String()
	if addr, ok := s.listener.Addr().(*net.TCPAddr); ok && addr.IP.IsUnspecified() {
		host = net.JoinHostPort("localhost", strconv.Itoa(addr.Port))
	}
	return "http://" + host + s.current.get().base()
}

// Open tells whether other machines can reach the preview.
func (s *Server) Open() bool { return !s.onlyHere() }

// Moved tells whether another port was taken than the one that was asked for.
func (s *Server) Moved() bool {
	_, port, _ := net.SplitHostPort(s.options.Addr) // Listen has parsed it
	number, err := net.LookupPort("tcp", port)
	addr, ok := s.listener.Addr().(*net.TCPAddr)
	return err == nil && ok && number != 0 && addr.Port != number
}

// Polling tells whether files are looked at every second, and why.
func (s *Server) Polling() (why string, polling bool) { return s.watcher.Polling() }

// shutdown is how long requests that are under way may take when the server stops.
const shutdown = 2 * time.Second

// Run loads the site and serves it until the context ends, which is no error, or the site's folder is gone.
func (s *Server) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var following error
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		following = s.follow(ctx)
	}()
	server := &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(s.listener) }()
	var failed error
	select {
	case <-ctx.Done():
	case <-followed:
	case failed = <-served:
	}
	stop()
	s.hub.close()
	last, cancel := context.WithTimeout(context.Background(), shutdown)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		failed = errors.Join(failed, server.Close()) // a browser holds a connection open that it has not used
	}
	<-followed
	return errors.Join(failed, following, s.watcher.Close(), s.loader.Close(context.WithoutCancel(ctx)))
}
