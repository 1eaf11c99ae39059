package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/tickets/blob"
	"tierdesk/tickets/store/boltstore"
)

func TestABackupIsWhatTheDeskHad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.start()
		time.Sleep(time.Minute)
		c.mail("carl", "carl@customer.example", "support@acme.example", "Printer on fire", "", "It burns.")
		time.Sleep(time.Minute)
		to := filepath.Join(t.TempDir(), "backup")
		_, got := c.ask("POST", "/backup?to="+to, "")
		var last app.Progress
		for dec := json.NewDecoder(strings.NewReader(got)); ; {
			if err := dec.Decode(&last); err != nil {
				break
			}
		}
		if !last.Done || last.Error != "" {
			t.Fatalf("backup: %s", got)
		}
		if _, again := c.ask("POST", "/backup?to="+to, ""); !strings.Contains(again, "file exists") || strings.Contains(again, "not whole") {
			t.Errorf("a second backup into the folder: %s", again)
		}
		c.expect("POST", "/backup?to=relative", "", 200, "absolute")
		c.checkBackup(to)
		c.close()
	})
}

func (c *company) checkBackup(dir string) {
	c.t.Helper()
	db, err := boltstore.Open(filepath.Join(dir, "tierdesk.db"), boltstore.Options{})
	c.must(err)
	defer db.Close()
	blobs, err := blob.Open(filepath.Join(dir, "blobs"), blob.Options{})
	c.must(err)
	defer blobs.Close()
	h, err := db.History(c.t.Context(), 1)
	c.must(err)
	b, err := blobs.Get(c.t.Context(), h.Messages[0].Raw)
	c.must(err)
	defer b.Close()
	if raw, err := io.ReadAll(b); err != nil || !bytes.Contains(raw, []byte("It burns.")) {
		c.t.Errorf("the raw mail in the backup: %q, %v", raw, err)
	}
}

// TestABackupThatIsPutBackGoesOn does what the README says: what came since the backup is moved back into the watched folder.
func TestABackupThatIsPutBackGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.start()
		time.Sleep(time.Minute)
		write := func(subject string) {
			c.mail("carl", "carl@customer.example", "support@acme.example", subject, "", "It burns.")
			time.Sleep(time.Minute)
		}
		write("Printer on fire")
		data, copied := filepath.Join(c.dir, "data"), filepath.Join(t.TempDir(), "backup")
		c.must(c.app.Backup(t.Context(), copied, func(string, int64, int64) {}))
		c.must(app.CheckBackup(copied))
		write("Door on fire")
		c.halt()
		c.must(os.RemoveAll(filepath.Join(data, "blobs")))
		c.must(os.Mkdir(filepath.Join(data, "blobs"), 0o700)) // as if its disk were not mounted
		cfg, err := c.load()
		c.must(err)
		if _, err := app.Open(t.Context(), cfg, app.Options{NoSocket: true}); err == nil || !strings.Contains(err.Error(), "blobs is gone") {
			t.Errorf("an empty place for mails beside a database with tickets: %v", err)
		}
		c.must(os.RemoveAll(data))
		c.must(os.CopyFS(data, os.DirFS(copied)))
		for _, m := range c.office.Mail("support", "Processed") {
			c.must(c.office.Put("support", "INBOX", m))
		}
		c.start()
		time.Sleep(time.Minute)
		write("Window on fire")
		var got []string
		for _, tk := range c.tickets() {
			_, h, err := c.app.Desk().Show(t.Context(), tk.ID)
			c.must(err)
			got = append(got, fmt.Sprintf("%s %s %d", tk.ID, tk.Subject, len(h.Messages)))
		}
		if want := []string{"#1 Printer on fire 1", "#2 Door on fire 1", "#3 Window on fire 1"}; !slices.Equal(got, want) {
			t.Errorf("tickets %q, want %q", got, want)
		}
		c.close()
	})
}
