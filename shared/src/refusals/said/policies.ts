import type { RefusalEntries } from '../sentence'

/** Faults of a policy: each says what is wrong in it and how to mend it. */
export const ofPolicies = {
  POLICY: {
    'bands-order': [
      '[Unità «{unit}»: ]Le fasce vanno dalla più alta alla più bassa, ognuna con una soglia diversa.',
      '[Unit «{unit}»: ]Bands go from the highest to the lowest, each with another threshold.',
    ],
    'bands-twice': [
      '[Unità «{unit}»: ]Due fasce hanno lo stesso codice.',
      '[Unit «{unit}»: ]Two bands have the same code.',
    ],
    'bands-name': [
      '[Unità «{unit}»: ]Due fasce si chiamano «{name}»: dia a ognuna un nome suo.',
      '[Unit «{unit}»: ]Two bands are called «{name}»: give each a name of its own.',
    ],
    'bands-last': [
      '[Unità «{unit}»: ]L’ultima fascia deve cominciare da 0, altrimenti qualcuno non sta in nessuna.',
      '[Unit «{unit}»: ]The last band has to begin at 0, or somebody is in none.',
    ],
    'bands-percent': [
      '[Unità «{unit}»: ]La fascia «{name}» comincia da {from}, cioè da {percent} %: le soglie sono quote di uno, e 90 % si scrive 0,9.',
      '[Unit «{unit}»: ]The band «{name}» begins at {from}, which is {percent} %: thresholds are shares of one, and 90 % is written 0.9.',
    ],
    'bands-unreached': [
      '[Unità «{unit}»: ]Nessuno arriva alla fascia «{name}», da {percent} %: un risultato vale al più {most} %. Abbassi la soglia o alzi il massimo.',
      '[Unit «{unit}»: ]Nobody reaches the band «{name}», from {percent} %: a result is worth {most} % at most. Lower the threshold, or raise the most.',
    ],
    'steps-order': [
      'I gradini vanno dal più alto al più basso, ognuno con una soglia diversa.',
      'Steps go from the highest to the lowest, each with another threshold.',
    ],
    'steps-last': ['L’ultimo gradino deve cominciare da 0.', 'The last step has to begin at 0.'],
    'steps-worth': ['Un gradino più basso vale più di uno più alto.', 'A lower step is worth more than a higher one.'],
    'steps-percent': [
      'Un gradino comincia da {from}, cioè da {percent} %: le soglie sono quote di uno, e 90 % si scrive 0,9.',
      'A step begins at {from}, which is {percent} %: thresholds are shares of one, and 90 % is written 0.9.',
    ],
    'steps-unreached': [
      'Nessuno arriva al gradino da {percent} %: un risultato vale al più {most} %. Abbassi la soglia o alzi il massimo.',
      'Nobody reaches the step from {percent} %: a result is worth {most} % at most. Lower the threshold, or raise the most.',
    ],
    'steps-most': [
      'Il gradino da {percent} % vale {worth}, cioè {share} %, ma un risultato vale al più {most} %: scriva il valore come quota di uno, o alzi il massimo.',
      'The step from {percent} % is worth {worth}, which is {share} %, but a result is worth {most} % at most: write it as a share of one, or raise the most.',
    ],
    'steps-same': [
      'I gradini da {percent} % e da {next} % valgono lo stesso: il più alto non fa nulla. Ne tolga uno.',
      'The steps from {percent} % and from {next} % are worth the same: the higher does nothing. Take one away.',
    ],
    'steps-idle': [
      'I gradini tra 0 e 100 % non servono: ogni risultato è raggiunto o non raggiunto. Tolga i gradini, o lasci che un risultato valga in parte.',
      'Steps between 0 and 100 % are of no use: each result is met or not met. Take the steps away, or let a result be worth a part.',
    ],
    points: [
      'Il minimo dei punti di un gradino supera il massimo.',
      'The least points of a step are more than its most.',
    ],
    'points-overlap': [
      'I punti del gradino da {percent} % cominciano da {least}, e quello sotto arriva a {most}: con un risultato peggiore si può avere di più. Li separi.',
      'The points of the step from {percent} % begin at {least}, and the one below goes up to {most}: a worse result can have more. Part them.',
    ],
    strategic: [
      'Indicatori propri e obiettivi operativi non possono pesare entrambi zero.',
      'Own indicators and operational objectives cannot both weigh nothing.',
    ],
    progress: [
      'Le quote attese salgono di periodo in periodo fino a 1.',
      'The shares expected rise from period to period up to 1.',
    ],
    'progress-length': [
      'Le quote attese durante l’anno sono {given}, ma il {year} ha {periods|un periodo|# periodi}: ne scriva una per periodo.',
      'The shares expected during the year are {given}, but {year} has {periods|one period|# periods}: write one for each period.',
    ],
    'unit-unknown': [
      'Le fasce dell’unità «{unit}» non valgono per nessuno: nel piano non c’è questa unità. Corregga il codice o le tolga.',
      'The bands of the unit «{unit}» hold for nobody: the plan has no such unit. Correct the code, or take them away.',
    ],
    'unit-twice': [
      'L’unità «{unit}» ha due elenchi di fasce: conterebbe solo il primo. Ne tolga uno.',
      'The unit «{unit}» has two lists of bands: only the first would count. Take one away.',
    ],
    'dates-free': [
      'Un ritardo non costa mai nulla (perdita per giorno 0 %): così una scadenza è sempre rispettata. Scriva quanto si perde al giorno.',
      'Being late never costs anything (loss per day 0 %): a deadline is always kept. Write what is lost a day.',
    ],
    'dates-grace': [
      'Con {days} giorni di tolleranza nessun ritardo costa nulla: un ritardo così lungo non entra in un anno. Abbassi i giorni.',
      'With {days} days of grace no delay costs anything: no delay of a year is so long. Lower the days.',
    ],
    thresholds: [
      'Chi supera il livello eccellente vale {worth} %: dev’essere almeno 100 %, e non più del massimo di {most} %.',
      'Whoever goes beyond the excellent level is worth {worth} %: that has to be at least 100 %, and not more than the most of {most} %.',
    ],
    'override-empty': [
      'Una regola particolare (la n. {at}) non dice per chi vale: scriva il livello, il ruolo o gli indicatori, o la tolga.',
      'A special rule (no. {at}) does not say whom it holds for: write the level, the role or the indicators, or take it away.',
    ],
    'override-nothing': [
      'Una regola particolare (la n. {at}) non cambia nulla: scriva che cosa vale di diverso, o la tolga.',
      'A special rule (no. {at}) changes nothing: write what is different, or take it away.',
    ],
    'override-unknown': [
      'Una regola particolare (la n. {at}) vale per l’indicatore «{indicator}», che nel piano non c’è: corregga il codice o lo tolga.',
      'A special rule (no. {at}) holds for the indicator «{indicator}», which the plan does not have: correct the code, or take it away.',
    ],
    'cap-idle': [
      'Il massimo di {most} % non serve: con queste regole nessun risultato supera il 100 %. Lo riporti a 100 %, o lasci che andare oltre il target conti.',
      'The most of {most} % is of no use: by these rules no result goes beyond 100 %. Set it to 100 %, or let what goes beyond the target count.',
    ],
    'classes-percent': [
      'La classe «{name}» comincia da {from}: si scrivono quote di uno, {from} vorrebbe dire {percent} %. Scriva 0,90 per 90 %.',
      'The class «{name}» begins at {from}: write shares of one, {from} would mean {percent} %. Write 0.90 for 90 %.',
    ],
    'classes-order': [
      'Le classi delle schede vanno dalla migliore in giù, ognuna da una soglia più bassa, e l’ultima da 0.',
      'Classes of sheets go from the best down, each from a lower threshold, and the last from 0.',
    ],
    'classes-room': [
      'Tutte le classi insieme tengono al più il {share} % delle schede: le altre non starebbero in nessuna. Alzi una quota, o ne lasci una libera.',
      'All classes together hold {share} % of the sheets at most: the others would be in none. Raise a share, or leave one free.',
    ],
    'component-twice': [
      'Due parti della scheda hanno il codice «{component}»: ne cambi uno.',
      'Two parts of the sheet have the code «{component}»: change one.',
    ],
    'component-total': [
      'La parte «{component}» della scheda ha totale 0, e non conterebbe nulla: scriva il suo totale, o la tolga.',
      'The part «{component}» of the sheet has a total of 0, and would count for nothing: write its total, or take it away.',
    ],
    'components-idle': [
      'La scheda ha parti con un totale ciascuna, ma la sua regola (il peggiore, o i pesi in denaro) non le conosce: scelga un’altra regola, o tolga le parti.',
      'The sheet has parts with a total each, but its rule (the worst, or weights in money) knows none: choose another rule, or take the parts away.',
    ],
    'component-unknown': [
      'L’obiettivo «{objective}» sta nella parte «{component}», che queste regole non hanno: corregga il codice, o aggiunga la parte.',
      'The objective «{objective}» stands in the part «{component}», which these rules do not have: correct the code, or add the part.',
    ],
    'judged-idle': [
      'È detto a che cosa si dà un punteggio a mano, ma nessuno ne può dare: scelga quando si può, o tolga la scelta.',
      'It is said what a score by hand may be of, but nobody may give one: choose when one may, or take the choice away.',
    ],
    'beyond-idle': [
      'È detto che cosa fare di ciò che va oltre il 100 %, ma con queste regole nulla va oltre, o già non conta: tolga la scelta, o alzi il massimo di un risultato.',
      'It is said what to do with what goes beyond 100 %, but by these rules nothing does, or it counts for nothing already: take the choice away, or raise the most of a result.',
    ],
    'money-combine': [
      'Con i pesi in denaro una scheda è la somma dei suoi obiettivi: un’altra regola non avrebbe effetto. Scelga la somma, o un’altra scala dei pesi.',
      'With weights in money a sheet is the sum of its objectives: another rule would do nothing. Choose the sum, or another scale of weights.',
    ],
    'weights-idle': [
      'È detta una scala per i pesi delle schede, ma la regola delle schede non usa i pesi stampati: scelga quelli, o la scala delle quote.',
      'A scale is said for the weights of sheets, but the rule of sheets does not use printed weights: choose those, or the scale of shares.',
    ],
    'share-met': [
      'La quota di ciò che sta nella fascia migliore vale sempre 100 %, perché c’è una sola fascia: ne aggiunga una.',
      'The share of what is in the best band is always 100 %, because there is one band only: add another.',
    ],
  },
  UNKNOWN_POLICY: [
    '«{policy}» non è tra le regole di valutazione conosciute.',
    '«{policy}» is not among the policies that are known.',
  ],
} as const satisfies RefusalEntries
