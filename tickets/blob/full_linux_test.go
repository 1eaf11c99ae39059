package blob

import (
	"bytes"
	"errors"
	"os"
	"syscall"
	"testing"
)

func TestASmallRealDiskRunsFullAndRecovers(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("needs the right to mount a tmpfs: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	s := openIn(t, dir, Options{PackSize: 1 << 20, checkpoint: 1 << 18})
	ballast := dir + "/ballast"
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	var kept [][]byte
	var full error
	for i := 0; full == nil && i < 1000; i++ {
		c := bytes.Repeat([]byte{byte(i), byte(i >> 8)}, 10_000)
		if _, full = s.PutBytes(t.Context(), c); full == nil {
			kept = append(kept, c)
			full = s.Sync(t.Context())
		}
	}
	if !errors.Is(full, syscall.ENOSPC) {
		t.Fatalf("a full disk: %v", full)
	}
	if _, err := s.PutBytes(t.Context(), make([]byte, 2*maxPacked)); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a large one: %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	after := bytes.Repeat([]byte("x"), 10_000)
	mustPut(t, s, after)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openIn(t, dir, Options{})
	for _, c := range append(kept, after) {
		wantContent(t, s, idOf(c), c)
	}
}
