package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/render"
)

//go:embed client
var client embed.FS

// own is where the preview's own files lie, which no site has.
const own = "/.vitrin/"

func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(own+"events", s.events)
	mux.HandleFunc(own+"about", s.about)
	mux.HandleFunc(own, func(w http.ResponseWriter, r *http.Request) {
		name := "client/" + strings.TrimPrefix(r.URL.Path, own)
		if info, err := fs.Stat(client, name); err != nil || info.IsDir() {
			http.NotFound(w, r)
			return
		}
		http.ServeFileFS(w, r, client, name)
	})
	mux.HandleFunc("/", s.file)
	return s.guard(mux)
}

// file answers with a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	now := s.current.get()
	if now.site == nil {
		s.page(w, r, http.StatusServiceUnavailable, waiting, nil)
		return
	}
	name, found := strings.CutPrefix(r.URL.Path, now.base())
	switch {
	case !found && (r.URL.Path == "/" || r.URL.Path+"/" == now.base()):
		http.Redirect(w, r, now.base(), http.StatusFound)
		return
	case !found:
		s.missing(w, r, now.site)
		return
	case name == "" || strings.HasSuffix(name, "/"):
		name += "index.html"
	}
	resource, ok := now.site.Resource(name)
	if !ok {
		if _, folder := now.site.Resource(name + "/index.html"); folder {
			http.Redirect(w, r, (&url.URL{Path: r.URL.Path + "/"}).String(), http.StatusFound)
			return
		}
		s.missing(w, r, now.site)
		return
	}
	s.send(w, r, name, http.StatusOK, resource.Write)
}

// missing answers with the site's own page for what is not there.
func (s *Server) missing(w http.ResponseWriter, r *http.Request, site *build.Site) {
	resource, ok := site.Resource("404.html")
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.send(w, r, "404.html", http.StatusNotFound, resource.Write)
}

// send makes a file and answers with it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, name string, status int, write func(io.Writer) error) {
	var b bytes.Buffer
	err := write(&b)
	wrong, inTemplate := errors.AsType[*render.Error](err)
	switch {
	case inTemplate:
		s.page(w, r, http.StatusInternalServerError, waiting, &wrong.Problem)
	case errors.Is(err, fs.ErrNotExist):
		http.NotFound(w, r) // it went after the site was loaded; the next load knows
	case err != nil && path.Ext(name) == ".html":
		s.page(w, r, http.StatusInternalServerError, waiting, &diag.Problem{Message: err.Error()})
	case err != nil && fromHere(r):
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case err != nil:
		http.Error(w, elsewhere, http.StatusInternalServerError)
	case path.Ext(name) == ".html":
		s.page(w, r, status, b.Bytes(), nil)
	default:
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b.Bytes()))
	}
}

// waiting is the page that stands where there is none to show: the preview's own part tells why.
var waiting = []byte("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Preview</title></head>\n<body></body>\n</html>\n")

// page answers with a page that keeps itself up to date. The tag of its script carries the hash of the body, so that
// a browser replaces it only where it changed, and what went wrong in making the page.
func (s *Server) page(w http.ResponseWriter, r *http.Request, status int, page []byte, wrong *diag.Problem) {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	_, body, _ := bytes.Cut(page[:at], []byte("<body"))
	sum := sha256.Sum256(body)
	tag := fmt.Sprintf("<script type=\"module\" src=\"%spreview.js\" data-body=\"%s\"", own, hex.EncodeToString(sum[:8]))
	if wrong != nil {
		excerpt := diag.Excerpts(diag.List{*wrong}, nil, s.loader.ReadFile)[0]
		told, err := json.Marshal(s.told(*wrong, excerpt, fromHere(r)))
		if err == nil {
			tag += " data-wrong=\"" + html.EscapeString(string(told)) + "\""
		}
	}
	tag += "></script>\n"
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(page)+len(tag)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	for _, part := range [][]byte{page[:at], []byte(tag), page[at:]} {
		if _, err := w.Write(part); err != nil {
			return // the browser has gone
		}
	}
}
