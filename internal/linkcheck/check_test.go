package linkcheck_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/linkcheck"
)

// serve answers as the path says: /404, /302/b.example/there, /head/405 (to HEAD alone).
func serve(w **world) http.HandlerFunc {
	return func(out http.ResponseWriter, r *http.Request) {
		parts := strings.SplitN(strings.Trim(r.URL.Path, "/"), "/", 2)
		if parts[0] == "head" {
			if r.Method != http.MethodHead {
				return
			}
			parts = parts[1:]
		}
		status, err := strconv.Atoi(parts[0])
		if err != nil {
			return
		}
		if status >= 300 && status < 400 && len(parts) > 1 {
			out.Header().Set("Location", (*w).at(parts[1]))
		}
		out.WriteHeader(status)
	}
}

func newAnswering(t *testing.T) *world {
	var w *world
	w = newWorld(t, serve(&w))
	return w
}

// TestOutcomes holds what an answer means, which requests it took, and how it is told.
func TestOutcomes(t *testing.T) {
	for _, tt := range []struct {
		address string
		want    linkcheck.Result // without the address
		asked   string           // the methods
		problem string
	}{
		{"a.example/200", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD", ""},
		{"a.example/204", linkcheck.Result{Outcome: linkcheck.Well, Status: 204}, "HEAD", ""},
		{"a.example/head/405", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD GET", ""},
		{"a.example/head/403", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD GET", ""},
		{"a.example/head/404", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD GET", ""},
		{"a.example/head/501", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD GET", ""},
		{"a.example/416", linkcheck.Result{Outcome: linkcheck.Well, Status: 416}, "HEAD GET", ""},
		{"a.example/404", linkcheck.Result{Outcome: linkcheck.Gone, Status: 404}, "HEAD GET", `"a.example/404" is not there: a.example answers 404 (not found)`},
		{"a.example/410", linkcheck.Result{Outcome: linkcheck.Gone, Status: 410}, "HEAD GET", `"a.example/410" was taken away for good: a.example answers 410 (gone)`},
		{"a.example/401", linkcheck.Result{Outcome: linkcheck.Closed, Status: 401}, "HEAD GET", ""},
		{"a.example/403", linkcheck.Result{Outcome: linkcheck.Closed, Status: 403}, "HEAD GET", ""},
		{"a.example/451", linkcheck.Result{Outcome: linkcheck.Closed, Status: 451}, "HEAD GET", ""},
		{"a.example/999", linkcheck.Result{Outcome: linkcheck.Closed, Status: 999}, "HEAD GET", ""},
		{"a.example/429", linkcheck.Result{Outcome: linkcheck.Closed, Status: 429}, "HEAD", ""},
		{"a.example/400", linkcheck.Result{Outcome: linkcheck.Failing, Status: 400}, "HEAD GET", `"a.example/400" does not work: a.example answers 400 (bad request)`},
		{"a.example/500", linkcheck.Result{Outcome: linkcheck.Failing, Status: 500}, "HEAD GET", `"a.example/500" does not work at present: a.example answers 500 (internal server error)`},
		{"a.example/599", linkcheck.Result{Outcome: linkcheck.Failing, Status: 599}, "HEAD GET", `"a.example/599" does not work at present: a.example answers 599`},
		{"a.example/301/b.example/200", linkcheck.Result{Outcome: linkcheck.Moved, Status: 200, To: "b.example/200"}, "HEAD HEAD", `"a.example/301/b.example/200" has moved to "b.example/200"`},
		{"a.example/308/a.example/200", linkcheck.Result{Outcome: linkcheck.Moved, Status: 200, To: "a.example/200"}, "HEAD HEAD", `"a.example/308/a.example/200" has moved to "a.example/200"`},
		{"a.example/302/b.example/200", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD HEAD", ""},
		{"a.example/303/b.example/200", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD HEAD", ""},
		{"a.example/307/b.example/200", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD HEAD", ""},
		{"a.example/302/b.example/301/c.example/200", linkcheck.Result{Outcome: linkcheck.Well, Status: 200}, "HEAD HEAD HEAD", ""},
		{"a.example/301/b.example/302/c.example/200", linkcheck.Result{Outcome: linkcheck.Moved, Status: 200, To: "b.example/302/c.example/200"}, "HEAD HEAD HEAD", `"a.example/301/b.example/302/c.example/200" has moved to "b.example/302/c.example/200"`},
		{"a.example/301/b.example/404", linkcheck.Result{Outcome: linkcheck.Gone, Status: 404, To: "b.example/404"}, "HEAD HEAD GET", `"a.example/301/b.example/404" leads to "b.example/404", which is not there: b.example answers 404 (not found)`},
		{"a.example/302/b.example/403", linkcheck.Result{Outcome: linkcheck.Closed, Status: 403, To: "b.example/403"}, "HEAD HEAD GET", ""},
		{"a.example/301", linkcheck.Result{Outcome: linkcheck.Failing, Status: 301, Reason: linkcheck.BadRedirect}, "HEAD", `"a.example/301" sends visitors on to what is not a web address`},
		{"a.example/300", linkcheck.Result{Outcome: linkcheck.Well, Status: 300}, "HEAD", ""},
		{"nowhere.example/", linkcheck.Result{Outcome: linkcheck.Failing, Reason: linkcheck.UnknownHost}, "", `"nowhere.example/" is on a site that does not exist: the name nowhere.example is not known`},
		{"broken.example/", linkcheck.Result{Outcome: linkcheck.Failing, Reason: linkcheck.NoLookup}, "", `"broken.example/" could not be asked: the name broken.example could not be looked up`},
		{"a.example/302/nowhere.example/", linkcheck.Result{Outcome: linkcheck.Failing, Reason: linkcheck.UnknownHost, To: "nowhere.example/"}, "HEAD", `"a.example/302/nowhere.example/" leads to "nowhere.example/", which is on a site that does not exist: the name nowhere.example is not known`},
	} {
		t.Run(strings.ReplaceAll(tt.address, "/", " "), func(t *testing.T) {
			w := newAnswering(t)
			results, err := linkcheck.Check(t.Context(), []string{w.at(tt.address)}, quick())
			if err != nil {
				t.Fatal(err)
			}
			scheme, rest, _ := strings.Cut(w.server.URL, "://")
			port := rest[strings.LastIndex(rest, ":"):]
			if got := strings.NewReplacer(scheme+"://", "", port, "").Replace(results[0].Problem()); got != tt.problem {
				t.Errorf("told: %s\nwant: %s", got, tt.problem)
			}
			got := results[0]
			got.Address, got.To = "", w.short(got.To)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			var methods []string
			for _, line := range w.told() {
				method, _, _ := strings.Cut(line, " ")
				methods = append(methods, method)
			}
			if got := strings.Join(methods, " "); got != tt.asked {
				t.Errorf("asked by %s, want %s", got, tt.asked)
			}
		})
	}
}

// TestOnce holds that an address is asked once, however it is written, and that every writing has its result.
func TestOnce(t *testing.T) {
	w := newAnswering(t)
	results := w.check(quick(), "a.example/404", "A.example/404#part", "a.example/404#", "a.example/200", "a.example/404?x=1", "b.example/302/a.example/404")
	for i, want := range []linkcheck.Outcome{linkcheck.Gone, linkcheck.Gone, linkcheck.Gone, linkcheck.Well, linkcheck.Gone, linkcheck.Gone} {
		if results[i].Outcome != want {
			t.Errorf("%s: %v, want %v", results[i].Address, results[i].Outcome, want)
		}
	}
	asked := w.told()
	slices.Sort(asked)
	want := []string{"GET a.example/404", "GET a.example/404?x=1", "HEAD a.example/200", "HEAD a.example/404", "HEAD a.example/404?x=1", "HEAD b.example/302/a.example/404"}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Error(diff)
	}
}

// TestNoAddress holds that what is no web address is told, and asks nobody.
func TestNoAddress(t *testing.T) {
	addresses := []string{"mailto:a@b.example", "ftp://a.example/", "//a.example/", "https://", "http://a b/", "https:///x", "https://[::1", ""}
	results, err := linkcheck.Check(t.Context(), addresses, quick())
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range results {
		want := linkcheck.Result{Address: addresses[i], Outcome: linkcheck.Failing, Reason: linkcheck.NoAddress}
		if r != want || !strings.HasSuffix(r.Problem(), "is not a web address") {
			t.Errorf("%+v: %s", r, r.Problem())
		}
	}
}

// TestRedirects holds where chains of redirects end.
func TestRedirects(t *testing.T) {
	var w *world
	w = newWorld(t, func(out http.ResponseWriter, r *http.Request) {
		to := map[string]string{
			"/self": w.at("a.example/self"), "/ring": w.at("b.example/ring"), "/mail": "mailto:x@a.example",
			"/part": "/there#part", "/user": strings.Replace(w.at("a.example/there"), "://", "://me:secret@", 1), "/broken": "http://[::1",
		}[r.URL.Path]
		if strings.HasPrefix(r.Host, "b.") && r.URL.Path == "/ring" {
			to = w.at("a.example/ring")
		}
		if n, err := strconv.Atoi(r.URL.Query().Get("more")); err == nil && n > 0 {
			to = fmt.Sprintf("?more=%d", n-1)
		}
		if to != "" {
			out.Header().Set("Location", to)
			out.WriteHeader(http.StatusMovedPermanently)
		}
	})
	for _, tt := range []struct {
		address string
		want    linkcheck.Result
	}{
		{"a.example/self", linkcheck.Result{Outcome: linkcheck.Failing, Reason: linkcheck.Circle}},
		{"a.example/ring", linkcheck.Result{Outcome: linkcheck.Failing, Reason: linkcheck.Circle, To: "b.example/ring"}},
		{"a.example/mail", linkcheck.Result{Outcome: linkcheck.Failing, Status: 301, Reason: linkcheck.BadRedirect}},
		{"a.example/broken", linkcheck.Result{Outcome: linkcheck.Failing, Status: 301, Reason: linkcheck.BadRedirect}},
		{"a.example/part", linkcheck.Result{Outcome: linkcheck.Moved, Status: 200, To: "a.example/there"}},
		{"a.example/user", linkcheck.Result{Outcome: linkcheck.Moved, Status: 200, To: "a.example/there"}},
		{"a.example/?more=10", linkcheck.Result{Outcome: linkcheck.Moved, Status: 200, To: "a.example/?more=0"}},
		{"a.example/?more=11", linkcheck.Result{Outcome: linkcheck.Failing, Reason: linkcheck.ManyRedirects, To: "a.example/?more=1"}},
	} {
		got := w.check(quick(), tt.address)[0]
		got.Address = ""
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.address, diff)
		}
	}
}

// TestGuest holds what a site is told of the guest: a name, and nothing else.
func TestGuest(t *testing.T) {
	var w *world
	w = newWorld(t, func(out http.ResponseWriter, r *http.Request) {
		http.SetCookie(out, &http.Cookie{Name: "a", Value: "b"})
		if r.URL.Path == "/first" {
			out.Header().Set("Location", w.at("a.example/second"))
			out.WriteHeader(http.StatusFound)
			return
		}
		out.WriteHeader(http.StatusNotFound)
	})
	o := quick()
	o.UserAgent = "Vitrin/1.2"
	address := strings.Replace(w.at("a.example/first"), "://", "://me:secret@", 1)
	if _, err := linkcheck.Check(t.Context(), []string{address}, o); err != nil {
		t.Fatal(err)
	}
	if got, want := w.told(), []string{"HEAD a.example/first", "HEAD a.example/second", "GET a.example/second"}; !slices.Equal(got, want) {
		t.Fatalf("asked %q, want %q", got, want)
	}
	for _, a := range w.requests() {
		want := http.Header{"User-Agent": {"Vitrin/1.2"}, "Accept": {"*/*"}}
		if a.method == http.MethodGet {
			want.Set("Range", "bytes=0-1023")
		}
		if diff := cmp.Diff(want, a.header); diff != "" {
			t.Errorf("%s %s: %s", a.method, a.path, diff)
		}
	}
}

// TestProgress holds that every address is counted, those too that need no asking.
func TestProgress(t *testing.T) {
	w := newAnswering(t)
	done := 0
	o := quick()
	o.Progress = func(n, total int) {
		if done++; n != done || total != 4 {
			t.Errorf("%d of %d, want %d of 4", n, total, done)
		}
	}
	w.check(o, "a.example/1", "a.example/2", "b.example/404", "a.example/1#part", "/none")
	if done != 4 {
		t.Errorf("%d of 4 were counted", done)
	}
}
