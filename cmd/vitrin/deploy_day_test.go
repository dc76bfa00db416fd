package main

import (
	"testing"
	"time"
)

// TestOtherDay holds that today is today where the site is.
func TestOtherDay(t *testing.T) {
	zone := time.FixedZone("", 2*60*60)
	built := time.Date(2026, 3, 1, 0, 0, 0, 0, zone)
	for now, want := range map[time.Time]string{
		time.Date(2026, 2, 28, 21, 59, 0, 0, time.UTC): "2026-03-01",
		time.Date(2026, 2, 28, 22, 0, 0, 0, time.UTC):  "",
		time.Date(2026, 3, 1, 21, 59, 0, 0, time.UTC):  "",
		time.Date(2026, 3, 1, 22, 0, 0, 0, time.UTC):   "2026-03-01",
	} {
		if got := otherDay(built, now); got != want {
			t.Errorf("at %v: %q, want %q", now, got, want)
		}
	}
	if got := otherDay(time.Time{}, built); got != "" {
		t.Errorf("a day that is not known is %q", got)
	}
}
