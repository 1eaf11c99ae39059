package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Named is a ticket that command lines of a mail are addressed to, other than the one the mail is on: #1024 /assign ann.
type Named struct {
	Ticket Ticket
	Queued []Letter // as in Facts
}

// runAll runs commands in order, each on the ticket that it names or on the mail's own. After a fault the step must be
// thrown away: all run or none.
func (s *step) runAll(by string, commands []Command) (done []string, fault *Fault) {
	for _, c := range commands {
		line, fault := s.runOne(by, c)
		if fault != nil {
			fault.Line, fault.Text = c.Line, c.Text
			return nil, fault
		}
		if line != "" {
			done = append(done, line)
		}
	}
	return done, nil
}

// refusal is why a command is not run, when something else than its right form is nearest.
type refusal struct{ problem, nearest string }

func (r *refusal) Error() string { return r.problem }

func (s *step) runOne(by string, c Command) (done string, fault *Fault) {
	if len(c.Arg) > maxLine && !c.carriesWords() && c.Verb != "vendor" {
		return "", &Fault{Problem: "the line is too long", Nearest: "/" + c.Verb + ", and the rest below the commands"}
	}
	i := slices.IndexFunc(Verbs(), func(v Verb) bool { return v.Name == c.Verb })
	if i < 0 {
		return "", &Fault{Problem: "there is no command /" + c.Verb, Nearest: "/help"}
	}
	v := Verbs()[i]
	if !slices.Contains(v.Roles, s.roleOf(by)) {
		return "", &Fault{Problem: "/" + v.Name + " is for " + v.Who() + " only", Nearest: "/help"}
	}
	if v.scope == asks && c.Ticket != 0 && c.Arg == "" { // #1024 /show
		c.Arg, c.Ticket = c.Ticket.String(), 0
	}
	on, fault := s.target(v, c)
	if fault != nil {
		return "", fault
	}
	on.line = c.Line
	done, err := v.run(on, by, c.Arg)
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		return "", &Fault{Problem: refused.problem, Nearest: refused.nearest}
	case err != nil:
		return "", &Fault{Problem: err.Error(), Nearest: v.Usage}
	}
	if on != s && v.Name == "note" {
		on.note(by, c.Arg)
	}
	if on != s {
		done = on.t.ID.String() + ": " + done
	}
	return done, nil
}

// target is the ticket that a command runs on.
func (s *step) target(v Verb, c Command) (*step, *Fault) {
	number, form := c.Ticket.String(), strings.TrimSpace("/"+c.Verb+" "+c.Arg)
	switch {
	case v.scope != onTicket && c.Ticket != 0:
		return nil, &Fault{Problem: "/" + v.Name + " is not about one ticket", Nearest: form}
	case v.scope != onTicket || c.Ticket == s.t.ID && c.Ticket != 0:
		return s, nil
	case c.Ticket == 0 && s.opened != nil:
		return s.opened, nil
	case c.Ticket == 0 && s.t.ID == 0 && v.Name == "vendor" && s.now.Fresh != 0:
		return s.openForVendor(), nil
	case c.Ticket == 0 && s.t.ID == 0:
		return nil, &Fault{Problem: "your mail belongs to no ticket: say which one the line is about", Nearest: "#1024 " + form}
	case c.Ticket == 0:
		return s, nil
	case v.Name == "split":
		return nil, &Fault{Problem: "/split is about the ticket that your mail is on", Nearest: form}
	case v.Name == "reply" || v.Name == "note" && c.Arg == "":
		return nil, &Fault{Problem: "words for " + number + " are not taken from a mail that is not on it", Nearest: number + " /note TEXT"}
	}
	return s.other(c.Ticket)
}

// other is the step on a ticket that lines are addressed to; all lines of a mail share it.
func (s *step) other(id ID) (*step, *Fault) {
	if i := slices.IndexFunc(s.others, func(o *step) bool { return o.t.ID == id }); i >= 0 {
		return s.others[i], nil
	}
	named, ok := s.now.Named[id]
	if !ok {
		return nil, &Fault{Problem: "there is no ticket " + id.String(), Nearest: "/list"}
	}
	o := &step{t: named.Ticket.Clone(), r: s.r, now: s.now, mail: s.mail, proof: s.proof}
	o.now.Queued, o.before = named.Queued, named.Ticket
	s.others = append(s.others, o)
	return o, nil
}

// finishOthers turns the steps on other tickets into decisions of their own, committed with this one.
func (s *step) finishOthers(by string) {
	actor, known := s.r.PersonByID(by)
	if !known {
		actor = Person{ID: by, Name: by}
	}
	for _, o := range s.others {
		o.inquire(nil, Body{})
		o.keepUnsent(&o.before, by)
		o.afterCommands(o.before, actor, InternalLeg, false)
		o.keepHolder()
		o.plan()
		o.d.Reason, o.d.Why, o.d.Ticket = CommandRun, fmt.Sprintf("ran as %s ordered", actor.Name), o.t
		s.d.Others = append(s.d.Others, o.d)
	}
}
