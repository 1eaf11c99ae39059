package boltstore

import (
	"fmt"
	"os"
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// mostResident is how much memory this process may take before pages of the file are given back, about: what lies between
// two looks comes on top. leastMapped is how much they must be for that to be worth it.
const (
	mostResident = 132 << 20
	leastMapped  = 16 << 20
)

// letGo takes a quarter of the file out of the memory of this process when that is large; each time the next one. bbolt maps
// the file, so each page that was ever read, and fifteen neighbours, would count as resident memory until the kernel
// needs the room: a large database would make a small daemon look large. The pages stay in the cache of the kernel, where
// the next read finds them; but finding them again costs more than reading does. So they are not let go for nothing, and
// never all at once.
func (s *Store) letGo(tx *bolt.Tx) error {
	if all, files := s.memory.resident(); all >= 0 && (all < mostResident || files < s.others+leastMapped) {
		return nil
	}
	// Inside a transaction the mapping does not move. It is at least as long as the file.
	size, page := tx.Size(), int64(os.Getpagesize())
	from := s.given.Load()
	if from >= size {
		from = 0
	}
	part := min(max(size/4/page*page, leastMapped), size-from)
	s.given.Store(from + part)
	if _, _, err := syscall.Syscall(syscall.SYS_MADVISE, s.db.Info().Data+uintptr(from), uintptr(part), syscall.MADV_DONTNEED); err != 0 {
		return fmt.Errorf("give pages of the database back: %w", err)
	}
	return nil
}

// memory tells how much memory this process has. Its file stays open, for opening it costs thirty times what reading does.
type memory struct{ statm *os.File }

func openMemory() memory {
	f, err := os.Open("/proc/self/statm")
	if err != nil {
		return memory{}
	}
	return memory{f}
}

func (m memory) close() { _ = m.statm.Close() } // it was only read

// resident is how many bytes this process has in memory, and how many of them are of files, its program among them; see
// proc_pid_statm(5). They are -1 where nobody tells; then pages are let go each time.
func (m memory) resident() (all, files int64) {
	var line [128]byte
	n, _ := m.statm.ReadAt(line[:], 0) // shorter than asked: io.EOF
	var size int64
	if _, err := fmt.Sscan(string(line[:n]), &size, &all, &files); err != nil {
		return -1, -1
	}
	page := int64(os.Getpagesize())
	return all * page, files * page
}
