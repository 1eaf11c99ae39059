package postoffice

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Protocol is one of the two protocols the office speaks.
type Protocol string

// The protocols of the office.
const (
	IMAP Protocol = "imap"
	SMTP Protocol = "smtp"
)

// A Fault is one thing that goes wrong on command: at a step of a protocol, for
// somebody, some number of times. Faults may be switched on and off while
// traffic flows; connections that are already open meet them too.
type Fault struct {
	Protocol Protocol

	// Step is where it happens, "" anywhere. CONNECT is a step of both
	// protocols. IMAP has LOGIN (also AUTHENTICATE), SELECT (also EXAMINE),
	// LIST, STATUS, CREATE, DELETE, RENAME, APPEND, IDLE, FETCH, STORE, SEARCH,
	// COPY, MOVE and EXPUNGE; their UID forms are the same step. SMTP has EHLO,
	// AUTH, MAIL, RCPT, BODY (the mail is about to come in) and DATA (the final
	// dot has been read).
	Step string

	// Who narrows it to one login, or in SMTP to one login, envelope sender or
	// recipient; "" is everybody. Logins are unknown before LOGIN or AUTH.
	Who string

	// After strikes when the step has had its effect but has not been answered:
	// the greeting is out (CONNECT), the data are out (FETCH), the mail is
	// stored (DATA, APPEND), moved (MOVE) and so on, and the client does not
	// hear the final answer. Otherwise the fault comes before any effect.
	After bool

	// Skip lets that many matching steps pass unharmed first.
	Skip int

	// Times is how often it happens; 0 is always, until it is mended.
	Times int

	Effect Effect
}

// Effect is what a Fault does. Make one with Refuse, Drop, Hang, Delay or Cut.
type Effect struct {
	kind  effectKind
	text  string
	wait  time.Duration
	bytes int
}

type effectKind int

const (
	effectNone effectKind = iota
	effectRefuse
	effectDrop
	effectHang
	effectDelay
	effectCut
)

// Refuse answers the step with a refusal. In SMTP the text is a whole reply,
// "451 4.3.0 try again later"; a 421 also closes the connection. In IMAP it
// becomes a tagged NO, "[OVERQUOTA] the mailbox is full"; a text that starts
// with "BYE " is sent as an untagged BYE and closes the connection.
func Refuse(text string) Effect { return Effect{kind: effectRefuse, text: text} }

// Drop closes the connection without a word. At CONNECT it refuses the
// connection.
func Drop() Effect { return Effect{kind: effectDrop} }

// Hang never answers on this connection again, and leaves it open.
func Hang() Effect { return Effect{kind: effectHang} }

// Delay waits before it goes on as if nothing had happened.
func Delay(d time.Duration) Effect { return Effect{kind: effectDelay, wait: d} }

// Cut lets n more bytes pass and then drops the connection. At BODY these are
// bytes of the mail coming in, at FETCH bytes of the first literal going out,
// elsewhere bytes of the answer.
func Cut(n int) Effect { return Effect{kind: effectCut, bytes: n} }

// Broken is a Fault that is in force.
type Broken struct {
	faults *faults
	fault  Fault
	seen   int // how many steps matched
	hits   int // how many of them were struck
}

// Mend ends the fault. Connections that hang already go on hanging.
func (b *Broken) Mend() {
	b.faults.mutex.Lock()
	defer b.faults.mutex.Unlock()
	b.faults.list = slices.DeleteFunc(b.faults.list, func(other *Broken) bool { return other == b })
}

// Hits returns how often the fault has struck so far.
func (b *Broken) Hits() int {
	b.faults.mutex.Lock()
	defer b.faults.mutex.Unlock()
	return b.hits
}

// Break puts a fault into force. When several match, all delays are waited for
// and the first of the others counts.
func (o *Office) Break(f Fault) *Broken {
	f.Step = strings.ToUpper(f.Step)
	b := &Broken{faults: &o.faults, fault: f}
	o.faults.mutex.Lock()
	defer o.faults.mutex.Unlock()
	o.faults.list = append(o.faults.list, b)
	return b
}

// Mend ends all faults.
func (o *Office) Mend() {
	o.faults.mutex.Lock()
	defer o.faults.mutex.Unlock()
	o.faults.list = nil
}

// faults are the faults in force.
type faults struct {
	mutex sync.Mutex
	list  []*Broken
}

// moment is a point of a conversation at which a fault may strike.
type moment struct {
	protocol Protocol
	step     string
	after    bool
	who      []string
}

// blow is what the faults in force do at one moment.
type blow struct {
	delay  time.Duration
	effect Effect
}

// strike returns what happens at this moment, and counts it.
func (f *faults) strike(m moment) (all blow) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	for _, b := range f.list {
		slow := b.fault.Effect.kind == effectDelay
		if !b.fault.matches(m) || !slow && all.effect.kind != effectNone {
			continue
		}
		b.seen++
		if b.seen <= b.fault.Skip || b.fault.Times > 0 && b.hits >= b.fault.Times {
			continue
		}
		b.hits++
		if slow {
			all.delay += b.fault.Effect.wait
		} else {
			all.effect = b.fault.Effect
		}
	}
	return all
}

func (f *Fault) matches(m moment) bool {
	if f.Protocol != m.protocol || f.After != m.after || f.Step != "" && f.Step != m.step {
		return false
	}
	return f.Who == "" || slices.ContainsFunc(m.who, func(who string) bool {
		return strings.EqualFold(who, f.Who)
	})
}
