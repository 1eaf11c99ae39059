package app

import (
	"os"
	"runtime/debug"
)

// The collector runs when the heap has grown to five times what is alive. Mail is much garbage and little that lives: at
// twice, which is Go's default, a third of the processor time of a full mailbox went into looking for it. From
// memoryLimit on it runs as often as it must to stay below.
const (
	gcPercent   = 400
	memoryLimit = 90 << 20 // bytes
)

// spendMemory trades memory for time, unless the operator chose by GOGC or GOMEMLIMIT, until restore is called.
func spendMemory() (restore func()) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	percent, limit := debug.SetGCPercent(gcPercent), debug.SetMemoryLimit(memoryLimit)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}
