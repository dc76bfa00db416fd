package source

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Commits tells when files were last committed to a repository.
type Commits struct {
	Head   string // see [Head]
	Unsure bool   // git did not tell of its past, and may another time
	last   map[string]time.Time
}

// IsEmpty tells whether no file has a commit.
func (c *Commits) IsEmpty() bool { return len(c.last) == 0 }

// Last gives the time of the last commit that changed a file, in the commit's own zone. The path is that of a
// [Document].
func (c *Commits) Last(path string) (time.Time, bool) {
	t, ok := c.last[path]
	return t, ok
}

// History gives the commits of the content folder in dir, the site folder.
//
// It asks git. Where there is no git, no repository, or one without its past (a shallow clone), no file has a date.
// A long past takes long to ask for, so the answer is kept in a folder, store, for as long as no further commit is made; an empty
// one keeps nothing. The error is that of a context that has ended.
func History(ctx context.Context, dir, store string) (*Commits, error) {
	c := &Commits{Head: Head(ctx, dir)}
	if c.Head == "" || strings.HasSuffix(c.Head, shallow) {
		return c, ctx.Err()
	}
	kept := keptCommits{folder: store, site: dir, head: c.Head}
	if c.last = kept.read(); c.last != nil {
		return c, ctx.Err()
	}
	log, err := git(ctx, dir, "log", "--format=tformat:%x00%cI", "--name-only", "--no-renames", "--relative", c.Head, "--", Root)
	if c.Unsure = err != nil; err == nil {
		c.last = commitDates(log)
		kept.write(c.last)
	}
	return c, ctx.Err()
}

// shallow follows the commit of a repository without its past.
const shallow = " shallow"

// Head stands for all that [History] depends on: it gives the commit on which the repository of a folder stands, with a
// word behind it where the past is not there; nothing where there is no commit.
func Head(ctx context.Context, dir string) string {
	said, err := git(ctx, dir, "rev-parse", "--is-shallow-repository", "HEAD")
	without, head, _ := strings.Cut(strings.TrimSpace(string(said)), "\n")
	switch {
	case err != nil:
		return ""
	case without != "false":
		return head + shallow
	}
	return head
}

// commitDates reads a log in which a line with NUL and a time stands before the files of a commit, the
// newest commit first.
func commitDates(log []byte) map[string]time.Time {
	dates := map[string]time.Time{}
	var commit time.Time
	lines := bufio.NewScanner(bytes.NewReader(log))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if stamp, found := strings.CutPrefix(line, "\x00"); found {
			commit, _ = time.Parse(time.RFC3339, stamp)
			continue
		}
		file := norm.NFC.String(line)
		if _, later := dates[file]; file != "" && !later && !commit.IsZero() {
			dates[file] = commit
		}
	}
	return dates
}

// git runs git in a folder. What a repository's own configuration could make it run is switched off,
// and variables that point to another repository, as in a hook, are not handed on.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	safe := []string{"--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"}
	cmd := exec.CommandContext(ctx, "git", append(safe, args...)...)
	cmd.Dir = dir
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); !slices.Contains(redirecting, name) {
			cmd.Env = append(cmd.Env, v)
		}
	}
	return cmd.Output()
}

// redirecting are the variables by which git finds another repository, another past of it, or other paths in it than those of the
// folder that it runs in: those of "git rev-parse --local-env-vars" but for its configuration, and those of pathspecs.
var redirecting = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE",
	"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_NO_REPLACE_OBJECTS",
	"GIT_REPLACE_REF_BASE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
}
