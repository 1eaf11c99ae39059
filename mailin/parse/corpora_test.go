package parse

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestEveryMailOfTheCorporaIsRead reads every file of the corpora in the folder that TIERDESK_CORPORA names.
func TestEveryMailOfTheCorporaIsRead(t *testing.T) {
	root := os.Getenv("TIERDESK_CORPORA")
	if root == "" {
		t.Skip("TIERDESK_CORPORA names no folder of mails")
	}
	n := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		start := time.Now()
		m := Bytes(raw)
		checkMail(t, raw, &m)
		if diff := cmp.Diff(m, Read(iotest.HalfReader(bytes.NewReader(raw)))); diff != "" {
			t.Errorf("%s is read otherwise from a stream: %s", path, diff)
		}
		for _, a := range m.Attachments {
			var out bytes.Buffer
			if err := Leaf(bytes.NewReader(raw), a.Part, &out); err != nil || sumOf(out.String()) != a.SHA256 {
				t.Errorf("%s: part %d: %v", path, a.Part, err)
			}
		}
		Markdown(&m)
		if _, err := JSON(path, &m); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if spent := time.Since(start); spent > 10*time.Second {
			t.Errorf("%s took %v", path, spent)
		}
		return nil
	})
	if err != nil || n == 0 {
		t.Fatalf("%d files: %v", n, err)
	}
	t.Logf("%d files", n)
}
