package boltstore

import (
	"fmt"
	"os"
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// mostResident is how much of the file may stay in the memory of this process, about.
const mostResident = 20 << 20

// letGo takes the pages of the file that were read out of the memory of this process when there are many. bbolt maps the
// file, so each page that was ever read, and fifteen neighbours, would count as resident memory until the kernel
// needs the room: a large database would make a small daemon look large. The pages stay in the cache of the kernel, where
// the next read finds them; but finding them again costs more than reading does, so they are not let go for nothing.
func (s *Store) letGo(tx *bolt.Tx) error {
	if held := resident(); held >= 0 && held < s.others.Load()+mostResident {
		return nil
	}
	// Inside a transaction the mapping does not move. It is at least as long as the file.
	if _, _, err := syscall.Syscall(syscall.SYS_MADVISE, s.db.Info().Data, uintptr(tx.Size()), syscall.MADV_DONTNEED); err != 0 {
		return fmt.Errorf("give pages of the database back: %w", err)
	}
	s.others.Store(resident())
	return nil
}

// resident is how many bytes of files are in the memory of this process, its program among them; see proc_pid_statm(5).
// It is -1 where nobody tells; then pages are let go each time.
func resident() int64 {
	statm, err := os.ReadFile("/proc/self/statm")
	var size, all, files int64
	if _, scanErr := fmt.Sscan(string(statm), &size, &all, &files); err != nil || scanErr != nil {
		return -1
	}
	return files * int64(os.Getpagesize())
}
