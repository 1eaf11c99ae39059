package blob

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// packFile is what the store needs of an open pack; tests put a failing disk behind it.
type packFile interface {
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Sync() error
	Close() error
}

// lockDir takes the lock of a store. The kernel lets go of it when the process ends, however it ends.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for patience := lockWait; ; patience -= lockPause {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) || patience <= 0 {
			break
		}
		time.Sleep(lockPause)
	}
	if err == nil {
		return f, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, ErrInUse
	}
	return nil, fmt.Errorf("lock %s: %w", f.Name(), err)
}

// A store that was just closed may be locked for moments yet: a process that is being started at the time holds all open
// files of the one that starts it.
const (
	lockWait  = 500 * time.Millisecond
	lockPause = 20 * time.Millisecond
)

// makeDirs creates the folders of a store and makes their names durable.
func makeDirs(dir string) error {
	for _, d := range []string{dir, packDir(dir), largeDir(dir), tempDir(dir)} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return err
		}
	}
	return errors.Join(syncDir(dir), syncDir(filepath.Dir(dir)))
}

func packDir(dir string) string  { return filepath.Join(dir, "pack") }
func largeDir(dir string) string { return filepath.Join(dir, "large") }
func tempDir(dir string) string  { return filepath.Join(dir, "tmp") }

// emptyTemp removes what an interrupted process left half-written.
func emptyTemp(dir string) error {
	names, err := os.ReadDir(tempDir(dir))
	if err != nil {
		return err
	}
	for _, n := range names {
		if err := os.Remove(filepath.Join(tempDir(dir), n.Name())); err != nil {
			return err
		}
	}
	return nil
}

// writeWhole makes the file path appear with everything that fill writes, or not at all. The content is on disk before
// the name is; the name is durable only after the next syncDir of its folder.
func writeWhole(dir, path string, fill func(*os.File) error) error {
	f, err := os.CreateTemp(tempDir(dir), "new-*")
	if err != nil {
		return err
	}
	if err = fill(f); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
