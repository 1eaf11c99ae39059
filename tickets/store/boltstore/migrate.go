package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	bolt "go.etcd.io/bbolt"

	"tierdesk/tickets"
)

// migration brings a database from one layout to the next, or a part of the way: then it is called again, in a transaction
// of its own.
type migration func(tx *bolt.Tx) (more bool, err error)

// migrations lists them in order: number n leads from layout n to n+1. One that was released is never changed; a new
// layout is a new function at the end and a test that builds the old layout.
func migrations() []migration {
	return []migration{create, addLately, gatherHistory}
}

// migrate applies the migrations that a database lacks, each in transactions of its own, so that one that is broken off
// goes on where it stopped. A large file is read whole then, and its pages are given back on the way.
func (s *Store) migrate(path string, steps []migration, tell func(done, all int64)) error {
	for moved := false; ; moved = true {
		var layout int
		var done, all int64
		err := s.db.View(func(tx *bolt.Tx) (err error) {
			if layout, err = layoutOf(tx, path, len(steps)); err == nil && moved {
				done, all = migrated(tx, layout == len(steps))
			}
			return err
		})
		if err == nil && done > 0 && tell != nil {
			tell(done, all)
		}
		if err != nil || layout == len(steps) {
			return err
		}
		err = s.db.Update(func(tx *bolt.Tx) error { return errors.Join(step(tx, steps[layout], layout+1), s.letGo(tx)) })
		if err != nil {
			return fmt.Errorf("bring %s to layout %d: %w", path, layout+1, err)
		}
	}
}

// migrated is how many tickets are in the newest layout, of how many. Their numbers count them, near enough.
func migrated(tx *bolt.Tx, whole bool) (done, all int64) {
	if last, _ := tx.Bucket(bucketTickets).Cursor().Last(); last != nil {
		all = int64(binary.BigEndian.Uint64(last))
	}
	if at := tx.Bucket(bucketMeta).Get(keyGathered); at != nil {
		return int64(binary.BigEndian.Uint64(at)), all
	}
	if whole {
		return all, all
	}
	return 0, all
}

func step(tx *bolt.Tx, m migration, to int) error {
	if more, err := m(tx); more || err != nil {
		return err
	}
	return tx.Bucket(bucketMeta).Put(keyLayout, []byte(strconv.Itoa(to)))
}

// The buckets that older layouts had.
var (
	oldMessages = []byte("messages") // ticket, version of its commit, place in it → JSON
	oldJournal  = []byte("journal")  // the same
)

// create makes layout 1 of an empty database.
func create(tx *bolt.Tx) (more bool, err error) {
	for _, name := range [][]byte{bucketMeta, bucketTickets, bucketLiving, bucketWake, bucketUpdated, bucketRequesters,
		oldMessages, oldJournal, bucketLetters, bucketQueue, bucketDue, bucketKeys, bucketMarks} {
		if _, err := tx.CreateBucket(name); err != nil {
			return false, fmt.Errorf("create bucket %s: %w", name, err)
		}
	}
	return false, nil
}

// addLately leads to layout 2: keys have a bucket that they stand in at first.
func addLately(tx *bolt.Tx) (more bool, err error) {
	if _, err := tx.CreateBucket(bucketLately); err != nil {
		return false, fmt.Errorf("create bucket %s: %w", bucketLately, err)
	}
	return false, nil
}

// gatherAtOnce is how many tickets one transaction of gatherHistory changes: all of it is in memory.
const gatherAtOnce = 1000

// keyGathered names, in meta, the last ticket that gatherHistory has changed.
var keyGathered = []byte("gathered")

// gatherHistory leads to layout 3: what the commits of a ticket added stands in one bucket, in the order of time from now
// on, and the row of the ticket names it. What is there already is written ticket by ticket.
func gatherHistory(tx *bolt.Tx) (more bool, err error) {
	if _, err := tx.CreateBucketIfNotExists(bucketHistory); err != nil {
		return false, fmt.Errorf("create bucket %s: %w", bucketHistory, err)
	}
	meta := tx.Bucket(bucketMeta)
	var rows []entry // of the next tickets, copied: the bucket changes meanwhile
	c := tx.Bucket(bucketTickets).Cursor()
	id, row := c.Seek(append(bytes.Clone(meta.Get(keyGathered)), 0))
	for ; id != nil && len(rows) < gatherAtOnce; id, row = c.Next() {
		rows = append(rows, entry{bytes.Clone(row), bytes.Clone(id)})
	}
	for _, r := range rows {
		if err := gather(tx, r.key, r.bucket); err != nil {
			return false, fmt.Errorf("ticket %d: %w", binary.BigEndian.Uint64(r.key), err)
		}
	}
	if id != nil {
		return true, meta.Put(keyGathered, rows[len(rows)-1].key)
	}
	return false, errors.Join(meta.Delete(keyGathered), tx.DeleteBucket(oldMessages), tx.DeleteBucket(oldJournal))
}

// gather writes the history of one ticket of layout 2, commit by commit, and its row anew.
func gather(tx *bolt.Tx, id, row []byte) error {
	h, err := decodeHead(row)
	if err != nil {
		return err
	}
	now := ticketRow{head: h, state: row[headSize:]}
	for version := uint64(1); version <= h.Version; version++ {
		prefix := append(bytes.Clone(id), number(version)...)
		raw, err := encodeOld(tx, prefix)
		if err != nil {
			return err
		}
		if raw == nil {
			continue
		}
		n, err := addHistory(tx, raw)
		if err != nil {
			return err
		}
		now.history = append(now.history, n)
	}
	raw, err := now.bytes()
	if err != nil {
		return err
	}
	return tx.Bucket(bucketTickets).Put(id, raw)
}

// encodeOld takes what one commit of layout 2 added to a ticket.
func encodeOld(tx *bolt.Tx, prefix []byte) ([]byte, error) {
	journal, err := takeOld(tx.Bucket(oldJournal), prefix)
	if err != nil {
		return nil, err
	}
	messages, err := takeOld(tx.Bucket(oldMessages), prefix)
	if err != nil || len(journal)+len(messages) == 0 {
		return nil, err
	}
	var a added
	if a.Journal, err = decodeAll[tickets.Entry](journal); err != nil {
		return nil, err
	}
	if a.Messages, err = decodeAll[keptMessage](messages); err != nil {
		return nil, err
	}
	return marshal(a)
}

// takeOld copies rows and deletes them, so that their pages serve the next ones and the file hardly grows.
func takeOld(b *bolt.Bucket, prefix []byte) ([][]byte, error) {
	raws := valuesOf(b, prefix)
	for i := range raws {
		if err := b.Delete(binary.BigEndian.AppendUint32(bytes.Clone(prefix), uint32(i))); err != nil {
			return nil, err
		}
	}
	return raws, nil
}
