package postoffice

import (
	"bufio"
	"bytes"
	"errors"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-message/textproto"
)

// Fetch sends parts of mails. No lock is held while it writes.
func (s *imapSession) Fetch(w *imapserver.FetchWriter, set imap.NumSet, options *imap.FetchOptions) error {
	if err := s.at("FETCH"); err != nil {
		return err
	}
	for _, c := range s.gather(set, options) {
		r := w.CreateMessage(c.number)
		err := c.write(r, options)
		// Close also when it has failed: imapserver holds a lock until then.
		if err := errors.Join(err, r.Close()); err != nil {
			return err
		}
	}
	return s.after("FETCH")
}

// gather picks the mails, and marks them \Seen unless the client only peeks.
func (s *imapSession) gather(set imap.NumSet, options *imap.FetchOptions) []chosen {
	s.account.mutex.Lock()
	defer s.account.mutex.Unlock()
	picked := s.view.pick(set)
	reads := slices.ContainsFunc(options.BodySection, func(b *imap.FetchItemBodySection) bool { return !b.Peek })
	changed := false
	for i, c := range picked {
		if reads && !s.view.readOnly && c.letter.mark(imap.StoreFlagsAdd, []imap.Flag{imap.FlagSeen}) {
			changed = true
			picked[i].flags = c.letter.flags
		}
		if options.Flags {
			s.view.known[c.number-1].revision = c.letter.revision
		}
	}
	if changed {
		s.view.folder.touch()
	}
	return picked
}

// write sends what was asked for about one mail.
func (c chosen) write(r *imapserver.FetchResponseWriter, options *imap.FetchOptions) error {
	raw := c.letter.raw
	if options.UID {
		r.WriteUID(c.letter.uid)
	}
	if options.Flags {
		r.WriteFlags(c.flags)
	}
	if options.InternalDate {
		r.WriteInternalDate(c.letter.time)
	}
	if options.RFC822Size {
		r.WriteRFC822Size(int64(len(raw)))
	}
	if options.Envelope {
		// A header that cannot be read gives an envelope of NILs.
		h, _ := textproto.ReadHeader(bufio.NewReader(bytes.NewReader(raw)))
		r.WriteEnvelope(imapserver.ExtractEnvelope(h))
	}
	if options.BodyStructure != nil {
		r.WriteBodyStructure(imapserver.ExtractBodyStructure(bytes.NewReader(raw)))
	}
	for _, item := range options.BodySection {
		part := section(raw, item)
		literal := r.WriteBodySection(item, int64(len(part)))
		if _, err := literal.Write(part); err != nil {
			return err
		}
		if err := literal.Close(); err != nil {
			return err
		}
	}
	return nil
}

// section returns the bytes of a BODY[...] item. The mail as a whole, its
// header and its text come as they are, also when they are no proper mail.
func section(raw []byte, item *imap.FetchItemBodySection) []byte {
	if len(item.Part) > 0 || len(item.HeaderFields) > 0 || len(item.HeaderFieldsNot) > 0 {
		return imapserver.ExtractBodySection(bytes.NewReader(raw), item)
	}
	_, body := readHeader(raw)
	switch item.Specifier {
	case imap.PartSpecifierHeader:
		raw = raw[:body]
	case imap.PartSpecifierText:
		raw = raw[body:]
	}
	if p := item.Partial; p != nil {
		start := min(max(p.Offset, 0), int64(len(raw)))
		raw = raw[start:min(start+max(p.Size, 0), int64(len(raw)))]
	}
	return raw
}
