package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// freeMail lists providers at which private people have their mail, as of 2026: what is popular in Sweden, and those
// known all over the world. A name that ends in a full stop stands for the provider in every country.
var freeMail = map[string]bool{
	"gmail.com": true, "googlemail.com": true,
	"hotmail.": true, "outlook.com": true, "outlook.se": true, "live.com": true, "live.se": true, "msn.com": true,
	"yahoo.": true, "ymail.com": true, "rocketmail.com": true, "aol.com": true,
	"icloud.com": true, "me.com": true, "mac.com": true,
	"proton.me": true, "protonmail.com": true, "pm.me": true, "tutanota.com": true, "tuta.io": true, "fastmail.com": true,
	"gmx.": true, "mail.com": true, "mail.ru": true, "yandex.": true,
	"telia.com": true, "comhem.se": true, "bredband.net": true, "bredband2.com": true, "spray.se": true, "passagen.se": true,
	"tele2.se": true, "swipnet.se": true, "glocalnet.net": true, "home.se": true, "tiscali.se": true,
}

// isFreeMail tells whether a mail address with this domain is likely a private one.
func isFreeMail(domain string) bool {
	domain = strings.ToLower(domain)
	name, _, _ := strings.Cut(domain, ".")
	return freeMail[domain] || freeMail[name+"."]
}

// privateMail warns of mail addresses that look like private people's, wherever they stand in a file. The problems
// never hold the address and ask that its line not be shown.
func privateMail(file string, src []byte) diag.List {
	var found diag.List
	for at := 0; len(found) < enough; at++ {
		next := bytes.IndexByte(src[at:], '@')
		if next < 0 {
			break
		}
		at += next
		start, end := at, at+1
		for start > 0 && (alphanumeric(src[start-1]) || bytes.IndexByte([]byte("._%+-"), src[start-1]) >= 0) {
			start--
		}
		for end < len(src) && (alphanumeric(src[end]) || src[end] == '.' || src[end] == '-') {
			end++
		}
		end -= len(src[at+1:end]) - len(bytes.TrimRight(src[at+1:end], ".-"))
		if start == at || !isFreeMail(string(src[at+1:end])) {
			continue
		}
		found = append(found, diag.Problem{
			Severity: diag.Warning, Code: diag.PrivateMail, Secret: true,
			Pos:     position(file, src, start, end-start),
			Message: "this looks like somebody's private mail address",
			Hint:    "write an address at work or of the project; what has been published cannot be taken back",
		})
	}
	return found
}

func alphanumeric(b byte) bool { return digit(b) || 'a' <= b|0x20 && b|0x20 <= 'z' }

// controlCharacters warns of characters in a body that nobody sees. In front matter they are errors.
func controlCharacters(file string, src, body []byte) diag.List {
	var found diag.List
	offset := len(src) - len(body)
	for i, b := range body {
		if b >= ' ' && b != 0x7F && b != 0xC2 && b != 0xEF || b == '\n' {
			continue // nearly all of a text: those that count begin with one of these bytes
		}
		if r, n := utf8.DecodeRune(body[i:]); syntax.Forbidden(r) {
			if len(found) == enough {
				break
			}
			found.Warn(position(file, src, offset+i, n), diag.Encoding,
				fmt.Sprintf("here stands an invisible control character (U+%04X)", r), "delete it")
		}
	}
	return found
}
