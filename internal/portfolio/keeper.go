package portfolio

import "strings"

// keeper keeps texts of files. A text is a part of all that its file says, which would stay in memory with it; so what
// is kept is copied, one text behind the other. A nil keeper leaves texts where they are.
type keeper struct {
	room   strings.Builder
	shared map[string]string
}

// keeperRoom is how many bytes a keeper takes at a time.
const keeperRoom = 32 << 10

// keep gives a copy of a text.
func (k *keeper) keep(s string) string {
	if k == nil || s == "" {
		return s
	}
	if k.room.Cap()-k.room.Len() < len(s) {
		k.room = strings.Builder{} // the last one stays with its texts
		k.room.Grow(max(keeperRoom, len(s)))
	}
	k.room.WriteString(s)
	all := k.room.String()
	return all[len(all)-len(s):]
}

// share gives the same copy for all equal texts, for those that many files have in common.
func (k *keeper) share(s string) string {
	if k == nil || s == "" {
		return s
	}
	kept, known := k.shared[s]
	if !known {
		kept = k.keep(s)
		k.shared[kept] = kept
	}
	return kept
}

// keepText gives a copy of a text in all its languages.
func (k *keeper) keepText(t Text) Text {
	kept := Text{plain: k.keep(t.plain)}
	if t.in != nil {
		kept.in = make(map[string]string, len(t.in))
		for _, lang := range sortedKeys(t.in) {
			kept.in[lang] = k.keep(t.in[lang])
		}
	}
	return kept
}
