package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vitrin/internal/identity"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the program's version",
		Long: "Version prints on one line the version of the program and, where they are known, the commit that it was built from\n" +
			"and the version of Go. Send it along when you report a fault.",
		Example: examples(
			[2]string{"Which version is this", "vitrin version"},
			[2]string{"The same", "vitrin --version"},
		),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "vitrin %s\n", version())
			return machine(err)
		},
	}
}

// release gives the version of the program alone, for other programs.
func release() string {
	release, _, _ := strings.Cut(version(), ",")
	return release
}

// version gives the version of the program, its commit and that of Go, as far as they are known.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	return versionOf(info)
}

// program tells this program from every other, since what it keeps of a site is for itself alone: its version, and, as
// that of a program under work stays the same, the file that it was started from. It is empty where that is not known.
func program() string {
	file, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	return programOf(version(), info)
}

// programOf tells a program of a version, in a file, from others. Whoever packs programs may give them all one time, and two of
// one size are common: only a released version says enough besides.
func programOf(version string, info os.FileInfo) string {
	program := fmt.Sprintf("%s, %d bytes of %s", version, info.Size(), info.ModTime().UTC().Format(time.RFC3339Nano))
	if strings.HasPrefix(version, "v") && !strings.Contains(version, "+dirty") && !strings.Contains(version, "with changes") {
		return program
	}
	id, _ := identity.Of(info)
	return fmt.Sprintf("%s, %x", program, id.Sum(""))
}

func versionOf(info *debug.BuildInfo) string {
	parts := []string{info.Main.Version}
	if parts[0] == "" {
		parts[0] = "(devel)"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if commit := settings["vcs.revision"]; commit != "" {
		commit = "commit " + commit[:min(12, len(commit))]
		if at, err := time.Parse(time.RFC3339, settings["vcs.time"]); err == nil {
			commit += " of " + at.Format(time.DateOnly)
		}
		if settings["vcs.modified"] == "true" {
			commit += " with changes"
		}
		parts = append(parts, commit)
	}
	if info.GoVersion != "" {
		parts = append(parts, info.GoVersion)
	}
	return strings.Join(parts, ", ")
}
