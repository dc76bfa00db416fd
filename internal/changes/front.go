package changes

import (
	"fmt"
	"strings"
	"time"
)

// value makes a value of a key, as it stands behind the colon.
type value func(*edit) string

// Keys lists the keys that changes give values to: of the front matter of a collection ("" for ordinary pages), or
// of the settings ("settings").
func Keys(of string) []string {
	if of == "settings" {
		return sorted(settingsKeys())
	}
	return sorted(keysOf(of))
}

// keysOf gives the keys of a collection.
func keysOf(collection string) map[string]value {
	keys := commonKeys()
	switch collection {
	case "projects":
		for key, make := range projectKeys() {
			keys[key] = make
		}
	case "clusters":
		for key, make := range clusterKeys() {
			keys[key] = make
		}
	case "programmes":
		for key, make := range programmeKeys() {
			keys[key] = make
		}
	case "organisations":
		for key, make := range organisationKeys() {
			keys[key] = make
		}
	}
	return keys
}

// wordKeys are those that a translation has too.
func wordKeys() map[string]value {
	return map[string]value{
		"title": (*edit).quoted, "summary": (*edit).quoted, "disclaimer": func(e *edit) string { return pick(e, []string{"true", e.quoted()}) },
		"slug": func(e *edit) string { return "s-" + e.word()[2:8] },
		"keywords": func(e *edit) string {
			return list(e, 3, func() string { return pick(e, []string{"energi", "skog", e.quoted()}) })
		},
		"links": func(e *edit) string {
			return list(e, 2, func() string { return fmt.Sprintf(`{title: %s, url: "https://example.com/%s"}`, e.quoted(), e.word()) })
		},
		"documents": func(e *edit) string { return list(e, 2, e.document) },
		"image":     (*edit).image,
		"aliases":   func(e *edit) string { return fmt.Sprintf("[/gammal/%s/]", e.word()) },
		"draft":     func(e *edit) string { return pick(e, []string{"true", "false", "false"}) },
		"noindex":   func(e *edit) string { return pick(e, []string{"true", "false"}) },
		"extra":     func(e *edit) string { return fmt.Sprintf("{eget: %s, tal: [1, 2, %d]}", e.quoted(), e.r.IntN(100)) },
	}
}

func commonKeys() map[string]value {
	keys := wordKeys()
	keys["regions"] = func(e *edit) string { return list(e, 3, e.region) }
	keys["municipalities"] = func(e *edit) string {
		return list(e, 2, func() string { return pick(e, []string{"Växjö", "Älmhult", e.quoted()}) })
	}
	keys["themes"] = func(e *edit) string {
		return list(e, 3, func() string { return pick(e, []string{"wood", "steel", "Vatten", e.quoted()}) })
	}
	keys["sectors"] = func(e *edit) string {
		return list(e, 2, func() string { return pick(e, []string{"Bygg", fmt.Sprintf(`{code: "C31", label: %s}`, e.phrase())}) })
	}
	keys["contacts"] = func(e *edit) string { return list(e, 2, e.contact) }
	keys["updated"] = (*edit).date
	keys["publish"] = func(e *edit) string { return day(e, -160, 15) }
	keys["expires"] = func(e *edit) string { return day(e, 16, 300) }
	return keys
}

func projectKeys() map[string]value {
	return map[string]value{
		"reference": func(e *edit) string {
			return list(e, 2, func() string { return fmt.Sprintf(`"2022-%05d"`, e.r.IntN(99999)) })
		},
		"status":      func(e *edit) string { return pick(e, []string{"planned", "ongoing", "completed", "cancelled"}) },
		"kind":        (*edit).kind,
		"start":       func(e *edit) string { return e.dateIn(2012, 2022) },
		"end":         func(e *edit) string { return pick(e, []string{e.dateIn(2023, 2030), day(e, -60, 60)}) },
		"clusters":    func(e *edit) string { return e.references("clusters", 3) },
		"programmes":  func(e *edit) string { return e.references("programmes", 2) },
		"coordinator": (*edit).party,
		"partners":    func(e *edit) string { return list(e, 4, e.party) },
		"funding":     func(e *edit) string { return list(e, 3, e.grant) },
		"granted":     (*edit).amount,
		"budget":      (*edit).amount,
		"goals": func(e *edit) string {
			return list(e, 2, func() string { return fmt.Sprintf("{strategy: %s, goal: %s}", e.phrase(), e.phrase()) })
		},
		"indicators":   func(e *edit) string { return list(e, 3, e.indicator) },
		"phases":       func(e *edit) string { return list(e, 2, e.phase) },
		"milestones":   func(e *edit) string { return list(e, 2, e.milestone) },
		"follows":      func(e *edit) string { return e.references("projects", 1) },
		"continued_by": func(e *edit) string { return e.references("projects", 1) },
		"related":      func(e *edit) string { return e.references("projects", 2) },
	}
}

func clusterKeys() map[string]value {
	return map[string]value{
		"organisation": (*edit).party,
		"founded":      (*edit).date,
		"members":      func(e *edit) string { return pick(e, []string{fmt.Sprint(e.r.IntN(200)), list(e, 4, e.party)}) },
		"owners":       func(e *edit) string { return list(e, 2, e.party) },
		"value_chain":  func(e *edit) string { return list(e, 3, e.phrase) },
		"website":      (*edit).address,
		"people": func(e *edit) string {
			return list(e, 2, func() string {
				return fmt.Sprintf("{name: %s, role: %s, organisation: %s}", e.quoted(), e.phrase(), e.organisation())
			})
		},
		"recognitions": func(e *edit) string {
			return list(e, 2, func() string {
				return fmt.Sprintf("{by: %s, label: %s, date: %s}", e.organisation(), e.phrase(), e.date())
			})
		},
		"related": func(e *edit) string { return e.references("clusters", 2) },
	}
}

func programmeKeys() map[string]value {
	return map[string]value{
		"funders":     func(e *edit) string { return list(e, 2, e.party) },
		"parent":      func(e *edit) string { return strings.Trim(e.references("programmes", 1), "[]") },
		"start":       func(e *edit) string { return e.dateIn(2008, 2018) },
		"end":         func(e *edit) string { return pick(e, []string{e.dateIn(2020, 2030), day(e, -60, 60)}) },
		"budget":      (*edit).amount,
		"strategy":    (*edit).phrase,
		"instruments": func(e *edit) string { return list(e, 2, e.phrase) },
		"calls": func(e *edit) string {
			return list(e, 2, func() string {
				return fmt.Sprintf(`{title: %s, opens: %s, closes: %s, url: %s, reference: "%s"}`, e.phrase(), e.dateIn(2010, 2019), e.dateIn(2021, 2028), e.address(), e.word())
			})
		},
		"declared": func(e *edit) string {
			return list(e, 2, func() string {
				return fmt.Sprintf("{kind: %s, projects: %d, regions: %d, note: %s}", e.kind(), e.r.IntN(40), e.r.IntN(21), e.phrase())
			})
		},
	}
}

func organisationKeys() map[string]value {
	return map[string]value{
		"website": (*edit).address,
		"kind": func(e *edit) string {
			return pick(e, []string{"company", "university", "institute", "public", "funder", "other"})
		},
		"number": func(e *edit) string { return pick(e, []string{"202100-5489", "212000-1355"}) },
		"ror":    func(e *edit) string { return "03yrm5c26" },
		"aka":    func(e *edit) string { return list(e, 2, e.quoted) },
		"logo":   (*edit).image,
	}
}

// today is the day about which dates lie, so that a build for another day shows something else.
func today() time.Time { return time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC) }

// day gives a day, from and to days from today.
func day(e *edit, from, to int) string {
	return today().AddDate(0, 0, from+e.r.IntN(to-from)).Format(time.DateOnly)
}

func (e *edit) date() string { return pick(e, []string{e.dateIn(2010, 2027), day(e, -90, 90)}) }

// dateIn gives a date of some years, as precise as may be.
func (e *edit) dateIn(from, to int) string {
	year := from + e.r.IntN(to-from+1)
	return pick(e, []string{
		fmt.Sprint(year), fmt.Sprintf("%d-%02d", year, 1+e.r.IntN(12)), fmt.Sprintf("%d-%02d-%02d", year, 1+e.r.IntN(12), 1+e.r.IntN(28)),
		fmt.Sprint("våren ", year), fmt.Sprint("maj ", year), fmt.Sprintf("%d-23", year), fmt.Sprintf("%d~", year),
	})
}
