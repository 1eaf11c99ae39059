package mailin

import (
	"fmt"
	"strings"
)

// Action says what happens to a mail on the server once the desk has taken it over.
type Action string

// The actions. Keep is safe too: the cursor alone says what has been taken over.
const (
	Move   Action = "move"   // to another folder
	Flag   Action = "flag"   // with a keyword; it stays where it is
	Keep   Action = "keep"   // nothing
	Delete Action = "delete" // for good
)

// After is an Action with its folder or keyword. The zero value keeps.
type After struct {
	Do      Action
	Folder  string // for Move
	Keyword string // for Flag: an atom such as $Processed (RFC 9051, section 2.3.2)
}

// String is what stands in the configuration: move:Folder, flag:$Keyword, keep or delete.
func (a After) String() string {
	switch a.Do {
	case Move:
		return "move:" + a.Folder
	case Flag:
		return "flag:" + a.Keyword
	case "":
		return string(Keep)
	}
	return string(a.Do)
}

func (a After) check() error {
	switch a.Do {
	case Keep, Delete, "":
		return nil
	case Move:
		if a.Folder == "" {
			return fmt.Errorf("move needs a folder: move:Processed")
		}
		return nil
	case Flag:
		if !isKeyword(a.Keyword) {
			return fmt.Errorf("flag needs a keyword such as flag:$Processed, not %q", a.Keyword)
		}
		return nil
	}
	return fmt.Errorf("%q is none of move:Folder, flag:$Keyword, keep, delete", string(a.Do))
}

// isKeyword holds a keyword to the atom of RFC 9051, section 9. A bad one would make go-imap close the connection.
func isKeyword(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`(){%*"\]`, r)
	})
}
