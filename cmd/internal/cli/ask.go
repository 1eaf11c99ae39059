package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// asker asks on a terminal. Without one it only notes which flags are missing.
type asker struct {
	in      *bufio.Reader
	out     io.Writer
	asks    bool
	missing []string
	failure error
}

func newAsker(w *world) *asker {
	return &asker{in: bufio.NewReader(w.In), out: w.Err, asks: isTerminal(w.In)}
}

// text asks for something that must be known, unless it is.
func (a *asker) text(value *string, flag, question, suggested string) {
	if *value != "" || a.failure != nil {
		return
	}
	if !a.asks {
		a.missing = append(a.missing, flag)
		return
	}
	for *value == "" && a.failure == nil {
		*value = a.question(question, suggested)
	}
}

// option asks for something that may stay empty.
func (a *asker) option(value *string, question, suggested string) {
	if *value == "" && a.failure == nil && a.asks {
		*value = a.question(question, suggested)
	}
}

// list asks for several words; without a flag there may be none.
func (a *asker) list(values *[]string, flag, question string) {
	if len(*values) > 0 || a.failure != nil {
		return
	}
	if !a.asks {
		a.missing = append(a.missing, flag)
		return
	}
	for len(*values) == 0 && a.failure == nil {
		answer := a.question(question, "")
		*values = strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
		if flag == "" {
			return
		}
	}
}

func (a *asker) question(question, suggested string) string {
	if suggested != "" {
		question += " [" + suggested + "]"
	}
	fmt.Fprint(a.out, question+": ")
	line, err := a.in.ReadString('\n')
	if err != nil {
		a.failure = errors.New("the questions ended without all answers; nothing was written")
		return ""
	}
	if line = strings.TrimSpace(line); line == "" {
		return suggested
	}
	return line
}

func (a *asker) err() error {
	if len(a.missing) > 0 {
		return fmt.Errorf("say %s, or answer the questions on a terminal", strings.Join(a.missing, ", "))
	}
	return a.failure
}
