package templates

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"tierdesk/tickets"
)

// source is a template file, read but not yet parsed.
type source struct {
	file    string // en/received.md
	name    string // received, or _files for a piece
	subject string
	body    string // begins with as many empty lines as the head had, so that positions are those of the file
}

// piece reports whether the file is there only to be included by others.
func (s source) piece() bool { return strings.HasPrefix(s.name, "_") }

// head is the front matter of a template.
type head struct {
	Subject string `yaml:"subject"`
}

func readSource(fsys fs.FS, file string) (source, error) {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return source{}, fmt.Errorf("read a template: %w", err)
	}
	text := strings.ReplaceAll(string(bytes.TrimPrefix(raw, []byte("\ufeff"))), "\r\n", "\n")
	src := source{file: file, name: strings.TrimSuffix(path.Base(file), ".md"), body: text}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return source{}, fmt.Errorf("%s:%d: a NUL character", file, 1+strings.Count(text[:i], "\n"))
	}
	if src.piece() {
		src.body = strings.TrimRight(text, "\n") // what includes it decides whether the line goes on
		return src, nil
	}
	if !slices.Contains(tickets.Notices(), tickets.Notice(src.name)) {
		return source{}, fmt.Errorf("%s:1: there is no notice %q", file, src.name)
	}
	return src, src.cutHead()
}

// cutHead moves the front matter out of the body.
func (s *source) cutHead() error {
	rest, ok := strings.CutPrefix(s.body, "---\n")
	if !ok {
		return fmt.Errorf("%s:1: the first line must be ---, followed by subject: and another ---", s.file)
	}
	front, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return fmt.Errorf("%s:1: the head has no end: a line --- is missing", s.file)
	}
	var h head
	if err := yaml.UnmarshalWithOptions([]byte(front), &h, yaml.Strict()); err != nil {
		return s.headFault(err)
	}
	if strings.TrimSpace(h.Subject) == "" {
		return fmt.Errorf("%s:2: the head has no subject", s.file)
	}
	s.subject = "\n" + h.Subject
	s.body = strings.Repeat("\n", strings.Count(front, "\n")+3) + body
	return nil
}

// headFault puts the file and its line before what the YAML library says.
func (s *source) headFault(err error) error {
	var fault yaml.Error
	if errors.As(err, &fault) && fault.GetToken() != nil {
		return fmt.Errorf("%s:%d: %s", s.file, fault.GetToken().Position.Line+1, fault.GetMessage())
	}
	return fmt.Errorf("%s:1: %w", s.file, err)
}
