package templates

import (
	"strconv"
	"strings"
	"time"
)

// dates are how a language writes days: Sunday first, January first, and what stands behind the number of a day.
type dates struct {
	days, months []string
	behind       string
}

// datesOf are those of a language, the default's for one that is not known.
func datesOf(lang string) dates {
	d := func(days, months, behind string) dates {
		return dates{strings.Fields(days), strings.Fields(months), behind}
	}
	switch lang {
	case "de":
		return d("So. Mo. Di. Mi. Do. Fr. Sa.", "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.", ".")
	case "es":
		return d("dom lun mar mié jue vie sáb", "ene feb mar abr may jun jul ago sept oct nov dic", "")
	case "fr":
		return d("dim. lun. mar. mer. jeu. ven. sam.", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "")
	case "it":
		return d("dom lun mar mer gio ven sab", "gen feb mar apr mag giu lug ago set ott nov dic", "")
	case "nl":
		return d("zo ma di wo do vr za", "jan feb mrt apr mei jun jul aug sep okt nov dec", "")
	case "pl":
		return d("niedz. pon. wt. śr. czw. pt. sob.", "sty lut mar kwi maj cze lip sie wrz paź lis gru", "")
	case "pt":
		return d("dom seg ter qua qui sex sáb", "jan fev mar abr mai jun jul ago set out nov dez", "")
	}
	return d("Sun Mon Tue Wed Thu Fri Sat", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "")
}

// when writes a time, not to be broken, and nothing for the zero time.
func (d dates) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strings.ReplaceAll(d.short(t), " ", "\u00a0") + t.Format(",\u00a015:04")
}

// day writes the day of a time.
func (d dates) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return d.short(t) + t.Format(" 2006")
}

func (d dates) short(t time.Time) string {
	return d.days[t.Weekday()] + " " + strconv.Itoa(t.Day()) + d.behind + " " + d.months[t.Month()-1]
}
