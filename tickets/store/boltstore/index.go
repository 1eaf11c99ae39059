package boltstore

import (
	"bytes"
	"time"

	bolt "go.etcd.io/bbolt"
)

// entry is one key of an index; a nil key is none.
type entry struct{ bucket, key []byte }

// entries are the keys under which a ticket of this head stands in the indexes that do not hold its traits.
func (h head) entries(id []byte) []entry {
	if h.Version == 0 {
		return make([]entry, 3) // a ticket that does not exist yet
	}
	e := []entry{
		{bucketUpdated, append(h.Updated[:], id...)},
		{bucketRequesters, append(h.Requester[:], id...)},
		{},
	}
	if h.Wake != momentOf(time.Time{}) {
		e[2] = entry{bucketWake, append(h.Wake[:], id...)}
	}
	return e
}

// index moves a ticket from where its old head stands to where its new one belongs.
func index(tx *bolt.Tx, id []byte, old, now head, traits []byte) error {
	from, to := old.entries(id), now.entries(id)
	for i := range to {
		if bytes.Equal(from[i].key, to[i].key) {
			continue
		}
		if from[i].key != nil {
			if err := tx.Bucket(from[i].bucket).Delete(from[i].key); err != nil {
				return err
			}
		}
		if to[i].key != nil {
			if err := tx.Bucket(to[i].bucket).Put(to[i].key, nil); err != nil {
				return err
			}
		}
	}
	return indexLiving(tx.Bucket(bucketLiving), id, now.Living, traits)
}

func indexLiving(b *bolt.Bucket, id []byte, living bool, traits []byte) error {
	switch before := b.Get(id); {
	case !living && before != nil:
		return b.Delete(id)
	case living && !bytes.Equal(before, traits):
		return b.Put(id, traits)
	}
	return nil
}
