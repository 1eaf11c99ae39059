package classify

import "strings"

// monthNames are the names of the months as dates write them, in the languages that the reader knows. Nothing changes it.
var monthNames = months()

func months() map[string]int {
	m := map[string]int{}
	for i, names := range [...]string{
		"january jan januar jänner janvier janv enero ene gennaio gen janeiro januari januar januari tammikuu tammikuuta stycznia styczeń ledna leden januára január ianuarie ian ιανουαρίου январь января янв січня ocak يناير ינואר בינואר",
		"february feb februar februari februar février févr fevrier febrero febbraio febbr fevereiro fev helmikuu helmikuuta lutego luty února únor februára február februarie φεβρουαρίου февраль февраля фев лютого şubat فبراير פברואר בפברואר",
		"march mar märz maerz mrz mars marzo março marco maart mrt maaliskuu maaliskuuta marca marzec března březen március martie μαρτίου март марта мар березня mart مارس מרץ במרץ",
		"april apr avril avr abril abr aprile april huhtikuu huhtikuuta kwietnia kwiecień dubna duben apríla április aprilie απριλίου апрель апреля апр квітня nisan أبريل ابريل אפריל באפריל",
		"may mai mayo maggio mag maio mei maj toukokuu toukokuuta maja května květen mája máj május mai μαΐου μαϊου май мая травня mayıs مايو מאי במאי",
		"june jun juni juin junio giugno giu junho kesäkuu kesäkuuta czerwca czerwiec června červen júna jún június iunie iun ιουνίου июнь июня июн червня haziran يونيو يونيه יוני ביוני",
		"july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta lipca lipiec července červenec júla júl július iulie iul ιουλίου июль июля июл липня temmuz يوليو يوليه יולי ביולי",
		"august aug août aout agosto ago augustus augusti elokuu elokuuta sierpnia sierpień srpna srpen augusta augusztus αυγούστου август августа авг серпня ağustos أغسطس اغسطس אוגוסט באוגוסט",
		"september sep sept september septembre septiembre setembro set settembre sett syyskuu syyskuuta września wrzesień září septembra szeptember septembrie σεπτεμβρίου сентябрь сентября сен вересня eylül سبتمبر ספטמבר בספטמבר",
		"october oct oktober okt octobre octubre ottobre ott outubro out oktober lokakuu lokakuuta października październik října říjen októbra október octombrie οκτωβρίου октябрь октября окт жовтня ekim أكتوبر اكتوبر אוקטובר באוקטובר",
		"november nov novembre noviembre novembro marraskuu marraskuuta listopada listopad novembra noiembrie νοεμβρίου ноябрь ноября ноя листопада kasım نوفمبر נובמבר בנובמבר",
		"december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des joulukuu joulukuuta grudnia grudzień prosince prosinec decembra decembrie δεκεμβρίου декабрь декабря дек грудня aralık ديسمبر דצמבר בדצמבר",
	} {
		for _, n := range strings.Fields(names) {
			if _, taken := m[n]; !taken {
				m[n] = i + 1
			}
		}
	}
	return m
}
