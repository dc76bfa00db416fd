package build

import (
	"os"
	"strings"
)

// umask gives the umask of the program, in octal digits, as proc_pid_status(5) has it, since the system's call tells it only to
// who sets another. It is empty where that is not to be read.
func umask() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return ""
	}
	_, after, _ := strings.Cut(string(status), "\nUmask:")
	line, _, _ := strings.Cut(after, "\n")
	return strings.TrimSpace(line)
}
