package changes

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// repositoryKinds are the changes of the repository that tells when files were changed.
func repositoryKinds() []Kind {
	return []Kind{
		{Name: "commit", Share: 5, make: (*edit).commit},
		{Name: "commit of a file", Share: 3, make: (*edit).commitOne},
		{Name: "commit of another time", Share: 1, make: (*edit).amend},
		{Name: "repository removed", Share: 1, make: func(e *edit) string {
			e.remove(".git")
			return "removed the repository"
		}},
	}
}

// git runs git in the site's folder, at a time of the change's own.
func (e *edit) git(args ...string) {
	if e.err != nil {
		return
	}
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0", "-c", "core.hooksPath=" + os.DevNull}, args...)...)
	cmd.Dir = e.dir
	at := today().AddDate(0, 0, -e.r.IntN(900)).Format(time.RFC3339)
	cmd.Env = append(cmd.Environ(), "GIT_AUTHOR_DATE="+at, "GIT_COMMITTER_DATE="+at, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+filepath.Join(e.dir, "none"))
	if out, err := cmd.CombinedOutput(); err != nil {
		e.note(fmt.Errorf("git %q: %w\n%s", args, err, out))
	}
}

func (e *edit) begun() {
	if !e.has(".git") {
		e.git("init", "-q")
	}
}

func (e *edit) commit() string {
	e.begun()
	e.git("add", "-A", "content")
	e.git("commit", "-q", "--allow-empty", "-m", e.word())
	return "commit"
}

func (e *edit) commitOne() string {
	one, ok := e.any()
	if !ok {
		return ""
	}
	e.begun()
	e.git("add", one.name)
	e.git("commit", "-q", "--allow-empty", "-m", e.word())
	return "commit of " + one.name
}

// amend gives the last commit another time.
func (e *edit) amend() string {
	e.commit()
	e.git("commit", "-q", "--amend", "--allow-empty", "-m", e.word())
	return "amended commit"
}
