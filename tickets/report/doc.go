// Package report turns tickets and their journals into the figures of a digest, and knows when a digest is due.
//
//	opened      tickets opened in the span, on the tier where they began
//	solved      tickets solved in the span and still solved at its end, on the tier that solved them
//	open        tickets neither solved nor closed at the end of the span, on the tier where they stood then
//	oldest      age of the oldest of these at the end of the span
//	escalated   tickets that climbed away from the tier in the span
//
// A span begins with its first moment and ends before its last one, so that consecutive digests count everything once.
// The risk list speaks of the present, not of the span: it is there to act on.
//
// # When
//
// A Schedule has one moment on each of its days. A digest is due when Last(now) is after the moment of the last digest,
// which the caller keeps; it covers everything between the two. So it is sent once a day, once after a downtime of any
// length, and never again when the clock is set back.
package report
