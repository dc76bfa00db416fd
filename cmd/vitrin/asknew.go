package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"vitrin/internal/portfolio"
	"vitrin/internal/skeleton"
	"vitrin/internal/source"
)

// id asks what a page is called and what its id shall be.
func (a *asker) id(ctx context.Context, b *beginning, f newFlags) (string, error) {
	title := strings.Join(*f.values["title"], "")
	for title == "" {
		a.t.say("\nWhat the %s is called.", b.noun)
		line, err := a.line(ctx, "title: ")
		if err != nil {
			return "", err
		}
		title = line
	}
	b.page.Values["title"] = []skeleton.Value{{Text: title}}
	proposal := source.ProposeID(title)
	a.t.say("\nThe name of its file, by which other pages refer to it: letters, digits and hyphens.")
	for {
		id, err := a.line(ctx, fmt.Sprintf("id [%s]: ", proposal))
		if err != nil {
			return "", err
		}
		if id == "" {
			id = proposal
		}
		trial := *b
		err = trial.identify(id, f)
		if err == nil {
			return id, nil
		}
		a.t.say("  %v", err)
	}
}

// rest asks for the keys that no flag has stated.
func (a *asker) rest(ctx context.Context, b *beginning) error {
	for _, k := range b.page.Keys() {
		if !k.Asked || len(b.page.Values[k.Field.Key]) > 0 {
			continue
		}
		values, err := a.values(ctx, b, k.Field)
		if err != nil {
			return err
		}
		if len(values) > 0 {
			b.page.Values[k.Field.Key] = values
		}
	}
	return nil
}

// values asks for the values of a key until they can be read. There are none where the question is left out.
func (a *asker) values(ctx context.Context, b *beginning, f portfolio.Field) ([]skeleton.Value, error) {
	about := portfolio.GlossaryOf("en").About(f)
	if several(f.Shape) {
		about += " Several with commas between."
	}
	a.t.say("\n%s", about)
	known := b.known(f)
	for _, v := range f.Shape.Values {
		known = append(known, portfolio.Name{ID: v})
	}
	listed := a.list(known)
	prompt := f.Key + ": "
	if title := b.defaultTitle(); f.Key == "title" && title != "" {
		prompt = fmt.Sprintf("title [%s]: ", title)
	}
	for {
		line, err := a.line(ctx, prompt)
		if err != nil || line == "" {
			return nil, err
		}
		if beyond(f, line, known, listed) {
			a.t.say("  choose 1 to %d, or write a name", len(listed))
			continue
		}
		values, alike := choose(f, line, known, listed)
		if len(alike) > 0 {
			a.t.say("  several have that in their name; choose one by its number")
			listed = a.list(alike)
			continue
		}
		tried := maps.Clone(b.page.Values)
		tried[f.Key] = values
		p, wrong := b.wrong(tried)
		if !wrong {
			a.confirm(known, values)
			return values, nil
		}
		a.t.say("  %s", strings.ReplaceAll(hinted(p), "\n", "\n  "))
	}
}

// confirm says which names were understood.
func (a *asker) confirm(known []portfolio.Name, values []skeleton.Value) {
	for _, v := range values {
		at := slices.IndexFunc(known, func(n portfolio.Name) bool { return n.ID == v.Text })
		if name := v.Group.Get("name"); name != nil && at < 0 {
			a.t.say("  %s, which has no file of its own", name.Value)
		} else if at >= 0 && known[at].Title != "" {
			a.t.say("  %s", known[at].Title)
		}
	}
}

// maxListed is how many names are shown at once.
const maxListed = 20

// list shows names with numbers, and gives those that it shows.
func (a *asker) list(names []portfolio.Name) []portfolio.Name {
	shown := names[:min(len(names), maxListed)]
	for i, n := range shown {
		title := ""
		if n.Title != "" && n.Title != n.ID {
			title = "  " + n.Title
		}
		a.t.say("  %2d  %s%s", i+1, n.ID, title)
	}
	if more := len(names) - len(shown); more > 0 {
		a.t.say("      and %d more: write a part of a name to find one", more)
	}
	return shown
}

// beyond tells whether an answer holds a number that is none of a list's, and names nothing either.
func beyond(f portfolio.Field, answer string, known, listed []portfolio.Name) bool {
	parts := []string{answer}
	if several(f.Shape) {
		parts = strings.Split(answer, ",")
	}
	return len(listed) > 0 && slices.ContainsFunc(parts, func(part string) bool {
		part = strings.TrimSpace(part)
		_, err := strconv.Atoi(part)
		_, named := chosen(part, known, listed)
		return err == nil && !named && len(skeleton.Search(part, known)) == 0
	})
}

// choose finds the values that an answer means: names by their numbers in a list, by id, title or a part of them, several
// with commas between; else what it says. Where a part fits several names these are given instead.
func choose(f portfolio.Field, answer string, known, listed []portfolio.Name) (values []skeleton.Value, alike []portfolio.Name) {
	if len(known) == 0 {
		return []skeleton.Value{skeleton.Resolve(f, answer, nil)}, nil
	}
	if v, ok := chosen(answer, known, listed); ok {
		return []skeleton.Value{v}, nil
	}
	if several(f.Shape) && strings.Contains(answer, ",") {
		for part := range strings.SplitSeq(answer, ",") {
			v, ok := chosen(strings.TrimSpace(part), known, listed)
			if !ok {
				v = skeleton.Resolve(f, strings.TrimSpace(part), known)
			}
			values = append(values, v)
		}
		return values, nil
	}
	if found := skeleton.Search(answer, known); len(found) > 1 {
		return nil, found
	}
	return []skeleton.Value{skeleton.Resolve(f, answer, known)}, nil
}

// chosen finds the one name that an answer means.
func chosen(answer string, known, listed []portfolio.Name) (skeleton.Value, bool) {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(listed) {
		return skeleton.Value{Text: listed[n-1].ID}, true
	}
	exact := slices.IndexFunc(known, func(n portfolio.Name) bool {
		return strings.EqualFold(n.ID, answer) || strings.EqualFold(n.Title, answer)
	})
	if exact >= 0 {
		return skeleton.Value{Text: known[exact].ID}, true
	}
	if found := skeleton.Search(answer, known); len(found) == 1 {
		return skeleton.Value{Text: found[0].ID}, true
	}
	return skeleton.Value{}, false
}
