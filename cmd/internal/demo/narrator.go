package demo

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/term"
)

// The styles of a terminal (ECMA-48, SGR). They never get into the transcript.
const (
	plain = ""
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
	green = "\x1b[32m"
	cyan  = "\x1b[36m"
)

const (
	quoteLines  = 6  // of a mail that are shown
	digestLines = 24 // of a digest
	quoteWidth  = 96 // in characters
)

// narrator tells what happens, a line for each thing, with the seconds since the start and who did it. It keeps a
// transcript without colours.
type narrator struct {
	out        io.Writer
	colours    bool
	began      time.Time
	transcript bytes.Buffer
}

// newNarrator writes colours only on a terminal, and none when NO_COLOR is set.
func newNarrator(out io.Writer) *narrator {
	f, isFile := out.(*os.File)
	colours := isFile && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == ""
	return &narrator{out: out, colours: colours, began: time.Now()}
}

// line writes one line in a style.
func (n *narrator) line(style, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	fmt.Fprintln(&n.transcript, text)
	if n.colours && style != plain {
		text = style + text + "\x1b[0m"
	}
	fmt.Fprintln(n.out, text)
}

// scene begins a chapter.
func (n *narrator) scene(number int, title, about string) {
	n.line(plain, "")
	n.line(bold, "%d. %s", number, title)
	n.line(faint, "   %s", about)
}

// says tells what somebody did.
func (n *narrator) says(who, format string, args ...any) {
	n.line(plain, "%5.1fs  %-8s %s", time.Since(n.began).Seconds(), who, fmt.Sprintf(format, args...))
}

// desk tells what the desk did, and why.
func (n *narrator) desk(format string, args ...any) {
	n.line(cyan, "%5.1fs  %-8s %s", time.Since(n.began).Seconds(), "desk", fmt.Sprintf(format, args...))
}

// checked tells what was looked at and found right.
func (n *narrator) checked(format string, args ...any) {
	n.line(green, "%17s✓ %s", "", fmt.Sprintf(format, args...))
}

// quote shows the beginning of a mail, at most so many lines of it that say something.
func (n *narrator) quote(text string, most int) {
	shown := 0
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		l = strings.TrimSpace(l)
		if l == "" || l == ">" || l == "--" {
			continue
		}
		if shown++; shown > most {
			n.line(faint, "%17s│ …", "")
			return
		}
		n.line(faint, "%17s│ %s", "", short(l, quoteWidth))
	}
}

// short cuts a text off after so many characters.
func short(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
