package blob

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
)

// maxEntries seals a pack of very small blobs before its index gets long.
const (
	maxEntries = 1 << 18
	maxTail    = 1 << 15 // records in memory behind the index
)

// round is one group commit. Whoever needs what it covers waits for done.
type round struct {
	done chan struct{}
	err  error
}

// Sync returns nil when everything that was stored before the call is durable. Callers at the same time share the work.
// After an error nothing is promised of what was stored since the last success: store it again, or call Sync again. When
// the disk itself refused to write (fsync failed), what was not durable is dropped and the store takes nothing more until
// it is opened anew, because the kernel does not say twice which bytes it lost. When ctx ends first, its error is
// returned and the work goes on.
func (s *Store) Sync(ctx context.Context) error {
	s.mu.Lock()
	want := s.seq
	for s.durable < want {
		if err := s.usable(); err != nil {
			s.mu.Unlock()
			return fmt.Errorf("make blobs durable: %w", err)
		}
		r := s.startRound()
		s.mu.Unlock()
		select {
		case <-ctx.Done():
			return fmt.Errorf("make blobs durable: %w", context.Cause(ctx))
		case <-r.done:
		}
		if r.err != nil {
			return fmt.Errorf("make blobs durable: %w", r.err)
		}
		s.mu.Lock()
	}
	s.mu.Unlock()
	return nil
}

// startRound begins a group commit unless one is under way, and returns it. The caller holds the lock.
func (s *Store) startRound() *round {
	if s.round == nil {
		s.round = &round{done: make(chan struct{})}
		go s.commit(s.round)
	}
	return s.round
}

// relieve writes to disk what has piled up, without making anyone wait. The caller holds the lock.
func (s *Store) relieve() {
	if p := s.packs[len(s.packs)-1]; s.full(p) || s.tailTooLong(p) {
		s.startRound()
	}
}

func (s *Store) full(p *pack) bool { return p.end >= s.opts.PackSize || p.count() >= maxEntries }

func (s *Store) tailTooLong(p *pack) bool {
	return p.end-p.covered() >= s.opts.checkpoint || len(p.tail) >= maxTail
}

// commit makes durable what is stored at its start.
func (s *Store) commit(r *round) {
	next := s.nextPack()
	s.mu.Lock()
	p, upTo := s.packs[len(s.packs)-1], s.seq
	end := p.end
	files := maps.Clone(s.pending)
	r.err = p.flush()
	if next != nil && r.err == nil {
		s.packs, p.gathered = append(s.packs, next), nil
	}
	s.mu.Unlock()

	switch {
	case r.err == nil:
		r.err = s.harden(p, end, files)
	case next != nil: // the old one goes on until it is written
		r.err = errors.Join(r.err, next.close(), os.Remove(next.path))
	}
	s.mu.Lock()
	if r.err == nil {
		s.durable = upTo
	}
	s.mu.Unlock()
	s.checkpoint()

	s.mu.Lock()
	s.round = nil
	s.mu.Unlock()
	close(r.done)
}

// harden brings a pack up to end and the large files to disk.
func (s *Store) harden(p *pack, end int64, files map[sum]string) error {
	if err := s.hardenPack(p, end); err != nil {
		return err
	}
	if len(files) == 0 {
		return nil
	}
	var errs []error
	for id, path := range files {
		errs = append(errs, s.hardenLarge(id, path))
	}
	// Also when one of them failed: the others have left the list of those that wait.
	errs = append(errs, s.orBreak(s.largeNames.Sync()))
	return errors.Join(errs...)
}

func (s *Store) hardenPack(p *pack, end int64) error {
	if p.synced == end { // only a round changes synced, and there is one at a time
		return nil
	}
	err := p.file.Sync()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.broken = errors.Join(ErrBroken, err, p.forget())
		return s.broken
	}
	p.synced = end
	return nil
}

// hardenLarge gives a large file its name once its content is on disk.
func (s *Store) hardenLarge(id sum, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := s.orBreak(errors.Join(f.Sync(), f.Close())); err != nil {
		return err
	}
	s.mu.Lock() // a reader looks for the old name and then for the new one
	defer s.mu.Unlock()
	if err := os.Rename(path, s.largePath(id)); err != nil {
		return err
	}
	delete(s.pending, id)
	return nil
}

// orBreak takes the store out of service when err is not nil.
func (s *Store) orBreak(err error) error {
	if err != nil {
		err = errors.Join(ErrBroken, err)
		s.mu.Lock()
		s.broken = err
		s.mu.Unlock()
	}
	return err
}

// nextPack creates the pack to go on with when the last one is full. Without room for it the old one grows on.
func (s *Store) nextPack() *pack {
	s.mu.RLock()
	last := s.packs[len(s.packs)-1]
	full := s.full(last)
	s.mu.RUnlock()
	if !full {
		return nil
	}
	p, err := createPack(s.dir, last.number+1, s.opts.wrap)
	if err != nil {
		s.opts.Log.Warn("pack is not sealed yet", "cause", err)
		return nil
	}
	return p
}

// checkpoint writes the indexes that have fallen too far behind their packs, and those of sealed packs. An index is a
// convenience: when it cannot be written its records stay in memory and the next round tries again.
func (s *Store) checkpoint() {
	s.mu.RLock()
	var due []*pack
	for i, p := range s.packs {
		sealed := i < len(s.packs)-1
		if sealed && p.covered() < p.synced || s.tailTooLong(p) {
			due = append(due, p)
		}
	}
	s.mu.RUnlock()
	for _, p := range due {
		if err := s.writeIndex(p); err != nil {
			s.opts.Log.Warn("index of a pack is not written yet", "pack", p.path, "cause", err)
		}
	}
}

// writeIndex replaces the index of a pack by one that covers all that is durable.
func (s *Store) writeIndex(p *pack) error {
	s.mu.RLock()
	covered := p.synced
	all, err := p.entries(covered)
	s.mu.RUnlock()
	if err != nil {
		return err
	}
	err = writeWhole(s.dir, p.indexPath(), func(f *os.File) error { return writeIndex(f, p.marker, covered, all) })
	if err != nil {
		return err
	}
	x, err := openIndex(p.indexPath(), p.marker, covered)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old := p.index
	p.index = x
	for _, e := range all {
		if p.tail[e.sum] == e.span { // not one that was stored again meanwhile
			delete(p.tail, e.sum)
		}
	}
	if old != nil {
		return old.file.Close()
	}
	return nil
}
