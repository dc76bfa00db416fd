package markdown

import (
	"slices"
	"strconv"
	"strings"
)

// A slot is a place in the HTML whose bytes depend on where a link leads.
type slot struct {
	at    int // the offset in Body.html before which it stands
	link  int // the index in Outline.Links
	part  slotPart
	bare  bool   // the link has nothing between its ends: Target.Text stands in
	title string // the title as written, resolved, not escaped
}

type slotPart uint8

const (
	linkStart slotPart = iota
	linkEnd
	wholeLink // a Wiki link without a text
	linkText  // the same within another link, where only its text can stand
	picture
)

// AppendHTML appends the HTML of the body to dst, asking resolve where each of its links leads, pictures among them. It
// is given the link and its index in [Outline.Links]. A target that has no address, or one that is not safe by
// [SafeURL], leaves the text of the link, or the picture's alt, alone. A nil resolve is one that knows no address. The
// Link that resolve is given is the document's own: it is read, never changed.
func (b *Body) AppendHTML(dst []byte, resolve func(int, *Link) Target) []byte {
	dst = slices.Grow(dst, len(b.html))
	written, open := 0, false
	for i := range b.slots {
		s := &b.slots[i]
		dst = append(dst, b.html[written:s.at]...)
		written = s.at
		if s.part == linkEnd {
			if open {
				dst = append(dst, "</a>"...)
			}
			open = false
			continue
		}
		link := &b.links[s.link]
		target := Target{}
		if resolve != nil {
			target = resolve(s.link, link)
		}
		if !SafeURL(target.Href) {
			target.Href = ""
		}
		switch s.part {
		case linkStart:
			open = target.Href != ""
			dst = s.appendStart(dst, link, target)
		case wholeLink:
			dst = s.appendStart(dst, link, target)
			if target.Href != "" {
				dst = append(dst, "</a>"...)
			}
		case linkText:
			dst = appendEscaped(dst, target.name(link))
		case picture:
			dst = s.appendPicture(dst, link, target)
		}
	}
	return append(dst, b.html[written:]...)
}

// appendStart appends the start of a link, and the text that the author left to the target.
func (s *slot) appendStart(dst []byte, link *Link, target Target) []byte {
	bare := s.bare || s.part == wholeLink
	if target.Href != "" {
		dst = appendAttribute(append(dst, "<a"...), "href", target.Href)
		if target.Lang != "" {
			dst = appendAttribute(dst, "hreflang", target.Lang)
			if bare {
				dst = appendAttribute(dst, "lang", target.Lang)
			}
		}
		if s.title != "" {
			dst = appendAttribute(dst, "title", s.title)
		}
		dst = append(dst, '>')
	}
	if bare {
		dst = appendEscaped(dst, target.name(link))
	}
	return dst
}

func (s *slot) appendPicture(dst []byte, link *Link, target Target) []byte {
	if target.Href == "" {
		return appendEscaped(dst, link.Text)
	}
	dst = appendAttribute(append(dst, "<img"...), "src", target.Href)
	if target.SrcSet != "" {
		dst = appendAttribute(dst, "srcset", target.SrcSet)
		if target.Sizes != "" {
			dst = appendAttribute(dst, "sizes", target.Sizes)
		}
	}
	dst = appendAttribute(dst, "alt", link.Text)
	if s.title != "" {
		dst = appendAttribute(dst, "title", s.title)
	}
	if target.Width > 0 && target.Height > 0 {
		dst = strconv.AppendInt(append(dst, ` width="`...), int64(target.Width), 10)
		dst = strconv.AppendInt(append(dst, `" height="`...), int64(target.Height), 10)
		dst = append(dst, '"')
	}
	return append(dst, ` loading="lazy">`...)
}

// name is the text of a link whose author gave none. A link that leads nowhere shows what was
// typed, so that nothing is lost.
func (t Target) name(link *Link) string {
	if t.Text != "" {
		return t.Text
	}
	return link.Address
}

func appendAttribute(dst []byte, name, value string) []byte {
	dst = append(append(dst, ' '), name...)
	dst = appendEscaped(append(dst, `="`...), value)
	return append(dst, '"')
}

// appendEscaped appends text so that it means itself in HTML, in content and in a quoted attribute.
func appendEscaped[T string | []byte](dst []byte, text T) []byte {
	start := 0
	for i := range len(text) {
		c := text[i]
		if c > '>' {
			continue // most of a text
		}
		var reference string
		switch c {
		case '&':
			reference = "&amp;"
		case '<':
			reference = "&lt;"
		case '>':
			reference = "&gt;"
		case '"':
			reference = "&quot;"
		case 0:
			reference = "\ufffd"
		default:
			continue
		}
		dst = append(append(dst, text[start:i]...), reference...)
		start = i + 1
	}
	return append(dst, text[start:]...)
}

// verbatim is the HTML of a body that is shown as it was typed.
func verbatim(text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	dst := append(make([]byte, 0, len(text)+64), `<pre class="verbatim" tabindex="0">`...)
	return string(append(appendEscaped(dst, text), "</pre>\n"...))
}
