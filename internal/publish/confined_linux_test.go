package publish_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"

	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

// confinedEnv tells the test binary that it runs in a place of its own, as confined and asNobody make it.
const confinedEnv = "VITRIN_TEST_PUBLISH_CONFINED"

// confined runs a test once more in a process with mounts of its own, where it returns true. Where the system does not
// permit that, the test is skipped, and fails in CI.
func confined(t *testing.T) bool {
	t.Helper()
	if os.Getenv(confinedEnv) != "" {
		if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
			t.Fatal(err)
		}
		return true
	}
	attr := &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNS}
	if os.Getuid() != 0 {
		attr.Cloneflags |= unix.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	again(t, os.Args[0], attr)
	return false
}

// again runs a test in another process.
func again(t *testing.T, program string, attr *syscall.SysProcAttr) {
	t.Helper()
	cmd := exec.Command(program, "-test.run=^"+t.Name()+"$", "-test.v", "-test.count=1")
	cmd.Env, cmd.SysProcAttr = append(os.Environ(), confinedEnv+"=1"), attr
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Start()
	if errors.Is(err, fs.ErrPermission) {
		if os.Getenv("CI") != "" {
			t.Fatalf("CI has to permit a process with mounts or an account of its own: %v", err)
		}
		t.Skipf("the system permits no process with mounts or an account of its own: %v", err)
	}
	if err == nil {
		err = cmd.Wait()
	}
	if err != nil || !strings.Contains(said.String(), "--- PASS: "+t.Name()) {
		t.Errorf("in a process of its own: %v\n%s", err, &said)
	}
}

// mountSmall mounts a file system of some KiB in memory.
func mountSmall(t *testing.T, kib int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dk", kib)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

// numbered is a site of a few KiB, whose files carry a number.
func numbered(number int) *made {
	m := &made{texts: texts{"index.html": "total"}, total: fmt.Sprint(number)}
	for i := range 12 {
		m.texts[fmt.Sprintf("page/%d/index.html", i)] = fmt.Sprint(i, " total ", strings.Repeat("x", 5000))
	}
	for i := range 4 {
		m.texts[fmt.Sprintf("same/%d/index.html", i)] = "in every version"
	}
	return m
}

// oneNumbered is numbered, but for that only one file carries the number.
func oneNumbered(number int) *made {
	m := numbered(number)
	for name, text := range m.texts {
		m.texts[name] = strings.ReplaceAll(text, "total", "x")
	}
	m.texts["index.html"] = "total " + strings.Repeat("x", 9000)
	return m
}

// TestDiskFull publishes to a disk on which there is ever less room, with the records on it too or elsewhere. The site
// is the old one or the new one, whole, and with room again the next build works and clears away what is left.
func TestDiskFull(t *testing.T) {
	if !confined(t) {
		return
	}
	const size = 512
	disk := mountSmall(t, size)
	elsewhere := t.TempDir()
	for name, b := range map[string]bed{
		"records on it":     {filepath.Join(disk, "out", "public"), publish.Options{Records: filepath.Join(disk, "releases"), Key: publish.Sum{1}}},
		"records elsewhere": {filepath.Join(disk, "out", "public"), publish.Options{Records: filepath.Join(elsewhere, "releases"), Key: publish.Sum{1}}},
		"no records":        {filepath.Join(disk, "out", "public"), publish.Options{}},
		"records alone":     {filepath.Join(elsewhere, "out", "public"), publish.Options{Records: filepath.Join(disk, "releases"), Key: publish.Sum{1}}},
	} {
		for what, site := range map[string]func(number int) *made{"many files": numbered, "one file": oneNumbered} {
			number, failures, unrecorded := 1, 0, 0
			for room := 0; room < size; room += 12 {
				b.check(t, site(number))
				done, recorded := publishFull(t, b, site(number+1), disk, room)
				if done {
					number++
				} else {
					failures++
				}
				if !recorded {
					unrecorded++
				}
				expect(t, b.dir, site(number).bytes())
				if number++; t.Failed() {
					t.Fatalf("%s, %s, with room for %d KiB", name, what, room)
				}
			}
			b.check(t, site(number))
			b.expectRecords(t)
			t.Logf("%s, %s: %d failed, %d were not recorded", name, what, failures, unrecorded)
			if name == "records alone" && (failures > 0 || unrecorded == 0) || name != "records alone" && failures == 0 {
				t.Errorf("%s, %s: %d failed, %d were not recorded: the disk was not full when it was to be", name, what, failures, unrecorded)
			}
			remove(t, b.dir)
			remove(t, b.options.Records)
		}
	}
}

// publishFull publishes to a disk that has room for some KiB, and tells whether that was done, and recorded.
func publishFull(t *testing.T, b bed, m *made, disk string, room int) (done, recorded bool) {
	t.Helper()
	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast, disk, room)
	defer remove(t, ballast)
	result, err := publish.Publish(t.Context(), b.dir, m.resources(), b.options)
	if err != nil && (!errors.Is(err, syscall.ENOSPC) || !strings.Contains(diag.Advice(err), "make room on the disk that holds "+b.dir)) {
		t.Errorf("with room for %d KiB: %v, with the advice %q", room, err, diag.Advice(err))
	}
	return err == nil, result.Unrecorded == nil
}

// fill leaves so many KiB on a disk.
func fill(t *testing.T, ballast, disk string, room int) {
	t.Helper()
	var st unix.Statfs_t
	if err := unix.Statfs(disk, &st); err != nil {
		t.Fatal(err)
	}
	free := int(st.Bavail) * int(st.Bsize)
	if err := os.WriteFile(ballast, make([]byte, max(free-room<<10, 0)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestOtherFileSystem: with the records on another file system there is no spare, and nothing is left anywhere.
func TestOtherFileSystem(t *testing.T) {
	if !confined(t) {
		return
	}
	b := bed{filepath.Join(mountSmall(t, 4096), "public"), publish.Options{Records: t.TempDir(), Key: publish.Sum{1}}}
	for number := range 4 {
		b.check(t, numbered(number))
		b.expectRecords(t)
		if spare := b.spare(t); spare != "" {
			t.Errorf("there is a spare on another file system: %s", spare)
		}
	}
}

// TestReadOnlyFileSystem: a site on a disk that cannot be written to stays, and what to do is told.
func TestReadOnlyFileSystem(t *testing.T) {
	if !confined(t) {
		return
	}
	disk := mountSmall(t, 4096)
	b := bed{filepath.Join(disk, "out", "public"), publish.Options{Records: t.TempDir(), Key: publish.Sum{1}}}
	b.check(t, numbered(1))
	if err := unix.Mount("", disk, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	_, err := publish.Publish(t.Context(), b.dir, numbered(2).resources(), b.options)
	if !errors.Is(err, syscall.EROFS) || !strings.Contains(diag.Advice(err), "a disk that can be written to") {
		t.Errorf("Publish: %v, with the advice %q", err, diag.Advice(err))
	}
	expect(t, b.dir, numbered(1).bytes())
	if !b.isCurrent(t) {
		t.Error("the site is not current")
	}
}

// TestNoFiles: where a file system takes no files of ours, that is told, with what to do.
func TestNoFiles(t *testing.T) {
	_, err := publish.Publish(t.Context(), "/proc/public", texts{"a": "a"}.resources(), publish.Options{})
	if err == nil || !strings.Contains(diag.Advice(err), "publish to another folder") {
		t.Errorf("Publish: %v, with the advice %q", err, diag.Advice(err))
	}
}

// TestBindMounts: a folder is known again by another name that a mount gives it, and a mounted folder cannot be replaced.
func TestBindMounts(t *testing.T) {
	if !confined(t) {
		return
	}
	top := t.TempDir()
	content, alias := filepath.Join(top, "content"), filepath.Join(top, "alias")
	write(t, filepath.Join(content, "site.yaml"), "title: x")
	if err := os.Mkdir(alias, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount(content, alias, "", unix.MS_BIND, ""); err != nil {
		t.Fatal(err)
	}
	defer unix.Unmount(alias, unix.MNT_DETACH)
	for _, dir := range []string{alias, filepath.Join(alias, "public")} {
		_, err := publish.Publish(t.Context(), dir, texts{"a": "a"}.resources(), publish.Options{Inputs: []string{content}})
		if _, ok := errors.AsType[*publish.RefusedError](err); !ok {
			t.Errorf("Publish to %s: %v, want a refusal", dir, err)
		}
	}
	volume := mountSmall(t, 1024)
	_, err := publish.Publish(t.Context(), volume, texts{"a": "a"}.resources(), publish.Options{})
	if refused, ok := errors.AsType[*publish.RefusedError](err); !ok || !strings.Contains(refused.Reason, "mounted volume") {
		t.Errorf("Publish to a volume: %v, want a refusal", err)
	}
	if got := read(t, content); len(got) != 1 {
		t.Errorf("the content holds %v", got)
	}
}

// TestPermissions: without the right to write the site stays as it is, and what to do is told; without the right to
// write records it is published without.
func TestPermissions(t *testing.T) {
	if os.Getuid() == 0 && os.Getenv(confinedEnv) == "" { // for root modes mean nothing
		program := filepath.Join(t.TempDir(), "publish.test")
		copyProgram(t, program)
		again(t, program, &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}})
		return
	}
	chmod := func(name string, mode fs.FileMode) {
		t.Helper()
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	b := newBed(t)
	b.check(t, numbered(1))
	parent := filepath.Dir(b.dir)
	chmod(parent, 0o555)
	_, err := publish.Publish(t.Context(), b.dir, numbered(2).resources(), b.options)
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(diag.Advice(err), "let your account write to "+b.dir) {
		t.Errorf("Publish beside what is read-only: %v, with the advice %q", err, diag.Advice(err))
	}
	expect(t, b.dir, numbered(1).bytes())
	_, err = publish.Publish(t.Context(), filepath.Join(parent, "deep", "public"), numbered(2).resources(), b.options)
	if !errors.Is(err, fs.ErrPermission) || diag.Advice(err) == "" {
		t.Errorf("Publish into what is read-only: %v, with the advice %q", err, diag.Advice(err))
	}
	chmod(parent, 0o755)

	chmod(filepath.Join(b.dir, "page"), 0) // a folder of the site that cannot be looked into
	_, err = publish.Publish(t.Context(), b.dir, numbered(2).resources(), b.options)
	if !errors.Is(err, fs.ErrPermission) || diag.Advice(err) == "" {
		t.Errorf("Publish over what cannot be read: %v, with the advice %q", err, diag.Advice(err))
	}
	chmod(filepath.Join(b.dir, "page"), 0o755)
	expect(t, b.dir, numbered(1).bytes())

	chmod(filepath.Join(b.dir, "index.html"), 0) // a file that cannot be read
	b.publish(t, numbered(2))
	expect(t, b.dir, numbered(2).bytes())

	records := filepath.Dir(manifests(t, b.options.Records)[0])
	for _, folder := range []string{records, b.options.Records} {
		chmod(folder, 0o555)
	}
	result, err := publish.Publish(t.Context(), b.dir, numbered(3).resources(), b.options)
	if err != nil || !errors.Is(result.Unrecorded, fs.ErrPermission) {
		t.Errorf("Publish with read-only records: %v, unrecorded: %v", err, result.Unrecorded)
	}
	chmod(b.options.Records, 0o755)
	b.check(t, numbered(4)) // what can be removed is put right
	b.check(t, numbered(5))
	for _, closed := range []string{b.dir, b.spare(t)} { // and so is what cannot be changed
		for _, folder := range []string{"page", "same", "."} {
			chmod(filepath.Join(closed, folder), 0o555)
		}
		b.check(t, numbered(6))
		b.check(t, numbered(5))
	}
	chmod(filepath.Join(b.spare(t), "page"), 0)
	chmod(b.spare(t), 0)
	b.check(t, numbered(6))
	b.check(t, numbered(5))

	// What a resource cannot read has nothing to do with where the site goes.
	unreadable := resource("a", "")
	unreadable.Write = func(io.Writer) error { return &fs.PathError{Op: "open", Path: "content/a.md", Err: fs.ErrPermission} }
	_, err = publish.Publish(t.Context(), b.dir, func(yield func(publish.Resource) bool) { yield(unreadable) }, b.options)
	if !errors.Is(err, fs.ErrPermission) || diag.Advice(err) != "" {
		t.Errorf("Publish of what cannot be read: %v, with the advice %q", err, diag.Advice(err))
	}
	expect(t, b.dir, numbered(5).bytes())
}

func copyProgram(t *testing.T, to string) {
	t.Helper()
	from, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(out, from)
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	for dir := filepath.Dir(to); dir != os.TempDir() && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// leftEnv names the folder in which root has left half a site, for an account that may not remove it.
const leftEnv = "VITRIN_TEST_LEFT"

// TestLeftByAnother: what another account left and this one cannot remove is told of, and a site is published all the same.
func TestLeftByAnother(t *testing.T) {
	top := os.Getenv(leftEnv)
	if top == "" {
		if os.Getuid() != 0 {
			t.Skip("only root can leave what another account cannot remove")
		}
		top = t.TempDir()
		left := filepath.Join(top, ".public.vitrin-new-"+id)
		write(t, filepath.Join(left, publish.Marker), "")
		if err := errors.Join(os.Chmod(left, 0o755), os.Chmod(top, 0o777)); err != nil {
			t.Fatal(err)
		}
		t.Setenv(leftEnv, top)
		program := filepath.Join(t.TempDir(), "publish.test")
		copyProgram(t, program)
		again(t, program, &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}})
		return
	}
	for i := 1; i <= 2; i++ {
		dir := filepath.Join(top, "public")
		_, err := publish.Publish(t.Context(), dir, numbered(i).resources(), publish.Options{})
		if stuck, ok := errors.AsType[*publish.CleanupError](err); !ok || !stuck.Published || !strings.HasPrefix(stuck.Dir, top) {
			t.Errorf("Publish beside what cannot be removed: %v", err)
		}
		if diff := cmp.Diff(numbered(i).bytes(), read(t, dir)); diff != "" {
			t.Errorf("the site (-want +got):\n%s", diff)
		}
	}
}
