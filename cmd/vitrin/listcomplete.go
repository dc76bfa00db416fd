package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/cells"
	"vitrin/internal/listing"
)

// complete gives the flags of list their values: keys from the table of columns, values from the site itself.
func (f *listFlags) complete(cmd *cobra.Command) {
	for flag, values := range map[string]cobra.CompletionFunc{
		"format": func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var formats []cobra.Completion
			for _, one := range listing.Formats() {
				formats = append(formats, cobra.CompletionWithDesc(one.Name, one.About))
			}
			return formats, cobra.ShellCompDirectiveNoFileComp
		},
		"where":   f.conditions,
		"columns": f.columns,
		"sort": func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return keyNames(args), cobra.ShellCompDirectiveNoFileComp
		},
		"lang": func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return f.values(cmd, "", "lang", ""), cobra.ShellCompDirectiveNoFileComp
		},
	} {
		_ = cmd.RegisterFlagCompletionFunc(flag, values)
	}
}

func listed(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return ""
}

func keyNames(args []string) []cobra.Completion {
	var names []cobra.Completion
	for _, k := range listing.Keys(listed(args)) {
		names = append(names, k.Name)
	}
	return names
}

// columns completes the last of several keys.
func (f *listFlags) columns(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	var lists []cobra.Completion
	for _, name := range keyNames(args) {
		if !slices.Contains(strings.Split(before, ","), name) {
			lists = append(lists, before+name)
		}
	}
	return lists, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// conditions completes a key, and then one of the values that the site has for it.
func (f *listFlags) conditions(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	key, _, hasKey := strings.Cut(typed, "=")
	if hasKey {
		return f.values(cmd, listed(args), strings.TrimSuffix(key, "!"), key+"="), cobra.ShellCompDirectiveNoFileComp
	}
	var keys []cobra.Completion
	for _, k := range listing.Keys(listed(args)) {
		if k.Also != "" {
			k.Name = k.Also
		}
		keys = append(keys, k.Name+"=")
	}
	return keys, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// values gives what a column can be asked for, each behind a prefix. Where the site cannot be read there is nothing to
// give: a shell that completes is no place to tell of it.
func (f *listFlags) values(cmd *cobra.Command, collection, key, prefix string) []cobra.Completion {
	o, err := f.options()
	if err != nil {
		return nil
	}
	s, _, err := build.Look(cmd.Context(), o)
	if err != nil || s == nil {
		return nil
	}
	defer s.Close(cmd.Context())
	if s.Portfolio == nil {
		return nil
	}
	var values []cobra.Completion
	for _, v := range listing.Values(s.Portfolio, s.Locales, collection, key) {
		values = append(values, cobra.CompletionWithDesc(prefix+v.Name, cells.Visible(strings.Join(strings.Fields(v.Title), " "))))
	}
	return values
}
