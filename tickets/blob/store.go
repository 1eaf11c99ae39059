package blob

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// ID names a blob: the SHA-256 of its content in lower-case hex, 64 characters.
type ID = string

var (
	// ErrNotFound means that no blob of that name is kept here.
	ErrNotFound = errors.New("blob not found")
	// ErrDamaged means that what lies on disk is no longer what was stored: its hash is another one.
	ErrDamaged = errors.New("blob is damaged on disk")
	// ErrInUse means that another process, or this one, has the folder open already.
	ErrInUse = errors.New("the folder is in use by another process")
	// ErrBroken means that the disk refused to make blobs durable. Nothing can be stored until the folder is opened anew.
	ErrBroken = errors.New("the disk refused to keep what was written; nothing is stored until a restart")
	// ErrClosed means that the store was closed.
	ErrClosed = errors.New("blob store is closed")
)

// Options are what a store may be told; the zero value is good.
type Options struct {
	// Log hears of torn tails and damage that were found. Nil means slog.Default.
	Log *slog.Logger
	// PackSize is the length in bytes at which a pack is sealed and the next one begun. Zero means 1 GiB.
	PackSize int64

	checkpoint int64                   // bytes behind the index at which it is written again
	wrap       func(*os.File) packFile // a disk with faults
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.PackSize <= 0 {
		o.PackSize = 1 << 30
	}
	if o.checkpoint <= 0 {
		o.checkpoint = 64 << 20
	}
	if o.wrap == nil {
		o.wrap = func(f *os.File) packFile { return f }
	}
	return o
}

// Store is an open folder of blobs. All its methods may be called at the same time.
type Store struct {
	dir        string
	opts       Options
	lock       *os.File
	largeNames *os.File  // the folder of large files, to make its names durable
	buffers    sync.Pool // of *bytes.Buffer

	mu      sync.RWMutex   // guards all below, and the fields of the packs
	packs   []*pack        // oldest first; the last one is written to
	pending map[sum]string // large files that still have their temporary names
	seq     uint64         // counts what was stored
	durable uint64         // everything up to this count is on disk
	round   *round         // the group commit under way; nil when there is none
	broken  error          // why nothing can be stored any more
	closed  bool
}

// Open opens the store in the folder dir, or creates an empty one there. It fails with ErrInUse, naming the folder, when
// another process has it open. What a crash left half-written is removed and reported to Options.Log; everything that
// Sync ever promised is there. It reads about the last 64 MiB of content, however much is stored.
func Open(dir string, opts Options) (*Store, error) {
	s := &Store{dir: dir, opts: opts.withDefaults(), pending: map[sum]string{}}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("open blob store %s: %w", dir, errors.Join(err, s.release()))
	}
	return s, nil
}

// Exists tells whether a store was ever opened in the folder dir. It opens none.
func Exists(dir string) (bool, error) {
	packs, err := packPaths(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("look for a blob store: %w", err)
	}
	return len(packs) > 0, nil
}

func (s *Store) open() (err error) {
	if err := makeDirs(s.dir); err != nil {
		return err
	}
	if s.lock, err = lockDir(s.dir); err != nil {
		return err
	}
	if err := emptyTemp(s.dir); err != nil {
		return err
	}
	if s.largeNames, err = os.Open(largeDir(s.dir)); err != nil {
		return err
	}
	return s.openPacks()
}

func (s *Store) openPacks() error {
	paths, err := packPaths(s.dir)
	if err != nil {
		return err
	}
	for _, path := range paths {
		p, err := openPack(path, s.opts.wrap, s.opts.Log)
		if err != nil {
			return err
		}
		s.packs = append(s.packs, p)
	}
	if len(s.packs) == 0 {
		p, err := createPack(s.dir, 1, s.opts.wrap)
		if err != nil {
			return err
		}
		s.packs = append(s.packs, p)
	}
	s.checkpoint()
	return nil
}

// packPaths lists the packs of a store, oldest first: their numbers have a fixed width, and os.ReadDir sorts.
func packPaths(dir string) ([]string, error) {
	names, err := os.ReadDir(packDir(dir))
	var paths []string
	for _, n := range names {
		if filepath.Ext(n.Name()) == ".pack" {
			paths = append(paths, filepath.Join(packDir(dir), n.Name()))
		}
	}
	return paths, err
}

// Close makes everything durable, lets go of the folder and returns what went wrong. A Put that runs at the same time may
// fail with ErrClosed. Blobs that were opened before can be read on.
func (s *Store) Close() error {
	err := s.Sync(context.Background())
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	last := s.round
	s.mu.Unlock()
	if last != nil {
		<-last.done
	}
	return errors.Join(err, s.release())
}

// release closes what is open.
func (s *Store) release() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, p := range s.packs {
		errs = append(errs, p.close())
	}
	for _, f := range []*os.File{s.largeNames, s.lock} {
		if f != nil {
			errs = append(errs, f.Close())
		}
	}
	return errors.Join(errs...)
}

// usable says why nothing can be stored, nil when it can. The caller holds the lock.
func (s *Store) usable() error {
	if s.closed {
		return ErrClosed
	}
	return s.broken
}

// find looks through the packs, the newest first. The caller holds the lock.
func (s *Store) find(want sum) (p *pack, at span, found bool, err error) {
	for i := len(s.packs) - 1; i >= 0; i-- {
		if at, ok, err := s.packs[i].find(want); ok || err != nil {
			return s.packs[i], at, ok, err
		}
	}
	return nil, span{}, false, nil
}
