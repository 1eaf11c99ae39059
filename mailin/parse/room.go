package parse

import "sync"

// room is what reading needs beside the mail. Of a full mailbox it would be most of what is allocated, so it is used again
// for the next mail; nothing of a Mail stays in it.
type room struct {
	held    []byte // for the decoded bytes of one leaf, while no other has it
	decoded []byte // for the lines of a leaf on their way; no two are decoded at once
	lines   []line
	fates   []fate
	tail    [maxTail]int // the places of the last new lines
	part    []byte       // one of the parts into which own words are taken apart
}

// rooms are kept for the next Read.
var rooms = sync.Pool{New: func() any { return &room{held: make([]byte, 0, 16<<10), decoded: make([]byte, 0, batch+1<<10)} }}

const maxRoom = 256 << 10 // bytes; a mail that needed more is rare

// lend gives the room for the bytes of a leaf to whoever asks first; all others get their own.
func (r *room) lend() []byte {
	held := r.held
	r.held = nil
	return held[:0]
}

// giveBack takes back what lend gave, or what it grew to.
func (r *room) giveBack(held []byte) {
	if cap(held) > cap(r.held) && cap(held) <= maxRoom {
		r.held = held
	}
}

// leave makes the room free for the next mail. The texts that the lines show go, and what would be too much to keep.
func (r *room) leave() {
	clear(r.lines[:cap(r.lines)])
	if cap(r.lines) > maxRoom/64 {
		r.lines, r.fates = nil, nil
	}
	if cap(r.part) > maxRoom {
		r.part = nil
	}
	rooms.Put(r)
}
