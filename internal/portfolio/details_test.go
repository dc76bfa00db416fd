package portfolio_test

import (
	"reflect"
	"strings"
	"testing"
)

// TestDetails makes a portfolio in which one project states all that few do, and another nothing of it: what they share
// stays empty.
func TestDetails(t *testing.T) {
	p, _ := load(t, `
-- content/projects/bare.md --
---
title: Bare
summary: Nothing else.
---
-- content/projects/full.md --
---
title: {sv: Full, en: Full}
summary: {sv: `+strings.Repeat("lång ", 100)+`, en: Long}
slug: whole
links: [{title: A, url: https://example.org/}]
documents: [{title: B, url: https://example.org/b}]
image: {file: full.png, alt: A picture}
disclaimer: true
aliases: [/old/]
extra: {a: 1}
municipalities: [Växjö]
sectors: [Skog]
contacts: [{name: Anna, until: 2020}]
budget: 100
goals: [{strategy: A, goal: B}]
indicators: [{name: A, target: 1}]
phases: [{title: A, start: 2020}]
milestones: [{date: 2020, title: A}]
follows: [other]
related: [other]
---
[Other](other.en.md#projects), [bare](bare.md), [away](https://example.org/c), [file](full.png#a), [gone](gone.md), [nothing](none.md).
-- content/projects/full.png --
-- content/projects/gone.md --
---
title: Gone
draft: true
---
-- content/projects/other.md --
---
title: Other
continued_by: [third]
---
The text begins.
-- content/projects/other.en.md --
---
title: Other
---
-- content/projects/third.md --
---
title: Third
summary: Third.
---
`)
	full, other, bare := project(t, p, "full"), project(t, p, "other"), project(t, p, "bare")
	for name, stated := range map[string]any{"project": *full.ProjectDetails, "entry": *full.EntryDetails, "version": *full.Main.VersionDetails, "link": *full.Main.Linked[2].LinkDetails, "opening": *other.Main.VersionDetails} {
		if reflect.ValueOf(stated).IsZero() {
			t.Errorf("the details of the %s are not there", name)
		}
	}
	for name, shared := range map[string]any{"project": *bare.ProjectDetails, "entry": *bare.EntryDetails, "version": *bare.Main.VersionDetails, "link": *full.Main.Linked[1].LinkDetails} {
		if !reflect.ValueOf(shared).IsZero() {
			t.Errorf("the details of a %s that states none hold %+v", name, shared)
		}
	}
}
