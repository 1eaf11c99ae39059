package tickets

import (
	"slices"
	"strings"
)

// Verb is one command that people of the desk may write at the top of a mail. The table of verbs is the only place that
// knows them: the parser, the help, the README and Decide read it.
type Verb struct {
	Name  string
	Usage string // /assign WHO|none
	Help  string // one line
	// Roles are who may give it. Customers and vendors are in none: a slash line of theirs is text. Who is of the desk has
	// proven it by the standard of the mailbox, for every command alike: a mail that falls short is suspended unread.
	Roles []Role
	run   func(s *step, by, arg string) (done string, err error)
}

// Verbs is the table, in the order of the help.
func Verbs() []Verb {
	staff := []Role{Agent, Manager}
	all := []Role{Agent, Manager, Operator}
	return []Verb{
		{"note", "/note [TEXT]", "keep this mail inside: nothing of it goes to the customer", all, runNote},
		{"reply", "/reply [TEXT]", "send this mail to the customer, also when it answers a note", staff, runReply},
		{"cancel", "/cancel", "recall your last reply to the customer, while it waits to be sent", staff, runCancel},
		{"take", "/take", "make the ticket yours", staff, runTake},
		{"assign", "/assign WHO|none", "give the ticket to a colleague, or to nobody", all, runAssign},
		{"escalate", "/escalate [TIER] WHY", "hand the ticket up, to the next tier or the one named", all, runEscalate},
		{"deescalate", "/deescalate [TIER] WHY", "hand the ticket down, to the next tier or the one named", all, runDeescalate},
		{"status", "/status open|pending|hold|solved", "set the status", all, runStatus},
		{"solve", "/solve", "solved; the text below, if any, is the answer", all, runSolve},
		{"pending", "/pending", "wait for the customer; clocks stop", all, runPending},
		{"hold", "/hold [WHEN]", "wait for something else; opens again then, or when the customer writes", all, runHold},
		{"reopen", "/reopen", "open a solved or waiting ticket again", all, runReopen},
		{"snooze", "/snooze WHEN|none", "stop the clock until then; then the owner is reminded", all, runSnooze},
		{"ack", "/ack [DURATION]", "you are on it: stop the clock so long, or until the customer writes", all, runAck},
		{"priority", "/priority low|normal|high|urgent", "set the priority", all, runPriority},
		{"impact", "/impact low|medium|high", "how many it hits; sets the priority together with the urgency", all, runImpact},
		{"urgency", "/urgency low|medium|high", "how soon it hurts; sets the priority together with the impact", all, runUrgency},
		{"type", "/type incident|request|question|problem", "say what kind of matter it is", all, runType},
		{"tag", "/tag +A -B", "add and remove tags", all, runTag},
		{"time", "/time 25m", "book working time", all, runTime},
		{"tried", "/tried TEXT", "keep what you tried, for the hand-off", all, runTried},
		{"cc", "/cc +A@X -B@Y", "add people to the customer's side, or take them off", all, runCc},
		{"requester", "/requester ADDRESS", "make someone else the customer", all, runRequester},
		{"merge", "/merge N", "make this ticket part of ticket N", all, runMerge},
		{"link", "/link N", "let this ticket and ticket N know of each other", all, runLink},
		{"help", "/help", "send this list", all, runHelp},
	}
}

// Who names who may give the command, as people read it.
func (v Verb) Who() string {
	var who []string
	for _, r := range v.Roles {
		if r == Operator {
			who = append(who, "operator") // there is one
			continue
		}
		who = append(who, string(r)+"s")
	}
	return strings.Join(who, ", ")
}

// runAll runs commands in order. After an error the step must be thrown away: all run or none.
func (s *step) runAll(by string, commands []Command) (done []string, fault *Fault) {
	for _, c := range commands {
		fail := func(problem, nearest string) *Fault {
			return &Fault{Line: c.Line, Text: c.Text, Problem: problem, Nearest: nearest}
		}
		if len(c.Arg) > maxLine && !c.carriesWords() {
			return nil, fail("the line is too long", "/"+c.Verb+", and the rest below the commands")
		}
		i := slices.IndexFunc(Verbs(), func(v Verb) bool { return v.Name == c.Verb })
		if i < 0 {
			return nil, fail("there is no command /"+c.Verb, "/help")
		}
		v := Verbs()[i]
		if !slices.Contains(v.Roles, s.roleOf(by)) {
			return nil, fail("/"+v.Name+" is for "+v.Who()+" only", "/help")
		}
		line, err := v.run(s, by, c.Arg)
		if err != nil {
			return nil, fail(err.Error(), v.Usage)
		}
		done = append(done, line)
	}
	return done, nil
}

// roleOf is what someone may do: who is nobody of the desk gives commands at the operator's shell.
func (s *step) roleOf(by string) Role {
	if p, ok := s.r.PersonByID(by); ok {
		return p.Role
	}
	return Operator
}

// carriesWords reports whether what follows the verb is words of the mail, as in /note he called.
func (c Command) carriesWords() bool { return c.Verb == "note" || c.Verb == "reply" }

func runNote(*step, string, string) (string, error) {
	return "kept inside, nothing went to the customer", nil
}

func runReply(*step, string, string) (string, error) {
	return "went to the customer", nil
}

func runHelp(s *step, by, _ string) (string, error) {
	lines := []string{"these are the commands; they stand at the very top of a mail, one a line:"}
	for _, v := range Verbs() {
		if slices.Contains(v.Roles, s.roleOf(by)) {
			lines = append(lines, "  "+v.Usage+": "+v.Help)
		}
	}
	return strings.Join(lines, "\n"), nil
}
