package syntax

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
)

// JSON reads a JSON text (RFC 8259) that is one object. src begins on line firstLine of the file. An empty
// text is an empty Mapping. The node is nil where the text cannot be read; it is there, without the
// keys that do not hold, where only some are wrong.
func JSON(file string, src []byte, firstLine int) (*Node, diag.List) {
	t := newText(file, src, firstLine)
	if found := t.check(); len(found) > 0 {
		return nil, found
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return t.empty(), nil
	}
	r := &jsonReader{text: t, tokens: json.NewDecoder(bytes.NewReader(src))}
	r.tokens.UseNumber()
	return r.document(), r.found
}

// jsonReader builds a tree of the tokens of a JSON text. A failed read ends it.
type jsonReader struct {
	*text
	tokens *json.Decoder
	nodes  int
	found  diag.List
}

func (r *jsonReader) document() *Node {
	root := r.value(1)
	switch {
	case root == nil:
		return nil
	case root.Kind != Mapping:
		r.found.Error(root.Pos, diag.Syntax, "an object is due here, and this is "+root.Kind.String(), `write {"key": "text"}`)
		return nil
	}
	at := r.next()
	if _, err := r.tokens.Token(); !errors.Is(err, io.EOF) {
		r.found.Error(r.pos(at, at+1), diag.Syntax, "something stands behind the end of the object", "remove it, or a closing bracket before it")
		return nil
	}
	return pack(root)
}

// next gives the offset at which the next token begins.
func (r *jsonReader) next() int {
	at := int(r.tokens.InputOffset())
	for at < len(r.src) && bytes.IndexByte([]byte(" \t\r\n,:"), r.src[at]) >= 0 {
		at++
	}
	return at
}

// token reads one token and gives its place. An object or list that stands open when the text ends
// began at opened.
func (r *jsonReader) token(opened int) (token json.Token, from int, ok bool) {
	from = r.next()
	token, err := r.tokens.Token()
	if err == nil {
		return token, from, true
	}
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		r.found.Error(r.pos(opened, opened+1), diag.Syntax, "what opens here is never closed", "close { with }, [ with ] and a text with \"")
	default:
		from = min(from, r.end())
		if slash, end, is := r.badEscape(from); is {
			r.found.Error(r.pos(slash, end), diag.Syntax, "a backslash means something special in a text, and this one means nothing", `write \\ for a backslash`)
			break
		}
		r.found.Error(r.pos(from, from+1), diag.Syntax, "this cannot be read as JSON", r.advice(from))
	}
	return nil, from, false
}

// badEscape finds the escape for which the library refuses the text that begins at an offset.
func (r *jsonReader) badEscape(from int) (slash, end int, is bool) {
	var wrong *json.SyntaxError
	var text json.RawMessage
	err := json.NewDecoder(bytes.NewReader(r.src[from:])).Decode(&text) // which tells the place, as reading by tokens does not
	if !errors.As(err, &wrong) || !strings.HasPrefix(string(r.src[from:]), `"`) || !strings.Contains(wrong.Error(), "escape") {
		return 0, 0, false
	}
	end = min(from+int(wrong.Offset), len(r.src)) // behind what does not fit
	slash = bytes.LastIndexByte(r.src[from:end], '\\')
	return from + slash, end, slash >= 0
}

// advice guesses what went wrong at an offset.
func (r *jsonReader) advice(at int) string {
	before := bytes.TrimRight(r.src[:at], " \t\r\n")
	switch b := append(bytes.Clone(r.src[at:]), 0)[0]; {
	case bytes.HasSuffix(before, []byte(",")) && (b == '}' || b == ']'):
		return "remove the comma before this bracket"
	case b == '\'':
		return `put texts and keys between "…", not '…'`
	case b == '/' || b == '#':
		return "JSON has no comments: remove it"
	case b == '"' && !bytes.HasSuffix(before, []byte(",")) && !bytes.HasSuffix(before, []byte(":")):
		return `put a comma between the entries, a colon behind each key, and write \" for a quotation mark and \\ for a backslash within a text`
	case b == '"':
		return `a text stands on one line; write \" for a quotation mark and \\ for a backslash within it`
	}
	return `write {"key": "text", "key": 1}: texts and keys between "…", a comma between entries`
}

func (r *jsonReader) value(depth int) *Node {
	token, from, ok := r.token(min(r.next(), r.end()))
	if !ok || !r.spend(from, depth) {
		return nil
	}
	node := &Node{Pos: r.pos(from, int(r.tokens.InputOffset()))}
	switch v := token.(type) {
	case json.Delim:
		node.Pos.Width = 0
		if v == '{' {
			return r.object(node, from, depth)
		}
		return r.array(node, from, depth)
	case string:
		node.Kind, node.Value, node.Quoted, node.hand = String, r.whole(v, from, int(r.tokens.InputOffset())), true, r.handAt(from, v, fixed)
	case json.Number:
		node.Kind, node.Value, node.hand = Number, v.String(), literal
	case bool:
		node.Kind, node.Value = Bool, "false"
		if v {
			node.Value = "true"
		}
	default:
		node.Value = "null"
	}
	return node
}

// whole is [text.fit] where an escape may also be half a character, in whose place the library puts U+FFFD.
func (r *jsonReader) whole(value string, from, to int) string {
	fit := r.fit(value, from, to, &r.found)
	if r.escapes && fit == value && strings.ContainsRune(value, utf8.RuneError) {
		r.tellEscape(from, to, &r.found)
	}
	return fit
}

func (r *jsonReader) spend(from, depth int) bool {
	r.nodes++
	switch {
	case r.nodes > maxNodes:
		tooMany(r.pos(from, 0), &r.found)
	case depth > maxDepth:
		tooDeep(r.pos(from, 0), &r.found)
	default:
		return true
	}
	return false
}

func (r *jsonReader) object(node *Node, opened, depth int) *Node {
	node.Kind = Mapping
	var seen keys
	for r.tokens.More() {
		token, from, ok := r.token(opened)
		if !ok {
			return nil
		}
		written, _ := token.(string)
		to := int(r.tokens.InputOffset())
		key := r.whole(written, from, to)
		f := Field{Key: key, KeyPos: r.pos(from, to), hand: r.handAt(from, written, fixed)}
		if f.Value = r.value(depth + 1); f.Value == nil {
			return nil
		}
		if key == "" {
			r.found.Error(f.KeyPos, diag.Syntax, "a key is missing between these quotes", "write the key")
			continue
		}
		node.add(&seen, f, &r.found)
	}
	if _, _, ok := r.token(opened); !ok {
		return nil
	}
	return node
}

func (r *jsonReader) array(node *Node, opened, depth int) *Node {
	node.Kind = Sequence
	for r.tokens.More() {
		item := r.value(depth + 1)
		if item == nil {
			return nil
		}
		node.Items = append(node.Items, item)
	}
	if _, _, ok := r.token(opened); !ok {
		return nil
	}
	return node
}
