package mailin

import (
	"slices"

	"github.com/emersion/go-imap/v2"
)

// window is how much of a mail is asked for at first: mails up to this size are held in memory, larger ones are streamed
// to the Keeper on their own. One byte more is fetched, so that the two can be told apart whatever size the server says.
const window = 1 << 20

// item is one mail on its way from the server to the desk.
type item struct {
	Arrival
	body    []byte // the mail, or its header; nil once it is stored
	held    int64  // bytes of Inflight that it holds
	onlyFor bool   // body is only to be read, not to be kept (a Skip arrival)
	done    chan struct{}
	putErr  error // the Keeper did not take it; set before done is closed

	forgotten bool // Mail was let go of; recall brings it back
}

func (it *item) uid() imap.UID { return imap.UID(it.UID) }

func (it *item) weight() int64 {
	if it.held == 0 {
		return window
	}
	return it.held
}

// file reports whether the mail may leave the folder: the desk has all of it.
func (it *item) file() bool { return !it.Skip && it.Oversize == 0 && it.Raw != "" }

// haul gathers the answers to one FETCH. Servers answer in the order of UIDs as a rule, but need not.
type haul struct {
	asked []imap.UID // ascending; nil as long as it is not known what is there
	items map[imap.UID]*item
	large map[imap.UID]int64 // too large for memory, with their size as far as known
	gone  map[imap.UID]bool  // not on the server any more
	next  int                // asked[:next] has been handed over
	bytes int64              // of Inflight, held by items that are not handed over
	// weight estimates the memory of the same items once they are read: a large mail weighs a window, its text is bounded.
	weight int64
	cut    imap.UID // there was no room for this one, and nothing is kept after it; 0 when there was
}

func newHaul(asked []imap.UID) *haul {
	return &haul{asked: asked, items: map[imap.UID]*item{}, large: map[imap.UID]int64{}, gone: map[imap.UID]bool{}}
}

// wanted reports whether an answer about uid is welcome: it was asked for and has not come before.
func (h *haul) wanted(uid imap.UID) bool {
	if uid == 0 || h.items[uid] != nil {
		return false
	}
	if h.asked == nil {
		return true
	}
	_, found := slices.BinarySearch(h.asked[h.next:], uid)
	return found
}

func (h *haul) put(it *item) {
	h.items[it.uid()] = it
	h.bytes += it.held
	h.weight += it.weight()
}

// take returns the unbroken run of mails that can be handed over now.
func (h *haul) take() []*item {
	var run []*item
	for h.next < len(h.asked) {
		uid := h.asked[h.next]
		it := h.items[uid]
		if it == nil && !h.gone[uid] {
			break
		}
		h.next++
		if it != nil {
			run = append(run, it)
			delete(h.items, uid)
			h.bytes -= it.held
			h.weight -= it.weight()
		}
	}
	return run
}

// firstMissing is the first mail that was asked for and is not there, 0 when there is none.
func (h *haul) firstMissing() imap.UID {
	for _, uid := range h.asked[h.next:] {
		if h.items[uid] == nil && !h.gone[uid] {
			return uid
		}
	}
	return 0
}
