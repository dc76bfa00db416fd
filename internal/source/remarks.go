package source

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
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

// reference is a character reference by number, as CommonMark 0.31 (section 2.5) has it.
var reference = lazily(`&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});`)

// controlReferences warns of references to such characters in a body. Those of the numbers that Windows-1252 gives to dashes and
// quotation marks were written for browsers, which knew what was meant.
func controlReferences(file string, src, body []byte) diag.List {
	var found diag.List
	if !bytes.Contains(body, []byte("&#")) {
		return nil // nearly always
	}
	looked := 0 // at references to such characters, in code too
	for at := len(src) - len(body); looked < enough; {
		next := reference().FindIndex(src[at:])
		if next == nil {
			break
		}
		from, to := at+next[0], at+next[1]
		at = to
		r, meant := referred(string(src[from:to]))
		if r == 0 || !syntax.Forbidden(r) {
			continue
		}
		if looked++; isLiteral(src[len(src)-len(body) : from]) {
			continue
		}
		found.Warn(position(file, src, from, to-from), diag.Encoding, fmt.Sprintf("%s stands for an invisible control character (U+%04X)", src[from:to], r), meant)
	}
	return found
}

// referred gives the character that a reference stands for, and what to write if nobody sees it.
func referred(written string) (r rune, hint string) {
	base, digits := 10, written[2:len(written)-1]
	if digits[0] == 'x' || digits[0] == 'X' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 31)
	if err != nil {
		return 0, ""
	}
	r = rune(n) //nolint:gosec // of 31 bits
	if meant := html.UnescapeString(written); meant != string(r) {
		return r, "write " + meant + " itself"
	}
	return r, "delete it"
}

// isLiteral tells whether what stands behind the beginning of a body seems to be shown as it is written: behind a backslash, or in
// code.
func isLiteral(before []byte) bool {
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	if bytes.HasSuffix(line, []byte{'\\'}) || bytes.Count(line, []byte{'`'})%2 == 1 || bytes.HasPrefix(line, []byte("    ")) {
		return true
	}
	fenced := false
	for line := range bytes.Lines(before) {
		line = bytes.TrimLeft(line, " >")
		if bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")) {
			fenced = !fenced
		}
	}
	return fenced
}
