package syntax_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/syntax"
)

func TestYAMLDraft(t *testing.T) {
	draft := func(src string) *syntax.YAMLDraft {
		d, err := syntax.NewYAMLDraft([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	d := draft(`# What it is.
title: {sv: Bron, en: The bridge}
start: 2020-04-01 # first
partners:
  - {id: rise, note: {en: "a: b", sv: "c, d"}}
funding:
  - granted: 850000
    note:
      sv: medel
      en: funds
gone: x
`)
	d.Reduce(func(keys []string) (string, bool) {
		slices.Sort(keys)
		return "sv", slices.Equal(keys, []string{"en", "sv"})
	})
	d.Keep(func(key string) bool { return key != "gone" })
	d.Over(draft("start: 2021\nslug: bron\nsummary: En bro.\n"))
	got, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	const want = `# What it is.
title: Bron
slug: bron
summary: En bro.
start: 2021
partners:
  - {id: rise, note: "c, d"}
funding:
  - granted: 850000
    note: medel
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestYAMLDraftRefuses(t *testing.T) {
	for _, src := range []string{"", "a", "[a]", "a: [", "a: b: c"} {
		if _, err := syntax.NewYAMLDraft([]byte(src)); err == nil {
			t.Errorf("%q is taken", src)
		}
	}
}
