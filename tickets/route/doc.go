// Package route finds queue, tier, priority and the rest for a new ticket: the operator's rules, in order.
//
// The first rule whose condition holds decides; one that says continue is merged, and the next ones are asked as well,
// each setting over what came before it, tags being collected. What no rule says is the desk's default: tier 1, normal
// priority, a question.
//
// Rules are a tree: below a rule that holds its own routes are asked in the same way, and what they say goes over what it
// says, so that common things are said once. A rule that sets impact or urgency sets the priority by the matrix of the
// desk, unless it says one itself. Path shows the way of a mail through the tree.
//
// A condition is one expression of expr-lang that is true or false, checked against these names when the rules are compiled:
//
//	mailbox       the address that received the mail        "support@acme.example"
//	from          .address .domain .name .role              role: customer, agent, manager or desk
//	to, cc        lists of addresses                        "boss@acme.example" in cc
//	subject       the subject
//	text          what this person wrote now                its first 64 KB
//	attachments   a list of .name .type .size               any(attachments, .type == "application/pdf")
//	header("X")   the first header field of that name       "" when there is none
//	kind          person, auto_reply, list …                tickets.MailKind
//	auto, list    a machine wrote it; it came over a list
//	auth          the receiving server vouches for the domain of From
//	size          of the mail in bytes
//	language      of what the person wrote: "de"            a guess, "" when nobody can tell
//	organisation  the domain of From                        "" for freemail: anybody has an address there
//	spam          the score of the receiving server's filter, 0 when it gave none
//	follow_up     it follows up a closed ticket
//	open("X")     the calendar X is open when the mail comes       !open("office")
//	queue, tier, priority, type, tags                       as the rules before this one left them
//
// Addresses, domains, media types and kinds are in lower case. Beside the operators of expr there is =~ for "matches
// without regard to case": subject =~ "outage|down". Patterns are string literals in RE2 syntax, so they are checked at once
// and cost time linear in the text.
//
// Policies say what the customer of a ticket is promised, and Conditions when a step of an escalation chain is done. They know
// less, because they are asked again whenever a ticket changes; see PolicyRule.
//
// # Bounds
//
// An expression has no clock, no loop but over the lists above, and a memory budget. When a rule fails on some mail, that
// rule is passed over, the next ones are asked, and tickets.Routing.Rules says so: "vip: error: …".
package route
