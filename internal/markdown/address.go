package markdown

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SafeURL says whether an address may stand in a page: a relative one, or one with the scheme http,
// https, mailto or tel. It is the one place of the program that decides on schemes.
//
// It reads the address as a browser would (WHATWG URL, section 4.4: control characters and spaces
// around it and line breaks within it do not count) and resolves character references first, so
// that neither hides a scheme.
func SafeURL(address string) bool {
	if strings.IndexByte(address, '&') >= 0 {
		address = html.UnescapeString(address)
	}
	var scheme [8]byte // longer than every scheme that is let through
	n := 0
	for _, r := range address {
		switch {
		case unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			continue
		case r == ':':
			return safeScheme(strings.ToLower(string(scheme[:n])))
		case r == '/' || r == '?' || r == '#':
			return true
		}
		if n < len(scheme) {
			scheme[n] = '?' // no letter of a scheme
			if r < utf8.RuneSelf {
				scheme[n] = byte(r)
			}
			n++
		}
	}
	return true
}

func safeScheme(scheme string) bool {
	switch scheme {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// splitAddress parts an address at its first # and resolves percent signs in both parts.
func splitAddress(address string) (path, fragment string) {
	path, fragment, _ = strings.Cut(address, "#")
	return percentDecode(path), percentDecode(fragment)
}

// percentDecode resolves %C3%A5 to å (RFC 3986, section 2.1). A percent sign that starts no escape
// stays as it is. Where the result would not be printable text, the whole stays as it is: such an
// address means nothing to anyone, and a NUL byte or a line break must reach no file system.
func percentDecode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	decoded := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			decoded = append(decoded, hexValue(s[i+1])<<4|hexValue(s[i+2]))
			i += 2
			continue
		}
		decoded = append(decoded, s[i])
	}
	if !utf8.Valid(decoded) || strings.ContainsFunc(string(decoded), unicode.IsControl) {
		return s
	}
	return string(decoded)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func hexValue(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	default:
		return c - 'a' + 10
	}
}
