package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/cells"
	"vitrin/internal/portfolio"
	"vitrin/internal/skeleton"
)

// complete gives the flags of new their values: those that the contract knows, and the site's own names and languages.
func (f *newFlags) complete(cmd *cobra.Command, c portfolio.Collection) {
	_ = cmd.RegisterFlagCompletionFunc("lang", func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if p := f.portfolio(cmd.Context()); p != nil {
			return p.Settings.Languages, cobra.ShellCompDirectiveNoFileComp
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	})
	for _, k := range skeleton.KeysOf(c) {
		shape := k.Field.Shape
		if k.Flag == "" || shape.Names == "" && shape.Values == nil {
			continue
		}
		_ = cmd.RegisterFlagCompletionFunc(k.Flag, func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return f.names(cmd.Context(), shape), cobra.ShellCompDirectiveNoFileComp
		})
	}
}

// names gives what a value may be. What is usual stands in for names that the site does not have.
func (f *newFlags) names(ctx context.Context, shape portfolio.Shape) []cobra.Completion {
	all := append([]cobra.Completion(nil), shape.Values...)
	if p := f.portfolio(ctx); p != nil && shape.Names != "" {
		for _, n := range p.Known(shape.Names) {
			all = append(all, cobra.CompletionWithDesc(n.ID, cells.Visible(strings.Join(strings.Fields(n.Title), " "))))
		}
	}
	if len(all) == 0 {
		all = append(all, shape.Usual...)
	}
	return all
}

// portfolio reads the site. Where that is impossible it is nil: a shell that completes is no place to tell of it.
func (f *newFlags) portfolio(ctx context.Context) *portfolio.Portfolio {
	o, err := (&siteFlags{dir: f.dir}).options()
	if err != nil {
		return nil
	}
	content, _, err := build.Read(ctx, o)
	if err != nil || content == nil {
		return nil
	}
	return content.Portfolio
}
