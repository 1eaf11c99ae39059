package boltstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Backup writes a copy of the database as it is at one moment, while the desk goes on working, and calls progress, which
// may be nil, with the bytes written and those there will be. Write to a local disk: while a backup runs, the file cannot
// give back pages, and cannot grow beyond its mapping (1 GiB, or twice what it had when it was opened) before it ends.
func (s *Store) Backup(ctx context.Context, w io.Writer, progress func(done, total int64)) error {
	err := s.view(ctx, func(tx *bolt.Tx) error {
		if _, err := tx.WriteTo(&counter{ctx: ctx, w: w, total: tx.Size(), progress: progress}); err != nil {
			return cmp.Or(ctx.Err(), err) // bbolt hides what the writer returned
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("back up the database: %w", err)
	}
	return nil
}

// counter passes bytes on, tells how many, and stops when the context is done.
type counter struct {
	ctx         context.Context
	w           io.Writer
	done, total int64
	progress    func(done, total int64)
}

func (c *counter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.w.Write(p)
	c.done += int64(n)
	if c.progress != nil {
		c.progress(c.done, c.total)
	}
	return n, err
}

// Verify reads a whole database file that no daemon has open, such as a backup, and returns nil when it is sound and its
// layout is known. It changes nothing.
func Verify(path string) error {
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: 2 * time.Second, FreelistType: bolt.FreelistMapType})
	if err != nil {
		return fmt.Errorf("verify the database %s: %w", path, err)
	}
	err = db.View(func(tx *bolt.Tx) error { return check(tx, path) })
	return errors.Join(err, db.Close())
}

func check(tx *bolt.Tx, path string) (err error) {
	defer func() {
		if fault := recover(); fault != nil { // so bbolt tells of a page that is not what it should be
			err = fmt.Errorf("verify the database %s: %v", path, fault)
		}
	}()
	if err := uncut(tx, path); err != nil {
		return fmt.Errorf("verify the database %s: %w", path, err)
	}
	var faults []error
	for err := range tx.Check() {
		if len(faults) < 10 {
			faults = append(faults, err)
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("verify the database %s: %w", path, errors.Join(faults...))
	}
	layout, err := layoutOf(tx, path, len(migrations()))
	if err == nil && layout == 0 {
		return &WrongLayout{Path: path, Known: len(migrations())}
	}
	return err
}
