package blob

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A pack begins with "tdpack01" and its marker; records follow without a gap.
const (
	packMagic  = "tdpack01"
	packHeader = 8 + markerSize
	gatherSize = 1 << 17 // bytes of records that are written together
)

// pack is one file of records with what is known about it. The store's lock guards every field but file.
type pack struct {
	number int
	path   string // of the pack; its index has the same name with another ending
	file   packFile
	marker marker
	end    int64 // behind the last record
	// gathered are the last records, which are not in the file yet. Writing them together takes a third of the time that
	// writing each takes.
	gathered []byte
	synced   int64 // everything before it is durable
	index    *index
	tail     map[sum]span // the records behind what the index covers
}

func (p *pack) indexPath() string { return strings.TrimSuffix(p.path, ".pack") + ".index" }

// covered is how much of the pack the index on disk speaks for.
func (p *pack) covered() int64 {
	if p.index == nil {
		return packHeader
	}
	return p.index.covered
}

// count is the number of records that can be found.
func (p *pack) count() int {
	if p.index == nil {
		return len(p.tail)
	}
	return p.index.count + len(p.tail)
}

// find looks a blob up in this pack.
func (p *pack) find(s sum) (span, bool, error) {
	if at, ok := p.tail[s]; ok {
		return at, true, nil
	}
	if p.index == nil {
		return span{}, false, nil
	}
	return p.index.find(s)
}

// entries returns every record before end, sorted as in an index file.
func (p *pack) entries(end int64) ([]entry, error) {
	var all []entry
	if p.index != nil {
		var err error
		if all, err = p.index.entries(len(p.tail)); err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(e entry) bool { return e.span.next() > end })
	}
	for s, at := range p.tail {
		if at.next() <= end {
			all = append(all, entry{s, at})
		}
	}
	sortEntries(all)
	return all, nil
}

// append adds one record, header and content in b, behind the last one. After an error the pack is as before.
func (p *pack) append(b []byte, s sum) error {
	if len(p.gathered)+len(b) > gatherSize {
		if err := p.flush(); err != nil {
			return err
		}
	}
	at := span{p.end, uint32(len(b) - headerSize)}
	putHeader(b, p.marker, at.n, s)
	p.gathered = append(p.gathered, b...)
	p.end = at.next()
	p.tail[s] = at
	return nil
}

// written is how much of the pack is in its file.
func (p *pack) written() int64 { return p.end - int64(len(p.gathered)) }

// flush writes what was gathered. After an error it is to be written still.
func (p *pack) flush() error {
	if len(p.gathered) == 0 {
		return nil
	}
	if _, err := p.file.WriteAt(p.gathered, p.written()); err != nil {
		// A disk that is full needs the room back; should even this fail, the next records overwrite the rest.
		return errors.Join(err, p.file.Truncate(p.written()))
	}
	p.gathered = p.gathered[:0]
	return nil
}

// forget drops the records that are not durable.
func (p *pack) forget() error {
	for s, at := range p.tail {
		if at.next() > p.synced {
			delete(p.tail, s)
		}
	}
	p.end, p.gathered = p.synced, nil
	return p.file.Truncate(p.end)
}

func (p *pack) close() error {
	err := p.file.Close()
	if p.index != nil {
		err = errors.Join(err, p.index.file.Close())
	}
	return err
}

// createPack makes an empty pack whose name and header are durable.
func createPack(dir string, number int, wrap func(*os.File) packFile) (*pack, error) {
	p := &pack{number: number, path: packPath(dir, number), end: packHeader, synced: packHeader, tail: map[sum]span{}}
	rand.Read(p.marker[:]) // never fails
	err := writeWhole(dir, p.path, func(f *os.File) error {
		_, err := f.Write(append([]byte(packMagic), p.marker[:]...))
		return err
	})
	if err == nil {
		err = syncDir(packDir(dir))
	}
	if err != nil {
		return nil, fmt.Errorf("create a pack: %w", err)
	}
	f, err := os.OpenFile(p.path, os.O_RDWR, 0)
	if err != nil {
		return nil, fmt.Errorf("create a pack: %w", err)
	}
	p.file = wrap(f)
	return p, nil
}

func packPath(dir string, number int) string {
	return filepath.Join(packDir(dir), fmt.Sprintf("%08d.pack", number))
}

// openPack opens an existing pack, reads what its index does not cover, cuts off a torn tail and makes durable what is left.
func openPack(path string, wrap func(*os.File) packFile, log *slog.Logger) (*pack, error) {
	number, err := strconv.Atoi(strings.TrimSuffix(filepath.Base(path), ".pack"))
	if err != nil {
		return nil, fmt.Errorf("open %s: the name of a pack is a number: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	p := &pack{number: number, path: path, file: wrap(f), tail: map[sum]span{}}
	info, err := f.Stat()
	if err == nil {
		err = p.load(info.Size(), log)
	}
	if err != nil {
		p.close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return p, nil
}

func (p *pack) load(size int64, log *slog.Logger) error {
	var err error
	if p.marker, err = readPackHeader(p.file, size); err != nil {
		return err
	}
	if p.index, err = openIndex(p.indexPath(), p.marker, size); err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("index of a pack is made again", "pack", p.path, "cause", err)
	}
	return p.readTail(size, log)
}

// readTail scans the records that the index does not know.
func (p *pack) readTail(size int64, log *slog.Logger) error {
	sc := scanner{r: p.file, marker: p.marker, size: size}
	end, gaps, err := sc.walk(p.covered(), func(e entry) { p.tail[e.sum] = e.span })
	if err != nil {
		return err
	}
	for _, g := range gaps {
		log.Error("damaged stretch in a pack is passed over", "pack", p.path, "offset", g.from, "bytes", g.to-g.from)
	}
	if end < size {
		log.Warn("torn tail of a pack is cut off", "pack", p.path, "offset", end, "bytes", size-end)
		if err := p.file.Truncate(end); err != nil {
			return err
		}
	}
	if end > p.covered() || end < size {
		// After a kill the records are in the page cache only; from now on they count as durable.
		if err := p.file.Sync(); err != nil {
			return err
		}
	}
	p.end, p.synced = end, end
	return nil
}

func readPackHeader(r packFile, size int64) (m marker, err error) {
	var head [packHeader]byte
	if size < packHeader {
		return m, errors.New("not a pack: too short")
	}
	if err := readFull(r, head[:], 0); err != nil {
		return m, err
	}
	if string(head[:8]) != packMagic {
		return m, errors.New("not a pack: it begins with something else")
	}
	return marker(head[8:]), nil
}
