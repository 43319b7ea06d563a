import type { PolicyWords } from './policy-words'

const LEVELS = {
  objectives: ['Un obiettivo', 'dei suoi indicatori'],
  areas: ['Un’area', 'dei suoi obiettivi strategici'],
  body: ['L’ente', 'delle sue aree'],
  sheets: ['Una scheda individuale', 'dei suoi obiettivi'],
} as const

const COMBINED = {
  mean: (what: string, of: string, by: string) => `${what} vale la media ${of}, ${by}.`,
  sum: (what: string, of: string, by: string) =>
    `${what} vale la somma ${of}, ${by}: il peso di ciò che non conta non passa agli altri.`,
  worst: (what: string, of: string) => `${what} vale quanto il peggior risultato ${of}.`,
  'share-met': (what: string, of: string, by: string) => `${what} vale la quota ${of} nella fascia migliore, ${by}.`,
} as const

const BY = {
  equal: 'a pesi uguali',
  printed: 'con i pesi stampati',
  resources: 'con le risorse in euro come pesi',
} as const

const LEVEL = {
  strategic: 'per gli obiettivi strategici e i loro indicatori',
  operational: 'per gli obiettivi operativi e i loro indicatori',
  individual: 'per gli obiettivi individuali e i loro indicatori',
  area: 'per le aree',
  body: 'per l’ente',
  sheet: 'per le schede',
} as const

const ROLE = {
  'unit-head': 'nelle schede dei responsabili di unità',
  manager: 'nelle schede dei dirigenti',
  controller: 'nelle schede del controllo di gestione',
  evaluator: 'nelle schede del valutatore',
  'governing-body': 'nelle schede degli organi',
} as const

/** The sentences of a policy in Italian. */
export const italianPolicy: PolicyWords = {
  part: {
    indicator: 'Dal valore al risultato di un indicatore',
    missing: 'Ciò che manca o non si applica',
    tree: 'Dagli indicatori agli obiettivi, alle aree e all’ente',
    sheets: 'Le schede individuali',
    bands: 'Come si chiama un risultato',
    course: 'Durante l’anno',
    special: 'Regole particolari',
    law: 'Controlli di legge',
  },
  grows: {
    ratio: 'Con «almeno» un indicatore vale il valore diviso per il target.',
    'met-or-not': 'Con «almeno» un indicatore vale 100 % se il target è raggiunto, altrimenti 0 %.',
    'from-baseline': 'Con «almeno» un indicatore vale la parte di strada fatta dal valore di partenza al target.',
  },
  shrinks: {
    ratio: 'Con «al massimo» un indicatore vale 100 % fino al target, e oltre il target diviso per il valore.',
    linear:
      'Con «al massimo» un indicatore vale 100 % fino al target, e oltre perde in proporzione: il doppio del target vale 0 %.',
    'met-or-not': 'Con «al massimo» un indicatore vale 100 % se il target è rispettato, altrimenti 0 %.',
    'from-baseline': 'Con «al massimo» un indicatore vale la parte di strada fatta dal valore di partenza al target.',
  },
  comparison: {
    exact:
      'Valore e target, risultato e fasce si confrontano come sono; si mostrano i decimali che servono a distinguerli.',
    printed:
      'Valore e target, risultato e fasce si confrontano come sono stampati, arrotondati ai decimali che si vedono.',
  },
  equals: {
    'smaller-over-larger': 'Con «esattamente» vale il minore tra valore e target diviso per il maggiore.',
    'met-or-not': 'Con «esattamente» vale 100 % sul target, altrimenti 0 %.',
  },
  milestones: {
    share: 'Più scadenze contano ognuna per sé: vale la quota di quelle rispettate.',
    'all-or-nothing': 'Più scadenze valgono 100 % se sono rispettate tutte, altrimenti 0 %.',
  },
  levels: {
    'met-or-not': 'Un livello vale 100 % se è raggiunto, altrimenti 0 %.',
    'by-rank': 'Un livello vale la quota dei gradini della scala fatti verso quello chiesto.',
  },
  missing: {
    'left-out': 'Durante l’anno ciò che è dovuto e non c’è è lasciato fuori: il suo peso passa agli altri.',
    zero: 'Durante l’anno ciò che è dovuto e non c’è vale 0 %.',
  },
  missingAtClose: {
    zero: 'Alla chiusura dell’anno ciò che è dovuto e manca, del tutto o in parte, vale 0 %.',
    proven:
      'Alla chiusura dell’anno, se manca una parte, vale ciò che la parte inserita dimostra già; se manca tutto, 0 %.',
    'left-out': 'Alla chiusura dell’anno ciò che manca è lasciato fuori: il suo peso passa agli altri.',
  },
  zeroOverZero: {
    'not-applicable': 'Zero su zero (nessuna richiesta, nessuna dovuta) non si applica ed è lasciato fuori.',
    met: 'Zero su zero (nessuna richiesta, nessuna dovuta) vale 100 %.',
    'not-met': 'Zero su zero (nessuna richiesta, nessuna dovuta) vale 0 %.',
  },
  weights: {
    shares: 'I pesi di una scheda sono quote del suo totale.',
    multipliers: 'I pesi di una scheda sono moltiplicatori (1,0; 1,2; 1,4): non hanno un totale.',
    points: 'I pesi di una scheda sono punti: ognuno conta per la sua parte del totale.',
    money:
      'I pesi di una scheda sono euro: ogni obiettivo guadagna al più i suoi, ciò che manca non passa agli altri, e ciò che non si applica esce dal totale.',
  },
  judgement: {
    none: 'Nessuno dà un punteggio a mano.',
    'where-missing': 'Il valutatore può dare un punteggio a mano dove non ce n’è uno, con il motivo.',
    override:
      'Il valutatore può dare un punteggio a mano al posto di quello calcolato, con il motivo; resta scritto quanto davano le regole.',
  },
  classes: (list) =>
    `Le schede si contano per classi, senza cambiare alcun punteggio: ${list.map(({ name, from, most }) => `«${name}» da ${from}${most === null ? '' : `, al più il ${most} delle schede`}`).join('; ')}.`,
  components: (parts) =>
    `Una scheda ha più parti: ${parts.map(({ title, share }) => `«${title}» per il ${share}`).join(', ')}; i pesi degli obiettivi contano dentro la loro parte, e ciò che non dice la sua sta nella prima.`,
  judged: {
    sheets: 'Un punteggio a mano si dà solo a ciò che sta in una scheda.',
    everything: 'Un punteggio a mano si dà a ciò che sta in una scheda, e agli obiettivi e indicatori dell’ente.',
  },
  noTarget: {
    'left-out': 'Senza target per l’anno un indicatore è solo rilevato: il suo peso passa agli altri.',
    zero: 'Senza target per l’anno un indicatore vale 0 %.',
    'last-year': 'Senza target per l’anno vale l’ultimo target numerico degli anni prima.',
  },
  equalsWithin: (under, over) => `«Esattamente» è rispettato fino al ${under} sotto e al ${over} sopra il target.`,
  thresholds: ({ least, excellent, inside }) =>
    `Un target con soglie sue vale 0 % sotto il minimo, ${least} al minimo, 100 % all’atteso, ${excellent} all’eccellente; tra una soglia e l’altra ${inside === 'flat' ? 'vale quella raggiunta' : 'in proporzione'}.`,
  noSpecial: 'Le stesse regole valgono per tutti.',
  special: ({ level, role, indicators }) => {
    const whose = [level && LEVEL[level], role && ROLE[role], indicators.length > 0 && `per ${indicators.join(', ')}`]
    return `Solo ${whose.filter(Boolean).join(', ')}:`
  },
  otherSign: 'Con un target 0, o di segno diverso dal valore, vale 100 % se è rispettato, altrimenti 0 %.',
  signOfLinear:
    'Con un target sotto 0 si toglie ciò di cui lo si supera, in rapporto alla sua grandezza; con un target di 0 il massimo è rispettato (100 %) o no (0 %).',
  cap: (most) => `Un risultato vale al più ${most}.`,
  dates: (grace, loss) => {
    const free =
      grace === 0
        ? 'Un giorno rispettato vale 100 %'
        : `Entro ${grace === 1 ? 'un giorno' : `${grace} giorni`} di ritardo vale 100 %`
    return loss === '100 %'
      ? `${free}; ogni ritardo ${grace === 0 ? '' : 'più lungo '}vale 0 %.`
      : `${free}; ogni giorno di ritardo ${grace === 0 ? '' : 'in più '}costa ${loss}.`
  },
  noSteps: 'Il risultato così ottenuto vale per quello che è, senza scatti.',
  steps: 'Il risultato così ottenuto si trasforma a scatti:',
  stepsFlat: 'Tra uno scatto e l’altro non c’è via di mezzo.',
  step: ({ from, below, worth, to }) =>
    `da ${from}${below === null ? ' in su' : ` a meno di ${below}`} vale ${to === null ? worth : `da ${worth} a ${to}, in proporzione`}`,
  unweighted:
    'Dove nessun peso è stampato pesano tutti uguale; chi ne è senza, accanto ad altri che ne hanno, pesa la loro media.',
  moved: 'Il peso di ciò che è lasciato fuori si divide tra il resto, in proporzione.',
  strategic: (own, operational, weights) =>
    `Un obiettivo strategico vale per il ${own} i suoi indicatori e per il ${operational} i suoi obiettivi operativi, questi ${BY[weights]}; dove mancano gli uni, tutto gli altri.`,
  parent: (level, combine, weights) => COMBINED[combine](LEVELS[level][0], LEVELS[level][1], BY[weights]),
  beyond: {
    child: 'Ognuno vi conta al più 100 %: ciò che ha in più non compensa gli altri.',
    total: 'In tutto vale al più 100 %: entro quel limite ciò che uno ha in più compensa gli altri.',
  },
  leastCoverage: (share) =>
    `Prima della chiusura un risultato con meno del ${share} di ciò che è dovuto non ha né nome né colore: solo il numero.`,
  band: ({ name, from, edge, below, belowEdge }) => {
    const start = edge === 'in' ? `da ${from}` : `oltre ${from}`
    const end = below === null ? ' in su' : belowEdge === 'in' ? ` a meno di ${below}` : ` fino a ${below} compreso`
    return `«${name}» ${start}${end}`
  },
  unitBands: (unit, bands) => `Per l’unità ${unit}: ${bands}.`,
  partYear:
    'Chi tiene l’incarico per una parte dell’anno ha della scheda la quota dei suoi giorni sui giorni dell’anno.',
  wholeYear: 'La scheda conta per intero anche per chi tiene l’incarico per una parte dell’anno.',
  noPoints: 'Il risultato di una scheda non si trasforma in punti.',
  points: ({ from, least, most, isPicked }) => {
    if (least === most) return `Da ${from} una scheda ha ${least} punti.`
    return `Da ${from} una scheda ha da ${least} a ${most} punti: ${isPicked ? 'li sceglie il valutatore' : 'in proporzione'}.`
  },
  shares: (shares) =>
    `Di ciò che si accumula nell’anno ci si aspetta, alla fine dei periodi: ${shares.join(', ')} del target.`,
  lateFrom: (share) => `Chi ha meno di ciò che ci si aspetta è in ritardo; sotto il ${share} di quello è a rischio.`,
  check: ({ title, weight, year, source }) =>
    `Dal ${year} una scheda deve avere un obiettivo su «${title}» che pesi almeno il ${weight} (${source}).`,
  noChecks: 'Nessun controllo di legge è attivo.',
}
