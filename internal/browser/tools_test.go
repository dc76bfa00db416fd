package browser_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// chromium gives the path of the browser.
func chromium(t testing.TB) string {
	return program(t, "CHROMIUM", "Debian's chromium", "chromium", "chromium-browser", "google-chrome")
}

// java gives the path of the Java runtime.
func java(t testing.TB) string {
	return program(t, "JAVA", "a Java runtime, such as Debian's default-jre-headless", "java")
}

// program finds the program that the environment variable names, or the first of the names that is in PATH. Where
// there is none the test is skipped, and fails in CI.
func program(t testing.TB, variable, install string, names ...string) string {
	t.Helper()
	if name := os.Getenv(variable); name != "" {
		names = []string{name}
	}
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("there is no %s: install %s, or name the program in %s", names[0], install, variable)
	}
	t.Skipf("there is no %s: install %s, or name the program in %s", names[0], install, variable)
	return ""
}

// npmFile gives the path of a file of the npm packages that testdata/package-lock.json fixes. They are fetched into
// the user's cache folder under the hash of that file, once: a second test that fetches at the same time finds the
// folder taken and uses it.
func npmFile(t testing.TB, name string) string {
	t.Helper()
	lock, err := os.ReadFile("testdata/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	hash := sha256.Sum256(lock)
	dir := filepath.Join(cache, "vitrin-test", hex.EncodeToString(hash[:8]))
	if _, err := os.Stat(dir); err != nil {
		fetch(t, dir)
	}
	return filepath.Join(dir, "node_modules", filepath.FromSlash(name))
}

// fetch installs the packages beside a folder and then gives them its name.
func fetch(t testing.TB, dir string) {
	t.Helper()
	npm := program(t, "NPM", "Debian's npm", "npm")
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(dir), "fetching-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(fresh)
	for _, name := range []string{"package.json", "package-lock.json"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(fresh, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = fresh
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
	if err := os.Rename(fresh, dir); err != nil {
		if _, taken := os.Stat(dir); taken != nil {
			t.Fatal(err)
		}
	}
}
