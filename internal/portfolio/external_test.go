package portfolio_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExternal holds that every web address is found once, at its first place, with the number of all others.
func TestExternal(t *testing.T) {
	p := must(t, `-- content/site.yaml --
title: T
base_url: https://example.org/
languages: [sv, en]
publisher: {name: Utgivare, url: "https://publisher.example/"}
accessibility:
  conformity: full
  updated: 2026-11-01
  method: self
  report: {url: "https://report.example/"}
  authority: {name: Myndighet, url: "https://authority.example/"}
-- content/index.md --
---
title: Hem
links: [{title: a, url: "https://links.example/#a"}, {title: b, url: "HTTPS://links.example/?b"}]
documents:
  - {title: c, url: "https://documents.example/c.pdf"}
  - {title: d, file: d.pdf}
---
[e](https://body.example/ "Titel") och [f][ref], <https://auto.example/>, www.auto.example,
[g](mailto:g@example.org), [h](tel:+46), [i](about.md), [j](d.pdf) och [k](https://publisher.example/#k).

[ref]: https://body.example/#f
-- content/index.en.md --
---
title: Home
---
[m](https://links.example/#m)
-- content/about.md --
---
title: Om
links: [{title: n, url: "https://about.example/"}]
---
-- content/d.pdf --
PDF
-- content/clusters/c.md --
---
title: C
website: "https://cluster.example/"
---
-- content/programmes/p.md --
---
title: P
calls: [{title: U, url: "https://call.example/"}, {title: V}]
---
-- content/organisations/o.md --
---
title: O
website: "https://organisation.example/"
ror: "03yrm5c26"
---
-- content/projects/draft.md --
---
title: Utkast
draft: true
---
[o](https://draft.example/)
`)
	var got []string
	for _, l := range p.External() {
		got = append(got, fmt.Sprintf("%s:%d:%d+%d %s +%d", l.Pos.File, l.Pos.Line, l.Pos.Column, l.Pos.Width, l.URL, l.More))
	}
	want := []string{
		`content/about.md:3:25+24 https://about.example/ +0`,
		`content/clusters/c.md:3:10+26 https://cluster.example/ +0`,
		`content/index.en.md:4:5+24 https://links.example/#m +1`,
		`content/index.md:3:70+26 HTTPS://links.example/?b +0`,
		`content/index.md:5:21+33 https://documents.example/c.pdf +0`,
		`content/index.md:8:5+21 https://body.example/ +1`,
		`content/index.md:8:51+21 https://auto.example/ +0`,
		`content/index.md:8:75+16 http://www.auto.example +0`,
		`content/index.md:9:76+28 https://publisher.example/#k +1`,
		`content/organisations/o.md:3:10+31 https://organisation.example/ +0`,
		`content/organisations/o.md:4:6+11 https://ror.org/03yrm5c26 +0`,
		`content/programmes/p.md:3:25+23 https://call.example/ +0`,
		`content/site.yaml:9:17+25 https://report.example/ +0`,
		`content/site.yaml:10:37+28 https://authority.example/ +0`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
