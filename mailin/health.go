package mailin

import (
	"sync"
	"time"
)

// Health is the state of watching one mailbox. Times are zero when there is nothing to tell.
type Health struct {
	Mailbox     string    `json:"mailbox"`
	Server      string    `json:"server"`               // host and port
	LastLook    time.Time `json:"last_look,omitzero"`   // when the desk last had all that was there
	LastError   string    `json:"last_error,omitempty"` // of the server or of the desk; stays when all is well again
	LastErrorAt time.Time `json:"last_error_at,omitzero"`
	Trouble     time.Time `json:"trouble,omitzero"` // since when no mail is taken over
}

// Health tells how the mailbox is doing. It may be asked at any time.
func (w *Watcher) Health() Health { return w.vitals.get() }

// vitals is the Health that a watcher and its intake keep up.
type vitals struct {
	mutex sync.Mutex
	now   Health
}

func (v *vitals) get() Health {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	return v.now
}

// failed notes that no mail is taken over, and why.
func (v *vitals) failed(err error) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	v.now.LastError, v.now.LastErrorAt = err.Error(), time.Now()
	if v.now.Trouble.IsZero() {
		v.now.Trouble = v.now.LastErrorAt
	}
}

// looked notes that the desk has all that was there.
func (v *vitals) looked() {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	v.now.LastLook, v.now.Trouble = time.Now(), time.Time{}
}
