package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// copyPack copies one pack, reads the copy back and gives it an index of what was found whole.
func (b *backup) copyPack(ctx context.Context, p packCopy) error {
	b.store.mu.RLock()
	expected, err := p.entries(p.end)
	b.store.mu.RUnlock()
	if err != nil {
		return err
	}
	path := packPath(b.dst, p.number)
	got, whole := inspectPack(path, p, expected)
	if whole {
		b.advance(p.end)
	} else if got, err = b.writePack(ctx, path, p); err != nil {
		return err
	}
	for _, e := range expected {
		b.damaged[e.sum] = true
	}
	// Content that was found damaged once may have been stored again, in this pack or in a later one.
	maps.DeleteFunc(b.damaged, func(s sum, _ bool) bool { return contains(got, s) })
	index := filepath.Join(packDir(b.dst), filepath.Base(p.indexPath()))
	return writeWhole(b.dst, index, func(f *os.File) error { return writeIndex(f, p.marker, p.end, got) })
}

// inspectPack reads an earlier copy and reports whether it holds all that is expected.
func inspectPack(path string, p packCopy, expected []entry) (got []entry, whole bool) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != p.end {
		return nil, false
	}
	got, err = wholeRecords(f, p)
	return got, err == nil && !slices.ContainsFunc(expected, func(e entry) bool { return !contains(got, e.sum) })
}

// writePack makes the copy and returns the records that are whole in it.
func (b *backup) writePack(ctx context.Context, path string, p packCopy) (got []entry, err error) {
	err = writeWhole(b.dst, path, func(f *os.File) error {
		if err := b.stream(ctx, f, io.NewSectionReader(p.file, 0, p.end)); err != nil {
			return err
		}
		got, err = wholeRecords(f, p)
		return err
	})
	return got, err
}

// wholeRecords reads a copy of a pack and returns its sound records in the order of an index.
func wholeRecords(f *os.File, p packCopy) (got []entry, err error) {
	sc := scanner{r: f, marker: p.marker, size: p.end}
	_, _, err = sc.walk(packHeader, func(e entry) { got = append(got, e) })
	sortEntries(got)
	return got, err
}

func contains(sorted []entry, s sum) bool {
	_, found := slices.BinarySearchFunc(sorted, s, func(e entry, s sum) int { return bytes.Compare(e.sum[:], s[:]) })
	return found
}

// copyLarge copies one file of its own, unless an earlier copy is sound.
func (b *backup) copyLarge(ctx context.Context, id sum) error {
	from := b.store.largePath(id)
	path := filepath.Join(largeDir(b.dst), filepath.Base(from))
	if hashFile(path, id) == nil {
		info, err := os.Stat(from)
		if err == nil {
			b.advance(info.Size())
		}
		return err
	}
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	err = writeWhole(b.dst, path, func(f *os.File) error {
		if err := b.stream(ctx, f, src); err != nil {
			return err
		}
		return hashFile(f.Name(), id)
	})
	if errors.Is(err, ErrDamaged) {
		b.damaged[id] = true
		return nil
	}
	return err
}

// hashFile reads a file and fails with ErrDamaged when its content is not what its name says.
func hashFile(path string, want sum) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if sum(h.Sum(nil)) != want {
		return ErrDamaged
	}
	return nil
}

// stream copies with a look at the context and a word of progress for every piece.
func (b *backup) stream(ctx context.Context, w io.Writer, r io.Reader) error {
	buf := make([]byte, 1<<20)
	from := contextReader{ctx, r}
	for {
		n, err := from.Read(buf)
		if _, err := w.Write(buf[:n]); err != nil {
			return err
		}
		b.advance(int64(n))
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (b *backup) advance(n int64) {
	b.done += n
	if b.progress != nil {
		b.progress(b.done, b.total)
	}
}
