package boltstore

import (
	"fmt"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// The buckets of the newest layout; the package comment draws what is in them.
var (
	bucketMeta       = []byte("meta")
	bucketTickets    = []byte("tickets")
	bucketLiving     = []byte("living")
	bucketWake       = []byte("wake")
	bucketUpdated    = []byte("updated")
	bucketRequesters = []byte("requesters")
	bucketMessages   = []byte("messages")
	bucketJournal    = []byte("journal")
	bucketLetters    = []byte("letters")
	bucketQueue      = []byte("queue")
	bucketDue        = []byte("due")
	bucketKeys       = []byte("keys")
	bucketLately     = []byte("lately")
	bucketMarks      = []byte("marks")

	keyLayout = []byte("layout")
)

// migration brings a database from one layout to the next.
type migration func(tx *bolt.Tx) error

// migrations lists them in order: number n leads from layout n to n+1. One that was released is never changed; a new
// layout is a new function at the end and a test that builds the old layout.
func migrations() []migration {
	return []migration{create, addLately}
}

// create makes layout 1 of an empty database.
func create(tx *bolt.Tx) error {
	for _, name := range [][]byte{bucketMeta, bucketTickets, bucketLiving, bucketWake, bucketUpdated, bucketRequesters,
		bucketMessages, bucketJournal, bucketLetters, bucketQueue, bucketDue, bucketKeys, bucketMarks} {
		if _, err := tx.CreateBucket(name); err != nil {
			return fmt.Errorf("create bucket %s: %w", name, err)
		}
	}
	return nil
}

// addLately leads to layout 2: keys have a bucket that they stand in at first.
func addLately(tx *bolt.Tx) error {
	if _, err := tx.CreateBucket(bucketLately); err != nil {
		return fmt.Errorf("create bucket %s: %w", bucketLately, err)
	}
	return nil
}

// WrongLayout is the error of Open and Verify for a database that this program does not understand.
type WrongLayout struct {
	Path  string
	Found int // its layout; 0 for a file that is no database of tierdesk
	Known int // the newest layout that this program knows
}

func (e *WrongLayout) Error() string {
	if e.Found == 0 {
		return fmt.Sprintf("%s is not a database of tierdesk", e.Path)
	}
	return fmt.Sprintf("%s has layout %d, but this tierdesk knows layouts up to %d: run the newer tierdesk that wrote it, or restore an older backup",
		e.Path, e.Found, e.Known)
}

// layoutOf reads the layout of a database; an empty one has layout 0.
func layoutOf(tx *bolt.Tx, path string, known int) (int, error) {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		if k, _ := tx.Cursor().First(); k != nil {
			return 0, &WrongLayout{Path: path, Known: known}
		}
		return 0, nil
	}
	layout, err := strconv.Atoi(string(meta.Get(keyLayout)))
	if err != nil || layout < 1 {
		return 0, &WrongLayout{Path: path, Known: known}
	}
	if layout > known {
		return 0, &WrongLayout{Path: path, Found: layout, Known: known}
	}
	return layout, nil
}

// migrate applies the migrations that a database lacks, each in a transaction of its own, so that one that is broken off
// goes on where it stopped.
func migrate(db *bolt.DB, path string, steps []migration) error {
	for {
		var layout int
		err := db.View(func(tx *bolt.Tx) (err error) {
			layout, err = layoutOf(tx, path, len(steps))
			return err
		})
		if err != nil || layout == len(steps) {
			return err
		}
		if err := db.Update(func(tx *bolt.Tx) error { return step(tx, steps[layout], layout+1) }); err != nil {
			return fmt.Errorf("bring %s to layout %d: %w", path, layout+1, err)
		}
	}
}

func step(tx *bolt.Tx, m migration, to int) error {
	if err := m(tx); err != nil {
		return err
	}
	return tx.Bucket(bucketMeta).Put(keyLayout, []byte(strconv.Itoa(to)))
}
