package blob

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// image is a folder of a store with one pack of those contents, and where each record begins.
func image(t testing.TB, contents ...[]byte) (dir string, starts []int64) {
	t.Helper()
	dir = t.TempDir()
	s := openIn(t, dir, Options{})
	for _, c := range contents {
		starts = append(starts, s.packs[0].end)
		mustPut(t, s, c)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, starts
}

func TestATornTailIsCutOffWhereverItTore(t *testing.T) {
	contents := [][]byte{[]byte("kept"), []byte("the last but one"), []byte("the last")}
	dir, starts := image(t, contents...)
	path := packPath(dir, 1)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for length := starts[1]; length <= int64(len(whole)); length++ {
		if err := os.WriteFile(path, whole[:length], 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		s := openIn(t, dir, Options{Log: slog.New(slog.NewTextHandler(&said, nil))})
		for i, c := range contents {
			end := int64(len(whole))
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			if got, err := content(s, idOf(c)); end <= length && (err != nil || !bytes.Equal(got, c)) {
				t.Errorf("cut at %d: %q, %v, want %q", length, got, err, c)
			} else if end > length && !errors.Is(err, ErrNotFound) {
				t.Errorf("cut at %d: %q, %v, want none", length, got, err)
			}
		}
		torn := length != starts[1] && length != starts[2] && length != int64(len(whole))
		if told := strings.Contains(said.String(), "torn tail"); told != torn {
			t.Errorf("cut at %d: log says %q", length, said.String())
		}
		if info, err := os.Stat(path); err != nil || info.Size() != s.packs[0].end {
			t.Errorf("cut at %d: the pack ends at %d, its file at %d, %v", length, s.packs[0].end, info.Size(), err)
		}
		wantContent(t, s, mustPut(t, s, []byte("stored afterwards")), []byte("stored afterwards"))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDamageInsideAPackCostsOneBlobOnly(t *testing.T) {
	contents := [][]byte{[]byte("first"), []byte("the damaged one"), []byte("third")}
	for _, part := range []struct {
		name string
		at   int64
	}{{"marker", 0}, {"length", 9}, {"hash", 20}, {"header checksum", 45}, {"content", headerSize + 3}} {
		t.Run(part.name, func(t *testing.T) {
			dir, starts := image(t, contents...)
			flip(t, packPath(dir, 1), starts[1]+part.at)
			s := openIn(t, dir, Options{})
			wantContent(t, s, idOf(contents[0]), contents[0])
			wantContent(t, s, idOf(contents[2]), contents[2])
			if _, err := s.Get(t.Context(), idOf(contents[1])); !errors.Is(err, ErrNotFound) {
				t.Errorf("the damaged one: %v", err)
			}
			wantContent(t, s, mustPut(t, s, contents[1]), contents[1])
		})
	}
}

// flip turns one bit over.
func flip(t testing.TB, path string, at int64) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[at] ^= 4
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestBitRotIsAnErrorAndTheContentCanBeStoredAgain(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	mail, large := []byte("a mail that rots"), samples()["large"]
	small, big := mustPut(t, s, mail), mustPut(t, s, large)
	mustSync(t, s)
	if err := s.writeIndex(s.packs[0]); err != nil {
		t.Fatal(err)
	}
	flip(t, s.packs[0].path, packHeader+headerSize+5)
	flip(t, filepath.Join(largeDir(s.dir), big), 1<<20)
	for _, id := range []ID{small, big} {
		if _, err := content(s, id); !errors.Is(err, ErrDamaged) {
			t.Errorf("reading: %v", err)
		}
		if err := s.Verify(t.Context(), id); !errors.Is(err, ErrDamaged) {
			t.Errorf("Verify: %v", err)
		}
	}
	wantContent(t, s, mustPut(t, s, mail), mail)
	if err := s.writeIndex(s.packs[0]); err != nil { // it knows the damaged record only
		t.Fatal(err)
	}
	wantContent(t, s, small, mail)
	mustSync(t, s)
	if err := s.writeIndex(s.packs[0]); err != nil {
		t.Fatal(err)
	}
	wantContent(t, s, small, mail) // the index holds both records now
}

func TestALostOrWrongIndexIsMadeAgain(t *testing.T) {
	spoil := map[string]func(path string) error{
		"lost":      os.Remove,
		"empty":     func(p string) error { return os.Truncate(p, 0) },
		"cut short": func(p string) error { return os.Truncate(p, indexHeader+3) },
		"garbage":   func(p string) error { return os.WriteFile(p, bytes.Repeat([]byte("tdindex1"), 99), 0o600) },
	}
	for name, damage := range spoil {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := openIn(t, dir, Options{PackSize: 1000, checkpoint: 100})
			contents := fill(t, s, 50)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			indexes, err := filepath.Glob(filepath.Join(packDir(dir), "*.index"))
			if err != nil || len(indexes) < 3 {
				t.Fatalf("%d indexes, %v", len(indexes), err)
			}
			for _, path := range indexes {
				if err := damage(path); err != nil {
					t.Fatal(err)
				}
			}
			s = openIn(t, dir, Options{})
			for _, c := range contents {
				wantContent(t, s, idOf(c), c)
			}
		})
	}
}

// fill stores n different small contents, syncing after each.
func fill(t testing.TB, s *Store, n int) (contents [][]byte) {
	t.Helper()
	for i := range n {
		c := fmt.Appendf(nil, "content number %d", i)
		contents = append(contents, c)
		mustPut(t, s, c)
		mustSync(t, s)
	}
	return contents
}

// powerCut is a disk that knows what a power cut may leave: all that was synced, and of the rest any pages.
type powerCut struct {
	*os.File
	durable []byte
}

func (d *powerCut) Sync() (err error) {
	d.durable, err = os.ReadFile(d.Name())
	return err
}

// cut leaves on disk what the power cut left.
func (d *powerCut) cut(t *testing.T, r *rand.Rand) {
	left, err := os.ReadFile(d.Name())
	if err != nil {
		t.Fatal(err)
	}
	const page = 64 // smaller than real ones, to tear more records
	for at := 0; at < len(left); at += page {
		if r.IntN(2) == 0 {
			clear(left[at:min(at+page, len(left))])
		}
	}
	left = left[:len(d.durable)+r.IntN(len(left)-len(d.durable)+1)]
	copy(left, d.durable)
	if err := os.WriteFile(d.Name(), left, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAPowerCutKeepsWhatWasSyncedAndInventsNothing(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 7))
		dir := t.TempDir()
		var disks []*powerCut
		s := openIn(t, dir, Options{PackSize: 3000, checkpoint: 800, wrap: func(f *os.File) packFile {
			d := &powerCut{File: f}
			if err := d.Sync(); err != nil {
				t.Error(err)
			}
			disks = append(disks, d)
			return d
		}})
		var synced, loose [][]byte
		for range 60 {
			c := make([]byte, r.IntN(200))
			for i := range c {
				c[i] = byte(r.Uint32())
			}
			mustPut(t, s, c)
			if loose = append(loose, c); r.IntN(4) == 0 {
				mustSync(t, s)
				synced, loose = append(synced, loose...), nil
			}
		}
		s.quiet()
		for _, d := range disks {
			d.cut(t, r)
		}
		s.release() // without Close, which would sync
		s = openIn(t, dir, Options{})
		for _, c := range synced {
			wantContent(t, s, idOf(c), c)
		}
		for _, c := range loose {
			if got, err := content(s, idOf(c)); !errors.Is(err, ErrNotFound) && !bytes.Equal(got, c) {
				t.Errorf("seed %d: %d bytes, %v for %d bytes that were not synced", seed, len(got), err, len(c))
			}
		}
		s.Close()
	}
}

// quiet waits for a group commit under way.
func (s *Store) quiet() {
	s.mu.RLock()
	last := s.round
	s.mu.RUnlock()
	if last != nil {
		<-last.done
	}
}
