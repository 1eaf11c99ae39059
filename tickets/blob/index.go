package blob

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"sort"
)

// An index file says where the blobs of the first bytes of one pack lie:
//
//	"tdindex1" 8 | marker of the pack 8 | covered bytes uint64 | entries uint64 | filter bytes uint64
//	CRC-32C of the header before it and the filter 4 | filter | entries, sorted: SHA-256 32, offset uint64, length uint32
//
// Only header and filter are kept in memory, ten bits a blob; the entries are searched on disk. It is derived: when it is
// missing or wrong it is made again from the pack.
const (
	indexMagic  = "tdindex1"
	indexHeader = 44
	entrySize   = 44
)

type index struct {
	file    *os.File
	covered int64 // bytes of the pack that it speaks for
	count   int
	filter  filter
}

// errStaleIndex means that an index file is not one, is damaged, or belongs to another pack.
var errStaleIndex = errors.New("index does not fit its pack")

// openIndex opens the index of a pack that is packSize bytes long.
func openIndex(path string, m marker, packSize int64) (*index, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	x := &index{file: f}
	if err := x.load(m, packSize); err != nil {
		f.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return x, nil
}

func (x *index) load(m marker, packSize int64) error {
	info, err := x.file.Stat()
	if err != nil {
		return err
	}
	head := make([]byte, indexHeader)
	if info.Size() < indexHeader {
		return errStaleIndex
	}
	if err := readFull(x.file, head, 0); err != nil {
		return err
	}
	covered, count, bits := binary.BigEndian.Uint64(head[16:]), binary.BigEndian.Uint64(head[24:]), binary.BigEndian.Uint64(head[32:])
	room := uint64(info.Size() - indexHeader)
	if string(head[:8]) != indexMagic || !bytes.Equal(head[8:16], m[:]) || covered > uint64(packSize) ||
		bits > room || (room-bits)%entrySize != 0 || (room-bits)/entrySize != count {
		return errStaleIndex
	}
	x.filter = make(filter, bits)
	if err := readFull(x.file, x.filter, indexHeader); err != nil {
		return err
	}
	if crc32.Update(crc32.Checksum(head[:40], crcTable()), crcTable(), x.filter) != binary.BigEndian.Uint32(head[40:]) {
		return errStaleIndex
	}
	x.covered, x.count = int64(covered), int(count)
	return nil
}

// find looks a blob up. When the same content was stored twice the later record wins, because a second one is only
// written when the first was found damaged.
func (x *index) find(s sum) (span, bool, error) {
	if !x.filter.has(s) {
		return span{}, false, nil
	}
	var failed error
	at := func(i int) entry {
		e, err := x.entry(i)
		if err != nil {
			failed = err
		}
		return e
	}
	after := sort.Search(x.count, func(i int) bool { e := at(i); return bytes.Compare(e.sum[:], s[:]) > 0 })
	if failed != nil || after == 0 {
		return span{}, false, failed
	}
	e := at(after - 1)
	return e.span, failed == nil && e.sum == s, failed
}

func (x *index) entry(i int) (entry, error) {
	var b [entrySize]byte
	err := readFull(x.file, b[:], indexHeader+int64(len(x.filter))+int64(i)*entrySize)
	return decodeEntry(b[:]), err
}

// entries reads them all, in order, and leaves room for some more.
func (x *index) entries(more int) ([]entry, error) {
	all := make([]entry, 0, x.count+more)
	start := indexHeader + int64(len(x.filter))
	r := bufio.NewReader(io.NewSectionReader(x.file, start, int64(x.count)*entrySize))
	var b [entrySize]byte
	for range x.count {
		if _, err := io.ReadFull(r, b[:]); err != nil {
			return nil, fmt.Errorf("read the index %s: %w", x.file.Name(), err)
		}
		all = append(all, decodeEntry(b[:]))
	}
	return all, nil
}

func encodeEntry(b []byte, e entry) {
	copy(b, e.sum[:])
	binary.BigEndian.PutUint64(b[32:], uint64(e.span.off))
	binary.BigEndian.PutUint32(b[40:], e.span.n)
}

func decodeEntry(b []byte) (e entry) {
	copy(e.sum[:], b)
	e.span.off = int64(binary.BigEndian.Uint64(b[32:]))
	e.span.n = binary.BigEndian.Uint32(b[40:])
	return e
}

// sortEntries puts them into the order of an index file.
func sortEntries(all []entry) { slices.SortFunc(all, compareEntries) }

func compareEntries(a, b entry) int {
	return cmp.Or(bytes.Compare(a.sum[:], b.sum[:]), cmp.Compare(a.span.off, b.span.off))
}

// writeIndex writes sorted entries as the index of the first covered bytes of a pack.
func writeIndex(w io.Writer, m marker, covered int64, all []entry) error {
	bloom := newFilter(len(all))
	for _, e := range all {
		bloom.add(e.sum)
	}
	head := make([]byte, indexHeader)
	copy(head, indexMagic)
	copy(head[8:], m[:])
	binary.BigEndian.PutUint64(head[16:], uint64(covered))
	binary.BigEndian.PutUint64(head[24:], uint64(len(all)))
	binary.BigEndian.PutUint64(head[32:], uint64(len(bloom)))
	binary.BigEndian.PutUint32(head[40:], crc32.Update(crc32.Checksum(head[:40], crcTable()), crcTable(), bloom))
	out := bufio.NewWriterSize(w, 1<<16)
	out.Write(head) // bufio remembers the first error until Flush
	out.Write(bloom)
	var b [entrySize]byte
	for _, e := range all {
		encodeEntry(b[:], e)
		out.Write(b[:])
	}
	return out.Flush()
}

// filter is a Bloom filter: has never says no for a hash that was added, and says yes for about one in a hundred others.
// SHA-256 is uniform, so that its own words serve as the hash functions.
type filter []byte

const filterProbes = 6

// newFilter makes room for n hashes, ten bits each.
func newFilter(n int) filter { return make(filter, (n*10+7)/8) }

func (f filter) add(s sum) {
	for i := range filterProbes {
		bit := f.bit(s, i)
		f[bit/8] |= 1 << (bit % 8)
	}
}

func (f filter) has(s sum) bool {
	for i := range filterProbes {
		if len(f) == 0 {
			return false
		}
		if bit := f.bit(s, i); f[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
	}
	return true
}

func (f filter) bit(s sum, probe int) uint32 {
	return binary.BigEndian.Uint32(s[4*probe:]) % uint32(len(f)*8)
}
