package config

import (
	"fmt"
	"net/mail"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"tierdesk/tickets"
)

// duration is a time that was written, or the default when none was.
func (c *checker) duration(path, s string, def time.Duration) time.Duration {
	if s == "" {
		return def
	}
	d, err := parseDuration(s)
	if err != nil {
		c.fault(path, "%v", err)
	}
	return d
}

// longest keeps a duration far from overflow when it is added to a date.
const longest = 10 * 365 * 24 * time.Hour

// parseDuration reads wall time: 30s, 90m, 2h30m, 3d, 1w.
func parseDuration(s string) (time.Duration, error) {
	bad := fmt.Errorf("%q is no duration: write 30s, 15m, 2h30m, 3d or 1w", s)
	d, err := time.ParseDuration(s)
	for unit, days := range map[string]uint64{"d": 1, "w": 7} {
		if number, found := strings.CutSuffix(s, unit); found {
			var n uint64
			n, err = strconv.ParseUint(number, 10, 12)
			d = time.Duration(n*days) * 24 * time.Hour
		}
	}
	if err != nil || d < 0 || d > longest {
		return 0, bad
	}
	return d, nil
}

// span is how long something may take, in days and time, which a calendar counts differently. Zero when none was written.
func (c *checker) span(path, s string, h tickets.Hours) tickets.Span {
	if s == "" {
		return tickets.Span{}
	}
	number, rest, days := strings.Cut(s, "d")
	if !days {
		if h.Calendar != nil && strings.HasSuffix(s, "w") {
			c.fault(path, "how many working days a week has is not the same everywhere: write 5d")
		}
		return tickets.Span{Time: c.duration(path, s, 0)}
	}
	n, err := strconv.ParseUint(number, 10, 12)
	span := tickets.Span{Days: int(n)}
	if err == nil && rest != "" {
		span.Time, err = parseDuration(rest)
	}
	if err != nil {
		c.fault(path, "%q is no duration: write 30m, 2h30m, 3d or 1d4h", s)
	}
	return span
}

// size is a number of bytes that was written, or the default when none was.
func (c *checker) size(path, s string, def int64) int64 {
	if s == "" {
		return def
	}
	n, err := parseSize(s)
	if err != nil {
		c.fault(path, "%v", err)
	}
	return n
}

// parseSize reads 500KB, 50MB, 1GB. Units are powers of 1024, as mail servers count.
func parseSize(s string) (int64, error) {
	number, shift := strings.ToUpper(s), 0
	for unit, bits := range map[string]int{"KB": 10, "MB": 20, "GB": 30} {
		if n, found := strings.CutSuffix(number, unit); found {
			number, shift = n, bits
			break
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 32)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("%q is no size: write 500KB, 50MB or 1GB", s)
	}
	return n << shift, nil
}

// location is a time zone by its name, or the default when none was written.
func (c *checker) location(path, name string, def *time.Location) *time.Location {
	if name == "" {
		return def
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		c.fault(path, "%q is no time zone: write one such as Europe/Berlin or UTC", name)
	}
	return zone
}

// address notes what is not exactly local@domain, and says whether it is.
func (c *checker) address(path, s string) bool {
	a, err := mail.ParseAddress(s)
	switch {
	case s == "":
		c.fault(path, "the address is missing")
	case err != nil || a.Name != "" || a.Address != s || strings.ContainsAny(s, "\"\r\n"):
		c.fault(path, "%q is no address: write ann@example.com", s)
	default:
		return true
	}
	return false
}

// oneOf notes a word that is not one of those known. "" is the default and always fine.
func (c *checker) oneOf(path, word string, known ...string) {
	if word == "" || slices.Contains(known, word) {
		return
	}
	if near, ok := nearest(word, known); ok {
		c.fault(path, "%q is not known; did you mean %s?", word, near)
		return
	}
	c.fault(path, "%q is not known; there are %s", word, strings.Join(known, ", "))
}

// secret resolves env:NAME and file:PATH. A secret in the file itself is refused, and not repeated in the fault.
func (c *checker) secret(path, ref string) (string, bool) {
	kind, name, _ := strings.Cut(ref, ":")
	switch kind {
	case "env":
		value, _ := c.getenv(name)
		if value == "" {
			c.fault(path, "the environment has no %s", name)
		}
		return value, value != ""
	case "file":
		content, err := c.read(c.rel(name))
		text := strings.TrimSpace(string(content))
		if err != nil {
			c.fault(path, "cannot read the secret: %v", err)
		} else if text == "" {
			c.fault(path, "the file %s is empty", c.rel(name))
		}
		return text, text != ""
	}
	c.noteHidden(path, "secrets do not stand in this file: say env:NAME or file:PATH")
	return "", false
}

// noteHidden notes what is wrong where a secret may stand, without showing the line.
func (c *checker) noteHidden(path, problem string) {
	at := c.at(path)
	c.faults = append(c.faults, &Fault{File: c.path, Line: at.line, Column: at.column,
		Problem: path + ": " + problem})
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
