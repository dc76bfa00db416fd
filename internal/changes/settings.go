package changes

import (
	"fmt"
	"strings"
)

const settingsFile = "content/site.yaml"

// settingsKinds are the changes of what is said of the whole site.
func settingsKinds() []Kind {
	return []Kind{
		{Name: "setting", Share: 8, make: (*edit).changeSetting},
		{Name: "third language", Share: 1, make: (*edit).thirdLanguage},
		{Name: "broken settings", Share: 1, make: func(e *edit) string {
			e.write(settingsFile, pick(e, []string{"title: [", "title: Prov\nbase_url: https://example.org/\nlanguages: [sv, xx]\n", "title: Prov\nbase_url: ftp://x\n"}))
			return "broken settings"
		}},
	}
}

func settingsKeys() map[string]value {
	return map[string]value{
		"title": (*edit).phrase,
		"base_url": func(e *edit) string {
			return pick(e, []string{"https://example.org/", "https://example.org/del/", "https://exempel.se/portfölj/"})
		},
		"languages": func(e *edit) string { return "[sv, en]" },
		"currency":  func(e *edit) string { return pick(e, []string{"SEK", "EUR", "NOK"}) },
		"timezone": func(e *edit) string {
			return pick(e, []string{"Europe/Stockholm", "Pacific/Auckland", "America/Los_Angeles", "UTC"})
		},
		"organisations": func(e *edit) string { return pick(e, []string{"open", "closed"}) },
		"menu": func(e *edit) string {
			return "[" + strings.Join(some(e, 1+e.r.IntN(5), []string{"projects", "clusters", "programmes", "organisations", "regions", "themes", "years"}), ", ") + "]"
		},
		"publisher": func(e *edit) string {
			return fmt.Sprintf(`{name: %s, number: 202100-5489, email: "%s@example.org", url: %s}`, e.phrase(), e.word(), e.address())
		},
		"accessibility":       (*edit).statement,
		"contacts_hide_after": func(e *edit) string { return pick(e, []string{"0 months", "24 months", "100 years"}) },
		"accent":              func(e *edit) string { return pick(e, []string{`"#0b5d53"`, `"#0b5d54"`, `"#7a1f5c"`}) },
		"kinds":               func(e *edit) string { return fmt.Sprintf("{pilot: %s, study: %s}", e.phrase(), e.phrase()) },
		"roles":               func(e *edit) string { return fmt.Sprintf("{helper: %s, research: %s}", e.phrase(), e.phrase()) },
		"themes":              func(e *edit) string { return fmt.Sprintf("{steel: %s, wood: %s}", e.phrase(), e.phrase()) },
		"regions":             (*edit).regionList,
		"per_page":            func(e *edit) string { return pick(e, []string{"1", "3", "4", "50"}) },
		"raw_html":            func(e *edit) string { return pick(e, []string{"none", "safe"}) },
		"paths": func(e *edit) string {
			return pick(e, []string{"{projects: {sv: satsningar, en: efforts}}", "{themes: {sv: amnen, en: topics}}"})
		},
	}
}

// changeSetting gives a key of the settings another value, or takes it away.
func (e *edit) changeSetting() string {
	e.at = settingsFile
	p := page{keys: blocks(e.read(settingsFile))}
	keys := settingsKeys()
	key := pick(e, sorted(keys))
	value := keys[key](e)
	switch key {
	case "languages":
		return ""
	case "title", "base_url":
	default:
		if e.chance(4) {
			value = ""
		}
	}
	p.set(key, value)
	e.write(settingsFile, yamlOf(p.keys))
	return fmt.Sprintf("setting %s: %.60q", key, value)
}

func (e *edit) statement() string {
	return fmt.Sprintf(`
  conformity: %s
  standard: %s
  responsible: %s
  assessed: %s
  updated: %s
  method: %s
  gaps:
    - {text: %s, reason: %s, instead: %s, until: 2027-06}
  report: {email: "%s@example.org", phone: "08-765 43 21"}
  authority: %s`, pick(e, []string{"full", "partial", "none"}), e.phrase(), e.quoted(), day(e, -90, -30), day(e, -30, 0), pick(e, []string{"self", "external", e.phrase()}),
		e.phrase(), pick(e, []string{"non-compliance", "burden", "scope"}), e.phrase(), e.word(),
		pick(e, []string{"none", fmt.Sprintf("{name: %s, url: %s, language: de}", e.quoted(), e.address())}))
}

// regionList gives regions of the site's own in place of the counties: those that pages name, by other labels.
func (e *edit) regionList() string {
	var all []string
	for i, code := range []string{"SE-G", "SE-F", "SE-M", "SE-N"} {
		all = append(all, fmt.Sprintf("{code: %s, label: %s, aka: [R%d], tile: [%d, %d]}", code, e.phrase(), i, 1+i, 1+e.r.IntN(9)))
	}
	e.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return "[" + strings.Join(all, ", ") + "]"
}

// thirdLanguage adds a language with a file of words, or takes it away.
func (e *edit) thirdLanguage() string {
	const words = "templates/lang/da.yaml"
	p := page{keys: blocks(e.read(settingsFile))}
	languages, _ := p.get("languages")
	if e.has(words) {
		p.set("languages", strings.TrimSpace(strings.Replace(languages, ", da", "", 1)))
		e.write(settingsFile, yamlOf(p.keys))
		e.remove(words)
		return "no third language"
	}
	text := e.builtInText("lang/en.yaml")
	e.write(words, strings.NewReplacer("tag: en\n", "tag: da\n", "name: English\n", "name: dansk\n", "  projects: projects\n", "  projects: projekter\n").Replace(text))
	if !strings.Contains(languages, ", da") {
		p.set("languages", strings.TrimSpace(strings.Replace(languages, "]", ", da]", 1)))
		e.write(settingsFile, yamlOf(p.keys))
	}
	return "a third language"
}
