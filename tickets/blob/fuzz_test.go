package blob

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"
)

// FuzzATailOfAnyBytes puts any bytes behind a sound record. Opening must not fail, the sound record must be there, and
// whatever else is found must be what its name says.
func FuzzATailOfAnyBytes(f *testing.F) {
	known := marker{1, 2, 3, 4, 5, 6, 7, 8}
	record := func(content string) []byte {
		b := append(make([]byte, headerSize), content...)
		putHeader(b, known, uint32(len(content)), sum(sha256.Sum256([]byte(content))))
		return b
	}
	second := record("second")
	f.Add([]byte{})
	f.Add(second)
	f.Add(second[:len(second)-1])
	f.Add(append([]byte("noise"), second...))
	f.Add(append(second[:headerSize+2:headerSize+2], second...))
	f.Add(append(bytes.Repeat(known[:], 9), second...))
	first := append(append([]byte(packMagic), known[:]...), record("first")...)
	f.Fuzz(func(t *testing.T, tail []byte) {
		dir := t.TempDir()
		if err := os.Mkdir(packDir(dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(packPath(dir, 1), append(bytes.Clone(first), tail...), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openIn(t, dir, Options{})
		wantContent(t, s, idOf([]byte("first")), []byte("first"))
		all, err := s.packs[0].entries(s.packs[0].end)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			id := hex.EncodeToString(e.sum[:])
			if got, err := content(s, id); err != nil || idOf(got) != id {
				t.Errorf("blob %s: %q, %v", id, got, err)
			}
		}
		wantContent(t, s, mustPut(t, s, []byte("afterwards")), []byte("afterwards"))
		s.Close()
	})
}

// FuzzAnIndexOfAnyBytes opens any bytes as an index: it is refused, or it can be searched without a panic.
func FuzzAnIndexOfAnyBytes(f *testing.F) {
	known := marker{1, 2, 3, 4, 5, 6, 7, 8}
	entries := []entry{{sum{1}, span{16, 5}}, {sum{2}, span{80, 7}}}
	var sound bytes.Buffer
	if err := writeIndex(&sound, known, 200, entries); err != nil {
		f.Fatal(err)
	}
	f.Add(sound.Bytes())
	f.Add(sound.Bytes()[:indexHeader])
	f.Add([]byte(indexMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := t.TempDir() + "/x.index"
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		x, err := openIndex(path, known, 200)
		if err != nil {
			return
		}
		defer x.file.Close()
		for _, e := range entries {
			if _, _, err := x.find(e.sum); err != nil {
				t.Error(err)
			}
		}
		if _, err := x.entries(0); err != nil {
			t.Error(err)
		}
	})
}
