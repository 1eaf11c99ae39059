package blob

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"runtime"
	"testing"
)

// BenchmarkMillion measures a store of a million blobs: how long Open takes, what stays in memory, and one look-up of a blob
// that is there and of one that is not. The blobs are short, so that building it takes seconds; what Open does
// depends on their number and on the packs, of which there are as many as a million mails would fill.
func BenchmarkMillion(b *testing.B) {
	const blobs = 1_000_000
	dir := b.TempDir()
	opts := Options{PackSize: 200 * blobs / 17}
	s := openIn(b, dir, opts)
	c := make([]byte, 200-headerSize)
	for i := range uint64(blobs) {
		binary.BigEndian.PutUint64(c, i)
		mustPut(b, s, c)
		if i%500 == 0 {
			mustSync(b, s)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		var used float64
		for b.Loop() {
			before := heap()
			s := openIn(b, dir, opts)
			used = heap() - before
			s.Close()
		}
		b.ReportMetric(used/1e6, "heap-MB")
	})
	s = openIn(b, dir, opts)
	b.Logf("%d packs", len(s.packs))
	b.Run("present", func(b *testing.B) { benchmarkLookUp(b, s, c, blobs) })
	b.Run("absent", func(b *testing.B) { benchmarkLookUp(b, s, append(c, 0), blobs) })
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func benchmarkLookUp(b *testing.B, s *Store, c []byte, blobs uint64) {
	for b.Loop() {
		binary.BigEndian.PutUint64(c, rand.Uint64N(blobs))
		_, err := s.Get(b.Context(), idOf(c))
		if err != nil && !errors.Is(err, ErrNotFound) {
			b.Fatal(err)
		}
	}
}
