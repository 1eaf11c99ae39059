package demo

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// mayFill reports whether a folder is new or empty. Nothing is ever overwritten.
func mayFill(folder string) error {
	if folder == "" {
		return nil
	}
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("save the demo: %w", err)
	case len(entries) > 0:
		return fmt.Errorf("save the demo: the folder %s is not empty, and nothing in it shall be overwritten; name a new one", folder)
	}
	return nil
}

// save leaves the configuration, every mailbox as a folder of mails, and what was told.
func (s *stage) save(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("save the demo: %w", err)
	}
	yaml, err := os.ReadFile(s.file)
	if err != nil {
		return fmt.Errorf("save the demo: %w", err)
	}
	err = errors.Join(
		os.WriteFile(filepath.Join(folder, "tierdesk.yaml"), yaml, 0o644),
		os.WriteFile(filepath.Join(folder, "transcript.txt"), s.tell.transcript.Bytes(), 0o644),
		s.saveMailbox(folder, supportLogin))
	for _, p := range s.residents() {
		err = errors.Join(err, s.saveMailbox(folder, p.login))
	}
	if err != nil {
		return fmt.Errorf("save the demo: %w", err)
	}
	s.tell.line(plain, "Configuration, transcript and every mail are in %s.", folder)
	return nil
}

// saveMailbox writes each mail of an account as a file of its own; those that were sent, or moved, into a folder below.
func (s *stage) saveMailbox(folder, login string) error {
	for _, box := range s.office.Folders(login) {
		mails := s.office.Mail(login, box)
		if len(mails) == 0 {
			continue
		}
		to := filepath.Join(folder, login)
		if box != "INBOX" {
			to = filepath.Join(to, strings.ToLower(box))
		}
		if err := os.MkdirAll(to, 0o755); err != nil {
			return err
		}
		for i, m := range mails {
			name := fmt.Sprintf("%02d-%s.eml", i+1, readLetter(m.Raw).title())
			if err := os.WriteFile(filepath.Join(to, name), m.Raw, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// title names a letter in a file name: by its notice, or by its subject.
func (l *letter) title() string {
	name := l.notice()
	if name == "" {
		name = l.Subject
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, name)
	return short(strings.Join(strings.Fields(name), "-"), 60)
}
