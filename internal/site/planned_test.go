package site

import "testing"

// TestPlaces: two files at one path clash, in whatever letters, and so do a file and a folder; folders are shared.
func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		first []string
		then  string
		clash bool
	}{
		{nil, "index.html", false},
		{[]string{"index.html"}, "index.html", true},
		{[]string{"index.html"}, "a/index.html", false},
		{[]string{"a/index.html"}, "a/b/index.html", false},
		{[]string{"a/b/index.html"}, "a/index.html", false},
		{[]string{"a/b/index.html", "a/index.html"}, "a/index.html", true},
		{[]string{"a/b/index.html", "a/index.html"}, "A/Index.html", true},
		{[]string{"a/b/index.html", "a/index.html"}, "a/c/index.html", false},
		{[]string{"a/index.html"}, "a/atom.xml", false},
		{[]string{"a.html"}, "a.html", true},
		{[]string{"a.html"}, "a.html/index.html", true},
		{[]string{"a.html"}, "A.html/b/c/index.html", true},
		{[]string{"a.html/index.html"}, "a.html", true},
		{[]string{"a.html/b/index.html"}, "a.html", true},
		{[]string{"x/a.html"}, "x/a.html/b/index.html", true},
		{[]string{"x/a.html/b/c/index.html"}, "x/a.html/b/index.html", false},
	} {
		s := &Site{taken: map[string]*Page{}}
		add := func(path string) {
			s.add(&Page{Path: path, of: reserved{alone{everywhere{path}}}})
		}
		for _, path := range tt.first {
			add(path)
		}
		if len(s.problems) > 0 {
			t.Fatalf("%v: %v", tt.first, s.problems)
		}
		if add(tt.then); (len(s.problems) > 0) != tt.clash {
			t.Errorf("%q after %v: %v", tt.then, tt.first, s.problems)
		}
		for _, path := range tt.first {
			if by, taken := s.Taken(path); !taken || by != path {
				t.Errorf("%q lies at %q, %v", by, path, taken)
			}
		}
	}
	s := &Site{taken: map[string]*Page{}}
	s.add(&Page{Path: "a/b/index.html", of: reserved{alone{everywhere{"b"}}}})
	for _, path := range []string{"a", "a/b", "a/index.html", "index.html", "c"} {
		if by, taken := s.Taken(path); taken {
			t.Errorf("%s lies at %q", by, path)
		}
	}
}
