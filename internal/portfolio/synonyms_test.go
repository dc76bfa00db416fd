package portfolio

import (
	"slices"
	"strings"
	"testing"
)

// TestSynonyms holds that every word of the table leads to something that the contract has, and that none is itself a
// key where another is meant.
func TestSynonyms(t *testing.T) {
	known := map[string]bool{"project": true, "projects": true, "cluster": true, "organisations": true}
	var gather func(s Shape)
	gather = func(s Shape) {
		for _, v := range s.Values {
			known[v] = true
		}
		for _, f := range s.Fields {
			known[f.Key] = true
			gather(f.Shape)
		}
	}
	for _, c := range append(Collections(), Pages) {
		gather(Front(c))
	}
	gather(SettingsFront())
	for i, s := range synonyms {
		if !known[s.means] {
			t.Errorf("nothing is called %q", s.means)
		}
		for _, word := range s.words {
			if word != strings.ToLower(word) || strings.ContainsAny(word, " -_") {
				t.Errorf("%q is not as words are looked up", word)
			}
			if word == s.means || slices.ContainsFunc(synonyms[:i], func(o synonym) bool { return o.means == s.means }) {
				t.Errorf("%q, %q: it stands for itself, or in two rows", s.means, word)
			}
		}
	}
}

func TestMeant(t *testing.T) {
	project := Front(Projects)
	var known []string
	for _, f := range project.Fields {
		known = append(known, f.Key)
	}
	for word, want := range map[string]string{
		"slut": "end", "Startdatum": "start", "program": "programmes", "typ": "kind", "adress": "", "strat": "start",
		"ägare": "", // of a cluster: nothing that is near is meant
		"alias": "aliases", "region": "regions", "kommun": "municipalities", "partner": "partners", "goal": "goals", "link": "links", "organization": "", "kommuner": "municipalities", "e-post": "",
	} {
		if got := Meant(word, known); got != want {
			t.Errorf("Meant(%q) gives %q, want %q", word, got, want)
		}
	}
}
