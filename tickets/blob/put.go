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
	"os"
	"path/filepath"
)

// Put stores everything r yields and returns its name and size in bytes. The blob can be opened at once but is durable only
// after a Sync that was called after Put returned. Content that is there already, and sound, takes no room.
// At most 1 MiB of the content is held in memory. After an error (of r, of ctx, or of the disk; a full one is
// syscall.ENOSPC) nothing of it is visible, and later calls work as soon as the cause is gone. Small contents are gathered before
// they are written, so that a full disk may be noticed by a later Put, or by Sync.
func (s *Store) Put(ctx context.Context, r io.Reader) (id ID, size int64, err error) {
	sum, size, err := s.put(contextReader{ctx, r})
	if err != nil {
		return "", 0, fmt.Errorf("store a blob: %w", err)
	}
	return hex.EncodeToString(sum[:]), size, nil
}

// PutBytes is Put for content that is in memory. It does not keep b.
func (s *Store) PutBytes(ctx context.Context, b []byte) (ID, error) {
	id, _, err := s.Put(ctx, bytes.NewReader(b))
	return id, err
}

func (s *Store) put(r io.Reader) (sum, int64, error) {
	buf, _ := s.buffers.Get().(*bytes.Buffer)
	if buf == nil {
		buf = new(bytes.Buffer)
	}
	defer s.buffers.Put(buf)
	buf.Reset()
	buf.Write(make([]byte, headerSize))
	n, err := io.CopyN(buf, r, maxPacked+1)
	switch {
	case err == nil:
		return s.putLarge(io.MultiReader(bytes.NewReader(buf.Bytes()[headerSize:]), r))
	case !errors.Is(err, io.EOF):
		return sum{}, 0, err
	}
	id := sum(sha256.Sum256(buf.Bytes()[headerSize:]))
	return id, n, s.putPacked(buf.Bytes(), id)
}

// putPacked appends content, which stands in b behind room for the header, unless it is there and sound.
func (s *Store) putPacked(b []byte, id sum) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return err
	}
	p, at, found, err := s.find(id)
	if err != nil {
		return err
	}
	if found {
		if at.off >= p.written() {
			return nil
		}
		if _, err := p.read(at, id); err == nil {
			return nil
		}
	}
	if err := s.packs[len(s.packs)-1].append(b, id); err != nil {
		return err
	}
	s.seq++
	s.relieve()
	return nil
}

// putLarge streams content into a file of its own.
func (s *Store) putLarge(r io.Reader) (id sum, size int64, err error) {
	f, err := os.CreateTemp(tempDir(s.dir), "large-*")
	if err != nil {
		return id, 0, err
	}
	h := sha256.New()
	size, err = copyHashed(f, r, h)
	if err = errors.Join(err, f.Close()); err == nil {
		h.Sum(id[:0])
		err = s.adopt(id, f.Name())
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return id, size, err
}

func copyHashed(w io.Writer, r io.Reader, h hash.Hash) (int64, error) {
	return io.CopyBuffer(io.MultiWriter(w, h), r, make([]byte, 1<<17))
}

// adopt makes a finished large file visible, or removes it when the same content is here already, and sound.
func (s *Store) adopt(id sum, path string) error {
	kept := hashFile(s.largePath(id), id) == nil
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return err
	}
	if _, waiting := s.pending[id]; waiting || kept {
		return os.Remove(path)
	}
	s.pending[id] = path
	s.seq++
	return nil
}

func (s *Store) largePath(id sum) string {
	return filepath.Join(largeDir(s.dir), hex.EncodeToString(id[:]))
}

// contextReader ends a stream when its context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, context.Cause(c.ctx)
	}
	return c.r.Read(b)
}
