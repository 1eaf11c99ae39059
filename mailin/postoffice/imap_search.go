package postoffice

import (
	"bytes"
	"mime"
	"net/mail"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
)

// Search finds mails. BODY and TEXT look at the bytes as they are, without
// undoing a transfer encoding.
func (s *imapSession) Search(kind imapserver.NumKind, criteria *imap.SearchCriteria, _ *imap.SearchOptions) (*imap.SearchData, error) {
	if err := s.at("SEARCH"); err != nil {
		return nil, err
	}
	data := s.search(kind, criteria)
	return data, s.after("SEARCH")
}

func (s *imapSession) search(kind imapserver.NumKind, criteria *imap.SearchCriteria) *imap.SearchData {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	var (
		data imap.SearchData
		seqs imap.SeqSet
		uids imap.UIDSet
	)
	for i, k := range s.view.known {
		m := s.view.folder.get(k.uid)
		if m == nil || !s.view.meets(m, uint32(i+1), criteria) {
			continue
		}
		n := uint32(k.uid)
		if kind == imapserver.NumKindSeq {
			n = uint32(i + 1)
		}
		seqs.AddNum(n)
		uids.AddNum(k.uid)
		if data.Count == 0 {
			data.Min = n
		}
		data.Max = n
		data.Count++
	}
	data.All = seqs
	if kind == imapserver.NumKindUID {
		data.All = uids
	}
	return &data
}

// meets tells whether a mail meets all criteria.
func (v *view) meets(m *letter, number uint32, c *imap.SearchCriteria) bool {
	for _, set := range c.SeqNum {
		if !v.contains(set, number, m.uid) {
			return false
		}
	}
	for _, set := range c.UID {
		if !v.contains(set, number, m.uid) {
			return false
		}
	}
	if !m.meets(c) {
		return false
	}
	for _, not := range c.Not {
		if v.meets(m, number, &not) {
			return false
		}
	}
	for _, or := range c.Or {
		if !v.meets(m, number, &or[0]) && !v.meets(m, number, &or[1]) {
			return false
		}
	}
	return true
}

// meets tests the criteria that are about the mail itself, cheap ones first.
func (m *letter) meets(c *imap.SearchCriteria) bool {
	for _, flag := range c.Flag {
		if !m.has(flag) {
			return false
		}
	}
	for _, flag := range c.NotFlag {
		if m.has(flag) {
			return false
		}
	}
	size := int64(len(m.raw))
	if c.Larger != 0 && size <= c.Larger || c.Smaller != 0 && size >= c.Smaller || !between(m.time, c.Since, c.Before) {
		return false
	}
	return m.meetsText(c)
}

func (m *letter) meetsText(c *imap.SearchCriteria) bool {
	if len(c.Header)+len(c.Text)+len(c.Body) == 0 && c.SentSince.IsZero() && c.SentBefore.IsZero() {
		return true
	}
	h, body := readHeader(m.raw)
	for _, want := range c.Header {
		if !h.contains(want.Key, want.Value) {
			return false
		}
	}
	if !c.SentSince.IsZero() || !c.SentBefore.IsZero() {
		sent, err := mail.ParseDate(h.get("Date"))
		if err != nil || !between(sent, c.SentSince, c.SentBefore) {
			return false
		}
	}
	for _, text := range c.Text {
		if !containsFold(m.raw, text) {
			return false
		}
	}
	for _, text := range c.Body {
		if !containsFold(m.raw[body:], text) {
			return false
		}
	}
	return true
}

// between compares days without regard to zones (RFC 9051, section 6.4.4).
func between(t, since, before time.Time) bool {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return (since.IsZero() || !day.Before(since)) && (before.IsZero() || day.Before(before))
}

// contains tells whether a field of the name has the text in it, as it is
// written or decoded; "" asks whether there is such a field.
func (h header) contains(name, text string) bool {
	var decoder mime.WordDecoder
	for _, f := range h {
		if !strings.EqualFold(f.name, name) {
			continue
		}
		decoded, err := decoder.DecodeHeader(f.value)
		if containsFold([]byte(f.value), text) || err == nil && containsFold([]byte(decoded), text) {
			return true
		}
	}
	return false
}

func containsFold(b []byte, text string) bool {
	return bytes.Contains(bytes.ToLower(b), bytes.ToLower([]byte(text)))
}
