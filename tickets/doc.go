// Package tickets is what a ticket is and how it behaves: the pure core of the desk.
//
// The whole behaviour is one function:
//
//	Decide(Ticket, Event, *Rules) Decision
//
// It has no clock, network, database or log. It is total: every event in every state has a decision, and each decision
// has a Reason from a closed list, which the journal, the log, the metrics and `tierdesk mail explain` all use.
//
//	Event                      what happened                                   decide_*.go
//	───────────────────────    ────────────────────────────────────────────    ───────────
//	FirstMail                  a mail that leads to no open ticket             first
//	CustomerMail               a mail from the customer side                   customer
//	AgentMail                  a reply, a note, commands, or several of these; agent
//	                           on ticket 0 when it belongs to none
//	CustomerWord               a subject such as “list”, and nothing else;     word
//	                           on ticket 0 when it belongs to none
//	MachineMail                what a program wrote, on the ticket             customer
//	VendorMail                 what came on the leg of a vendor                vendor
//	Imported                   mail from before the desk                       (decide.go)
//	Undelivered                a letter of ours did not arrive                 clock
//	HeldLetterJudged           a letter that was held was released or dropped  (budget.go)
//	Ordered                    commands from the operator's shell              agent
//	LeftWaiting                its owner is away, and the customer waits       (away.go)
//	Offered                    somebody may have room for it                   (queue.go)
//	Tick                       a moment the ticket waited for                  clock
//	WaitOver                   the moment of what waits for somebody;          (waitover.go)
//	                           on ticket 0, its Others are on the tickets
//	Reloaded                   the rules may have changed                      (lapse.go)
//	Relayed                    what another ticket sent                        clock
//
// Facts travel in the event: which ticket a mail belongs to (tickets/thread), who sent it and how sure we are
// (tickets/identity), which commands stand in it (tickets/command). Choices are made here: whether to open, suspend,
// answer, climb. So yesterday's mail can be decided again under tomorrow's rules.
//
// # The life of a ticket
//
//	       agent answers          /pending            customer writes
//	new ─────────────────▶ open ───────────▶ pending ────────────────┐
//	 │                     │ ▲ ▲ ╰──────────▶ hold ──────────────────┤
//	 │                     │ │ │    /hold           or its time comes│
//	 │              /solve │ │ └─────────────────────────────────────┘
//	 │                     ▼ │ customer writes, /reopen
//	 └───── /solve ─────▶ solved ── nobody objects for ReopenWithin ──▶ closed (final; a later mail opens a follow-up)
//
// Whoever gets a ticket that was somebody else's, on the same rung or another, gets the hand-off packet (handoff.go): what was
// asked, tried, booked, sent along and promised, how it came there, and solved tickets that are alike. The ticket knows most
// of it; what was said, and what is alike, is looked up only for a decision that HandsOver, which is then taken again.
//
// While it is new or open the clock of its tier runs: Respond from the oldest unanswered customer mail, HoldAtMost from
// its arrival on the rung. When it runs out the ticket climbs to the next rung with people on it and they get the
// hand-off packet; on top the managers are told, once. Steps that fell due while the desk was down collapse into one.
// A hold, a snooze and an acknowledgement stop that clock; when they end it starts anew. It counts the hours of the rung.
//
// # Promises
//
// Beside the rung's clock, which is the desk's own affair, run those of what the customer was promised (Promise, SPEC section
// 7): first answer, next answer, solution, news. They count the hours of their policy (Hours, Span) and stop exactly while the
// ticket is pending or on hold, as the policy says; a snooze or an acknowledgement does not touch them. Clock has the
// arithmetic. The owner is warned at a share of the time; when it is over, the owner and the managers are told, once. What
// fell due together is one letter to each. A change of priority, rung, type or tags may bring another policy, a reload other
// hours: the moments are set by what holds after every decision.
//
// Somebody of the desk who is away (Facts.Away) gets nothing new: the round robin and the way up pass them over, and what
// waits for them goes to the next of the rung who is there, or into its queue. Their own automatic answer says so when it
// is proven, and /away does; a mail of theirs ends it.
//
// A rung gives out its tickets in turn, by load or by skill (choose.go); the owner keeps in OwnedFor why it is theirs. Who has
// all they take is passed over like who is away. With nobody left it waits in the queue of the rung (queue.go), which goes to
// the first who has room: the most urgent ticket first, then who waits longest, and whoever comes later stands behind. What
// people have to do, and who had a customer's last ticket, are facts that are looked up only when the rules ask. What a
// person put down (/assign none) waits for somebody who takes it, or for the customer's next mail.
//
// In a swarm (swarm.go) nobody is given the ticket: its whole rung is told, and the first to take it, or to answer, owns it. When
// it climbs, the next rung is asked to join. Who was pulled in, or wrote a note, gets every later note.
//
// An answer to the customer, and what a person asks a vendor, waits for Rules.UndoDelay. Until then its author may recall it
// (recall.go): the decision names the letters that must not leave, the store takes them back in the same commit or, when one
// left meanwhile, refuses the commit, and the mail is decided again. The ticket then stands as if it had never been written.
//
// An answer that quotes what customers must not see (tickets/leak) is kept back: it is listed with the suspended mails, its
// author is shown the lines, and /send lets it go.
//
// # Vendors
//
// A vendor (vendor.go) is asked on a leg of its own, with a token of its own. What it reads has placeholders for all that says who
// the customer is (redact.go), and of files only those that the agent's own mail carries. While it owes an answer the ticket
// is on hold on L4 and its owner keeps it (Ticket.Lent); the answer, the customer, or a broken contract brings it back to
// their rung. Case has the vendor's numbers and its clock, which knows no pause: reminders go out, the owner is warned and told once.
//
// What a vendor answers is shown to the owner as a draft. A plain answer to that goes to the vendor; /send passes the draft on
// to the customer, as it is or as it was edited between its two marks, or the agent's own words instead; a draft that is not whole
// any more is sent back. What a tracker writes by itself is kept and
// tells nobody. A vendor is believed with its token or with the word of the receiving server: what it writes changes nothing but what
// the owner reads, and trackers strip every token. Everybody else is kept back and shown to the owner, who may let them in.
//
// Somebody of the desk who asks a vendor in a mail on no ticket opens one of their own.
//
// # Chains
//
// An escalation chain (Rules.Chains, SPEC section 2) has steps that tell people and do something, as long as its cause lasts: the
// customer waits too long, a promise was broken, the ticket came back, its priority was raised; or until who started it ends it
// (/chain). A step may also tell an address outside the desk, which hears the number of the ticket and no word of it. Each step is done once; those that fell due together,
// also while the desk was down, are one letter to each. A chain for what waits too long takes the place of climbing by the
// clock. An acknowledgement or a snooze ends a chain; it begins anew when they are over and the cause is still there. Alarm has the state.
//
// # When people are told
//
// Each notice to the desk's people leaves at once, or waits (NoticeRules, putoff.go) and is then a Waiting of the same
// decision. When its time has come it is told alone, or in one letter with others, or it does not hold any more
// (holds.go) and the journal says why. What somebody asked for themselves never waits; what is urgent, or became it meanwhile, waits for no hours.
//
// # What holds of every decision
//
//   - A customer is told of their own tickets only, and only when more than From
//     says who they are.
//   - Machine mail is never answered (RFC 3834, section 2).
//   - A letter goes only to people entitled to its leg: customers of the ticket on the customer leg, a vendor on its own, people of the desk.
//   - A due Tick never leaves the ticket due. A closed ticket has no Wake and stays closed.
//   - Commands run all or none, on however many tickets (verbs_run.go); when one is wrong nothing reaches the customer and the author gets the words back.
//   - A suspended mail changes nothing; who can say what shall become of it is asked (kept.go). Who releases it forgives the reason it was suspended for, and no other.
//   - What the desk writes by itself stays within Rules.Budgets; a letter over budget is held (budget.go). What a person
//     wrote is never held. Who answers everything at once, and a mail that comes back, end in a held letter or with
//     somebody who reads (decide_undelivered.go), never in a loop.
//   - What one mail leaves in a ticket, its rows and its letters is bounded (bounds.go); the whole is in the raw mail.
//
// # How to add
//
// A new fact is a field of an event and its finder; a new behaviour is a case here and its transcript in testdata; a new
// command is an entry of Verbs, beside its like in verbs_*.go; a new notice is a constant and a template. The package imports only the standard library.
package tickets
