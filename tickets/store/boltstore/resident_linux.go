package boltstore

import (
	"fmt"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

// letGo takes the pages of the file that were read out of the memory of this process, at most fifty times a second. bbolt
// maps the file, so each page that was ever read, and fifteen neighbours, would count as resident memory until the kernel
// needs the room: a large database would make a small daemon look large. The pages stay in the cache of the kernel, where
// the next read finds them.
func (s *Store) letGo(tx *bolt.Tx) error {
	now := time.Now().UnixMilli() / 20
	before := s.let.Load()
	if now == before || !s.let.CompareAndSwap(before, now) {
		return nil
	}
	// Inside a transaction the mapping does not move. It is at least as long as the file.
	if _, _, err := syscall.Syscall(syscall.SYS_MADVISE, s.db.Info().Data, uintptr(tx.Size()), syscall.MADV_DONTNEED); err != 0 {
		return fmt.Errorf("give pages of the database back: %w", err)
	}
	return nil
}
