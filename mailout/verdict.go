package mailout

import (
	"errors"
	"fmt"
	"net/textproto"
	"strconv"
	"strings"
	"unicode"
)

// fate is what a failure means for the letter.
type fate int

const (
	later   fate = iota // try again, the attempt counts
	never               // refused for good
	unknown             // perhaps the server has it
	account             // no fault of the letter's: the mailbox is in trouble
)

// verdict is a failure, understood.
type verdict struct {
	fate   fate
	status string // enhanced status or reply code, "" without an answer
	text   string
	hangUp bool // the session is of no more use
	early  bool // nothing of the letter's text had been sent, and the connection is gone
}

// judge reads a failure of transfer. Cut says that a write to the connection failed.
func judge(err error, cut bool) verdict {
	var no *refusal
	if errors.As(err, &no) {
		return verdict{fate: never, status: no.status, text: no.text}
	}
	f := &failure{at: atMail, err: err}
	begun := errors.As(err, &f)
	var missing *unread
	if errors.As(err, &missing) {
		return verdict{fate: later, text: missing.Error(), hangUp: begun}
	}
	var answer *textproto.Error
	if errors.As(f.err, &answer) && answer.Code >= 300 {
		return judgeAnswer(f.at, answer)
	}
	return judgeSilence(f, cut)
}

// judgeAnswer follows RFC 5321, section 4.2.1: the first digit decides, but for the codes that speak of the session.
func judgeAnswer(at stage, answer *textproto.Error) verdict {
	v := verdict{status: status(answer.Code, answer.Msg), text: fmt.Sprintf("%d %s", answer.Code, oneLine(answer.Msg))}
	switch {
	case answer.Code == 421:
		v.hangUp, v.early = true, at != atBody && at != atEnd
	case answer.Code == 503:
		v.hangUp = true
	case answer.Code == 530:
		v.fate, v.hangUp = account, true
	case answer.Code/100 == 5:
		v.fate = never
		v.text = explain(v.status, answer.Code) + v.text
	case answer.Code/100 != 4:
		v.hangUp = true
	}
	return v
}

// explain puts the refusals that people can act on into words.
func explain(status string, code int) string {
	switch {
	case status == "5.3.4" || status == "5.2.3" || (code == 552 && status == "552"):
		return "the letter is too large: "
	case status == "5.2.2":
		return "the recipient's mailbox is full: "
	}
	return ""
}

// judgeSilence is for a connection that broke or timed out.
func judgeSilence(f *failure, cut bool) verdict {
	v := verdict{hangUp: true, early: f.at != atBody && f.at != atEnd}
	if f.at == atEnd && !cut {
		v.fate = unknown
		v.text = "no answer after the letter was handed over; a repetition with the same Message-ID may arrive: " + oneLine(f.err.Error())
		return v
	}
	v.text = fmt.Sprintf("the connection was lost at %s: %s", f.at, oneLine(f.err.Error()))
	return v
}

// status is the enhanced code at the start of a reply (RFC 2034, section 3) when it agrees with the reply code, else the
// reply code.
func status(code int, text string) string {
	first, _, _ := strings.Cut(strings.TrimLeft(text, " "), " ")
	first, _, _ = strings.Cut(first, "\n")
	parts := strings.Split(first, ".")
	if len(parts) == 3 && parts[0] == strconv.Itoa(code/100) && isShortNumber(parts[1]) && isShortNumber(parts[2]) {
		return first
	}
	return strconv.Itoa(code)
}

func isShortNumber(s string) bool {
	return len(s) >= 1 && len(s) <= 3 && strings.Trim(s, "0123456789") == ""
}

// plainly words an error with the server's answer as the server wrote it; textproto would quote it.
func plainly(err error) string {
	var answer *textproto.Error
	if !errors.As(err, &answer) {
		return oneLine(err.Error())
	}
	said := fmt.Sprintf("%d %s", answer.Code, answer.Msg)
	return oneLine(strings.Replace(err.Error(), answer.Error(), said, 1))
}

// maxText bounds, in bytes, what is kept of an answer.
const maxText = 500

// oneLine makes an answer fit to be stored, logged and mailed to an agent.
func oneLine(text string) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?")))
	line := strings.Join(words, " ")
	if len(line) > maxText {
		line = strings.ToValidUTF8(line[:maxText], "") + " …"
	}
	return line
}
