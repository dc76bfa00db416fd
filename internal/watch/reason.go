package watch

import (
	"errors"
	"syscall"
)

// why is a reason to poll, in words: a clause for use after a colon.
type why string

// Error gives the words.
func (w why) Error() string { return string(w) }

const (
	whyAsked  why = "it was asked for"
	whySilent why = "this file system does not tell of changes"
	whyGone   why = "the site folder was moved or deleted"
	whyUnsure why = "the system does not watch every folder"
)

// whyRemote is that a folder lies on a kind of file system that tells only of what is changed on this machine.
func whyRemote(kind string) why {
	return why("this kind of file system (" + kind + ") does not tell of what is changed elsewhere")
}

// whyUntried is that the probe could not be made.
func whyUntried(err error) why {
	return why("whether this file system tells of changes cannot be tried out: " + err.Error())
}

// reason puts into words why the notifier is not to be relied on.
func reason(err error) why {
	var known why
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, syscall.ENOSPC):
		return "the system watches no more folders (on Linux fs.inotify.max_user_watches says how many)"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "too many files are open or watched (see ulimit -n, on Linux fs.inotify.max_user_instances too)"
	}
	return why("changes cannot be watched: " + err.Error())
}
