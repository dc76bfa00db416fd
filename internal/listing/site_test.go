package listing_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"vitrin/internal/build"
)

// load loads a site that a txtar archive holds.
func load(t testing.TB, archive string) *build.Site {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, problems, err := build.Load(t.Context(), build.Options{Dir: dir, Now: time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	t.Cleanup(func() {
		if err := s.Close(t.Context()); err != nil {
			t.Error(err)
		}
	})
	return s
}

// site has two rounds of a programme, an amount in two currencies, a title that a spreadsheet would take for a formula,
// and letters that Swedish sorts last.
const site = `
-- content/site.yaml --
title: {sv: Projekt, en: Projects}
base_url: https://example.org/
languages: [sv, en]
organisations: open
kinds: {pilot: {sv: Försök, en: Trial}}
themes: {wood: {sv: Trä, en: Wood}}
-- content/clusters/möbler.md --
---
title: {sv: Möbelklustret, en: The furniture cluster}
members: 12
regions: Kronoberg
---
-- content/clusters/tomt.md --
---
title: Tomt
---
-- content/programmes/smart.md --
---
title: Smart industri
funders: {name: Tillväxtverket}
start: 2016
budget: 25000000
---
-- content/programmes/smart-2.md --
---
title: Smart industri 2
parent: smart
---
-- content/organisations/rise.md --
---
title: RISE
kind: institute
aka: Forskningsinstituten
---
-- content/projects/a.md --
---
title: Ädel 2
summary: Om ek.
reference: [2022-01443, B-7]
start: våren 2018
end: 2020-12-31
clusters: möbler
programmes: smart-2
coordinator: rise
partners: [{name: Granvik}]
funding:
  - {funder: {name: Tillväxtverket}, applied: 2000000, granted: 850000.50}
  - {granted: 100, currency: EUR}
kind: pilot
regions: G
municipalities: [Växjö]
themes: [wood]
keywords: [ek, "björk; al"]
updated: 2021-05
---
-- content/projects/a.en.md --
---
title: Noble 2
---
-- content/projects/b.md --
---
title: "=HYPERLINK(1)"
start: 2025
granted: 0
---
-- content/projects/c.md --
---
title: Ädel 10
status: cancelled
granted: 900
---
-- content/projects/d.md --
---
title: Zebra
---
-- content/projects/e.md --
---
title: Ask
granted: 2000
---
`
