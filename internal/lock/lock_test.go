//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package lock

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestLock: of many who take the lock and give it back there is never more than one who holds it, though
// its file comes and goes.
func TestLock(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	var holders, taken atomic.Int32
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			for range 200 {
				unlock, err := Take(name)
				if errors.Is(err, ErrBusy) {
					continue
				}
				if err != nil {
					t.Errorf("lock: %v", err)
					return
				}
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d hold the lock", n)
				}
				taken.Add(1)
				holders.Add(-1)
				unlock()
			}
		})
	}
	running.Wait()
	if taken.Load() == 0 {
		t.Error("nobody got the lock")
	}
	if _, err := os.Lstat(name); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock's file is left: %v", err)
	}
}

// TestOutdatedLock: a file that was opened before its holder removed it is no lock any more, whether the
// name is free or another has made it anew.
func TestOutdatedLock(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	for round := range 2 {
		unlock, err := Take(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if !isNamed(file, name) {
			t.Error("the lock's file does not have its name")
		}
		unlock()
		if round > 0 {
			if unlock, err = Take(name); err != nil {
				t.Fatal(err)
			}
			defer unlock()
		}
		if isNamed(file, name) {
			t.Error("an outdated file passes for the lock")
		}
	}
}

// TestLockLeft: the file that a killed run left is no lock, and gives way to one that has the mode of files that are made now.
func TestLockLeft(t *testing.T) {
	top := t.TempDir()
	name, fresh := filepath.Join(top, "lock"), filepath.Join(top, "fresh")
	for _, file := range []string{name, fresh} {
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(name, 0o606); err != nil {
		t.Fatal(err)
	}
	unlock, err := Take(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Take(name); !errors.Is(err, ErrBusy) {
		t.Errorf("what was taken is not held: %v", err)
	}
	got, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.Stat(fresh)
	if err != nil || got.Mode() != want.Mode() {
		t.Errorf("the lock has mode %v, a new file %v; %v", got.Mode(), want.Mode(), err)
	}
	unlock()
	if _, err := os.Lstat(name); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock's file is left: %v", err)
	}
}

// TestLockIsLink: a link at the lock's name is not followed.
func TestLockIsLink(t *testing.T) {
	top := t.TempDir()
	name, other := filepath.Join(top, "lock"), filepath.Join(top, "other")
	if err := os.Symlink(other, name); err != nil {
		t.Fatal(err)
	}
	if _, err := Take(name); err == nil {
		t.Error("lock: no error")
	}
	if _, err := os.Lstat(other); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the link was followed: %v", err)
	}
}

// TestWait: who waits for a lock is told once that it is held, and gets it when it is free, or no lock where the wait is ended.
func TestWait(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	unlock, err := Wait(t.Context(), name, func(error) { t.Error("nobody holds it") })
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	stopped, stop := context.WithCancel(t.Context())
	if none, err := Wait(stopped, name, func(error) { told++; stop() }); none != nil || !errors.Is(err, context.Canceled) || told != 1 {
		t.Errorf("stopped: %v, told %d times", err, told)
	}
	again, err := Wait(t.Context(), name, func(held error) {
		if !errors.Is(held, ErrBusy) {
			t.Errorf("told of %v", held)
		}
		told++
		time.AfterFunc(3*pause, unlock)
	})
	if err != nil || told != 2 {
		t.Fatalf("%v, told %d times", err, told)
	}
	if _, err := Take(name); !errors.Is(err, ErrBusy) {
		t.Errorf("what was waited for is not held: %v", err)
	}
	again()
}
