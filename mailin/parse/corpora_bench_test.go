package parse_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
)

// BenchmarkCorpora reads the mails in the folder that TIERDESK_CORPORA names, one after the other: MB and mails in a
// second, and what they allocate. It may name any folder of mails.
func BenchmarkCorpora(b *testing.B) {
	root := os.Getenv("TIERDESK_CORPORA")
	if root == "" {
		b.Skip("TIERDESK_CORPORA names no folder of mails")
	}
	var mails [][]byte
	total := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || filepath.Ext(path) == ".jsonl" || filepath.Ext(path) == ".json" || len(mails) >= 3000 {
			return err
		}
		raw, err := os.ReadFile(path)
		mails = append(mails, raw)
		total += len(raw)
		return err
	})
	if err != nil || len(mails) == 0 {
		b.Fatalf("%d mails: %v", len(mails), err)
	}
	for name, read := range map[string]func([]byte){
		"parse":    func(raw []byte) { parse.Bytes(raw) },
		"classify": func(raw []byte) { m := parse.Bytes(raw); classify.Classify(&m) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(total / len(mails)))
			n := 0
			for b.Loop() {
				read(mails[n%len(mails)])
				n++
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "mails/s")
		})
	}
}
