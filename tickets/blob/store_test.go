package blob

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

// openIn opens a store that is closed with the test and, unless told otherwise, says nothing.
func openIn(t testing.TB, dir string, opts Options) *Store {
	t.Helper()
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	s, err := Open(dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func mustPut(t testing.TB, s *Store, content []byte) ID {
	t.Helper()
	id, err := s.PutBytes(t.Context(), content)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func mustSync(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func content(s *Store, id ID) ([]byte, error) {
	b, err := s.Get(context.Background(), id)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return io.ReadAll(b)
}

func wantContent(t testing.TB, s *Store, id ID, want []byte) {
	t.Helper()
	got, err := content(s, id)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Fatalf("blob %s has %d other bytes, want %d", id, len(got), len(want))
	}
}

func idOf(content []byte) ID {
	s := sha256.Sum256(content)
	return hex.EncodeToString(s[:])
}

// samples are contents on both sides of every limit.
func samples() map[string][]byte {
	big := bytes.Repeat([]byte("0123456789abcdef"), 3<<16)
	return map[string][]byte{
		"empty": nil, "one byte": {0}, "a mail": []byte("Subject: help\r\n\r\nIt is broken.\r\n"),
		"the longest in a pack": big[:maxPacked], "the shortest in a file": big[:maxPacked+1], "large": big,
	}
}

func TestContentComesBackBeforeAndAfterSyncAndReopening(t *testing.T) {
	for name, want := range samples() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := openIn(t, dir, Options{})
			id, size, err := s.Put(t.Context(), iotest.HalfReader(bytes.NewReader(want)))
			if err != nil || size != int64(len(want)) || id != idOf(want) {
				t.Fatalf("Put = %s, %d, %v", id, size, err)
			}
			wantContent(t, s, id, want)
			mustSync(t, s)
			wantContent(t, s, id, want)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = openIn(t, dir, Options{})
			wantContent(t, s, id, want)
			if err := s.Verify(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestABlobCanBeReadFromAnyPlace(t *testing.T) {
	for name, want := range samples() {
		if len(want) < 20 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			s := openIn(t, t.TempDir(), Options{})
			b, err := s.Get(t.Context(), mustPut(t, s, want))
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			if b.Size() != int64(len(want)) {
				t.Errorf("size %d, want %d", b.Size(), len(want))
			}
			part := make([]byte, 5)
			if _, err := b.ReadAt(part, 7); err != nil || !bytes.Equal(part, want[7:12]) {
				t.Errorf("ReadAt = %q, %v", part, err)
			}
			if _, err := b.Seek(-9, io.SeekEnd); err != nil {
				t.Fatal(err)
			}
			if rest, err := io.ReadAll(b); err != nil || !bytes.Equal(rest, want[len(want)-9:]) {
				t.Errorf("the last nine bytes = %q, %v", rest, err)
			}
			if _, err := b.Seek(0, io.SeekStart); err != nil {
				t.Fatal(err)
			}
			if all, err := io.ReadAll(b); err != nil || !bytes.Equal(all, want) {
				t.Errorf("all of it again: %d bytes, %v", len(all), err)
			}
		})
	}
}

func TestTheSameContentIsKeptOnce(t *testing.T) {
	for name, c := range samples() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := openIn(t, dir, Options{})
			first := mustPut(t, s, c)
			mustPut(t, s, c) // while the first is not durable
			mustSync(t, s)
			before := bytesIn(t, dir)
			if left, err := os.ReadDir(tempDir(dir)); err != nil || len(left) > 0 {
				t.Errorf("temporary files are left: %v, %v", left, err)
			}
			for range 3 {
				if again := mustPut(t, s, c); again != first {
					t.Errorf("name %s, then %s", first, again)
				}
			}
			mustSync(t, s)
			if after := bytesIn(t, dir); after != before {
				t.Errorf("%d bytes on disk, then %d", before, after)
			}
		})
	}
}

func bytesIn(t testing.TB, dir string) (total int64) {
	t.Helper()
	err := filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return total
}

func TestAPutThatFailsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir, Options{})
	before := bytesIn(t, dir)
	lost := errors.New("connection lost")
	for _, length := range []int{0, 100, maxPacked, 2 * maxPacked} {
		c := bytes.Repeat([]byte{'x'}, length)
		if _, _, err := s.Put(t.Context(), io.MultiReader(bytes.NewReader(c), iotest.ErrReader(lost))); !errors.Is(err, lost) {
			t.Errorf("after %d bytes: %v", length, err)
		}
		if _, err := s.Get(t.Context(), idOf(c)); !errors.Is(err, ErrNotFound) {
			t.Errorf("half of %d bytes: %v", length, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.PutBytes(ctx, []byte("late")); !errors.Is(err, context.Canceled) {
		t.Errorf("with an ended context: %v", err)
	}
	if after := bytesIn(t, dir); after != before {
		t.Errorf("%d bytes on disk, then %d", before, after)
	}
}

func TestALargeMailIsStreamed(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	const size = 100 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	id, n, err := s.Put(t.Context(), io.LimitReader(zeros{}, size))
	if err != nil || n != size {
		t.Fatalf("%d bytes, %v", n, err)
	}
	mustSync(t, s)
	if err := s.Verify(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d bytes of heap for %d bytes of mail", used, size)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestOnlyAHashIsAName(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	id := mustPut(t, s, []byte("x"))
	for _, bad := range []ID{"", "x", "../lock", strings.ToUpper(id), id[:62], id + "00", idOf([]byte("never stored"))} {
		if _, err := s.Get(t.Context(), bad); !errors.Is(err, ErrNotFound) {
			t.Errorf("Get(%q): %v", bad, err)
		}
		if err := s.Verify(t.Context(), bad); !errors.Is(err, ErrNotFound) {
			t.Errorf("Verify(%q): %v", bad, err)
		}
	}
}

func TestAClosedStoreSaysSo(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	large := samples()["large"]
	b, err := s.Get(t.Context(), mustPut(t, s, large))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(b); err != nil || !bytes.Equal(got, large) {
		t.Errorf("a blob opened before: %d bytes, %v", len(got), err)
	}
	b.Close()
	if _, err := s.PutBytes(t.Context(), []byte("late")); !errors.Is(err, ErrClosed) {
		t.Errorf("Put: %v", err)
	}
	if _, err := s.Get(t.Context(), idOf(large)); !errors.Is(err, ErrClosed) {
		t.Errorf("Get: %v", err)
	}
}

func TestAStoreExistsOnceItWasOpened(t *testing.T) {
	dir := t.TempDir()
	if found, err := Exists(dir); found || err != nil {
		t.Errorf("an empty folder: %v, %v", found, err)
	}
	if found, err := Exists(filepath.Join(dir, "nothing")); found || err != nil {
		t.Errorf("no folder: %v, %v", found, err)
	}
	if err := openIn(t, dir, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	if found, err := Exists(dir); !found || err != nil {
		t.Errorf("a store: %v, %v", found, err)
	}
	if _, err := Exists(filepath.Join(dir, "lock")); err == nil {
		t.Error("a file passes for a folder without a store")
	}
}

func TestAStoreIsOpenedOnce(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir, Options{})
	_, err := Open(dir, Options{})
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), dir) {
		t.Errorf("the second Open: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	openIn(t, dir, Options{})
}

// TestAKilledProcessKeepsWhatItSynced starts this test again as another process, which holds the store until it is killed.
func TestAKilledProcessKeepsWhatItSynced(t *testing.T) {
	const variable = "BLOB_TEST_HOLD"
	if dir := os.Getenv(variable); dir != "" {
		hold(t, dir)
		return
	}
	dir := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestAKilledProcessKeepsWhatItSynced$")
	child.Env = append(os.Environ(), variable+"="+dir)
	stdin, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrInUse) {
		t.Errorf("opened while another process holds it: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait() // says that it was killed
	s := openIn(t, dir, Options{})
	for id := range strings.FieldsSeq(line) {
		if err := s.Verify(t.Context(), id); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(tempDir(dir)); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
}

func hold(t *testing.T, dir string) {
	s := openIn(t, dir, Options{})
	small, large := mustPut(t, s, []byte("synced")), mustPut(t, s, samples()["large"])
	mustSync(t, s)
	mustPut(t, s, make([]byte, 2*maxPacked)) // its temporary file is left behind
	fmt.Println(small, large)
	io.Copy(io.Discard, os.Stdin)
}
