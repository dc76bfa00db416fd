package site

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// object writes JSON objects (RFC 8259) as they come, which takes a fifth of what it takes to build values first. Texts
// are escaped as encoding/json does, so that none has a <, a > or a &.
type object struct{ b []byte }

// next parts what comes from what stands before it.
func (w *object) next() {
	if last := w.b[len(w.b)-1]; last != '{' && last != '[' && last != ':' {
		w.b = append(w.b, ',')
	}
}

// begin begins an object of a type.
func (w *object) begin(kind string) {
	w.next()
	w.b = append(append(append(w.b, `{"@type":"`...), kind...), '"')
}

func (w *object) end() { w.b = append(w.b, '}') }

// key begins a member, whose name is one of the program's words.
func (w *object) key(name string) {
	w.next()
	w.b = append(append(append(w.b, '"'), name...), `":`...)
}

// string writes a text that is made of parts.
func (w *object) string(parts ...string) {
	w.next()
	w.b = append(w.b, '"')
	for _, s := range parts {
		w.b = appendJSON(w.b, s)
	}
	w.b = append(w.b, '"')
}

// text adds a member unless it is empty.
func (w *object) text(name, text string) {
	if text != "" {
		w.key(name)
		w.string(text)
	}
}

func (w *object) number(name, number string) {
	w.key(name)
	w.b = append(w.b, number...)
}

// list adds a member with a list of some length, unless it is empty.
func (w *object) list(name string, length int, item func(int)) {
	if length == 0 {
		return
	}
	w.key(name)
	w.b = append(w.b, '[')
	for i := range length {
		item(i)
	}
	w.b = append(w.b, ']')
}

func (w *object) texts(name string, texts []string) {
	w.list(name, len(texts), func(i int) { w.string(texts[i]) })
}

// appendJSON adds a text without its quotes. One that has anything to be escaped is left to encoding/json.
func appendJSON(b []byte, s string) []byte {
	if isPlainJSON(s) {
		return append(b, s...)
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		return b
	}
	return append(b, quoted[1:len(quoted)-1]...)
}

// special are the bytes that JSON, or HTML around it, may not have as they are. With the last one begin U+2028 and U+2029, and also
// dashes.
var special = [256]bool{'"': true, '\\': true, '<': true, '>': true, '&': true, 0xE2: true}

func isPlainJSON(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || special[c] {
			if c != 0xE2 || strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
				return false
			}
		}
	}
	return utf8.ValidString(s)
}
