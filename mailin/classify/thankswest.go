package classify

// everywhere are phrases that people use in any language.
var everywhere = phrases{
	thanks: `
thx|thanx|thnx|thanks|tnx
thank_you so_much|very_much?
👍|👌|🙏|❤|💙|💚|💛|💜|👏|🙌|💐`,
	more: `
😊|😀|😃|😄|😁|😉|🙂|☺|😍|🥰|🎉|✅|✔|💯|🤗|💪|😎|🥳|🤩|🌟|⭐|🌹|🌻|☀|🍀|😅|🤝|🫶|😇|🙇|🧡|♥
ok|okay|oki|okey|super|top|perfect|bravo|wow|great`,
	bye: `
cheers|regards|best|br|kr`,
}

// thanksWest are the phrases of the languages of western Europe.
func thanksWest() []phrases {
	return []phrases{{ // en
		thanks: `
many? thanks|thank_you|thankyou|thank_u|thanks|thx|thnx|tnx|tks|ty|cheers|ta again|once_again|kindly|very_kindly|indeed? so_much|so_very_much|very_much|a_lot|a_ton|a_million|a_bunch|loads|lots|heaps|ever_so_much? everyone|everybody|all|guys|team|both|folks|mate|you_all|to_you_all|to_all_of_you|to_everyone?
many|big|huge|much|a_thousand|a_big|a_huge thanks|thank_you
i|we|its|this_is|thats? really|very|very_much|much|greatly|highly|so? appreciated|appreciate|obliged it|that|this|your_help|the_help|all_your_help|your_quick_help|the_quick_help|the_quick_response|the_quick_reply|your_support|your_time|your_efforts?
i|we appreciate it|that|this|your_help|the_help so_much|very_much|a_lot|greatly?
im|i_am|were|we_are so|very|really|extremely? grateful|thankful|much_obliged for_your_help|for_the_help|to_you?`,
		fixed: `
yes|yep|yeah|great|good_news? it|that|this|everything|all|my_~|the_~ is|are|seems_to_be|looks_to_be|appears_to_be|has_been? now|all|also|finally? working|works|worked|fixed|solved|resolved|sorted|sorted_out|fine|good|ok|okay|great|perfect|running|up_and_running|back|back_to_normal|in_order now|again|fine|well|perfectly|great|nicely|beautifully|smoothly|like_a_charm|as_expected|as_it_should|as_intended|correctly|properly|for_me|for_us|here? now|again|for_me|for_us|here?
works|working|fixed|solved|resolved|sorted now|again|fine|perfectly|great|like_a_charm|for_me|here? now|again?
all|its_all|were_all|everythings|im_all|i_am_all? good|set|sorted|fine|working|well now|here|again?
its|thats working|fixed|solved|resolved|sorted|fine|ok|okay|good|great|perfect|running now|again|fine|well|perfectly|great|like_a_charm? now|again?
the|my|our ~ is|are|seems? now|finally? working|works|fixed|fine|running|ok|back now|again|fine|well|perfectly|great|like_a_charm|as_expected? now|again?
that|this|it|your_tip|your_suggestion|your_solution|your_fix|your_answer|the_fix|the_update|the_restart|the_reset|restarting|rebooting did|fixed|solved|resolved|sorted|worked it|that|the_trick|the_problem|the_issue|my_problem|my_issue|everything|perfectly|great|a_treat|like_a_charm|a_charm|for_me?
that|this|it did it|the_trick
the|my|our? problem|issue|matter|ticket|error is|has_been|was|seems? now? solved|resolved|fixed|gone|sorted|sorted_out now?
i_can|we_can|i_was_able_to|im_able_to|i_am_able_to log_in|login|log_on|print|connect|access_it|open_it|sign_in|send_mail|work now|again|fine? now|again?
you_can|you_may|feel_free_to|please? close this|it|the_ticket|this_ticket|the_case|my_ticket now?
no_further|no_more questions|problems|issues|help_needed`,
		more: `
for your|the|all|all_your|all_the|this|that|such_a? very|super|so|really? quick|fast|prompt|swift|great|kind|excellent|amazing|awesome|speedy|rapid|good|friendly|immediate|wonderful|fantastic|brilliant|patient|helpful|detailed|lightning_fast|superb|clear? and? quick|fast|prompt|great|kind|friendly|helpful|efficient|competent? help|support|assistance|reply|replies|response|answer|answers|service|info|information|update|updates|explanation|solution|work|hard_work|job|effort|efforts|time|advice|tip|tips|hint|hints|feedback|fix|clarification|heads_up|email|mail|message|confirmation|followup|follow_up|link|file|document|documents|invoice|patience|turnaround|reminder|attention
and|with your|the|all_your? help|support|assistance|patience|time|efforts|quick_reply|quick_response|explanation|with_this|on_this|in_this_matter
with_this|on_this|in_this_matter|with_that|with_everything
for helping|helping_out|assisting me|us? out|with_this|with_that? so_quickly|so_fast?
for getting_back_to_me|getting_back|replying|responding|answering so|that|very? quickly|fast|promptly?
for taking_the_time|fixing_it|fixing_this|fixing_that|sorting_it|sorting_it_out|sorting_this_out|sorting_that|solving_this|solving_it|resolving_this|letting_me_know|letting_us_know|confirming|explaining|explaining_it|clarifying|looking_into_this|looking_into_it|being_so_helpful|your_trouble|the_trouble|caring|sharing so_quickly|so_fast|so_well?
for everything|that|this|it|being_there|all_you_do|all
great|perfect|super|superb|excellent|awesome|wonderful|brilliant|fantastic|amazing|lovely|nice|cool|good|ok|okay|alright|understood|wow|yay|hooray|hurray|noted|ah|oh|aha|sweet|splendid|marvellous|fab job|work|service|support|stuff|news|one|help|team|response|thank_you?
got_it|well_done|good_to_know|good_to_hear|much_better|what_a_relief|what_great_service|what_a_service|keep_it_up|keep_up_the_good_work|five_stars|excellent_as_always
you|you_guys|youre|you_are|u_are|your_team_is are? really|simply|just? the_best|the_greatest|great|awesome|a_star|stars|amazing|a_lifesaver|lifesavers|a_life_saver|a_legend|legends|a_hero|heroes|a_genius|an_angel|wonderful|fantastic|brilliant
thats|that_is|that_was|this_is|this_was|it_was|very|really|its|you_were|was very|really|so|super|extremely|most|incredibly|all? helpful|great|quick|fast|kind|kind_of_you|perfect|nice_of_you|impressive|awesome|excellent|wonderful|useful|easy|i_needed|good
have|wish_you|wishing_you|enjoy a|an|your|the? great|nice|good|lovely|wonderful|pleasant|fantastic|excellent|super|relaxing? day|weekend|evening|week|one|afternoon|morning|rest_of_your_day|rest_of_the_day|rest_of_the_week|holiday|holidays|easter|christmas|summer ahead?
you_too|same_to_you|take_care|all_the_best|happy_holidays|merry_christmas|stay_safe
i_am|im|we_are|were|so|very? very|so|really? happy|glad|pleased|relieved|impressed with_it|with_this|with_your_service|about_that|now?
i|we? just? wanted|want|like|would_like|wish|id_like|must to? say|express|let_you_know|tell_you that? my|our|a? big|huge|sincere|heartfelt?
and|so|just|for_now|then|as_well|as_always|really|indeed
received|received_it|got_it`,
		hello: `
hi|hello|hey|dear|good_morning|good_afternoon|good_evening|morning|hiya|greetings there|all|team|everyone|both|sir|madam|sir_or_madam|support|support_team|guys|folks? *?`,
		bye: `
kind|kindest|best|warm|warmest|many|with_best|with_kind|with_kindest|my_best|cordial|friendly regards|wishes|greetings
best|cheers|regards|yours|sincerely|yours_sincerely|yours_truly|yours_faithfully|respectfully|love|greetings|warmly|all_the_best|many_thanks|thanks|thank_you|thx|rgds|xx|xoxo|take_care|have_a_nice_day|have_a_great_day|with_thanks|with_many_thanks|gratefully`,
	}, { // de
		thanks: `
danke|dankeschön|merci|thx|thanks|dankschön|dank_dir|dank_ihnen|dank_euch nochmal|nochmals|noch_mal|auch|dir|ihnen|euch? sehr|schön|schon|vielmals|herzlich|bestens|euch|dir|ihnen|recht_herzlich|allen|an_alle|an_euch_alle|ans_team|an_das_team|ans_ganze_team|noch_mal|nochmal|nochmals?
ganz? vielen|herzlichen|besten|lieben|tausend|großen|riesen|heißen|schönen|recht_herzlichen|vielen_lieben|vielen_herzlichen|allerbesten dank nochmal|nochmals|auch|dir|ihnen|euch|an_alle|an_sie|an_euch|allen? nochmal|nochmals?
tausend|vielen|herzlichsten dank|danke
ich|wir danke|danken|bedanke|bedanken ihnen|dir|euch|mich|uns? sehr|herzlich|vielmals|recht_herzlich|ganz_herzlich|bei_ihnen|bei_dir?
super|sehr? lieb|nett|freundlich von_ihnen|von_dir|von_euch`,
		fixed: `
ja|jetzt|nun|super? es|das|alles|der_~|die_~|das_~|mein_~|meine_~|unser_~? funktioniert|funktionieren|geht|klappt|läuft|klappte|funktionierte jetzt|nun|wieder|nun_wieder|jetzt_wieder|wieder_alles|alles|jetzt_alles|endlich|endlich_wieder? wieder|einwandfrei|prima|super|perfekt|bestens|tadellos|wunderbar|gut|sehr_gut|wie_gewünscht|wie_es_soll|reibungslos|problemlos|bei_mir|bei_uns|auch?
hat|es_hat|das_hat|alles_hat|jetzt_hat_es|jetzt_hat_alles|nun_hat_es|hat_alles|hat_jetzt|es_hat_jetzt|hat_super|hat_sofort jetzt|sofort|super|prima|wunderbar|bestens|gut|einwandfrei|alles|auch? geklappt|funktioniert|geholfen
das|es|ihr_tipp|der_tipp|dein_tipp|ihre_lösung|die_lösung? war_es|wars|hat_geholfen|hat_das_problem_gelöst|hat_mein_problem_gelöst|hat_super_geholfen|hat_mir_sehr_geholfen|hat_mir_geholfen|hat_sehr_geholfen
das|mein|unser|der|die|alles|damit_ist_das|damit_ist_mein|somit_ist_das? problem|fehler|thema|sache|störung|anliegen? ist|hat_sich|wurde|konnte_sich? jetzt|nun|damit|somit|hiermit|bereits|soweit? gelöst|behoben|erledigt|weg|geklärt|verschwunden
alles|jetzt|nun|es|jetzt_ist|nun_ist|somit ist|passt|jetzt_ist|ist_jetzt|ist_nun|ist_wieder|alles? wieder|jetzt|nun|soweit|alles? gut|ok|okay|bestens|prima|in_ordnung|erledigt|geklärt|perfekt|super|klar|bens|wieder_gut
alles passt|klar|gut|bestens|prima|okay|erledigt|paletti jetzt?
jetzt|nun|damit|somit|inzwischen|so geht|funktioniert|klappt|läuft es|alles|das|der_~|die_~? wieder|endlich|einwandfrei|prima|gut|alles|perfekt?
passt|erledigt|gelöst|behoben|läuft|klappt|funktioniert jetzt|wieder|alles|alles_wieder|jetzt_alles|nun|super|prima|bestens?
ich|wir|jetzt|nun kann|können|komme|kann_ich|kann_mich ich|mich|wieder|nun|jetzt? wieder|jetzt? rein|drucken|einloggen|anmelden|arbeiten|darauf_zugreifen
sie_können|du_kannst|ihr_könnt|bitte|kann|das das|den|dieses|diesen? ticket|fall|vorgang? gerne|kann? schließen|geschlossen_werden`,
		more: `
für ihre|die|deine|eure|den|das|ihren|deinen|ihr|dein|so_viel|all_ihre|ihre_wirklich|all_die? sehr|super|so|wirklich? schnelle|rasche|prompte|gute|tolle|nette|freundliche|kompetente|super|großartige|hervorragende|unkomplizierte|ausführliche|schnellen|raschen|guten|tollen|netten|prompten|freundlichen|unkomplizierten|schnelles|liebe|superschnelle|blitzschnelle|kurze? und? schnelle|rasche|gute|kompetente|freundliche|unkomplizierte|tolle|nette|prompte|schnellen|guten? hilfe|unterstützung|antwort|rückmeldung|hilfestellung|info|infos|information|informationen|support|service|tipp|tipps|hinweis|mühe|mühen|bemühungen|geduld|lösung|erklärung|bearbeitung|mail|email|nachricht|arbeit|zeit|auskunft|bestätigung|reaktion|einsatz|update|link|zusendung|unterlagen|rechnung|erledigung|aufklärung|feedback|rückruf
für alles|das|die_mühe|ihre_mühe
und für? ihre? hilfe|unterstützung|mühe|geduld
super|perfekt|prima|toll|klasse|spitze|top|wunderbar|großartig|genial|ausgezeichnet|hervorragend|sehr_gut|gut|ok|okay|alles_klar|verstanden|cool|mega|fein|schön|ah|aha|wow|juhu|hurra|bestens|echt_super|ganz_toll|super_service|toller_service|top_service|super_support|klasse_support|gute_arbeit|super_arbeit|tolle_arbeit|weiter_so|sehr_schön|sehr_nett|sehr_hilfreich|das_ging_schnell|das_ging_ja_schnell|das_ging_aber_schnell|freut_mich|das_freut_mich
sie|ihr|du|das|das_war|ihr_support sind|seid|bist|ist|war? ja|echt|wirklich|einfach? die_besten|der_beste|die_beste|ein_schatz|spitze|klasse|super|toll|großartig|sehr_hilfreich|hilfreich|schnell|sehr_schnell|sehr_nett|sehr_freundlich|perfekt|prima|ein_engel
schönen|schönes|einen_schönen|ein_schönes|noch_einen_schönen|noch_einen|gutes|guten|angenehmen|angenehmes|schöne|einen_guten|noch_eine_schöne|eine_schöne|wünsche_ihnen_einen_schönen|wünsche_einen_schönen|einen_angenehmen|wünsche_noch_einen_schönen noch? tag|abend|wochenende|feierabend|woche|nachmittag|feiertage|start_ins_wochenende|resttag|weihnachten|urlaub noch|ihnen|dir|euch?
ebenso|gleichfalls|ihnen_auch|dir_auch|bis_dann|bis_bald
ich|wir? bin|sind|möchte|möchten|wollte|wollten? sehr|mich|nur|noch|kurz|uns? zufrieden|glücklich|froh|begeistert|sagen|bedanken
und|auch|nochmal|nochmals|noch_mal|so|dann|vorerst|erstmal|mal|damit|wirklich|echt|ich_sage|sage_ich|sag_ich|wir_sagen
habe_ich|habs|habe_es|ist erhalten|bekommen|angekommen`,
		hello: `
hallo|hi|hey|guten_tag|guten_morgen|guten_abend|guten_mittag|moin|servus|grüezi|grüß_gott|liebe|lieber|liebes|sehr_geehrte|sehr_geehrter|sehr_geehrtes|werte|werter|hallihallo|tag zusammen|ihr_lieben|leute|alle|team|damen_und_herren|liebes|support|supportteam|support_team|nochmal|herr|frau? *?`,
		bye: `
mit|mit_den|viele|liebe|beste|freundliche|schöne|herzliche|einen|mit_besten|mit_freundlichem|mit_herzlichen|die_besten|ganz_liebe|lieben|lieber|schönen|besten|sonnige freundlichen|besten|lieben|vielen|herzlichen|schönen? gruß|grüßen|grüße|grüssen|grüsse|gruss aus_berlin|aus_hamburg|aus_münchen|aus_köln|aus_wien?
gruß|grüße|gruss|grüsse|mfg|lg|vg|bg|hg|vlg|glg|mit_dank|dein|deine|ihr|ihre|euer|eure|schönen_tag|schönes_wochenende|schönen_abend|danke|vielen_dank|herzlichst|tschüss|ciao|bis_bald`,
	}, { // fr
		thanks: `
merci|mercii|mille_mercis|grand_merci|un_grand_merci|un_immense_merci|milles_mercis|encore_merci|merci_encore|merci_merci|mille_merci|encore_un_grand_merci|merci_à_vous|merci_à_toi beaucoup|bcp|bien|infiniment|mille_fois|à_vous|à_toi|à_tous|à_toute_léquipe|à_toutes_et_tous|encore|énormément|vraiment|tout_plein|une_fois_de_plus? encore|à_tous|à_vous|beaucoup|à_toute_léquipe|infiniment|à_vous_tous?
je|nous vous|te remercie|remercions beaucoup|infiniment|vivement|sincèrement|chaleureusement|encore|tous?
cest|cétait très|vraiment|bien? gentil|sympa|aimable à_vous|de_votre_part|de_ta_part?
avec_tous_mes|tous_mes|avec_mes remerciements`,
		fixed: `
oui|ça_y_est|super|bonne_nouvelle? ça|cela|tout|maintenant|le_~|la_~|mon_~|ma_~|cest|maintenant_tout|maintenant_ça? marche|fonctionne|remarche|refonctionne|a_marché|a_fonctionné|va|fonctionnent|marchent maintenant|à_nouveau|de_nouveau|très|parfaitement|bien|impeccable|nickel|à_merveille|désormais|enfin|correctement? bien|maintenant|à_nouveau|de_nouveau|désormais?
mon|le|notre|votre|ce? problème|souci|incident|bug|ticket est|a_été|semble? maintenant|bien|désormais|donc|enfin? résolu|réglé|corrigé|disparu|solutionné
cest|tout_est|tout_est_rentré|le_problème_est|tout maintenant|bien|enfin? bon|ok|parfait|résolu|réglé|rentré_dans_lordre|dans_lordre|en_ordre|nickel|impeccable|dans_lordre_maintenant|est_ok|est_bon|est_parfait|va_bien maintenant|pour_moi|de_mon_côté?
résolu|réglé|problème_résolu|nickel_maintenant|ça_a_résolu_le_problème|ça_a_réglé_le_problème|ça_a_résolu_mon_problème
jai_pu|je_peux|je_peux_maintenant|jarrive_à|jarrive_maintenant_à|je_peux_à_nouveau me_connecter|imprimer|y_accéder|accéder|travailler|ouvrir_le_fichier maintenant|à_nouveau?
vous_pouvez|tu_peux clôturer|fermer|clore le_ticket|ce_ticket|la_demande|le_dossier`,
		more: `
pour|de|de_toute|pour_toute votre|vos|ton|tes|lʼ|l'|cette|ce|ces|le|la|les|tout|toute_votre? très? excellente|excellent|précieuse|précieuse|rapide|bonne|grande? aide|laide|réponse|réponses|retour|réactivité|la_réactivité|rapidité|la_rapidité|assistance|lassistance|soutien|support|efficacité|lefficacité|disponibilité|patience|gentillesse|professionnalisme|explication|explications|info|infos|information|informations|linfo|linformation|les_infos|les_informations|solution|travail|temps|message|mail|conseils|conseil|intervention|lintervention|suivi|service|envoi|lenvoi|confirmation|précisions|document|documents|facture|compréhension_du_problème rapide|rapides|si_rapide|très_rapide|très_claire|efficace|claire|précieuse|et? rapide|efficace|claire?
pour tout|ça|cela|tout_cela|tout_ce_que_vous_faites
de|pour|dʼ|d'|davoir|de_mavoir|pour_mavoir|pour_avoir avoir? répondu|aidé|maidé|réglé_le_problème|résolu_le_problème|réglé_ça|fait_vite|pris_le_temps|répondu_aussi_vite si|aussi? vite|rapidement?
et|ainsi_que|pour? votre|vos|la? rapidité|efficacité|réactivité|patience|gentillesse|aide|disponibilité|professionnalisme
parfait|super|génial|excellent|top|impeccable|nickel|formidable|extra|cool|bien_reçu|bravo|ok|daccord|très_bien|cest_noté|bien_noté|noté|compris|magnifique|merveilleux|chapeau|super_travail|bon_travail|excellent_travail|excellent_service|super_service|très_efficace|ouf|ah|oh|wow|youpi|quelle_rapidité|quelle_efficacité|quelle_réactivité
vous|tu|cest|cétait êtes|es? très|vraiment|super|trop? génial|géniaux|les_meilleurs|le_meilleur|la_meilleure|formidable|formidables|efficace|efficaces|rapide|parfait|super|top|au_top|excellent
bonne|bon|très_bonne|excellente|je_vous_souhaite_une_bonne|passez_une_bonne|très_bon|bonne_fin_de|belle|une_bonne|une_belle|une_excellente journée|soirée|weekend|semaine|fin_de_journée|fin_de_semaine|après_midi|week_end|continuation à_vous|à_tous|également?
à_vous_aussi|de_même|vous_aussi|à_bientôt|au_revoir
et|vraiment|alors|donc|du_coup|pour_linstant|sincèrement|je_tenais_à_vous_dire|je_voulais_vous_dire|je_suis_ravi|je_suis_ravie|je_suis_très_content|je_suis_très_contente|je_suis_très_satisfait|je_suis_très_satisfaite`,
		hello: `
bonjour|bonsoir|salut|coucou|cher|chère|hello|re|rebonjour|chers monsieur|madame|à_tous|à_vous|à_toute_léquipe|léquipe|madame_monsieur? *?`,
		bye: `
cordialement|bien_cordialement|très_cordialement|cdlt|cdt|bien_à_vous|bien_à_toi|salutations|sincères_salutations|sincèrement|amicalement|amitiés|bises|bisous|à_bientôt|respectueusement|meilleures_salutations|belle_journée|bonne_journée|bonne_soirée|bon_weekend|bien_sincèrement|merci|merci_encore`,
	}, { // es
		thanks: `
muchas|muchísimas|mil|un_millón_de|infinitas|miles_de|de_nuevo|muy_agradecido|otra_vez|nuevamente|y? gracias|grasias de_nuevo|otra_vez|nuevamente|a_todos|a_ti|a_usted|a_ustedes|a_vosotros|de_verdad|de_corazón|mil|totales|equipo|chicos|igualmente|una_vez_más?
se_lo|te_lo|os_lo|lo|le|les|te|muy|estoy_muy|estamos_muy agradezco|agradecemos|agradecido|agradecida|agradecidos mucho|muchísimo|enormemente|de_verdad|de_corazón?
muy amable|amables|agradecido|agradecida por_su_parte|de_su_parte?`,
		fixed: `
sí|si|ya|ahora|ya_me|genial|perfecto? ya|ahora? todo|me|el_~|la_~|mi_~|eso|esto|ahora_todo|ya_todo|ahora_sí|ahora_ya? funciona|funcionó|ha_funcionado|funcionan|va|marcha|anda|me_funciona|me_funcionó|está_funcionando|vuelve_a_funcionar|funciona_de_nuevo|funciona_otra_vez ya|ahora|todo|perfectamente|muy? bien|correctamente|perfecto|de_nuevo|de_maravilla|otra_vez|sin_problemas? ahora|ya?
el|mi|nuestro|este|ya_está_el? problema|tema|asunto|error|incidencia|caso|ticket ya|ha|ha_sido|fue|quedó|está|se_ha? ya|está|quedado|sido? resuelto|solucionado|arreglado|solucionó|resuelta|solucionada
ya|todo|ya_está|todo_está|ha_quedado|quedó|ya_quedó|está|está_todo|ya_está_todo|todo_quedó|ahora_está todo|ya|todo_ya? resuelto|solucionado|arreglado|bien|correcto|ok|perfecto|en_orden|listo|funcionando
solucionado|resuelto|arreglado|problema_resuelto|problema_solucionado|asunto_resuelto|todo_bien|todo_en_orden|todo_perfecto|ya_está|ya_funciona_todo
ya|ahora puedo|pude|he_podido|podemos entrar|imprimir|acceder|conectarme|trabajar|iniciar_sesión de_nuevo|otra_vez|ya|sin_problemas?
pueden|puede|podéis|puedes cerrar el_caso|el_ticket|la_incidencia|este_ticket`,
		more: `
por|por_toda|por_todo|de su|tu|la|el|toda|vuestra|tan|todo|esta|sus|tus|los|las|vuestro|toda_su|toda_la|tu_gran? tan|muy|gran|rápida|pronta|excelente|buena|inmediata|valiosa? ayuda|respuesta|atención|rapidez|soporte|apoyo|información|info|servicio|paciencia|tiempo|aclaración|explicación|solución|gestión|trabajo|amabilidad|colaboración|contestación|mensaje|correo|aviso|consejo|consejos|confirmación|interés|eficacia|asistencia|factura|documento|documentos|seguimiento tan_rápida|rápida|tan_rápido|prestada|recibida|inmediata|tan_pronta|tan_eficaz|y_rapidez|y_amabilidad?
por todo|ello|eso|esto|todo_ello|ayudarme|ayudarnos|responder|contestar|avisar|informarme|la_rapidez|estar_ahí|solucionarlo|resolverlo|arreglarlo|la_aclaración tan|muy? rápido|pronto|rápidamente?
y|e por? su|tu|la? ayuda|rapidez|paciencia|amabilidad|atención
perfecto|genial|excelente|estupendo|fantástico|magnífico|súper|fenomenal|maravilloso|de_acuerdo|vale|ok|recibido|entendido|buenísimo|qué_bien|qué_rapidez|qué_rápido|muy_bien|bueno|listo|bravo|guay|chévere|buen_trabajo|gran_trabajo|excelente_trabajo|excelente_servicio|buen_servicio|gran_servicio|muy_rápido|muy_eficaz|ah|oh|uf
son|sois|eres|es|fue|ha_sido ustedes|usted? muy|realmente|de_gran? los_mejores|el_mejor|la_mejor|geniales|genial|unos_cracks|un_crack|amables|amable|rápido|útil|ayuda|unos_máquinas|excelente|perfecto
que_tenga|que_tengas|que_tengan|feliz|buen|buena|le_deseo|que_pase|que_paséis|que_tengáis un|una|muy? buen|buena|feliz|excelente|lindo? día|tarde|fin_de_semana|semana|finde|noche|jornada
igualmente|un_abrazo|hasta_pronto|hasta_luego|a_usted|a_ti
y|de_verdad|entonces|pues|realmente|por_ahora|solo_quería_decir|quería_dar_las|quería_darles_las|quería_darle_las|quiero_dar_las|les_doy_las|le_doy_las|os_doy_las|te_doy_las|estoy_muy_contento|estoy_muy_contenta|estoy_muy_satisfecho`,
		hello: `
hola|buenos_días|buenas_tardes|buenas_noches|buenas|buen_día|estimado|estimada|estimados|querido|querida|apreciado|apreciada señor|señora|sr|sra|a_todos|equipo|señores|de_nuevo? *?`,
		bye: `
un|muchos|atentos|cordiales|mis|reciba_un|un_cordial|un_fuerte saludo|saludos|abrazo|cordial_saludo
saludos|atentamente|atte|cordialmente|saludos_cordiales|abrazos|besos|un_beso|sinceramente|gracias|muchas_gracias|hasta_pronto|un_saludo_cordial`,
	}, { // it
		thanks: `
grazie|mille_grazie|tante_grazie|grazie_grazie|grazie_mille|molte_grazie|grazie_infinite|un_grazie|grazie_davvero|ancora_grazie mille|tante|infinite|di_cuore|di_tutto|davvero|ancora|a_tutti|a_lei|a_te|a_voi|molte|di_nuovo|tantissime|milioni? ancora|a_tutti|di_cuore|davvero?
la|ti|vi|le|lo|ringrazio|ringraziamo ringrazio|ringraziamo|sono_grato|sono_grata|molto|tanto|infinitamente|di_cuore|ancora molto|tanto|infinitamente|di_cuore|moltissimo|davvero?
molto|è_stato_molto|siete_molto|siete_stati_molto|siete_stati gentile|gentili|gentilissimi|gentilissimo|gentilissima
gentilissimi|gentilissimo|gentilissima`,
		fixed: `
sì|ora|adesso|perfetto|tutto|ora_tutto|adesso_tutto|ora_sì|il_~|la_~? ora|adesso? tutto|il_~|la_~? funziona|funzionano|ha_funzionato|va|funzionante|è_a_posto|è_tornato_a_funzionare|funziona_di_nuovo tutto|ora|adesso|di_nuovo|perfettamente|benissimo|bene|alla_perfezione|correttamente|senza_problemi? ora|adesso?
il|il_mio|questo? problema|errore|tutto|guasto è|è_stato|ora_è|adesso_è? ora? risolto|sistemato|sparito|a_posto|ok
tutto|ora_è_tutto|è_tutto|adesso_è_tutto|ora è? ora|adesso? risolto|a_posto|ok|bene|perfetto|sistemato|in_ordine
risolto|sistemato|problema_risolto|ho_risolto|abbiamo_risolto
ora|adesso riesco|posso|sono_riuscito|sono_riuscita ad|a? entrare|stampare|accedere|collegarmi|lavorare
potete|può|puoi chiudere il_ticket|la_richiesta|la_segnalazione|la_pratica`,
		more: `
per|del|della|dell|di la|il|l'|lo|le|tutto|tutta|il_suo|il_vostro|il_tuo|la_sua|la_vostra|la_tua|l'_|i|gli|le_sue|le_vostre? vostra|sua|tua|vostro|suo|tuo|rapida|veloce|pronta|ottimo|ottima|gentile|celere|tempestiva? aiuto|laiuto|risposta|supporto|assistenza|lassistenza|rapidità|velocità|disponibilità|gentilezza|pazienza|info|informazioni|informazione|linformazione|le_informazioni|riscontro|servizio|spiegazione|lavoro|collaborazione|chiarimento|messaggio|mail|email|soluzione|tempestività|cortesia|tempo|linteressamento|interessamento|consiglio|conferma|fattura|intervento|lintervento|aggiornamento|laggiornamento rapida|veloce|tempestiva|immediata|rapido|e_la_gentilezza|e_la_disponibilità|e_la_rapidità|così_rapida?
per tutto|questo|ciò|avermi|averci|aver|la_rapidità aiutato|risposto|risolto|risolto_il_problema|avvisato|informato? così|tanto? velocemente|rapidamente|in_fretta|presto?
e per? la|il|la_vostra|la_sua? disponibilità|gentilezza|pazienza|rapidità|supporto
perfetto|ottimo|benissimo|fantastico|eccellente|splendido|bene|va_bene|ok|ricevuto|capito|bravi|bravo|bravissimi|super|grande|grandi|meraviglioso|magnifico|molto_bene|ottimo_lavoro|ottimo_servizio|servizio_eccellente|servizio_ottimo|gran_lavoro|che_velocità|velocissimi|rapidissimi|ah|oh|evviva|che_bello
siete|sei|è|è_stato|lei_è|siete_stati molto|davvero|i|il|la|un? migliori|migliore|fantastici|grandi|grande|bravi|bravissimi|utile|mito|gentili|velocissimi|velocissimo|perfetti|efficienti|super
buona|buon|le_auguro_una_buona|vi_auguro_una_buona|una_buona|un_buon|buon_proseguimento_di giornata|serata|weekend|fine_settimana|lavoro|settimana|pomeriggio|proseguimento a_lei|a_voi|a_tutti?
altrettanto|a_presto|anche_a_voi|anche_a_lei|buone_feste|buone_vacanze
e|davvero|allora|quindi|per_ora|volevo_solo_dire|volevo_dire|sono_molto_contento|sono_molto_contenta|sono_soddisfatto`,
		hello: `
ciao|buongiorno|buonasera|salve|gentile|gentili|gentilissimo|gentilissima|caro|cara|cari|egregio|buon_giorno|buon_pomeriggio signor|signora|signori|a_tutti|team|sig|ragazzi? *?`,
		bye: `
cordiali|distinti|cari|i_migliori|un_cordiale|un_caro|tanti|con_i_migliori saluti|saluto
saluti|cordialmente|cordialità|ciao|a_presto|un_abbraccio|buona_giornata|buona_serata|buon_weekend|grazie|grazie_mille|grazie_ancora|sinceramente`,
	}, { // pt
		thanks: `
muito|muitíssimo|mto|mt|obg? obrigado|obrigada|obrigadão|obrigadíssimo|obrigadíssima|brigado|brigada|obg|valeu|agradecido|agradecida|grato|grata mesmo|de_novo|novamente|mais_uma_vez|a_todos|a_você|a_vocês|pessoal|equipe|equipa|imenso|de_coração|muito?
eu|nós? agradeço|agradecemos|agradeço_muito|agradeço_imenso|fico_muito_grato|fico_muito_grata|fico_grato|fico_grata muito|imenso|de_coração|a_todos|novamente?
agradeço|agradecemos muito|imenso? a_ajuda|a_sua_ajuda|a_atenção|o_apoio|a_rapidez|a_resposta|a_rápida_resposta|a_vossa_ajuda
muito|mil|meus|os_meus|um_grande obrigado|obrigada|obrigados|agradecimentos|agradecimento`,
		fixed: `
sim|já|agora|agora_já|tudo|agora_tudo|agora_sim|o_~|a_~|perfeito? já|agora? está|tá|está_tudo|ficou|está_a? funciona|funcionou|funcionam|funcionando|a_funcionar|deu_certo|funcionar|resolveu|voltou_a_funcionar|voltou_ao_normal tudo|agora|já|bem|muito_bem|perfeitamente|direitinho|normalmente|corretamente|de_novo|novamente|sem_problemas? agora|já?
o|o_meu|meu|nosso? problema|erro|assunto|caso|chamado|questão foi|está|já_foi|já_está|ficou|já? já? resolvido|solucionado|corrigido|ultrapassado|resolvida
já|tudo|está|está_tudo|já_está|já_está_tudo|agora_está|agora_está_tudo|tudo_está|ficou|ficou_tudo tudo? resolvido|certo|ok|bem|em_ordem|perfeito|solucionado|ótimo agora?
resolvido|resolveu|deu_certo|problema_resolvido|tudo_certo|tudo_ok|funcionou|solucionado agora?
já|agora|agora_já consigo|consegui|posso|conseguimos entrar|imprimir|acessar|aceder|trabalhar|fazer_login
podem|pode fechar|encerrar o_chamado|o_ticket|o_pedido|o_caso`,
		more: `
pela|pelo|por|pelas|pelos|da|do sua|vossa|tua|seu|vosso|toda_a|todo_o|toda|todo|esta|este|toda_a_sua|toda_a_vossa? rápida|pronta|excelente|ótima|ótimo|boa|grande|preciosa|breve|imediata? ajuda|resposta|atenção|apoio|suporte|rapidez|atendimento|retorno|informação|informações|info|serviço|paciência|esclarecimento|esclarecimentos|explicação|solução|trabalho|colaboração|disponibilidade|simpatia|agilidade|força|dica|dicas|mensagem|email|confirmação|presteza|prontidão|assistência|eficiência|tempo|gentileza|feedback|aviso rápida|tão_rápida|prestada|prestado|imediata|rápido|e_rapidez|e_simpatia|e_atenção?
por tudo|isso|isto|me_ajudar|me_ajudarem|nos_ajudar|ajudar|responder|avisar|ter_respondido|ter_resolvido|resolver tão|muito? rápido|rapidamente|depressa?
e|e_pela|e_pelo sua|vossa? atenção|ajuda|rapidez|paciência|simpatia|agilidade
perfeito|ótimo|excelente|maravilha|maravilhoso|fantástico|show|beleza|legal|ok|certo|recebido|entendido|está_bem|tudo_bem|top|impecável|espetacular|bom_trabalho|ótimo_trabalho|excelente_trabalho|ótimo_serviço|excelente_serviço|excelente_atendimento|ótimo_atendimento|muito_bom|muito_bem|que_rapidez|ah|oh|uau|boa
são|vocês_são|és|é|foi|você_é muito|mesmo? os_melhores|o_melhor|a_melhor|demais|incríveis|ótimos|rápido|rápidos|útil|espetaculares|eficientes|nota_dez
tenha|tenham|um|uma|bom|boa|ótimo|ótima|desejo um|uma|lhe_um|a_todos_um? bom|boa|ótimo|ótima|excelente|santo? dia|tarde|fim_de_semana|semana|noite|trabalho|final_de_semana|resto_de_dia|fds
igualmente|até_breve|até_logo|para_você_também
e|mesmo|então|por_enquanto|só_queria_dizer|queria_agradecer|venho_agradecer|gostaria_de_agradecer|fiquei_muito_satisfeito|fiquei_muito_satisfeita`,
		hello: `
olá|oi|bom_dia|boa_tarde|boa_noite|caro|cara|caros|prezado|prezada|prezados|estimado|estimada|viva|exmo|exma senhor|senhora|senhores|sr|sra|a_todos|pessoal|equipe|equipa? *?`,
		bye: `
com_os_melhores|melhores|os_melhores|cordiais|com|meus|muitos|um|grande cumprimentos|cordialmente|abraço|abraços|saudações|os_meus_cumprimentos
cumprimentos|cumps|atenciosamente|att|atte|cordialmente|abraço|abraços|abs|saudações|beijos|bjs|obrigado|obrigada|até_breve|bom_dia|boa_tarde|respeitosamente`,
	}, { // nl
		thanks: `
heel|hartelijk|hartstikke|super|duizendmaal|nogmaals|bijzonder|zeer|ontzettend|wederom? erg|hartelijk? bedankt|dank|dankjewel|dankuwel|dankje|dankjulliewel|dank_je_wel|dank_u_wel|dank_u|dank_je|merci|thanks|thnx|thx|dank_jullie_wel|danku|bedank nogmaals|allemaal|iedereen|je_wel|u_wel|hoor|zeer|team|jullie_wel? nogmaals|allemaal|iedereen?
veel|heel_veel|vele|mijn|hartelijke|mijn_hartelijke dank
met_dank|met_hartelijke_dank|bij_deze_dank
ik|wij|we bedank|bedanken|waardeer|waarderen|dank u|je|jullie|het|dit hartelijk|zeer|enorm|heel_erg|zeer_op_prijs?
erg|heel|super|wat? vriendelijk|aardig|fijn|lief van_u|van_je|van_jullie`,
		fixed: `
ja|top|super|fijn? het|alles|dit|dat|nu|de_~|mijn_~|onze_~? werkt|werken|doet_het|functioneert|lukt|is_gelukt|heeft_gewerkt|draait|werkte nu|weer|nu_weer|inmiddels|alles|het|prima? weer|goed|prima|perfect|uitstekend|naar_behoren|als_een_trein|zoals_het_hoort|nu|allemaal?
het|mijn|ons|dit|de|alles? probleem|fout|storing|melding|euvel|ticket? is|lijkt? nu|inmiddels|weer|hiermee|daarmee? opgelost|verholpen|gelukt|weg|in_orde|geregeld
opgelost|gelukt|probleem_opgelost|geregeld|verholpen|alles_in_orde|alles_goed|alles_oké|alles_ok
dat|dit|uw_tip|je_tip|de_tip heeft|was|deed geholpen|het|gewerkt|de_truc|het_probleem_opgelost
ik_kan|we_kunnen|nu_kan_ik|kan nu|weer|er? weer|nu? inloggen|printen|werken|erin|in_loggen
u_kunt|je_kunt|jullie_kunnen|je_mag|u_mag|dit|het ticket|dit_ticket|het_ticket|de_melding|deze_melding? sluiten|afsluiten|kan_gesloten_worden|mag_gesloten_worden|mag_dicht|kan_dicht`,
		more: `
voor|wat_betreft|met je|jouw|uw|de|het|jullie|al_je|al_uw|alle|al_jullie|deze|dit? zeer|heel|super? snelle|goede|fijne|prettige|duidelijke|vriendelijke|vlotte|prima|geweldige|spoedige|uitstekende|snel|adequate? en? goede|vriendelijke|duidelijke|snelle? hulp|reactie|antwoord|ondersteuning|support|service|info|informatie|uitleg|oplossing|moeite|geduld|tip|tips|bericht|mail|update|terugkoppeling|medewerking|tijd|werk|feedback|bevestiging|actie|afhandeling|inzet|hulp_en_uitleg|link|toelichting|assistentie|factuur|advies
voor alles|dit|dat|het_meedenken|het_oplossen|het_uitzoeken|het_helpen|de_moeite
en|ook|voor? je|uw|jullie? hulp|geduld|moeite
top|super|perfect|prima|geweldig|fantastisch|uitstekend|mooi|fijn|oké|ok|oke|goed|heel_goed|begrepen|duidelijk|helder|ontvangen|klasse|toppie|top_service|super_service|goede_service|goed_werk|goed_gedaan|wat_een_service|wat_snel|snel|lekker_snel|snelle_service|ah|wow|joepie|hoera|mooi_zo|hartstikke_fijn|heel_fijn
u_bent|jullie_zijn|je_bent|dat_was|dat_is|het_was|dit_was echt|erg|heel|super|snel? de_beste|geweldig|toppers|een_topper|top|super|fijn|snel|behulpzaam|duidelijk
fijne|fijn|prettige|prettig|goede|goed|nog_een_fijne|een_fijne|een_fijn|een_prettige|nog_een_prettige|nog_een_goede|een_goed nog? dag|avond|weekend|week|middag|dag_nog|werkdag|feestdagen|dag_verder nog|verder|toegewenst?
insgelijks|jij_ook|u_ook|tot_ziens|hetzelfde
en|dan|echt|voor_nu|ook|wil_ik|ik_wil|wilde_even|ik_wilde|ik_wou|nog|even|zeggen|blij_mee|ben_er_blij_mee|ik_ben_blij|heel_blij`,
		hello: `
hallo|hoi|hi|hey|dag|goedemorgen|goedemiddag|goedenavond|goedendag|beste|geachte|lieve|goeiemorgen|hé meneer|mevrouw|heer|heer_of_mevrouw|allen|allemaal|collega|collegas|team? *?`,
		bye: `
met|vriendelijke|hartelijke|met_de|beste|veel|lieve vriendelijke|hartelijke|collegiale|sportieve|vriendelijk? groet|groeten|groetjes
groet|groeten|groetjes|gr|mvg|mvrgr|vr_gr|hoogachtend|fijne_dag|fijn_weekend|bedankt|dank|dank_je|dank_u`,
	}}
}
