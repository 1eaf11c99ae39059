package blob

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Backup copies every blob stored before the call into the folder dst, which becomes a store that Open can open, while this
// one works on. Each copy is read back and every blob in it compared with its hash. An earlier back-up of the same
// store in dst is brought up to date: files that are whole there are checked and kept. A folder that holds another
// store, or is open, is refused. Blobs that are damaged here are left behind, all others copied, and the error is
// then ErrDamaged. To back up a database that refers to blobs, copy the database first.
//
// progress, when not nil, is called from one goroutine with the bytes done and in all; total does not change.
func (s *Store) Backup(ctx context.Context, dst string, progress func(done, total int64)) error {
	if err := s.Sync(ctx); err != nil {
		return err
	}
	b := &backup{store: s, dst: dst, progress: progress, damaged: map[sum]bool{}}
	if err := b.run(ctx); err != nil {
		return fmt.Errorf("back up blobs to %s: %w", dst, err)
	}
	return nil
}

// backup is one run of Backup. It writes nothing under a final name that it has not checked.
type backup struct {
	store       *Store
	dst         string
	progress    func(done, total int64)
	packs       []packCopy
	files       []sum
	done, total int64
	damaged     map[sum]bool // not whole in any pack copied so far
}

// packCopy is a pack and how much of it is copied.
type packCopy struct {
	*pack
	end int64
}

func (b *backup) run(ctx context.Context) error {
	if err := b.plan(); err != nil {
		return err
	}
	if err := makeDirs(b.dst); err != nil {
		return err
	}
	lock, err := lockDir(b.dst)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := errors.Join(emptyTemp(b.dst), b.refuseForeign()); err != nil {
		return err
	}
	if err := b.copyAll(ctx); err != nil {
		return err
	}
	for id := range b.damaged {
		return fmt.Errorf("%d blobs are not in the copy, one is %x: %w", len(b.damaged), id, ErrDamaged)
	}
	return nil
}

// plan notes what there is to copy.
func (b *backup) plan() error {
	b.store.mu.RLock()
	for _, p := range b.store.packs {
		b.packs = append(b.packs, packCopy{p, p.synced})
		b.total += p.synced
	}
	b.store.mu.RUnlock()
	names, err := os.ReadDir(largeDir(b.store.dir))
	if err != nil {
		return err
	}
	for _, n := range names {
		info, err := n.Info()
		if err != nil {
			return err
		}
		if id, ok := parseID(n.Name()); ok {
			b.files = append(b.files, id)
			b.total += info.Size()
		}
	}
	return nil
}

// refuseForeign fails when dst holds a pack that is no earlier copy of ours.
func (b *backup) refuseForeign() error {
	paths, err := packPaths(b.dst)
	if err != nil {
		return err
	}
	for _, path := range paths {
		i := slices.IndexFunc(b.packs, func(p packCopy) bool { return filepath.Base(p.path) == filepath.Base(path) })
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		info, err := f.Stat()
		var m marker
		if err == nil {
			m, err = readPackHeader(f, info.Size())
		}
		if err = errors.Join(err, f.Close()); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		if i < 0 || m != b.packs[i].marker || info.Size() > b.packs[i].end {
			return fmt.Errorf("%s belongs to another store or to a later state of this one", path)
		}
	}
	return nil
}

func (b *backup) copyAll(ctx context.Context) error {
	for _, p := range b.packs {
		if err := b.copyPack(ctx, p); err != nil {
			return fmt.Errorf("copy %s: %w", p.path, err)
		}
	}
	for _, id := range b.files {
		if err := b.copyLarge(ctx, id); err != nil {
			return fmt.Errorf("copy blob %x: %w", id, err)
		}
	}
	return errors.Join(syncDir(packDir(b.dst)), syncDir(largeDir(b.dst)))
}
