package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"vitrin/internal/lock"
)

// TestWait holds that build and deploy wait for another process that writes to the built site, if they are told to, say so
// once, and then work with what is there: the site of that moment. They can be stopped.
func TestWait(t *testing.T) {
	binary, dir := compiled(t), t.TempDir()
	for _, args := range [][]string{{"init", ".", "--languages", "sv"}, {"build"}} {
		if out, err := in(dir, binary, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	name := filepath.Join(dir, ".public.vitrin-lock")
	page := filepath.Join(dir, "content", "nytt.md")
	write := func(title string) {
		t.Helper()
		if err := os.WriteFile(page, []byte("---\ntitle: "+title+"\n---\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	shows := func(file, title string) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(dir, file, "nytt", "index.html"))
		if err != nil || !strings.Contains(string(text), title) {
			t.Errorf("%s does not show %q: %v", file, title, err)
		}
	}
	held := func(args ...string) (cmd *exec.Cmd, unlock func(), said *bufio.Reader) {
		t.Helper()
		unlock, err := lock.Take(name)
		if err != nil {
			t.Fatal(err)
		}
		cmd = in(dir, binary, args...)
		pipe, err := cmd.StderrPipe()
		if err := errors.Join(err, cmd.Start()); err != nil {
			t.Fatal(err)
		}
		said = bufio.NewReader(pipe)
		if line, err := said.ReadString('\n'); err != nil || line != "waiting for public: another run of vitrin is writing there\n" {
			t.Fatalf("%v: %q, %v", args, line, err)
		}
		return cmd, unlock, said
	}
	done := func(cmd *exec.Cmd, said io.Reader, want string) {
		t.Helper()
		rest, err := io.ReadAll(said)
		if err := errors.Join(err, cmd.Wait()); err != nil || strings.Contains(string(rest), "waiting") || !strings.Contains(string(rest), want) {
			t.Errorf("%v: %v, it says %q", cmd.Args, err, rest)
		}
	}

	write("Ett")
	cmd, unlock, said := held("build", "--wait")
	write("Två") // what is read is what is there after the wait
	if out, err := in(dir, binary, "build").CombinedOutput(); err == nil || !strings.Contains(string(out), "another run of vitrin is writing there\n  hint: wait until it has ended, and build once more; --wait does that\n") {
		t.Errorf("without --wait: %v\n%s", err, out)
	}
	unlock()
	done(cmd, said, " new, ")
	shows("public", "Två")

	write("Tre")
	cmd, unlock, said = held("deploy", "--wait", "www")
	unlock()
	done(cmd, said, "www: ")
	shows("www", "Två")

	if runtime.GOOS == "windows" {
		return // which sends no interrupts to others
	}
	for _, args := range [][]string{{"build", "--wait"}, {"deploy", "--wait", "www"}} {
		cmd, unlock, said = held(args...)
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(said)
		if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitMachine || string(rest) != "vitrin: stopped while another build was waited for\n" {
			t.Errorf("%v: %v, it says %q", args, err, rest)
		}
		unlock()
	}
	shows("public", "Två")
	if out, err := in(dir, binary, "build", "--wait").CombinedOutput(); err != nil || strings.Contains(string(out), "waiting") {
		t.Errorf("where nobody is at work: %v\n%s", err, out)
	}
}

// in gives a command in a folder.
func in(dir, binary string, args ...string) *exec.Cmd {
	cmd := exec.Command(binary, args...)
	cmd.Dir = dir
	return cmd
}
