// Package command reads the commands that someone of the desk wrote at the top of a mail. It only parses: what a command
// does, and who may give it, is decided in package tickets.
//
//	/assign cem            ┐
//	                       │ the block: lines that begin with / or with #N /, blank lines before and between them
//	#1025 /solve           │ a line may name the ticket that it is about
//	/escalate L2 no idea   ┘
//	Dear Mia,              ┐ the body: from the first other line on
//	…                      ┘
//
// It is forgiving about how mail clients change what people type: case, blanks of every kind, invisible characters, full-width
// and escaped slashes, long dashes for short ones, a long line that was wrapped. It is strict about meaning: a line of
// the block that is no command, such as /usr/bin/foo or a slash alone, is a fault. Then no command of the mail may run and
// nothing of it may reach a customer. So is a command behind a quote mark at the very top of a mail: it may be quoted
// from a customer, so it is never run, but it may also be meant.
//
// Customers give no commands but words, each alone in a subject: Word reads those.
//
// The body is handed back without the block, as text and as Markdown. When the block cannot be found in the Markdown with
// certainty, the Markdown is dropped and the text stands for itself.
package command
