package portfolio

import (
	"fmt"
	"net/mail"
	"net/url"
	"path"
	"strings"
	"unicode"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
)

// webAddress reads an address of another site.
func (d *decoder) webAddress(n *syntax.Node) string {
	address := d.text(n)
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	switch {
	case !markdown.SafeURL(address):
		d.problems.Error(n.Pos, diag.Scheme, fmt.Sprintf("%q is not an address that may be published", address), "write an address that begins with https://")
	case err != nil, u.Host == "", u.Scheme != "https" && u.Scheme != "http", u.User != nil, strings.ContainsFunc(address, unicode.IsSpace):
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a web address", address), "write it in full: https://www.example.org/page")
	default:
		return address
	}
	return ""
}

func (d *decoder) email(n *syntax.Node) string {
	text := d.text(n)
	if plainAddress(text) {
		return text
	}
	address, err := mail.ParseAddress(text)
	if text != "" && (err != nil || address.Address != text || strings.ContainsAny(text, "<>\"?&")) {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not an e-mail address", text), "write the address alone: name@example.org")
		return ""
	}
	return text
}

// plainAddress tells whether a text is an e-mail address of the usual form: two rows of atoms between dots (RFC 5322,
// section 3.2.3), of letters, digits, hyphens and underscores. Others may be addresses too.
func plainAddress(text string) bool {
	local, domain, ok := strings.Cut(text, "@")
	return ok && atoms(local) && atoms(domain)
}

func atoms(s string) bool {
	last := byte('.')
	for i := range len(s) {
		c := s[i]
		plain := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
		if !plain && (c != '.' || last == '.') {
			return false
		}
		last = c
	}
	return last != '.'
}

// file reads the path of a file that lies in the content folder.
func (d *decoder) file(n *syntax.Node) *File {
	written := d.word(n)
	if written == "" {
		return nil
	}
	f, problem, hint := d.index.file(d.dir, written)
	if f == nil {
		d.problems.Error(n.Pos, diag.File, problem, hint)
	}
	return f
}

// file finds a file by a path relative to a folder; where there is none it says why and what to do.
func (x *index) file(dir, written string) (f *File, problem, hint string) {
	name := path.Join(dir, written)
	switch {
	case strings.ContainsAny(written, "\\\x00") || strings.HasPrefix(written, "/"):
		return nil, fmt.Sprintf("%q is not a path relative to this file", written), "write the file's name, or folder/name with /"
	case !strings.HasPrefix(name, "content/"):
		return nil, fmt.Sprintf("%q lies outside the content folder", written), "put the file beside the page; nothing outside is ever published"
	}
	if f := x.files[name]; f != nil {
		return f, "", ""
	}
	hint = "put the file into " + path.Dir(name) + "/"
	if near := diag.Nearest(path.Base(name), x.filesIn(path.Dir(name))); near != "" {
		hint = fmt.Sprintf("did you mean %q?", path.Join(path.Dir(written), near))
	}
	return nil, fmt.Sprintf("there is no file %q", name), hint
}
