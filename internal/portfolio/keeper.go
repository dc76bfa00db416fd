package portfolio

import (
	"strings"

	"vitrin/internal/money"
)

// keeper keeps texts of files. A text is a part of all that its file says, which would stay in memory with it; so what
// is kept is copied, one text behind the other. A nil keeper leaves texts where they are.
type keeper struct {
	room   strings.Builder
	shared map[string]*wording
	latest *wording // of the shared; the same ones come in a row

	amounts    pieces[money.Amount]
	parties    pieces[Party]
	clusters   pieces[Affiliation[*Cluster]]
	programmes pieces[Affiliation[*Programme]]
	funding    pieces[Funding]
	regions    pieces[*Region]
	terms      pieces[*Term]
}

func newKeeper() *keeper { return &keeper{shared: map[string]*wording{}} }

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
func (k *keeper) share(s string) string { return k.shareText(s).plain() }

// shareText is [keeper.share] of a text that reads the same in every language.
func (k *keeper) shareText(s string) Text {
	if k == nil || s == "" {
		return PlainText(s)
	}
	if k.latest != nil && k.latest.plain == s {
		return Text{k.latest}
	}
	of := k.shared[s]
	if of == nil {
		of = &wording{plain: k.keep(s)}
		k.shared[of.plain] = of
	}
	k.latest = of
	return Text{of}
}

// keepAmount gives an amount a place among others.
func (k *keeper) keepAmount(a money.Amount) *money.Amount {
	if k == nil {
		alone := a // so that others stay on the stack
		return &alone
	}
	kept := k.amounts.one()
	*kept = a
	return kept
}

// keepText gives a copy of a text in all its languages.
func (k *keeper) keepText(t Text) Text {
	if t.translations() == nil {
		return PlainText(k.keep(t.plain()))
	}
	in := make(map[string]string, len(t.translations()))
	for _, lang := range sortedKeys(t.translations()) {
		in[lang] = k.keep(t.translations()[lang])
	}
	return translatedText(in)
}
