package classify

// thanksNorth are the phrases of the languages of northern, central and south-eastern Europe, and of Vietnam, which are
// written in Latin or Greek letters.
func thanksNorth() []phrases {
	return []phrases{{ // sv
		thanks: `
stort|varmt|hjärtligt|tusen|jättetack|stora|ett_stort|många? tack|tackar|tack_tack|tackar_tackar så_mycket|så_hemskt_mycket|så_jättemycket|ska_du_ha|ska_ni_ha|igen|allihop|allesammans|alla|än_en_gång? igen?
snällt|vänligt av_dig|av_er`,
		fixed: `
ja|nu|toppen|super|perfekt? det|allt|nu|min_~|mitt_~? fungerar|funkar|fungerade|funkade|gick|löste_sig|är_löst|är_fixat|har_löst_sig|är_ok|är_bra|är_klart nu|igen|bra|perfekt|utmärkt|det|fint|som_det_ska|allt|allting? igen|nu|bra|perfekt|fint?
problemet|ärendet|felet|mitt_problem är|har löst|borta|fixat|åtgärdat|löst_sig nu?
löst|fixat|allt_bra|allt_är_bra|allt_fungerar|löste_sig|allt_ok
det_hjälpte|det_gjorde_susen
nu_kan_jag|jag_kan logga_in|skriva_ut|jobba|nu_logga_in igen|nu?
ni_kan|du_kan|ni_kan_nu stänga ärendet|det`,
		more: `
för din|er|ditt|all|den|det|hjälpen|svaret|snabb|all_din|all_er|er_fina? snabba|snabbt|fina|goda|utmärkta|snabb|bra|fantastiska|jättebra? hjälp|hjälpen|svar|svaret|support|supporten|service|återkoppling|återkopplingen|information|informationen|info|infon|tålamod|lösning|lösningen|besked|beskedet|tips|tipset|uppdatering|uppdateringen|bekräftelse|mejlet|mailet|förklaring|förklaringen
för allt|det|det_här|att_du_hjälpte_mig|att_ni_hjälpte_mig|att_ni_löste_det|att_du_löste_det
toppen|super|perfekt|utmärkt|kanon|bra|jättebra|fint|härligt|underbart|grymt|suveränt|ok|okej|uppfattat|mottaget|strålande|snyggt|bra_jobbat|bra_jobb|snabbt_jobbat|vilken_service|vilken_snabb_service|mycket_bra|ah|wow|hurra|vad_bra|vad_snabbt
ni_är|du_är|det_var bäst|bäst|grym|grymma|fantastiska|en_klippa|snabbt|toppen|jättesnällt|kanon
ha_en|trevlig|bra|ha|önskar_en|fortsatt|fin|god|en fortsatt|trevlig|bra|fin|skön|underbar? dag|helg|kväll|vecka|eftermiddag nu?
detsamma|du_med|ni_med
och|så|verkligen|då|även|jag_vill_säga|ville_bara_säga|jag_är_nöjd|mycket_nöjd`,
		hello: `
hej|hejsan|tjena|god_morgon|godmorgon|god_dag|god_kväll|tjenare|hallå|kära|bästa igen|på_er|alla|där|allihop? *?`,
		bye: `
med|vänliga|bästa|många|hälsningar|varma|mvh vänlig|vänliga|bästa|varma? hälsning|hälsningar
mvh|hälsningar|hälsn|vh|vänligen|hej_då|ha_det_bra|tack|med_vänlig_hälsning|trevlig_helg|kram`,
	}, { // da and nb
		thanks: `
mange|tusind|tusen|hjertelig|stor|kæmpe|et_stort|et_kæmpe|stort|de_bedste? tak|takk|taksigelse for_det|skal_du_have|skal_du_ha|skal_i_have|skal_dere_ha|igen|igjen|så_meget|så_mye|så_masse|alle_sammen|alle_sammen|endnu_en_gang|til_alle|kjære? igen|igjen?
tusind|tusen|mange_mange|mange_tusen tak|takk
jeg takker|sætter_stor_pris_på_det|setter_stor_pris_på_det|setter_pris_på_det så_meget|mye|mange_gange|for_hjelpen|for_hjælpen?
det_var|meget|veldig|kjempe snilt|venligt|sødt|hyggelig af_dig|av_deg|av_dere|af_jer`,
		fixed: `
ja|nu|nå|super|perfekt|supert|flott? det|alt|nu|nå|min_~|mit_~? virker|fungerer|virkede|fungerte|virket|funker|funket|lykkedes|er_løst|er_ordnet|løste_sig|løste_seg|er_ok|er_i_orden|er_på_plads|er_på_plass|gikk|kører|har_løst_seg nu|nå|igen|igjen|det|alt|fint|som_det_skal|perfekt|godt|bra|utmerket|alt_sammen? nu|nå|igen|igjen|perfekt|fint?
problemet|saken|sagen|fejlen|feilen|mit_problem|mitt_problem er|har løst|væk|borte|ordnet|løst_sig|løst_seg|fikset|rettet|fikset nu|nå?
løst|fikset|ordnet|alt_i_orden|alt_virker|alt_fungerer|alt_er_godt|alt_er_bra|alt_ok|det_hjalp|det_hjalp_det
nu_kan_jeg|nå_kan_jeg|jeg_kan_nu|jeg_kan logge_ind|logge_inn|logge_på|printe|skrive_ut|komme_ind igen|igjen|nå|nu?
i_kan|du_kan|dere_kan|sagen_kan|saken_kan lukke|lukkes sagen|saken|den?`,
		more: `
for din|jeres|den|dit|det|hjælpen|hjelpen|svaret|all|al|all_din|al_jeres|deres|ditt|god|rask|hurtig|rask_og|hurtig_og? hurtige|gode|store|fine|hurtig|hurtigt|raskt|god|raske|rask|flotte|fin|dejlige|kjappe|kjapp|hyggelige|venlige|utmerket? hjælp|hjælpen|hjelp|hjelpen|svar|svaret|support|supporten|service|servicen|tilbagemelding|tilbagemeldingen|tilbakemelding|tilbakemeldingen|information|informasjon|informasjonen|info|tålmodighed|løsning|løsningen|besked|beskeden|beskjed|tip|tips|opdatering|opdateringen|oppdatering|oppdateringen|respons|bekræftelsen|bekreftelse|indsatsen|innsatsen|mailen|forklaring|forklaringen
for alt|det|at_du_hjalp|at_dere_hjalp|at_i_hjalp|at_du_ordnede_det|at_dere_ordnet_det|at_dere_fikset_det
og super|perfekt|supert|fint|flott|flot|godt|bra|kjempebra|fantastisk|genialt|topp|strålende|ok|okay|okei|greit|modtaget|mottatt|forstået|skønt|herligt|dejligt|fedt|kanon|kult|knallbra|godt_arbejde|godt_jobbet|bra_jobbet|bra_jobba|hvilken_service|sikke_en_service|det_var_hurtigt|det_gikk_fort|det_var_raskt|dejligt|hurra|ah|wow
super|perfekt|supert|fint|flott|flot|godt|bra|kjempebra|fantastisk|genialt|topp|strålende|ok|okay|okei|greit|modtaget|mottatt|forstået|skønt|herligt|dejligt|fedt|kanon|kult|knallbra|godt_arbejde|godt_jobbet|bra_jobbet|bra_jobba|hvilken_service|sikke_en_service|det_var_hurtigt|det_gikk_fort|det_var_raskt|hurra|ah|wow
i_er|du_er|dere_er|det_var bare? bedst|best|fantastiske|fantastisk|de_bedste|de_beste|en_stjerne|søde|flinke|flink|hurtigt|raskt
ha|hav|fortsat|fortsatt|god|rigtig_god|en|ønsker_en|ha_en fortsat|fortsatt|rigtig|riktig|god|fin|en|en_god|en_fin|fortsat_god? dag|weekend|helg|aften|kveld|uge|uke|ettermiddag|eftermiddag
i_lige_måde|i_like_måte|lige_over
og|så|virkelig|da|jeg_vil_sige|ville_bare_sige|ville_bare_si|jeg_er_meget_glad|jeg_er_kjempefornøyd`,
		hello: `
hej|hei|hejsa|heisann|god_morgen|godmorgen|god_dag|goddag|god_aften|god_kveld|hallo|kære|kjære igen|igjen|alle|alle_sammen|med_jer|der? *?`,
		bye: `
med|venlig|de_bedste|bedste|mange|kærlig|hilsen|vennlig|beste|hjertelig|ha venlig|vennlig|hjertelig|bedste|beste? hilsen|hilsner|hilsninger
mvh|vh|hilsen|vennligst|hilsner|dbh|med_venlig_hilsen|med_vennlig_hilsen|tak|takk|mange_tak|ha_det|ha_det_bra|god_weekend|god_helg|god_dag|klem|knus`,
	}, { // fi
		thanks: `
paljon|suuri|suuret|lämmin|lämpimät|iso|isot|tuhannet|kauniit|hei|vielä? kiitos|kiitoksia|kiitokset|kiitti|kiitän|kiitämme|kiitosta|tattis paljon|kovasti|teille|sinulle|kaikille|kaikesta|vielä|vielä_kerran|oikein_paljon|todella_paljon|hirveästi? vielä|kaikille?
todella|tosi ystävällistä|kilttiä`,
		fixed: `
kyllä|joo|nyt|hienoa|se|kaikki|mahtavaa? nyt|se|kaikki|nyt_kaikki|se_~? toimii|toimi|toimivat|onnistui|pelaa|on_kunnossa|on_korjattu|korjaantui|ratkesi|on_hyvin|on_ok|selvisi|toimii_taas nyt|taas|hyvin|hienosti|loistavasti|moitteetta|täydellisesti|jälleen|normaalisti|kuten_pitääkin? nyt|taas|hyvin?
ongelma|asia|vika|ongelmani on|ratkesi|korjaantui|poistui nyt? ratkaistu|korjattu|kunnossa|poistunut|hoidettu|ratkennut|selvä?
korjattu|ratkaistu|kunnossa|kaikki_kunnossa|kaikki_ok|kaikki_hyvin|ongelma_ratkesi|asia_kunnossa|se_auttoi|tämä_auttoi
pääsen|pääsin|voin|nyt_pääsen nyt? kirjautumaan|tulostamaan|tulostaa|sisään nyt|taas?
voitte|voit|tiketin_voi|asian_voi sulkea tiketin|asian?`,
		more: `
nopeasta|hyvästä|avusta|erinomaisesta|avustanne|avustasi|vastauksesta|tuesta|ystävällisestä|loistavasta|ripeästä|mahtavasta ja? hyvästä|nopeasta|ystävällisestä? avusta|vastauksesta|palvelusta|tuesta|toiminnasta|reagoinnista|ratkaisusta?
avusta|avustanne|avustasi|vastauksesta|vastauksestasi|vastauksestanne|tiedosta|tiedoista|palvelusta|tuesta|vaivannäöstä|kärsivällisyydestä|ohjeista|neuvoista|vinkistä|selvityksestä|kaikesta|viestistä|kaikesta_avusta|ratkaisusta|päivityksestä|vahvistuksesta|infosta|tästä|siitä ja|nopeasti?
hienoa|mahtavaa|loistavaa|erinomaista|hyvä|hyvä_juttu|super|upeaa|täydellistä|selvä|selvä_juttu|ok|okei|ymmärretty|vastaanotettu|mainiota|huippua|huippu|jes|ihanaa|kiva|kiva_juttu|hyvää_työtä|hyvin_tehty|nopeaa_toimintaa|nopeaa_palvelua|hyvää_palvelua|loistavaa_palvelua|erinomaista_palvelua|aivan_loistavaa
olette|olet|te_olette|sinä_olet todella? parhaita|paras|mahtavia|mahtava|ihania|huippuja|huippu
hyvää|mukavaa|oikein_hyvää|kaunista|hauskaa|ihanaa päivää|päivänjatkoa|viikonloppua|iltaa|viikkoa|jatkoa|päivän_jatkoa|kesää|viikon_jatkoa teille|sinulle?
samoin|samoin_sinne|moikka
ja|todella|sitten|niin|olen_tyytyväinen`,
		hello: `
hei|moi|moikka|terve|hyvää_päivää|hyvää_huomenta|huomenta|hyvää_iltaa|päivää|hyvä taas|kaikki|siellä? *?`,
		bye: `
ystävällisin|parhain|terveisin|yhteistyöterveisin|ystävällisesti|lämpimin|kiitollisin terveisin|terveisin
terveisin|terv|yst_terv|t|ystävällisesti|terveiset|kiitos|kiittäen|hyvää_päivänjatkoa|hyvää_viikonloppua|moikka`,
	}, { // pl
		thanks: `
bardzo|serdecznie|ślicznie|pięknie|jeszcze_raz|raz_jeszcze|wielkie|super|stokrotnie|i? dziękuję|dziękujemy|dzięki|dziękuje|dziekowac|dzieki|dziena|dzięks|podziękowania bardzo|serdecznie|ślicznie|pięknie|wielkie|jeszcze_raz|wszystkim|panu|pani|państwu|ci|wam|slicznie? bardzo|serdecznie|jeszcze_raz?
wielkie|ogromne|serdeczne dzięki|podziękowania
jestem|jesteśmy|to bardzo? wdzięczny|wdzięczna|wdzięczni|miłe|bardzo_miłe z_państwa_strony|z_pana_strony|z_pani_strony?`,
		fixed: `
tak|teraz|już|super|świetnie|moja_~|mój_~|moje_~? już|teraz|wszystko|to|teraz_wszystko|już_wszystko|teraz_już|wszystko_już|znowu|znów? działa|działają|zadziałało|pomogło|udało_się|jest_ok|jest_w_porządku|gra|jest_dobrze|śmiga|jest_naprawione|się_udało|hula już|teraz|znowu|znów|poprawnie|prawidłowo|bez_zarzutu|świetnie|jak_należy|dobrze|idealnie|bez_problemu|super|wszystko? już|teraz?
problem|sprawa|błąd|usterka|mój_problem został|zniknął|jest|została? już? rozwiązany|naprawiony|załatwiona|rozwiązana|usunięty|usunięta|zażegnany|zniknął
rozwiązane|naprawione|załatwione|wszystko_ok|wszystko_gra|wszystko_w_porządku|problem_rozwiązany|zadziałało|problem_z_głowy|pomogło
mogę|mogę_już|już_mogę|udało_mi_się|mogę_się się? już? zalogować|drukować|wydrukować|pracować teraz|znowu?
można|możecie|proszę zamknąć zgłoszenie|temat|sprawę|ticket`,
		more: `
za|i_za szybką|pomoc|pana|pani|państwa|twoją|waszą|całą|błyskawiczną|sprawną|tak_szybką|wszelką|miłą|fachową|cierpliwość|szybkie|tak_szybkie|pański|wasz? szybką|błyskawiczną|sprawną|i? skuteczną|miłą|fachową|profesjonalną|szybkie|wyczerpującą|błyskawiczne? pomoc|odpowiedź|reakcję|informację|informacje|info|obsługę|wsparcie|cierpliwość|rozwiązanie|wyjaśnienie|wyjaśnienia|poświęcony_czas|czas|wiadomość|maila|fatygę|zaangażowanie|interwencję|załatwienie_sprawy|rozwiązanie_problemu|potwierdzenie|wskazówki|podpowiedź|trud|fakturę|działanie
za wszystko|to|pomoc_i_cierpliwość|pomoc_i_wsparcie
super|świetnie|doskonale|idealnie|rewelacja|ekstra|znakomicie|wspaniale|fantastycznie|dobrze|ok|okej|w_porządku|rozumiem|zrozumiałem|zrozumiałam|przyjąłem|przyjęłam|otrzymałem|otrzymałam|dotarło|bomba|perfekcyjnie|pięknie|brawo|dobra_robota|świetna_robota|świetna_obsługa|super_obsługa|szybka_reakcja|bardzo_dobrze|hurra|ale_szybko|wow|ach
jesteście|jesteś|są_państwo|jest_pan|jest_pani|to_było najlepsi|najlepszy|najlepsza|wspaniali|super|niezawodni|wielki|wielka|świetni|szybkie|szybko
miłego|dobrego|udanego|spokojnego|życzę_miłego|życzę|przyjemnego miłego|dobrego|udanego? dnia|weekendu|wieczoru|tygodnia|popołudnia
nawzajem|wzajemnie|do_usłyszenia
i|naprawdę|więc|to|oraz|na_razie|chciałem_podziękować|chciałam_podziękować`,
		hello: `
dzień_dobry|cześć|witam|witaj|hej|szanowni|szanowny|szanowna|dobry_wieczór|drogi|droga|drodzy|witam_serdecznie ponownie|państwo|panie|pani|wszystkich? *?`,
		bye: `
z|pozdrawiam|serdecznie|serdeczne|łączę z? poważaniem|wyrazami_szacunku|pozdrowieniami|pozdrawiam|pozdrowienia|serdecznie|wyrazy_szacunku
pozdrawiam|pozdrowienia|pzdr|pozdr|poważaniem|miłego_dnia|miłego_weekendu|dziękuję|dzięki|z_poważaniem|serdecznie_pozdrawiam`,
	}, { // cs and sk
		thanks: `
moc|mockrát|velmi|velice|srdečně|mnohokrát|veľmi|pekne|pěkně|ještě_jednou|ešte_raz|krásně|krásne|opravdu|naozaj|veľká|velké|velký|veľké|tisíckrát|a? děkuji|děkuju|děkujeme|díky|dík|ďakujem|ďakujeme|diky|vďaka|dakujem|děkuji_vám|děkuji_ti|ďakujem_vám|ďakujem_pekne|poděkování|vďaku moc|mockrát|velmi|vám|ti|všem|všetkým|pekne|veľmi_pekne|veľmi|mnohokrát|ještě_jednou|ešte_raz|krásně|srdečne|srdečně|za_všechno|za_všetko? moc|mockrát|všem|pekne|ještě_jednou|ešte_raz?
jsem|som|jste|ste|velmi|veľmi|moc|to_je_od_vás velmi|moc|veľmi? vděčný|vděčná|vďačný|vďačná|laskavý|laskaví|milé|hodný|hodní|láskavý|láskaví|milý|milí`,
		fixed: `
ano|už|již|teď|nyní|áno|teraz|super|skvělé|výborně|můj_~|moje_~|môj_~? už|již|teď|to|vše|všechno|všetko|teraz|nyní|už_to|už_vše|teď_už|už_všetko|teraz_už? už|to|vše|všetko|znovu|zase? funguje|fungují|fungujú|jde|ide|pomohlo|zabralo|je_v_pořádku|je_v_poriadku|je_ok|běží|zafungovalo|šlo|je_vyřešeno|je_vyriešené|se_to_podařilo|sa_to_podarilo|beží|je_opravené|je_opraveno už|zase|opět|opäť|znovu|jak_má|tak_jak_má|ako_má|výborně|skvěle|výborne|bez_problémů|bez_problémov|správně|správne|perfektně|perfektne|dobře|dobre|to|v_pořádku|zas? už|zase|znovu|teď|teraz?
problém|chyba|závada|vec|věc|můj_problém|môj_problém je|byl|bol|byla|bola|se|sa? už|již? vyřešen|vyřešený|vyriešený|odstraněna|odstránená|vyřešena|vyriešená|zmizel|zmizol|opravena|opravená|pryč|vyřešil|vyriešil
vyřešeno|vyriešené|opraveno|opravené|hotovo|vše_v_pořádku|všetko_v_poriadku|vše_ok|všetko_ok|vše_funguje|všetko_funguje|problém_vyřešen|problém_vyriešený|pomohlo_to|to_pomohlo
už|teď|teraz se|sa|mohu|môžem|můžu? přihlásím|prihlásim|tisknout|tlačiť|se_přihlásit|sa_prihlásiť
můžete|môžete ticket|tiket|požadavek|požiadavku? uzavřít|zavřít|uzavrieť|zavrieť ticket|tiket|požadavek|požiadavku?`,
		more: `
za|i_za|aj_za vaši|vašu|vaše|rychlou|rýchlu|tak|tvou|tvoju|veškerou|všetku|tak_rychlou|váš? rychlou|rýchlu|skvělou|skvelú|ochotnou|ochotnú|bleskovou|bleskovú|výbornou|výbornú|rychlé|rýchle|promptní|promptnú|profesionální? a? ochotnou|vstřícnou|rychlou|ochotu? pomoc|odpověď|odpoveď|reakci|reakciu|podporu|informaci|informáciu|informace|informácie|info|ochotu|trpělivost|trpezlivosť|řešení|riešenie|vyřešení|vyriešenie|vysvětlení|vysvetlenie|snahu|čas|zprávu|správu|mail|vstřícnost|ústretovosť|servis|vyřízení|vybavenie|opravu|jednání|spolupráci|spoluprácu|rychlost|rýchlosť|radu|práci|prácu|potvrzení|potvrdenie|fakturu|faktúru|upozornění
a_ochotu|a_trpělivost|a_pomoc|za_všechno|za_všetko|za_vše|za_to
super|skvělé|skvělá_práce|skvelé|výborně|výborne|paráda|perfektní|perfektné|perfektně|perfektne|bezva|dobře|dobre|ok|jasně|jasné|rozumím|rozumiem|přijato|obdržel_jsem|fajn|vynikající|vynikajúce|skvěle|úžasné|nádhera|bomba|krása|rychlá_reakce|rýchla_reakcia|to_byla_rychlost|to_bolo_rýchle|to_bylo_rychlé|výborná_práce|skvelá_práca|hurá|ach|wow
jste|ste|si|jsi|boli_ste|byli_jste nejlepší|najlepší|skvělí|skvelí|super|úžasní|zlatí|borci|frajeri|borec|zlatý|rychlí
hezký|pěkný|pekný|přeji|prajem|krásný|příjemný|príjemný|pěkné|mějte|hezké|majte|šťastný hezký|pěkný|pekný|krásný|krásny|příjemný|príjemný|pěkné|se|hezké? den|víkend|večer|týden|týždeň|odpoledne|deň|zbytek_dne|hezky|pekne
nápodobně|podobně|vám_také|aj_vám|i_vám|ať_se_daří
a|opravdu|naozaj|tak|zatím|zatiaľ|takže|chtěl_jsem_poděkovat|chtěla_jsem_poděkovat|jsem_spokojený|som_spokojný`,
		hello: `
dobrý_den|dobrý_deň|ahoj|ahojte|zdravím|dobré_ráno|dobrý_večer|vážený|vážená|vážení|milý|milá|milí|čau|nazdar pane|paní|pán|pani|znovu|všichni|všetci? *?`,
		bye: `
s|se|so|srdečně|mnoho|přeji|prajem pozdravem|pozdravom|přátelským_pozdravem|úctou|pěkným_pozdravem|zdravím|srdečným_pozdravom|pozdravů|hezký_den|pekný_deň
pozdravem|zdravím|hezký_den|pěkný_den|pekný_deň|pěkný_víkend|s_pozdravem|s_pozdravom|ahoj|čau|díky|děkuji|ďakujem|srdečně`,
	}, { // hu
		thanks: `
nagyon|hálásan|még_egyszer|nagy|ezer|szépen|igazán|a_segítséget|a_gyors_választ|a_gyors_segítséget|a_gyors_reakciót|mindent|a_választ|a_tájékoztatást|az_információt|ezúton_is? köszönöm|köszönjük|köszi|kösz|köszönet|köszike|köszönettel|hála szépen|nagyon|mindent|mindenkinek|még_egyszer|önnek|önöknek|neked|nektek|a_segítséget|a_segítségét|a_segítségüket|a_segítségedet|a_segítségteket|a_gyors_választ|a_gyors_segítséget|a_választ|a_válaszát|a_gyors_válaszát|a_tájékoztatást|az_információt|az_infót|a_türelmet|a_türelmét|a_gyors_reakciót|a_gyors_reagálást|a_gyors_megoldást|a_gyors_intézkedést|a_munkájukat|az_ügyintézést|a_gyors_ügyintézést|a_megoldást|a_fáradozását|a_visszajelzést|a_gyors_visszajelzést|a_levelet|a_támogatást? szépen|mindenkinek|még_egyszer|a_segítséget|a_segítségét|a_segítségüket|a_gyors_választ|a_gyors_segítséget|a_választ|mindent?
nagyon hálás_vagyok|hálásak_vagyunk|kedves|kedvesek öntől|önöktől|tőled?`,
		fixed: `
igen|most|már|így|szuper|nagyszerű|remek? már|most|minden|most_már|így_már|most_már_minden|a_~|az_~|már_minden|már_jól|jól? működik|megy|működnek|sikerült|rendben_működik|megoldódott|jól_működik|megjavult|megoldva|tökéletesen_működik|hibátlanul_működik most|újra|megint|rendesen|tökéletesen|hibátlanul|jól|ismét|már? már?
a_probléma|a_hiba|a_dolog|a_problémám|az_ügy már? megoldódott|megszűnt|elhárult|megoldva|rendeződött|rendben_van|megoldott
megoldva|megoldódott|minden_rendben|minden_működik|minden_ok|sikerült|rendben_van_minden|ez_segített
be_tudok|tudok|be_tudtam már|most|újra? lépni|nyomtatni|dolgozni|jelentkezni
lezárhatják|lezárható|bezárhatják|le_lehet_zárni a_jegyet|a_hibajegyet|az_ügyet?`,
		more: `
szuper|nagyszerű|remek|kiváló|tökéletes|fantasztikus|rendben|ok|oké|jó|értem|megkaptam|megérkezett|csodás|szupi|nagyon_jó|gyors_volt|ez_gyors_volt|gyors_munka|szép_munka|jó_munka|remek_munka|kiváló_munka|hurrá|hú|wow|bravó|király
ön|önök|ti|te? a_legjobbak|a_legjobb|fantasztikusak|szuperek|nagyon_gyorsak|nagyon_kedves|nagyon_gyors
szép|jó|kellemes|további_szép|minden_jót|legyen_szép szép|kellemes? napot|hétvégét|estét|hetet|délutánt|munkát|napod|napja kívánok|kívánunk|mindenkinek?
további_szép_napot|önnek_is|önöknek_is|neked_is|viszont|minden_jót|a_gyors|segítséget|választ
és|is|akkor|tényleg|igazán|egyelőre|csak_szerettem_volna_megköszönni`,
		hello: `
szia|sziasztok|helló|tisztelt|kedves|üdv|jó_napot|jó_reggelt|jó_estét|üdvözlöm|hali cím|uram|asszonyom|hölgyem|ügyfélszolgálat|mindenki|kívánok? *?`,
		bye: `
üdvözlettel|tisztelettel|köszönettel|üdv|baráti_üdvözlettel|szívélyes_üdvözlettel|minden_jót|szép_napot|szép_estét|jó_hétvégét|szia|puszi|további_szép_napot|köszönöm|köszi|maradok_tisztelettel`,
	}, { // ro
		thanks: `
vă|îți|iti|va|te|multe|mii_de|încă_o_dată|incă|și? mulțumesc|mulțumim|multumesc|multumim|mulțumiri|mersi|merci|multam|mulțam mult|foarte_mult|frumos|tare_mult|din_suflet|încă_o_dată|din_nou|tuturor|mult_de_tot|încă_odată|enorm? mult|tuturor|frumos|din_nou|încă_o_dată?
sunt|suntem|foarte foarte? recunoscător|recunoscătoare|recunoscători|amabil|drăguț din_partea_dumneavoastră|din_partea_ta?`,
		fixed: `
da|acum|super|gata|perfect? acum|totul|acum_totul|s_a|imprimanta|sistemul|internetul|emailul? funcționează|merge|a_mers|a_funcționat|sa_rezolvat|este_rezolvat|funcționează_din_nou|merge_din_nou|funcționează_totul acum|perfect|bine|din_nou|foarte_bine|corect|iar|totul|excelent|fără_probleme? acum?
problema|eroarea|situația|problema_mea a_fost|este|sa|s_a|e rezolvat|rezolvată|remediată|remediat|dispărut|corectată|fost_rezolvată acum?
rezolvat|sa_rezolvat|s_a_rezolvat|totul_e_bine|totul_este_bine|totul_ok|totul_e_ok|totul_este_în_regulă|totul_e_în_regulă|problemă_rezolvată|problema_sa_rezolvat|problema_s_a_rezolvat|am_rezolvat|a_mers
pot|am_reușit|reușesc acum? să_mă_conectez|să_printez|să_intru|să_lucrez acum|din_nou?
puteți|poți să? închide|închideți tichetul|solicitarea|cazul`,
		more: `
pentru|și_pentru|de ajutor|ajutorul|tot|promptitudine|răspuns|răspunsul|informații|informația|informațiile|sprijin|sprijinul|suport|suportul|răbdare|răbdarea|explicații|explicația|rezolvare|rezolvarea|timpul|timp|amabilitate|mesaj|rapiditate|ajutorul_acordat|intervenție|intervenția|solicitudine|confirmare|confirmarea|înțelegerea_problemei|serviciu|serviciul|tot_ajutorul|factura|factură|sfat|sfaturi|promptitudinea|feedback|lămuriri|asistență|asistența dumneavoastră|dvs|tău|prompt|rapid|promptă|rapidă|vostru|prompt_și_rapid|oferit|acordat|acordată|atât_de_rapid|și? rapid|promptitudine|răbdare|ajutor|amabilitate?
rapid|rapidă
super|perfect|excelent|minunat|grozav|foarte_bine|bine|ok|în_regulă|am_înțeles|am_primit|primit|fantastic|genial|bravo|felicitări|foarte_rapid|ce_rapiditate|ce_promptitudine|bună_treabă|treabă_bună|servicii_excelente|ura|wow|ah|extraordinar|impecabil|nota_zece
sunteți|ești|a_fost foarte? cei_mai_buni|cel_mai_bun|cea_mai_bună|grozavi|minunați|super|extraordinari|rapid|rapizi|de_ajutor|prompți|amabili|amabil
o|zi|vă_doresc_o|numai|să_aveți_o|o_zi|weekend|seară zi|frumoasă|seară|săptămână|bună|bine|plăcut|după_amiază frumoasă|bună|plăcută|excelentă|minunată?
la_fel|asemenea|toate_cele_bune|și_dumneavoastră|un_weekend_plăcut|weekend_plăcut|o_zi_bună|o_zi_frumoasă
și|chiar|atunci|deocamdată|am_vrut_doar_să_vă_mulțumesc|sunt_foarte_mulțumit|sunt_foarte_mulțumită`,
		hello: `
bună|bună_ziua|bună_dimineața|bună_seara|salut|salutare|stimate|stimată|stimați|dragă|dragi|neața|hello ziua|domnule|doamnă|tuturor|domn? *?`,
		bye: `
cu|o|toate|numai|salutări stimă|respect|drag|zi_bună|zi_frumoasă|cele_bune|bine|cordiale|considerație|prietenie|mulțumiri
cu_stimă|cu_respect|salutări|o_zi_bună|o_zi_frumoasă|toate_cele_bune|mulțumesc|mersi|cu_drag|numai_bine|la_revedere`,
	}, { // el
		thanks: `
σας|σε|και? ευχαριστώ|ευχαριστούμε|ευχαριστίες|ευχαριστω|thanks πολύ|πάρα_πολύ|για_όλα|και_πάλι|ξανά|όλους|πολυ|θερμά|για_ακόμη_μια_φορά|παρά_πολύ|ειλικρινά|σας? πολύ|πάρα_πολύ|όλους|και_πάλι?
χίλια|πολλά|θερμές|πολλές|να_είστε|να_είσαι ευχαριστώ|ευχαριστίες|καλά|μπράβο
ευχαριστώ|ευχαριστούμε
εκτιμώ|εκτιμούμε πολύ|ιδιαίτερα? τη_βοήθειά_σας|τη_βοήθεια
είμαι|είμαστε|πολύ πολύ? ευγνώμων|υπόχρεος|υπόχρεη|ευγενικό_εκ_μέρους_σας|ευγενικό`,
		fixed: `
ναι|τώρα|πλέον|τέλεια|όλα|ωραία? τώρα|όλα|πλέον|ο_~|η_~|το_~|τώρα_όλα|όλα_πλέον? λειτουργεί|λειτουργούν|δουλεύει|δουλεύουν|δούλεψε|λειτούργησε|είναι_εντάξει|είναι_οκ|διορθώθηκε|λύθηκε|φτιάχτηκε|είναι_μια_χαρά|έφτιαξε|δουλεύουν_όλα|πέτυχε τώρα|κανονικά|τέλεια|άψογα|μια_χαρά|ξανά|σωστά|πάλι|όλα|πλέον|εξαιρετικά? τώρα|πλέον|ξανά?
το|αυτό πρόβλημα|θέμα|ζήτημα|σφάλμα|πρόβλημά_μου έχει|λύθηκε|διορθώθηκε|αποκαταστάθηκε|επιλύθηκε|τακτοποιήθηκε|είναι? λυθεί|διορθωθεί|επιλυθεί|λυμένο?
λύθηκε|διορθώθηκε|όλα_καλά|όλα_εντάξει|όλα_οκ|όλα_τέλεια|το_πρόβλημα_λύθηκε|τακτοποιήθηκε|φτιάχτηκε τώρα?
μπορώ|μπόρεσα τώρα|πλέον? να_συνδεθώ|να_εκτυπώσω|να_μπω
μπορείτε_να_κλείσετε το_αίτημα|το_θέμα|το_ticket`,
		more: `
για|και_για τη|την|το|τον|όλη|όλα|τις|την_τόσο|τη_βοήθεια|τα|όλη_τη|όλη_την? άμεση|γρήγορη|πολύτιμη|καλή|σύντομη|ταχύτατη|εξαιρετική|γρήγορη_και|άμεσή|γρήγορή|πολύτιμή? βοήθεια|βοήθειά|απάντηση|απάντησή|ανταπόκριση|ανταπόκρισή|εξυπηρέτηση|υποστήριξη|ενημέρωση|πληροφορία|πληροφορίες|χρόνο|υπομονή|λύση|κατανόηση|επίλυση|εξήγηση|μήνυμα|προσπάθεια|συνεργασία|ταχύτητα|ενδιαφέρον|επιβεβαίωση|διευκρίνιση|διευκρινίσεις|δουλειά|τιμολόγιο|κόπο σας|σου?
για όλα|αυτό|όλη_τη_βοήθεια
και_την|και_τη υπομονή|βοήθεια|υποστήριξη|ταχύτητα σας|σου?
τέλεια|τέλειο|υπέροχα|εξαιρετικά|άψογα|ωραία|πολύ_ωραία|μπράβο|μπράβο_σας|εντάξει|οκ|καλώς|κατάλαβα|ελήφθη|το_έλαβα|φανταστικά|φοβερά|σούπερ|πολύ_καλά|εξαιρετική_εξυπηρέτηση|άψογη_εξυπηρέτηση|εξαιρετική_δουλειά|καλή_δουλειά|άμεση_ανταπόκριση|πολύ_γρήγορα|αα|α
είστε|είσαι|ήσασταν πολύ|απλά? οι_καλύτεροι|ο_καλύτερος|η_καλύτερη|φοβεροί|υπέροχοι|άψογοι|εξαιρετικοί|γρήγοροι|εξυπηρετικοί|εξυπηρετικός
καλή|καλό|να_έχετε|εύχομαι|σας_εύχομαι|καλό_σας|καλή_σας μια|καλή|καλό|σας|ένα? ημέρα|μέρα|απόγευμα|βράδυ|εβδομάδα|σαββατοκύριακο|συνέχεια|μεσημέρι|μήνα|καλή_μέρα
επίσης|παρομοίως|και_εσείς|τα_λέμε
και|πραγματικά|λοιπόν|τότε|προς_το_παρόν`,
		hello: `
γεια|γεια_σας|γειά_σας|καλημέρα|καλησπέρα|καλημέρα_σας|καλησπέρα_σας|αγαπητέ|αγαπητή|αγαπητοί|κύριε|χαίρετε|γειά κύριε|κυρία|κύριοι|σε_όλους|σας|σου|κα|κ? *?`,
		bye: `
με|φιλικά|τους|θερμούς εκτίμηση|χαιρετισμούς|φιλικούς_χαιρετισμούς|εκτιμηση|θερμούς_χαιρετισμούς|καλύτερους_χαιρετισμούς
φιλικά|μετά_τιμής|με_εκτίμηση|χαιρετισμούς|καλή_συνέχεια|καλή_σας_μέρα|καλημέρα|ευχαριστώ|χαιρετώ`,
	}, { // tr
		thanks: `
çok|tekrar|tekrardan|gerçekten|yardımınız_için|her_şey_için|ilginiz_için|çok_çok|hızlı_dönüşünüz_için|hızlı_cevabınız_için|cevabınız_için|bilgi_için|hızlı_destek_için|yardımlarınız_için|desteğiniz_için|emeğiniz_için|geri_dönüşünüz_için|dönüşünüz_için|bilgilendirme_için|hepinize|ilgi_ve_alakanız_için|hızlı_çözüm_için|çözüm_için|yardımın_için|ilgin_için|hızlı_yardımınız_için|bilgilendirmeniz_için|hızlı_desteğiniz_için? çok|tekrar|gerçekten|hepinize|ayrıca? teşekkürler|teşekkür_ederim|teşekkür_ederiz|teşekkür|tşk|tşkler|sağolun|sağ_olun|sağol|sağ_ol|teşekkürlerimi_sunarım|tesekkurler|eyvallah|minnettarım|saol|sağolasın çok|hepinize|herkese|tekrar|yardımınız_için|her_şey_için|ilginiz_için|hızlı_cevap_için|yardım_için|hızlı_dönüş_için|bilgi_için? tekrar|hepinize?
ellerinize|elinize|emeğinize|elinize_emeğinize sağlık
çok_naziksiniz|çok_makbule_geçti`,
		fixed: `
evet|şimdi|artık|tamam|süper|harika? şimdi|artık|her_şey|sorunsuz|sistem|yazıcı|internet|bilgisayar? çalışıyor|çalıştı|düzeldi|oldu|halloldu|çözüldü|iyi_çalışıyor|sorunsuz_çalışıyor|sorunsuz|gayet_iyi_çalışıyor|yeniden_çalışıyor|giriş_yapabiliyorum|girebiliyorum|tekrar_çalışıyor şimdi|artık|sorunsuz|mükemmel?
sorun|problem|sorunum|problemim|hata|sıkıntı|konu şu_an|artık|tamamen|şimdi? çözüldü|düzeldi|giderildi|halloldu|ortadan_kalktı|çözülmüştür|kalmadı
çözüldü|halloldu|düzeldi|her_şey_yolunda|sorun_çözüldü|oldu_şimdi|sorun_kalmadı|işe_yaradı
talebi|kaydı kapatabilirsiniz`,
		more: `
harika|süper|mükemmel|çok_iyi|çok_güzel|güzel|tamam|tamamdır|anladım|aldım|ulaştı|iyi|muhteşem|bravo|tebrikler|on_numara|çok_hızlı|çok_hızlıydı|hızlı_destek|harika_hizmet|süper_hizmet|mükemmel_hizmet|ok|oh|peki
siz|sen? harikasınız|harikasın|süpersiniz|en_iyisisiniz|bir_tanesiniz|çok_yardımcı_oldunuz|çok_iyisiniz
iyi|güzel|kolay|iyi_bir|güzel_bir|size|mutlu iyi? çalışmalar|günler|akşamlar|hafta_sonları|haftalar|gelsin|gün|hafta_sonu|kolaylıklar dilerim|dileriz?
size_de|kolay_gelsin|hoşça_kalın|görüşmek_üzere|size_de_iyi_günler
ve|gerçekten|o_zaman|şimdilik|memnun_kaldım|çok_memnun_kaldım`,
		hello: `
merhaba|merhabalar|selam|selamlar|günaydın|iyi_günler|iyi_akşamlar|sayın|sevgili|iyi_çalışmalar yetkili|ekip|herkese|tekrar? * bey|hanım?
merhaba|merhabalar|selam|selamlar|günaydın|iyi_günler|iyi_akşamlar|sayın|sevgili yetkili|herkese|tekrar?`,
		bye: `
saygılarımla|saygılar|saygılarımızla|sevgiler|sevgilerimle|iyi_çalışmalar|iyi_günler|iyi_akşamlar|selamlar|kolay_gelsin|en_iyi_dileklerimle|esenlikler|teşekkürler|iyi_çalışmalar_dilerim|iyi_günler_dilerim`,
	}, { // vi
		thanks: `
xin|rất|chân_thành|em|tôi|mình|anh|chị|chúng_tôi|dạ|vâng|xin_chân_thành|em_xin|tôi_xin|mình_xin|dạ_em? cảm_ơn|cám_ơn|thanks|cảm_ơn_nhiều|tks|biết_ơn|thank nhiều|rất_nhiều|anh|chị|bạn|các_bạn|em|ad|team|anh_chị|quý_công_ty|mọi_người|shop|admin|đội_ngũ_hỗ_trợ|bạn_rất_nhiều|anh_rất_nhiều|chị_rất_nhiều|các_bạn_rất_nhiều? nhiều|rất_nhiều|ạ|nhé|nha|nhiều_ạ|nhiều_nhé?
cảm_ơn|cám_ơn anh|chị|bạn|em ~ nhiều|rất_nhiều|ạ|nhé?`,
		fixed: `
vâng|dạ|giờ|bây_giờ|mọi_thứ|nó|hiện|hiện_tại|máy_in|máy|hệ_thống|tôi|em|mình? giờ|bây_giờ|mọi_thứ|hiện? đã|đã_đang? hoạt_động|chạy|dùng_được|làm_được|hoạt_động_tốt|chạy_tốt|đăng_nhập_được|in_được|hoạt_động_bình_thường|hoạt_động_lại|vào_được|hoạt_động_trở_lại rồi|tốt|bình_thường|lại|tốt_rồi|bình_thường_rồi|ổn|lại_rồi|hoàn_toàn_bình_thường? ạ|nhé?
vấn_đề|lỗi|sự_cố|lỗi_này của_tôi|của_em|này? đã_được|đã|được giải_quyết|khắc_phục|sửa|hết|xử_lý|sửa_xong rồi|xong? ạ?
được_rồi|ổn_rồi|xong_rồi|tốt_rồi|đã_giải_quyết_xong|mọi_thứ_đều_ổn|mọi_thứ_ổn ạ?`,
		more: `
vì|về|đã|vì_đã|vì_sự|cho|bạn_đã|các_bạn_đã|anh_đã|chị_đã|vì_sự_hỗ_trợ sự|đã? hỗ_trợ|giúp_đỡ|giúp|giúp_tôi|giúp_mình|giúp_em|phản_hồi|trả_lời|thông_tin|giải_đáp|hỗ_trợ_nhiệt_tình|tư_vấn|hướng_dẫn|hỗ_trợ_nhanh|hỗ_trợ_nhanh_chóng|phản_hồi_nhanh|trả_lời_nhanh|xử_lý|xử_lý_nhanh|tất_cả|mọi_thứ|sự_giúp_đỡ|kiên_nhẫn|nhiệt_tình|nhanh_chóng nhanh|nhanh_chóng|kịp_thời|tôi|em|mình|của_bạn|của_các_bạn|của_anh|của_chị|nhiệt_tình? nhiều|rất_nhiều|ạ|nhé?
sự_hỗ_trợ|sự_giúp_đỡ của_bạn|của_các_bạn|nhanh_chóng?
tuyệt|tuyệt_vời|hay_quá|tốt|tốt_quá|rất_tốt|ok|đã_hiểu|đã_nhận|đã_nhận_được|hoàn_hảo|quá_tốt|xuất_sắc|nhanh_quá|hỗ_trợ_rất_nhanh|dịch_vụ_tốt|rất_nhanh
chúc|chúc_bạn|chúc_anh|chúc_chị|chúc_các_bạn|chúc_em một|có_một? ngày|buổi_tối|cuối_tuần|tuần mới? tốt_lành|vui_vẻ|tốt_đẹp
và|ạ|nhé|rồi|thật_sự|nha|nhiều`,
		hello: `
chào|xin_chào|kính_gửi|hi|dear|thân_gửi|dạ_chào anh|chị|bạn|em|các_bạn|quý_công_ty|anh_chị|team|mọi_người|ad|shop? *?`,
		bye: `
trân_trọng|thân|thân_ái|thân_mến|kính_thư|regards|trân_trọng_cảm_ơn|kính_chào|chào_thân_ái`,
	}}
}
