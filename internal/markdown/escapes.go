package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// resolve resolves text for use before the next call.
func (r *renderer) resolve(s []byte) []byte {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return s
	}
	r.scratch = resolve(r.scratch[:0], s)
	return r.scratch
}

// resolve appends text with backslash escapes and character references resolved (CommonMark 0.31,
// sections 2.4 and 2.5).
func resolve(dst, s []byte) []byte {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			dst = append(dst, s[i])
		case s[i] == '&':
			var n int
			dst, n = resolveReference(dst, s[i:])
			i += n - 1
		default:
			dst = append(dst, s[i])
		}
	}
	return dst
}

// resolveReference appends what the reference at the start of s stands for, or the ampersand alone,
// and gives how many bytes of s that is.
func resolveReference(dst, s []byte) ([]byte, int) {
	const longest = len("&CounterClockwiseContourIntegral;")
	end := bytes.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return append(dst, '&'), 1
	}
	name := string(s[1:end])
	if name[0] != '#' {
		if entity, ok := util.LookUpHTML5EntityByName(name); ok {
			return append(dst, entity.Characters...), end + 1
		}
		return append(dst, '&'), 1
	}
	digits, base, most := name[1:], 10, 7
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base, most = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return append(dst, '&'), 1
	}
	char := rune(code)
	if code == 0 || code > utf8.MaxRune || !utf8.ValidRune(char) {
		char = utf8.RuneError
	}
	return utf8.AppendRune(dst, char), end + 1
}
