package boltstore

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// Options are what an operator or a test may want different. The zero value is right for a daemon.
type Options struct {
	// MaxSize bounds the database file, in bytes; a commit that needs more fails and leaves nothing. 0 is no bound.
	MaxSize int
	// LockWait is how long Open waits for another process to let go of the file; 0 is two seconds.
	LockWait time.Duration
	// Migrating is told how many tickets of an older database are in the newest layout, of how many: now and then while Open
	// brings it up to date, and once when all are. It is not called for a database that is. nil: nobody wants to know.
	Migrating func(done, all int64)
}

// Store implements store.Store in one file. Open makes one.
type Store struct {
	db *bolt.DB

	numbers sync.Mutex
	lastID  tickets.ID // the highest number that is used or reserved

	memory memory
	looked atomic.Int64 // when a read last looked whether to give back pages, in hundredths of a second
	given  atomic.Int64 // up to where in the file pages were last given back
	others int64        // how many bytes of files were resident before this one was read

	leasing sync.Mutex
	leases  map[lane]lease
}

// InUse is the error of Open when another process has the database open.
type InUse struct{ Path string }

func (e *InUse) Error() string {
	return fmt.Sprintf("%s is open in another tierdesk: stop it, or let the command reach the running daemon", e.Path)
}

// Damaged is the error of Open when the file is no database, or not a whole one.
type Damaged struct{ Path, Why string }

func (e *Damaged) Error() string {
	return fmt.Sprintf("%s is no whole database (%s): put a backup in the place of its folder", e.Path, e.Why)
}

// address space that is mapped at once: growing the mapping has to wait for readers, such as a backup. It costs no memory.
const mapped = 1 << 30

// Open opens the database file at path, creating it when there is none, and brings its layout up to date. The folder must
// exist. Its errors are *InUse, *Damaged, *WrongLayout, or those of the file system.
func Open(path string, o Options) (*Store, error) {
	if o.LockWait == 0 {
		o.LockWait = 2 * time.Second
	}
	if err := openable(path, o.LockWait); err != nil {
		return nil, openError(path, err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{
		Timeout: o.LockWait, FreelistType: bolt.FreelistArrayType, InitialMmapSize: max(mapped, 2*sizeOf(path)), MaxSize: o.MaxSize,
	})
	if err != nil {
		return nil, openError(path, err)
	}
	s := &Store{db: db, memory: openMemory(), leases: map[lane]lease{}}
	_, s.others = s.memory.resident()
	if err := s.prepare(path, o.Migrating); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// openable opens the file once for reading only, to refuse one that was cut off before bbolt reads behind its end.
func openable(path string, wait time.Duration) error {
	if sizeOf(path) == 0 {
		return nil // there is none yet
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: wait})
	if err != nil {
		return err
	}
	err = db.View(func(tx *bolt.Tx) error { return uncut(tx, path) })
	return errors.Join(err, db.Close())
}

// uncut refuses a file that ends before its last page: reading behind the end of a mapped file would end the process. It must
// ask for the size under the lock, for the process that had it before may have made the file longer.
func uncut(tx *bolt.Tx, path string) error {
	if size := int64(sizeOf(path)); size < tx.Size() {
		return fmt.Errorf("it has %d bytes of %d", size, tx.Size())
	}
	return nil
}

// openError says in the operator's words what bbolt could not do. What the file system has no part in is the fault of what
// stands in the file.
func openError(path string, err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return &InUse{Path: path}
	case errors.As(err, new(syscall.Errno)):
		return fmt.Errorf("open the database: %w", err)
	}
	return &Damaged{Path: path, Why: err.Error()}
}

func sizeOf(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return int(info.Size())
}

func (s *Store) prepare(path string, tell func(done, all int64)) error {
	if err := s.migrate(path, migrations(), tell); err != nil {
		return err
	}
	return s.db.View(func(tx *bolt.Tx) error {
		if k, _ := tx.Bucket(bucketTickets).Cursor().Last(); k != nil {
			s.lastID = tickets.ID(binary.BigEndian.Uint64(k))
		}
		return nil
	})
}

// NewID reserves n numbers and returns the first. It is kept in memory: a number that no commit used is free again
// after a restart.
func (s *Store) NewID(ctx context.Context, n int) (tickets.ID, error) {
	if n < 1 {
		return 0, &store.Invalid{What: fmt.Sprintf("%d numbers", n)}
	}
	if err := s.view(ctx, func(*bolt.Tx) error { return nil }); err != nil {
		return 0, fmt.Errorf("reserve ticket numbers: %w", err)
	}
	s.numbers.Lock()
	defer s.numbers.Unlock()
	first := s.lastID + 1
	s.lastID += tickets.ID(n)
	return first, nil
}

// used notes that a number is taken. It is never taken back: numbers may be left out.
func (s *Store) used(id tickets.ID) {
	s.numbers.Lock()
	defer s.numbers.Unlock()
	s.lastID = max(s.lastID, id)
}

// Close waits for what is under way and releases the file.
func (s *Store) Close() error {
	defer s.memory.close()
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}

// view runs a read transaction. It must be short: copy out, decode afterwards.
func (s *Store) view(ctx context.Context, f func(*bolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.db.View(func(tx *bolt.Tx) error {
		err := f(tx)
		now := time.Now().UnixMilli() / 10
		if s.looked.Swap(now) == now {
			return err
		}
		return errors.Join(err, s.letGo(tx))
	})
}

// update runs a write transaction, durable when it returns nil.
func (s *Store) update(ctx context.Context, f func(*bolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.db.Update(f)
}
