// Package leak finds, in the words that an agent is about to send to a customer, what must not go there: what colleagues
// or vendors wrote on the other legs, what the desk's own notices say, reply addresses with their tokens, command lines,
// and addresses of other customers. Reading an agent's own words (mailin/parse) cuts all that off when it works; this is
// the net below it, and catches what was copied by hand.
//
// What is found is a fact for tickets.Decide, which keeps the mail back; /send overrides.
//
// # What counts
//
// Words are compared without case, punctuation, marks of quotation and line ends, so wrapping and quoting hide nothing:
//
//	eight words in a row of an inner message or a notice      a leak
//	a whole line of four to seven words of one                a leak, when an own line is exactly that
//	a whole line of three words or more of a notice           the same
//
// unless the customer leg has the same words already: what the customer wrote, or was told, is no secret. Nor is what the
// author of the mail wrote in own notes: who wrote it may tell it. Runs in which fewer than two words are uncommon (“thank
// you very much for your help and”) are nobody's. In writing without blanks between words each character counts as one.
//
// Everything is linear: each text is read once, each run of words is one number in a table. Texts are bounded.
package leak
