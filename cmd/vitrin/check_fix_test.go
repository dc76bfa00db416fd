package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// TestAgreesIsInterrupted holds that a question does not keep an interrupted command from ending.
func TestAgreesIsInterrupted(t *testing.T) {
	never, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var said strings.Builder
	agreed, err := terminal{&said}.agrees(ctx, never, "Really?")
	if agreed || !errors.Is(err, context.Canceled) {
		t.Errorf("agreed %t, error %v", agreed, err)
	}
	if said.String() != "Really? [y/N] \n" {
		t.Errorf("said %q", said.String())
	}
}
