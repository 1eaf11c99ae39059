package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
)

// Blob is the content of one blob, open for reading. It is an io.ReadSeekCloser and an io.ReaderAt. Content up to 1 MiB
// was checked when it was opened and is held in memory. Larger content is checked while it is read from the
// start to the end with Read: the last Read returns ErrDamaged in place of io.EOF when the hash is another one; after a Seek
// to another place than the start, and with ReadAt, nothing is checked.
type Blob struct {
	src   source
	close func() error
	size  int64

	want    sum
	hash    hash.Hash // of what was read so far; nil when there is nothing to check
	seeking bool      // the reader has left the straight way
}

type source interface {
	io.ReadSeeker
	io.ReaderAt
}

// Size is the length of the content in bytes.
func (b *Blob) Size() int64 { return b.size }

// Close lets go of the blob.
func (b *Blob) Close() error { return b.close() }

// Read reads on from where the last Read or Seek ended.
func (b *Blob) Read(p []byte) (int, error) {
	n, err := b.src.Read(p)
	if b.hash == nil || b.seeking {
		return n, err
	}
	b.hash.Write(p[:n])
	if errors.Is(err, io.EOF) && sum(b.hash.Sum(nil)) != b.want {
		return n, fmt.Errorf("read blob %x: %w", b.want, ErrDamaged)
	}
	return n, err
}

// Seek sets where the next Read begins, as io.Seeker says.
func (b *Blob) Seek(offset int64, whence int) (int64, error) {
	at, err := b.src.Seek(offset, whence)
	if b.hash != nil {
		b.seeking = at != 0 || err != nil
		b.hash.Reset()
	}
	return at, err
}

// ReadAt reads from an offset, as io.ReaderAt says.
func (b *Blob) ReadAt(p []byte, off int64) (int, error) { return b.src.ReadAt(p, off) }

// Get opens the blob of that name; also one that is not durable yet. It fails with ErrNotFound when there is none, and
// with ErrDamaged when its bytes have changed on disk. The caller closes the blob; it stays readable after
// the store is closed.
func (s *Store) Get(ctx context.Context, id ID) (*Blob, error) {
	b, err := s.get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("open blob %.64q: %w", id, err)
	}
	return b, nil
}

func (s *Store) get(ctx context.Context, id ID) (*Blob, error) {
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	want, ok := parseID(id)
	if !ok {
		return nil, ErrNotFound
	}
	s.mu.RLock()
	if s.closed {
		s.mu.RUnlock()
		return nil, ErrClosed
	}
	p, at, found, err := s.find(want)
	var content []byte
	if found {
		content = p.held(at)
	}
	s.mu.RUnlock()
	switch {
	case err != nil:
		return nil, err
	case !found:
		return s.getLarge(want)
	case content != nil:
		return inMemory(content), nil
	}
	return p.read(at, want)
}

// parseID reads the one spelling that names a blob, so that a name is never a path.
func parseID(id ID) (s sum, ok bool) {
	raw, err := hex.DecodeString(id)
	if err != nil || len(raw) != len(s) || hex.EncodeToString(raw) != id {
		return s, false
	}
	return sum(raw), true
}

// held is a copy of a blob that is gathered and not in the file yet; nil of any other. The caller holds the lock.
func (p *pack) held(at span) []byte {
	if at.off < p.written() {
		return nil
	}
	from := at.off - p.written() + headerSize
	return bytes.Clone(p.gathered[from:][:at.n])
}

// read brings a blob of the file into memory. Nothing that the store's lock guards is touched: at was looked up under it.
func (p *pack) read(at span, want sum) (*Blob, error) {
	content := make([]byte, at.n)
	if err := readFull(p.file, content, at.off+headerSize); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.Join(ErrDamaged, err)
		}
		return nil, err
	}
	if sha256.Sum256(content) != want {
		return nil, fmt.Errorf("%w: %s at offset %d", ErrDamaged, p.path, at.off)
	}
	return inMemory(content), nil
}

func inMemory(content []byte) *Blob {
	return &Blob{src: bytes.NewReader(content), size: int64(len(content)), close: func() error { return nil }}
}

func (s *Store) getLarge(want sum) (*Blob, error) {
	f, err := s.openLarge(want)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &Blob{src: f, size: info.Size(), close: f.Close, want: want, hash: sha256.New()}, nil
}

func (s *Store) openLarge(want sum) (*os.File, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if path, ok := s.pending[want]; ok {
		return os.Open(path)
	}
	return os.Open(s.largePath(want))
}

// Verify reads a blob from start to end and returns nil when its hash is right, ErrDamaged when it is not, and
// ErrNotFound when there is no such blob.
func (s *Store) Verify(ctx context.Context, id ID) error {
	b, err := s.Get(ctx, id)
	if err != nil {
		return err
	}
	defer b.Close()
	_, err = io.CopyBuffer(io.Discard, contextReader{ctx, b}, make([]byte, 1<<17))
	return err
}
