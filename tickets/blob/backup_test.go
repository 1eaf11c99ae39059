package blob

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestABackupHoldsEverythingAndIsAStore(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{PackSize: 1000, checkpoint: 300})
	contents := fill(t, s, 30)
	for _, c := range samples() {
		mustPut(t, s, c)
		contents = append(contents, c)
	}
	dst := filepath.Join(t.TempDir(), "copy")
	for _, run := range []string{"new", "again", "with more"} {
		if run == "with more" {
			mustPut(t, s, []byte("more"))
			contents = append(contents, []byte("more"))
		}
		var done, total int64
		err := s.Backup(t.Context(), dst, func(d, all int64) {
			if d < done || total != 0 && all != total || d > all {
				t.Errorf("%s: progress %d of %d after %d of %d", run, d, all, done, total)
			}
			done, total = d, all
		})
		if err != nil || done != total || total == 0 {
			t.Fatalf("%s: %d of %d bytes, %v", run, done, total, err)
		}
		copied := openIn(t, dst, Options{})
		for _, c := range contents {
			wantContent(t, copied, idOf(c), c)
		}
		copied.Close()
	}
}

func TestABackupMendsAnEarlierCopyThatRotted(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	mail, large := []byte("a mail"), samples()["large"]
	mustPut(t, s, mail)
	mustPut(t, s, large)
	dst := t.TempDir()
	if err := s.Backup(t.Context(), dst, nil); err != nil {
		t.Fatal(err)
	}
	flip(t, packPath(dst, 1), packHeader+headerSize)
	flip(t, filepath.Join(largeDir(dst), idOf(large)), 5)
	if err := s.Backup(t.Context(), dst, nil); err != nil {
		t.Fatal(err)
	}
	copied := openIn(t, dst, Options{})
	wantContent(t, copied, idOf(mail), mail)
	wantContent(t, copied, idOf(large), large)
}

func TestABackupNamesDamageAndCopiesTheRest(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	rotten, sound, large := []byte("rotten"), []byte("sound"), samples()["large"]
	for _, c := range [][]byte{rotten, sound, large} {
		mustPut(t, s, c)
	}
	mustSync(t, s)
	flip(t, packPath(s.dir, 1), packHeader+headerSize)
	flip(t, filepath.Join(largeDir(s.dir), idOf(large)), 5)
	dst := t.TempDir()
	err := s.Backup(t.Context(), dst, nil)
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "2 blobs") ||
		!strings.Contains(err.Error(), idOf(rotten)) && !strings.Contains(err.Error(), idOf(large)) {
		t.Errorf("Backup: %v", err)
	}
	copied := openIn(t, dst, Options{})
	wantContent(t, copied, idOf(sound), sound)
	copied.Close()

	mustPut(t, s, rotten) // stored again
	mustPut(t, s, large)
	if err := s.Backup(t.Context(), dst, nil); err != nil {
		t.Errorf("after the content was stored again: %v", err)
	}
	copied = openIn(t, dst, Options{})
	wantContent(t, copied, idOf(rotten), rotten)
	wantContent(t, copied, idOf(large), large)
}

func TestABackupLeavesOutWhatWasStoredAfterItBegan(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{PackSize: 500, checkpoint: 1})
	fill(t, s, 9)
	dst := t.TempDir()
	var late bool
	err := s.Backup(t.Context(), dst, func(int64, int64) {
		if !late {
			late = true
			mustPut(t, s, []byte("late"))
			mustSync(t, s) // which also writes an index that speaks of it
		}
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := openIn(t, dst, Options{}).Get(t.Context(), idOf([]byte("late"))); !errors.Is(err, ErrNotFound) {
		t.Errorf("the late one: %v", err)
	}
}

func TestABackupRefusesAFolderThatIsNotItsOwn(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	mustPut(t, s, []byte("ours"))
	if err := s.Backup(t.Context(), s.dir, nil); !errors.Is(err, ErrInUse) {
		t.Errorf("into itself: %v", err)
	}
	other, _ := image(t, []byte("theirs"))
	if err := s.Backup(t.Context(), other, nil); err == nil || !strings.Contains(err.Error(), "another store") {
		t.Errorf("over another store: %v", err)
	}
	wantContent(t, openIn(t, other, Options{}), idOf([]byte("theirs")), []byte("theirs"))

	older, newer := t.TempDir(), t.TempDir()
	if err := s.Backup(t.Context(), older, nil); err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, []byte("more"))
	if err := s.Backup(t.Context(), newer, nil); err != nil {
		t.Fatal(err)
	}
	restored := openIn(t, older, Options{})
	if err := restored.Backup(t.Context(), newer, nil); err == nil || !strings.Contains(err.Error(), "later state") {
		t.Errorf("an older state over a newer one: %v", err)
	}
}

func TestABackupThatIsCancelledCanBeRunAgain(t *testing.T) {
	s := openIn(t, t.TempDir(), Options{})
	large := samples()["large"]
	mustPut(t, s, large)
	dst := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	if err := s.Backup(ctx, dst, func(int64, int64) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, err := os.ReadDir(tempDir(dst)); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
	if err := s.Backup(t.Context(), dst, nil); err != nil {
		t.Fatal(err)
	}
	wantContent(t, openIn(t, dst, Options{}), idOf(large), large)
}
