package blob

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"
)

// keeper is one way to make a batch durable. The three are compared by BenchmarkBatch; the figures stand in doc.go.
type keeper interface {
	keep(batch [][]byte) error
	Close() error
}

// BenchmarkBatch measures how fast batches of mails become durable: go test -run '^$' -bench Batch.
func BenchmarkBatch(b *testing.B) {
	ways := []struct {
		name string
		open func(dir string) (keeper, error)
	}{{"files", openFiles}, {"pack", openPackKeeper}, {"bbolt", openBolt}}
	for _, way := range ways {
		for _, size := range []int{1, 50, 500} {
			b.Run(fmt.Sprintf("%s/%d", way.name, size), func(b *testing.B) {
				k, err := way.open(b.TempDir())
				if err != nil {
					b.Fatal(err)
				}
				benchmarkBatch(b, k, size)
				if err := k.Close(); err != nil {
					b.Fatal(err)
				}
			})
		}
	}
}

func benchmarkBatch(b *testing.B, k keeper, size int) {
	mails := sampleMails(500)
	var bytes, stamp, first int
	for b.Loop() {
		batch := make([][]byte, size)
		for i := range batch {
			batch[i] = mails[(first+i)%len(mails)]
			stamp++
			binary.BigEndian.PutUint64(batch[i], uint64(stamp)) // no mail comes twice
			bytes += len(batch[i])
		}
		first += size
		if err := k.keep(batch); err != nil {
			b.Fatal(err)
		}
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(size*b.N)/seconds, "mails/s")
	b.ReportMetric(float64(bytes)/1e6/seconds, "MB/s")
}

// sampleMails are n mails of 2 to 200 KB, 17 KB in the mean, of bytes that do not compress.
func sampleMails(n int) [][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	noise := rand.NewChaCha8([32]byte{})
	mails := make([][]byte, n)
	for i := range mails {
		size := math.Exp(9.25 + 1.1*r.NormFloat64())
		mails[i] = make([]byte, int(min(max(size, 2_000), 200_000)))
		noise.Read(mails[i])
	}
	return mails
}

// packKeeper is the way that won: the package itself.
type packKeeper struct{ *Store }

func openPackKeeper(dir string) (keeper, error) {
	s, err := Open(dir, Options{Log: slog.New(slog.DiscardHandler)})
	return packKeeper{s}, err
}

func (k packKeeper) keep(batch [][]byte) error {
	for _, m := range batch {
		if _, err := k.PutBytes(context.Background(), m); err != nil {
			return err
		}
	}
	return k.Sync(context.Background())
}

// files keeps a file per mail under its hash, written and synced by 32 goroutines so that the journal commits of the
// file system are shared, and then syncs the folder.
type files struct{ dir *os.File }

func openFiles(dir string) (keeper, error) {
	d, err := os.Open(dir)
	return files{d}, err
}

func (k files) keep(batch [][]byte) error {
	var g errgroup.Group
	g.SetLimit(32)
	for _, m := range batch {
		g.Go(func() error { return k.write(m) })
	}
	return errors.Join(g.Wait(), k.dir.Sync())
}

func (k files) write(m []byte) error {
	id := sha256.Sum256(m)
	path := filepath.Join(k.dir.Name(), hex.EncodeToString(id[:]))
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	_, err = f.Write(m)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func (k files) Close() error { return k.dir.Close() }

// boltKeeper keeps a batch in one transaction under sequential keys. An index by hash, which it would need besides, is
// left out: the figures flatter it.
type boltKeeper struct{ *bolt.DB }

func openBolt(dir string) (keeper, error) {
	db, err := bolt.Open(filepath.Join(dir, "blobs"), 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType})
	if err != nil {
		return nil, err
	}
	return boltKeeper{db}, db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("blobs"))
		return err
	})
}

func (k boltKeeper) keep(batch [][]byte) error {
	return k.Update(func(tx *bolt.Tx) error {
		bucket := tx.Bucket([]byte("blobs"))
		for _, m := range batch {
			id := sha256.Sum256(m) // the name is part of the job
			n, err := bucket.NextSequence()
			if err != nil {
				return err
			}
			if err := bucket.Put(binary.BigEndian.AppendUint64(nil, n), append(id[:], m...)); err != nil {
				return err
			}
		}
		return nil
	})
}
