package thread

import (
	"testing"

	"tierdesk/tickets"
)

func TestTheTagIsFoundBehindThePrefixesOfAllLanguages(t *testing.T) {
	for _, prefix := range []string{"Re: ", "RE: ", "re:", "AW: ", "Aw: ", "Antw: ", "SV: ", "VS: ", "Vá: ", "RES: ", "R: ", "Rif: ", "Odp: ", "Ynt: ", "YNT: ", "Отв: ", "На: ", "Відп: ", "回复: ", "回复：", "答复: ", "回覆: ", "返信: ", "답장: ", "회신: ", "Trả lời: ",
		"Απ: ", "ΑΠ: ", "רע: ", "رد: ", "Re[2]: ", "Re^3: ", "Re(2): ", "RE: RE: AW: ", "RE: [EXTERNAL] ", "[EXTERN] AW: ", "*** SPAM *** Re: ", "[SPAM?] Re: ", "Re: [list #5] ", "Re: [ACME] ", "Automatic reply: ", "Fwd: ", "TR: ", "I: ", "Doorst: ", ""} {
		for form, want := range map[string]tickets.ID{
			"[ACME #1024] Printer": 1024, "Printer [ACME #1024]": 1024, "[acme #1024]": 1024, "[ACME#1024]": 1024, "[ACME  #1024] x": 1024, "[ ACME # 1024 ]": 1024, "[ACME\u00a0#1024] x": 1024, "[ACME\u202f#1024]": 1024,
			"[ACME\t#1024] x": 1024, "[ACME #\u200e1024] x": 1024, "[ACME ＃1024] x": 1024, "［ACME #1024］ x": 1024, "【ACME #1024】": 1024, "[ACME #１０２４]": 1024, "[ACME #1024][x] y": 1024, "[ACME #1024]: x": 1024, "x[ACME #1024]y": 1024, "\u200f[ACME #1024]\u200f": 1024,
			"ACME #1024 Printer": 0, "[ACME 1024] x": 0, "[OTHER #1024] x": 0, "[ACMEX #1024]": 0, "[ACME #1024x]": 0, "[ACME #]": 0, "[ACME #10 24]": 0, "(ACME #1024)": 0, "[ACME #1024": 0, "[ACME ##1024]": 0, "[ACME #+1024]": 0, "[ACME #-1024]": 0, "[ACME #0x10]": 0, "[ACME #1.024]": 0, "#1024": 0,
		} {
			if got, _ := subjectTag(prefix+form, "ACME"); got != want {
				t.Errorf("%q: %d, want %d", prefix+form, got, want)
			}
		}
	}
	if got, _ := subjectTag("Re: [Acme Support #7] x", "Acme  Support"); got != 7 {
		t.Errorf("a tag of two words: %d", got)
	}
}
