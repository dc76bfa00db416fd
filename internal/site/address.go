package site

import (
	"net/url"
	"strconv"
	"strings"
)

// escape percent-encodes a path or a fragment by RFC 3986, section 3.3. Letters such as å are
// encoded as UTF-8, so that every server and every reader of the sitemap takes them alike.
func escape(path string) string {
	var room [addressRoom]byte
	return string(appendEscaped(room[:0], path))
}

// addressRoom is how many bytes most addresses don't exceed.
const addressRoom = 256

func appendEscaped(b []byte, path string) []byte {
	const digits = "0123456789ABCDEF"
	for i := range len(path) {
		c := path[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~$&+,/:;=@", c) >= 0 {
			b = append(b, c)
			continue
		}
		b = append(b, '%', digits[c>>4], digits[c&15])
	}
	return b
}

// fold gives what file systems that fold case take for the same name.
func fold(path string) string { return strings.ToLower(path) }

// pageOf gives the address of a list's page; the first has none of its own.
func (e *edition) pageOf(list string, number int) string {
	if number == 1 {
		return list
	}
	return list + e.path("page") + "/" + strconv.Itoa(number) + "/"
}

// pages gives how many pages a list needs; an empty one needs one.
func pages(items, perPage int) int { return max(1, (items+perPage-1)/perPage) }

// pageLinks says which pages a list's navigation shows: the first and last, those around the
// current one, and gaps as zero.
func pageLinks(current, count int) []int {
	const around = 2
	var shown []int
	for n := 1; n <= count; n++ {
		switch {
		case n == 1, n == count, n >= current-around && n <= current+around:
			shown = append(shown, n)
		case shown[len(shown)-1] != 0:
			shown = append(shown, 0)
		}
	}
	return shown
}

// pagination leads from one page of a list to the others.
func (e *edition) pagination(list string, current, count int) Pagination {
	p := Pagination{L: e.l, Label: e.t("pagination"), Status: e.t("pagination.status", e.l.Number(int64(current)), e.l.Number(int64(count)))}
	if count < 2 {
		return p
	}
	if current > 1 {
		p.Previous = e.href(e.pageOf(list, current-1))
	}
	if current < count {
		p.Next = e.href(e.pageOf(list, current+1))
	}
	shown := pageLinks(current, count)
	p.Links = make([]PageLink, 0, len(shown))
	for _, n := range shown {
		if n == 0 {
			p.Links = append(p.Links, PageLink{Gap: true})
			continue
		}
		p.Links = append(p.Links, PageLink{Number: e.l.Number(int64(n)), Href: e.href(e.pageOf(list, n)), Current: n == current})
	}
	return p
}

// host gives the name of the site that an address belongs to, for people.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
