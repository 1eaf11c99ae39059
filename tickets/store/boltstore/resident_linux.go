package boltstore

import (
	"fmt"
	"os"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

// mostResident is how much of this process's memory may be pages of files, its own program among them.
const mostResident = 48 << 20

// letGo takes the pages of the file that were read out of the memory of this process when there are many. bbolt maps the
// file, so each page that was ever read, and fifteen neighbours, would count as resident memory until the kernel
// needs the room: a large database would make a small daemon look large. The pages stay in the cache of the kernel, where
// the next read finds them; finding them again costs more than reading does, so they are not let go for nothing. It looks
// at most fifty times a second.
func (s *Store) letGo(tx *bolt.Tx) error {
	now := time.Now().UnixMilli() / 20
	before := s.let.Load()
	if now == before || !s.let.CompareAndSwap(before, now) {
		return nil
	}
	if resident() <= mostResident {
		return nil
	}
	// Inside a transaction the mapping does not move. It is at least as long as the file.
	if _, _, err := syscall.Syscall(syscall.SYS_MADVISE, s.db.Info().Data, uintptr(tx.Size()), syscall.MADV_DONTNEED); err != 0 {
		return fmt.Errorf("give pages of the database back: %w", err)
	}
	return nil
}

// resident is how many bytes of files are in the memory of this process, see proc_pid_statm(5). Where nobody tells it is
// more than is allowed.
func resident() int {
	statm, err := os.ReadFile("/proc/self/statm")
	var size, all, files int
	if _, scanErr := fmt.Sscan(string(statm), &size, &all, &files); err != nil || scanErr != nil {
		return mostResident + 1
	}
	return files * os.Getpagesize()
}
