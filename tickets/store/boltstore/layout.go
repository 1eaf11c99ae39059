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
	bucketHistory    = []byte("history")
	bucketLetters    = []byte("letters")
	bucketQueue      = []byte("queue")
	bucketDue        = []byte("due")
	bucketKeys       = []byte("keys")
	bucketLately     = []byte("lately")
	bucketMarks      = []byte("marks")

	keyLayout = []byte("layout")
)

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
