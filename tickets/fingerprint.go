package tickets

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"
	"time"
)

// Fingerprint tells two mails apart by what they say: sender, date, subject, text and attachments. It is the same for two
// copies of one mail that took different ways, whose raw bytes differ in Received and Delivered-To fields. A mail that has
// neither Message-ID nor date is told apart by when the server received it, and two reports without Message-ID by whom they
// speak of: their text is often the same.
func (m *Mail) Fingerprint(received time.Time) string {
	h := sha256.New()
	date := m.Date
	if m.MessageID == "" && date.IsZero() {
		date = received
	}
	fmt.Fprintf(h, "%q %q %d\n", m.Author().Key(), strings.TrimSpace(m.Subject), date.Unix())
	writeText(h, strings.TrimSpace(m.Text))
	for _, a := range m.Attachments {
		fmt.Fprintf(h, "\n%s", a.SHA256)
	}
	if m.MessageID == "" {
		for _, b := range m.Bounces {
			fmt.Fprintf(h, "\n%q %q", b.Recipient, b.OriginalMessageID)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// writeText hashes a text piece by piece: as a whole it would be copied.
func writeText(h hash.Hash, text string) {
	var piece [1024]byte
	for len(text) > 0 {
		n := copy(piece[:], text)
		h.Write(piece[:n])
		text = text[n:]
	}
}
