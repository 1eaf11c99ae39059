package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/mailin/postoffice"
	"tierdesk/tickets"
)

// TestEveryRealMailIsAccountedFor lets all mails of the corpora come to a desk: the odd, the broken, those of machines. Each is
// on a ticket, is suspended, or repeats one that is; nothing of it stays in the inbox; no machine is answered, and no one twice.
func TestEveryRealMailIsAccountedFor(t *testing.T) {
	root := os.Getenv("TIERDESK_CORPORA")
	if root == "" {
		t.Skip("TIERDESK_CORPORA names no folder of mails")
	}
	mails := mailsIn(t, root)
	synctest.Test(t, func(t *testing.T) {
		c := newCompanyIn(t, postoffice.Options{CollectOutside: true})
		c.start()
		time.Sleep(time.Minute)
		for i, raw := range mails {
			c.must(c.office.Put("support", "INBOX", postoffice.Message{Raw: raw}))
			if i%20 == 0 {
				time.Sleep(time.Minute)
			}
		}
		time.Sleep(10 * time.Minute)
		if left := c.office.Mail("support", "INBOX"); len(left) > 0 {
			t.Errorf("%d mails are left in the inbox", len(left))
		}
		taken := c.office.Mail("support", "Processed")
		if len(taken) < len(mails) { // bounces of our own letters come beside
			t.Errorf("%d mails were taken over of %d", len(taken), len(mails))
		}
		c.accountFor(taken)
		c.checkAnswers(taken)
		c.close()
	})
}

// mailsIn are the mails below a folder; what is no mail has no header.
func mailsIn(t *testing.T, root string) (mails [][]byte) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if m := parse.Bytes(raw); len(m.From) > 0 || m.MessageID != "" {
			mails = append(mails, raw)
		}
		return err
	})
	if err != nil || len(mails) < 1000 {
		t.Fatalf("%d mails: %v", len(mails), err)
	}
	return mails
}

// accountFor finds every mail by its bytes on a ticket or among the suspended, or another there that says the same.
func (c *company) accountFor(taken []postoffice.Message) {
	c.t.Helper()
	suspended, err := c.app.Desk().SuspendedMails(context.Background())
	c.must(err)
	known := map[string]bool{}
	for _, s := range suspended {
		known[s.Raw] = true
	}
	for _, t := range c.tickets() {
		_, h, err := c.app.Desk().Show(context.Background(), t.ID)
		c.must(err)
		for _, m := range h.Messages {
			known[m.Raw] = true
		}
	}
	says := map[string]bool{}
	var others []postoffice.Message
	for _, m := range taken {
		if sum := sha256.Sum256(m.Raw); known[hex.EncodeToString(sum[:])] {
			says[saying(m)] = true
		} else {
			others = append(others, m)
		}
	}
	for _, m := range others {
		if !says[saying(m)] {
			c.t.Errorf("nothing is known of %.300q", m.Raw)
		}
	}
	c.t.Logf("%d mails: %d suspended, %d repeated, the others on %d tickets", len(taken), len(suspended), len(others), len(c.tickets()))
}

// saying is the same for two copies of one mail.
func saying(m postoffice.Message) string {
	read := readOf(m.Raw)
	return read.MessageID + "|" + read.Fingerprint(m.Time)
}

func readOf(raw []byte) tickets.Mail {
	m := parse.Bytes(raw)
	classify.Classify(&m)
	return m
}

// checkAnswers looks at what left: mail that everybody can read, one answer to a person's mail, and none to a machine's.
func (c *company) checkAnswers(taken []postoffice.Message) {
	c.t.Helper()
	machine := map[string]bool{}
	for _, m := range taken {
		read := readOf(m.Raw)
		machine[read.MessageID] = machine[read.MessageID] || read.Kind != tickets.KindPerson
	}
	answers := map[string]int{}
	out := c.office.Outside()
	for _, m := range out {
		letter, err := mail.ReadMessage(bytes.NewReader(m.Raw))
		if err != nil {
			c.t.Errorf("a letter that cannot be read: %v: %q", err, m.Raw)
			continue
		}
		on := strings.Trim(letter.Header.Get("In-Reply-To"), "<>")
		if answers[on]++; on != "" && (answers[on] > 1 || machine[on]) {
			c.t.Errorf("answer %d to <%s>, of a machine: %t, to %s", answers[on], on, machine[on], letter.Header.Get("To"))
		}
	}
	c.t.Logf("%d letters left, in answer to %d mails", len(out), len(answers))
}
