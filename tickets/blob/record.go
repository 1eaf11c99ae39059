package blob

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// A record is a header and the content behind it:
//
//	marker 8 | length uint32 | SHA-256 of the content 32 | CRC-32C of the 44 bytes before 4 | content
//
// The marker is drawn at random for every pack and stands in its file header too. After a damaged stretch the next
// record is searched by it; because nobody outside knows it, no mail can contain records made to mislead that search.
const (
	markerSize = 8
	headerSize = 48
	maxPacked  = 1 << 20 // bytes of content; anything longer gets a file of its own
)

type (
	marker [markerSize]byte
	sum    [sha256.Size]byte
)

// span is where a record lies in its pack: the offset of its header and the length of its content.
type span struct {
	off int64
	n   uint32
}

// next is the offset behind the record.
func (s span) next() int64 { return s.off + headerSize + int64(s.n) }

type entry struct {
	sum  sum
	span span
}

// gap is a stretch of a pack that holds no whole record although whole ones follow.
type gap struct{ from, to int64 }

// putHeader writes the header of a record into the first headerSize bytes of dst.
func putHeader(dst []byte, m marker, n uint32, s sum) {
	copy(dst, m[:])
	binary.BigEndian.PutUint32(dst[8:], n)
	copy(dst[12:], s[:])
	binary.BigEndian.PutUint32(dst[44:], crc32.Checksum(dst[:44], crcTable()))
}

// parseHeader reads what putHeader wrote; it reports false for anything else.
func parseHeader(b []byte, m marker) (s sum, n uint32, ok bool) {
	if !bytes.Equal(b[:markerSize], m[:]) || binary.BigEndian.Uint32(b[44:]) != crc32.Checksum(b[:44], crcTable()) {
		return s, 0, false
	}
	n = binary.BigEndian.Uint32(b[8:])
	copy(s[:], b[12:44])
	return s, n, n <= maxPacked
}

// crcTable is the Castagnoli table, for which processors have an instruction; the standard library builds it once.
func crcTable() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// scanner walks over the records of a pack.
type scanner struct {
	r      io.ReaderAt
	marker marker
	size   int64  // of the pack
	buf    []byte // the content read last
}

// walk calls found for every whole record between from and the end of the pack, in order. It returns the offset behind
// the last whole record and the damaged stretches before it. An error means that the pack could not be read at all,
// which says nothing about what it holds.
func (sc *scanner) walk(from int64, found func(entry)) (end int64, gaps []gap, err error) {
	end = from
	for end < sc.size {
		e, ok, err := sc.record(end)
		if err != nil {
			return end, gaps, err
		}
		if !ok {
			if e, ok, err = sc.search(end + 1); err != nil || !ok {
				return end, gaps, err
			}
			gaps = append(gaps, gap{end, e.span.off})
		}
		found(e)
		end = e.span.next()
	}
	return end, gaps, nil
}

// record reads the record at off and reports whether it is whole: header and content agree with the hash.
func (sc *scanner) record(off int64) (e entry, whole bool, err error) {
	var head [headerSize]byte
	if off+headerSize > sc.size {
		return e, false, nil
	}
	if err := readFull(sc.r, head[:], off); err != nil {
		return e, false, err
	}
	s, n, ok := parseHeader(head[:], sc.marker)
	e = entry{s, span{off, n}}
	if !ok || e.span.next() > sc.size {
		return e, false, nil
	}
	if cap(sc.buf) < int(n) {
		sc.buf = make([]byte, maxPacked)
	}
	content := sc.buf[:n]
	if err := readFull(sc.r, content, off+headerSize); err != nil {
		return e, false, err
	}
	return e, sha256.Sum256(content) == s, nil
}

// search finds the first whole record at or behind from.
func (sc *scanner) search(from int64) (e entry, found bool, err error) {
	const step = 1 << 18
	window := make([]byte, step+markerSize-1) // neighbours overlap, so that no marker is cut in two
	for off := from; off+headerSize <= sc.size; off += step {
		part := window[:min(int64(len(window)), sc.size-off)]
		if err := readFull(sc.r, part, off); err != nil {
			return e, false, err
		}
		for at := 0; ; at++ {
			hit := bytes.Index(part[at:], sc.marker[:])
			if hit < 0 {
				break
			}
			at += hit
			if e, found, err = sc.record(off + int64(at)); found || err != nil {
				return e, found, err
			}
		}
	}
	return e, false, nil
}

// readFull fills b from off. An end of the file inside b is an error: the caller knew the size.
func readFull(r io.ReaderAt, b []byte, off int64) error {
	n, err := r.ReadAt(b, off)
	if n == len(b) {
		return nil
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("read %d bytes at %d: %w", len(b), off, err)
}
