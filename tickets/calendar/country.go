package calendar

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/mw"
	"github.com/rickar/cal/v2/nc"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/ru"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/ua"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// Country finds the public holidays of a country or, where they differ, of a part of it, by the code of ISO 3166-2: fr,
// de-BE, in whatever case. A holiday that is made up for on another day is free on both.
func Country(code string) (Holidays, bool) {
	country, part, parted := strings.Cut(code, "-")
	code = strings.ToLower(country)
	if parted {
		code += "-" + strings.ToUpper(part)
	}
	rules, ok := countries()[code]
	return func(y int) []Date {
		var days []Date
		for _, h := range rules {
			on, madeUp := h.Calc(y)
			for _, at := range []time.Time{on, madeUp} {
				if !at.IsZero() {
					days = append(days, DateOf(at.Date()))
				}
			}
		}
		return days
	}, ok
}

// Countries lists the codes that Country knows.
func Countries() []string { return slices.Sorted(maps.Keys(countries())) }

func countries() map[string][]*cal.Holiday {
	return map[string][]*cal.Holiday{
		"ar": ar.Holidays, "at": at.Holidays, "be": be.Holidays, "bg": bg.Holidays, "br": br.Holidays, "ca": ca.Holidays,
		"ch": ch.Holidays, "cz": cz.Holidays, "de": de.Holidays, "dk": dk.Holidays, "es": es.Holidays, "fr": fr.Holidays,
		"gb": gb.Holidays, "gr": gr.Holidays, "hr": hr.Holidays, "ie": ie.Holidays, "it": it.Holidays, "jp": jp.Holidays,
		"lt": lt.Holidays, "lv": lv.Holidays, "mw": mw.Holidays, "nc": nc.Holidays, "nl": nl.Holidays, "no": no.Holidays,
		"nz": nz.Holidays, "pl": pl.Holidays, "ro": ro.Holidays, "ru": ru.Holidays, "se": se.Holidays, "si": si.Holidays,
		"sk": sk.Holidays, "ua": ua.Holidays, "us": us.Holidays, "za": za.Holidays,

		"de-BW": de.HolidaysBW, "de-BY": de.HolidaysBY, "de-BE": de.HolidaysBE, "de-BB": de.HolidaysBB, "de-HB": de.HolidaysHB,
		"de-HH": de.HolidaysHH, "de-HE": de.HolidaysHE, "de-MV": de.HolidaysMV, "de-NI": de.HolidaysNI, "de-NW": de.HolidaysNW,
		"de-RP": de.HolidaysRP, "de-SL": de.HolidaysSL, "de-SN": de.HolidaysSN, "de-ST": de.HolidaysST, "de-SH": de.HolidaysSH,
		"de-TH": de.HolidaysTH,

		"ch-ZH": ch.HolidaysZH, "ch-BE": ch.HolidaysBE, "ch-LU": ch.HolidaysLU, "ch-UR": ch.HolidaysUR, "ch-SZ": ch.HolidaysSZ,
		"ch-OW": ch.HolidaysOW, "ch-NW": ch.HolidaysNW, "ch-GL": ch.HolidaysGL, "ch-ZG": ch.HolidaysZG, "ch-FR": ch.HolidaysFR,
		"ch-SO": ch.HolidaysSO, "ch-BS": ch.HolidaysBS, "ch-BL": ch.HolidaysBL, "ch-SH": ch.HolidaysSH, "ch-AR": ch.HolidaysAR,
		"ch-AI": ch.HolidaysAI, "ch-SG": ch.HolidaysSG, "ch-GR": ch.HolidaysGR, "ch-AG": ch.HolidaysAG, "ch-TG": ch.HolidaysTG,
		"ch-VD": ch.HolidaysVD, "ch-TI": ch.HolidaysTI, "ch-VS": ch.HolidaysVS, "ch-NE": ch.HolidaysNE, "ch-GE": ch.HolidaysGE,
		"ch-JU": ch.HolidaysJU,

		"au-ACT": au.HolidaysACT, "au-NSW": au.HolidaysNSW, "au-NT": au.HolidaysNT, "au-QLD": au.HolidaysQLD, "au-SA": au.HolidaysSA,
		"au-TAS": au.HolidaysTAS, "au-VIC": au.HolidaysVIC, "au-WA": au.HolidaysWA,
	}
}
