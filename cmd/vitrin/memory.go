package main

import (
	"os"
	"runtime/debug"
)

// gcPercent is how much garbage may stand beside what is in use before it is collected: half as much. The runtime's own
// measure is as much again. At 10,000 projects a cold build then takes 210 MiB instead of 295, and a fifth more of the
// processors' time; 40 would save another 10 MiB and take a third more.
const gcPercent = 50

// spareMemory lets a build take less memory, unless whoever runs it has said how much it may take.
func spareMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
}
