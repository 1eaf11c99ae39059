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
	scope scope
	run   func(s *step, by, arg string) (done string, err error)
}

// scope is what a command is about. Only what is about a ticket needs one.
type scope int

const (
	onTicket scope = iota // the ticket that the mail is on, or the one that the line names: #1024 /take
	onDesk                // the desk itself
	asks                  // nothing: it changes nothing and is answered by mail
)

// Verbs is the table, in the order of the help.
func Verbs() []Verb {
	staff, managers := []Role{Agent, Manager}, []Role{Manager}
	all := []Role{Agent, Manager, Operator}
	return []Verb{
		{"note", "/note [TEXT]", "keep this mail inside: nothing of it goes to the customer", all, onTicket, runNote},
		{"reply", "/reply [TEXT]", "send this mail to the customer, also when it answers a note", staff, onTicket, runReply},
		{"cancel", "/cancel", "recall your last mail to the customer or a vendor, while it waits to be sent", staff, onTicket, runCancel},
		{"send", "/send [N]", "send what a vendor answered on to the customer, or your words instead; or a mail that was kept back for what it quotes", staff, onTicket, runSend},
		{"take", "/take", "make the ticket yours", staff, onTicket, runTake},
		{"assign", "/assign WHO|none", "give the ticket to a colleague, or to nobody", all, onTicket, runAssign},
		{"escalate", "/escalate [TIER|VENDOR] WHY", "hand the ticket up, to the next tier or the one named; a vendor is asked what stands below the line", all, onTicket, runEscalate},
		{"vendor", "/vendor NAME [ref X] [TEXT]", "ask a vendor what stands behind and below the line; ref X is the number under which it keeps the matter", all, onTicket, runVendor},
		{"deescalate", "/deescalate [TIER] WHY", "hand the ticket down, to the next tier or the one named", all, onTicket, runDeescalate},
		{"swarm", "/swarm WHO…", "pull colleagues in: they get the hand-off and every note, and own nothing", all, onTicket, runSwarm},
		{"unswarm", "/unswarm SUMMARY", "end the swarm; the summary is a note to all who were in it", all, onTicket, runUnswarm},
		{"status", "/status open|pending|hold|solved", "set the status", all, onTicket, runStatus},
		{"canned", "/canned NAME", "answer the customer with a text written beforehand, and yours below it", staff, onTicket, runCanned},
		{"ask", "/ask FORM", "send the customer a form with questions; the answers come back as fields", all, onTicket, runAsk},
		{"solve", "/solve", "solved; the text below, if any, is the answer", all, onTicket, runSolve},
		{"pending", "/pending", "wait for the customer; clocks stop", all, onTicket, runPending},
		{"hold", "/hold [WHEN]", "wait for something else; opens again then, or when the customer writes", all, onTicket, runHold},
		{"reopen", "/reopen", "open a solved or waiting ticket again", all, onTicket, runReopen},
		{"snooze", "/snooze WHEN|none", "stop the clock until then; then the owner is reminded", all, onTicket, runSnooze},
		{"ack", "/ack [DURATION]", "you are on it: stop the clock so long, or until the customer writes", all, onTicket, runAck},
		{"chain", "/chain NAME [off]", "start an escalation chain of the configuration, or end it", all, onTicket, runChain},
		{"priority", "/priority low|normal|high|urgent", "set the priority", all, onTicket, runPriority},
		{"impact", "/impact low|medium|high", "how many it hits; sets the priority together with the urgency", all, onTicket, runImpact},
		{"urgency", "/urgency low|medium|high", "how soon it hurts; sets the priority together with the impact", all, onTicket, runUrgency},
		{"type", "/type incident|request|question|problem", "say what kind of matter it is", all, onTicket, runType},
		{"tag", "/tag +A -B", "add and remove tags", all, onTicket, runTag},
		{"time", "/time 25m", "book working time", all, onTicket, runTime},
		{"tried", "/tried TEXT", "keep what you tried, for the hand-off", all, onTicket, runTried},
		{"cc", "/cc +A@X -B@Y", "add people to the customer's side, or take them off", all, onTicket, runCc},
		{"requester", "/requester ADDRESS", "make someone else the customer", all, onTicket, runRequester},
		{"merge", "/merge N", "make this ticket part of ticket N", all, onTicket, runMerge},
		{"split", "/split [N]", "make a ticket of its own of the customer's last mail, or of message N and all after it", all, onTicket, runSplit},
		{"link", "/link N", "let this ticket and ticket N know of each other", all, onTicket, runLink},
		{"release", "/release Q…", "let mails through that were kept back, and letters go that are held; agents only their own", staff, onDesk, runRelease},
		{"drop", "/drop Q…", "drop mails that were kept back, and letters that are held; agents only their own, and strangers' to their tickets", staff, onDesk, runDrop},
		{"block", "/block [ADDRESS|-ADDRESS…]", "keep back all mail from an address or @domain from now on, or no more; alone: who is blocked", []Role{Manager}, onDesk, runBlock},
		{"allow", "/allow [Q…]", "let a stranger's mail onto your ticket, and its author with it", staff, onTicket, runAllow},
		{"new", "/new [Q…]", "make a ticket of its own of a stranger's mail to your ticket", staff, onTicket, runNew},
		{"digest", "/digest [daily]", "send you the digest of this moment", managers, onDesk, runDigest},
		{"away", "/away [WHO] until WHEN, /away [WHO] none", "nothing new comes to who is away, and what waits is handed on; agents for themselves", staff, onDesk, runAway},
		{"show", "/show [N]", "send what was said on ticket N; without a number, on this one", staff, asks, runShow},
		{"list", "/list QUERY", "send a list of tickets: mine, unassigned L2, overdue, status:hold queue:billing …", staff, asks, runList},
		{"find", "/find WORDS", "send the tickets in which all the words stand", staff, asks, runFind},
		{"explain", "/explain [N]", "send why the ticket is as it is: rules, clocks, proofs", staff, asks, runExplain},
		{"help", "/help", "send this list", all, asks, runHelp},
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
