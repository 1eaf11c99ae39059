// Package form reads question forms from files, and finds the answers to their questions in the mails of customers.
//
// A form is a Markdown file with front matter; the name of the file is what agents type after /ask:
//
//	---
//	title: About your printer
//	---
//	To help you fast, please answer below each question.
//
//	- model: Which printer is it?
//	- colour: Is it black or colour? [black, colour]
//	- since?: Since when does it not print?
//
// Every list item with a name, a colon and a question is a field; a question mark behind the name makes it optional, and
// square brackets at the end hold the words to choose from. What stands above the first field is said above the questions.
//
// # Where people answer
//
// Customers answer in whatever way their mail client suggests. In this order Answers looks for
//
//   - words below, or behind, a question that the mail quotes or copies, up to the next question: clients that mark
//     quotations (> Which printer is it?), those that do not, lines that were wrapped anew;
//   - numbers: 1. HP 4000 / 2) since Monday;
//   - names: Model: HP 4000;
//   - when just one question is asked and none of these is there, the whole of what the person wrote, if it is short.
//
// A question without an answer is missing from the result. An answer that must be one of some words is that word when the
// customer's words begin with it, or hold just one of them; else it is what the customer wrote. Nothing is guessed beyond that.
package form
