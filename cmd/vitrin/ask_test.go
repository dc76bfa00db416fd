package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"vitrin/internal/portfolio"
	"vitrin/internal/skeleton"
)

// TestInterrupted holds that somebody who is asked can end it, as Ctrl-C does, before an answer is there.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, answers := io.Pipe()
	defer answers.Close()
	var told strings.Builder
	a := newAsker(ctx, in, terminal{&told})
	go func() {
		_, _ = io.WriteString(answers, "first\nhalf of the sec")
		cancel()
	}()
	line, err := a.line(ctx, "title: ")
	if err == nil && line == "first" {
		_, err = a.line(ctx, "summary: ")
	}
	var e *exit
	if !errors.As(err, &e) || e.status != exitUsage || !errors.Is(err, errEnded) {
		t.Errorf("%q, %v", line, err)
	}
}

// TestAnswersEnd holds that what stands in the last line counts though no line feed follows it, and that there the answers end.
func TestAnswersEnd(t *testing.T) {
	var told strings.Builder
	a := newAsker(t.Context(), strings.NewReader("  en   rad\nden sista"), terminal{&told})
	for _, want := range []string{"en rad", "den sista"} {
		if got, err := a.line(t.Context(), ""); err != nil || got != want {
			t.Errorf("%q, %v", got, err)
		}
	}
	if _, err := a.line(t.Context(), ""); !errors.Is(err, errEnded) {
		t.Errorf("after the end: %v", err)
	}
}

func TestChoose(t *testing.T) {
	var clusters, coordinator portfolio.Field
	for _, f := range portfolio.Front(portfolio.Projects).Fields {
		switch f.Key {
		case "clusters":
			clusters = f
		case "coordinator":
			coordinator = f
		}
	}
	known := []portfolio.Name{{ID: "creative-cluster", Title: "Creative Cluster"}, {ID: "iuc-syd", Title: "IUC Syd"}, {ID: "iuc", Title: "IUC Sverige"}}
	for _, tt := range []struct {
		field         portfolio.Field
		answer        string
		values, alike string
	}{
		{clusters, "1", "creative-cluster", ""},
		{clusters, "iuc", "iuc", ""}, // an id is meant, though others have it in their names
		{clusters, "IUC SYD", "iuc-syd", ""},
		{clusters, "creat", "creative-cluster", ""},
		{clusters, "uc s", "", "iuc-syd iuc"},
		{clusters, "1, syd", "creative-cluster iuc-syd", ""},
		{clusters, "9", "9", ""},
		{coordinator, "Teknik, Mark AB", "Teknik, Mark AB", ""},
	} {
		values, alike := choose(tt.field, tt.answer, known, known)
		if got := texts(values); got != tt.values {
			t.Errorf("%q: %s, want %s", tt.answer, got, tt.values)
		}
		var ids []string
		for _, n := range alike {
			ids = append(ids, n.ID)
		}
		if got := strings.Join(ids, " "); got != tt.alike {
			t.Errorf("%q: alike are %q, want %q", tt.answer, got, tt.alike)
		}
	}
}

func texts(values []skeleton.Value) string {
	var all []string
	for _, v := range values {
		all = append(all, v.Text)
	}
	return strings.Join(all, " ")
}
