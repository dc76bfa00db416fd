package changes

import (
	"fmt"
	"path"
	"strings"
)

// list gives a list of up to n values, and of one at least.
func list(e *edit, n int, one func() string) string {
	var all []string
	for range 1 + e.r.IntN(n) {
		all = append(all, one())
	}
	if e.chance(3) {
		return "\n  - " + strings.Join(all, "\n  - ")
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// quoted gives a text of its own.
func (e *edit) quoted() string {
	return fmt.Sprintf(`"%s %s"`, pick(e, []string{"Åtgärd", "Trä & stål", "Om <energi>", "Nät", "Lyft: del"}), e.word())
}

// phrase gives a text, in one language or in two.
func (e *edit) phrase() string {
	if e.chance(2) {
		return fmt.Sprintf("{sv: %s, en: %s}", e.quoted(), e.quoted())
	}
	return e.quoted()
}

func (e *edit) address() string { return fmt.Sprintf(`"https://%s.example/"`, e.word()) }

func (e *edit) amount() string {
	sum := e.r.IntN(90) * 25_000
	return pick(e, []string{fmt.Sprint(sum), fmt.Sprintf(`"%d 500"`, 1+e.r.IntN(900)), fmt.Sprintf("{amount: %d, currency: EUR}", sum), fmt.Sprintf("{amount: %d, about: true}", sum)})
}

func (e *edit) region() string {
	return pick(e, []string{"SE-G", "SE-F", "SE-M", "SE-N", `{name: "Gränsbygden"}`, fmt.Sprintf("{name: %s}", e.quoted())})
}

func (e *edit) kind() string { return pick(e, []string{"pilot", "study", "Särskild", e.quoted()}) }

func (e *edit) role() string { return pick(e, []string{"partner", "research", "helper", "contractor"}) }

// organisation gives a reference to an organisation: one with a file, one without that others name too, or a new one.
func (e *edit) organisation() string {
	if ids := e.ids("organisations"); len(ids) > 0 && e.chance(2) {
		return pick(e, ids)
	}
	return fmt.Sprintf("{name: %s}", e.organisationName())
}

func (e *edit) organisationName() string {
	return pick(e, []string{fmt.Sprintf(`"Bolag %d"`, e.r.IntN(4)), fmt.Sprintf(`"Bolag %d"`, e.r.IntN(4)), e.quoted()})
}

// party gives a reference to an organisation with what it does.
func (e *edit) party() string {
	who := "name: " + e.organisationName()
	if ids := e.ids("organisations"); len(ids) > 0 && e.chance(2) {
		who = "id: " + pick(e, ids)
	}
	if e.chance(3) {
		who += ", note: " + e.phrase()
	}
	return fmt.Sprintf("{%s, role: %s}", who, e.role())
}

// references gives references to other entries of a collection; "" where there are none.
func (e *edit) references(collection string, n int) string {
	own := entryOf(e.at)
	var all []string
	for _, id := range some(e, 1+e.r.IntN(n), e.ids(collection)) {
		switch {
		case own.collection == collection && (own.id == id || collection == "programmes" && id >= own.id): // never in a circle
		case e.chance(3) && collection != "programmes":
			all = append(all, fmt.Sprintf("{id: %s, note: %s}", id, e.phrase()))
		default:
			all = append(all, id)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "[" + strings.Join(all, ", ") + "]"
}

func (e *edit) grant() string {
	row := fmt.Sprintf("funder: %s, applied: %s, granted: %s", e.organisation(), e.amount(), e.amount())
	if ids := e.ids("programmes"); len(ids) > 0 && e.chance(2) {
		row += ", programme: " + pick(e, ids)
	}
	return fmt.Sprintf("{%s, paid: %s, decided: %s, note: %s}", row, e.amount(), e.date(), e.phrase())
}

func (e *edit) contact() string {
	return fmt.Sprintf(`{name: %s, role: %s, organisation: %s, email: "%s@example.org", phone: "08-123 45 67", until: %s}`,
		e.quoted(), e.phrase(), e.organisation(), e.word(), day(e, -60, 120))
}

func (e *edit) indicator() string {
	return fmt.Sprintf(`{name: %s, unit: %s, baseline: %d, target: "60 %%", actual: %d, partner: %s, date: %s, note: %s}`,
		e.phrase(), e.phrase(), e.r.IntN(9), e.r.IntN(2000), e.organisation(), e.date(), e.phrase())
}

func (e *edit) phase() string {
	return fmt.Sprintf("{title: %s, start: %s, end: %s, text: %s}", e.phrase(), e.dateIn(2013, 2018), e.dateIn(2020, 2027), e.phrase())
}

func (e *edit) milestone() string {
	return fmt.Sprintf("{date: %s, title: %s, text: %s}", e.date(), e.phrase(), e.phrase())
}

// document gives a document that is a file here, or lies with others.
func (e *edit) document() string {
	if files := e.withExt("content", ".pdf", ".csv", ".txt"); len(files) > 0 && !e.chance(4) {
		return fmt.Sprintf("{title: %s, file: %s, language: en, year: %d}", e.phrase(), e.relative(pick(e, files)), 2010+e.r.IntN(16))
	}
	return fmt.Sprintf(`{title: %s, url: "https://docs.example.com/%s"}`, e.phrase(), e.word())
}

// image gives a picture; "" where there is none.
func (e *edit) image() string {
	files := e.withExt("content", ".png", ".jpg", ".svg")
	if len(files) == 0 {
		return ""
	}
	return fmt.Sprintf("{file: %s, alt: %s, credit: %s, caption: %s}", e.relative(pick(e, files)), pick(e, []string{`""`, e.phrase()}), e.phrase(), e.phrase())
}

// withExt lists the files below a folder that have one of some extensions.
func (e *edit) withExt(folder string, exts ...string) []string {
	var names []string
	for _, name := range e.files(folder) {
		for _, ext := range exts {
			if path.Ext(name) == ext {
				names = append(names, name)
			}
		}
	}
	return names
}
