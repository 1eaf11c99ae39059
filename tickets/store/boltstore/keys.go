package boltstore

import (
	"bytes"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// mostLately is how many keys wait before they are put among all others. Names are random, so among all keys each dirties
// a page of its own; these share a hundred pages, and those that are put among the others together share theirs.
const mostLately = 8 << 10

// keyValue finds what a key leads to; nil when it is unknown.
func keyValue(tx *bolt.Tx, name []byte) []byte {
	if v := tx.Bucket(bucketLately).Get(name); v != nil {
		return v
	}
	return tx.Bucket(bucketKeys).Get(name)
}

// setKey lets a key lead to something. The sequence of the bucket counts them.
func setKey(tx *bolt.Tx, name, value []byte) error {
	lately := tx.Bucket(bucketLately)
	if bytes.Equal(lately.Get(name), value) {
		return nil
	}
	if _, err := lately.NextSequence(); err != nil {
		return err
	}
	return lately.Put(name, value)
}

// settleKeys puts the keys that were set lately among all others when there are many. Those that are there already get
// their new value.
func (s *Store) settleKeys(tx *bolt.Tx) error {
	lately, keys := tx.Bucket(bucketLately), tx.Bucket(bucketKeys)
	if lately.Sequence() < mostLately {
		return nil
	}
	n := 0
	err := lately.ForEach(func(name, value []byte) error {
		if n++; n%manyKeys == 0 {
			if err := s.letGo(tx); err != nil {
				return err
			}
		}
		return keys.Put(name, value)
	})
	if err != nil {
		return fmt.Errorf("settle the keys of late: %w", err)
	}
	if err := tx.DeleteBucket(bucketLately); err != nil {
		return err
	}
	_, err = tx.CreateBucket(bucketLately)
	return err
}
