import type { Words } from './words'

const SCOPES = { cluster: 'media del cluster', regional: 'media regionale', national: 'media nazionale' } as const
const EVENT_UNITS = { days: 'giorni', 'working-days': 'giorni lavorativi', months: 'mesi' } as const

/** Words of explanations in Italian. */
export const italian: Words = {
  undefined: {
    'division-by-zero': 'il divisore è zero',
    'wrong-type': 'date e numeri non si possono combinare',
    cycle: 'dipenderebbe da sé stesso',
    formula: 'la formula ha un errore',
    'out-of-range': 'il numero è troppo grande',
  },
  notApplicable: {
    entered: 'non applicabile, come inserito',
    'zero-over-zero': 'non applicabile: zero su zero',
    'no-event': "non applicabile: l'evento da cui decorre il termine non è avvenuto",
  },
  noReference: {
    'earlier-year': "manca il valore dell'anno con cui si confronta",
    'earlier-period': 'manca il valore del periodo precedente',
    benchmark: 'manca il valore degli altri enti con cui si confronta',
  },
  absence: {
    'not-due': 'non ancora dovuto',
    'no-target': "nessun obiettivo per quest'anno: rilevato, non valutato",
    'no-values': 'ancora nessun valore',
    empty: 'niente da valutare',
  },
  outcome: {
    'in-time': 'in tempo',
    late: 'in ritardo',
    exceeded: 'superato',
    met: 'raggiunto',
    partly: 'raggiunto in parte',
    'not-met': 'non raggiunto',
  },
  missing: (labels) => `manca: ${labels}`,
  ratio: (above, below, made) => `${above} su ${below} = ${made}`,
  byHand: ({ score, by, on, reason, instead }) =>
    `${score} dato dal valutatore (${by}, ${on}): «${reason}»; le regole davano ${instead}`,
  notCounted: 'per ora non conta',
  yearClosed: 'anno chiuso',
  deadlinesMet: 'Scadenze rispettate',
  worth: (share) => `vale ${share}`,
  asked: (target) => `obiettivo ${target}`,
  weighs: (share) => `pesa ${share}`,
  nothingToScore: 'n.d.: niente da valutare',
  onlyPartEmpty: 'n.d.: la sua sola voce non ha ancora un risultato',
  partsEmpty: (parts) => `n.d.: nessuna delle ${parts} voci ha ancora un risultato`,
  mean: ({ score, counted, parts }) =>
    `${score}: media ponderata di ${counted === '1' ? '1 voce valutata' : `${counted} voci valutate`} su ${parts}`,
  period: (ordinal, year) => `${ordinal} periodo ${year}`,
  entered: ({ value, by, on }) =>
    by || on ? `${value}, inserito${by ? ` da ${by}` : ''}${on ? ` il ${on}` : ''}` : value,
  values: (count) => (count === '1' ? '1 valore inserito' : `${count} valori inseriti`),
  target: {
    byDate: (day) => `entro il ${day}`,
    byDates: (days) => `entro il ${days.join(' e il ')}, ciascuna per conto suo`,
    afterPeriod: (days, working) => `entro ${days} giorni${working ? ' lavorativi' : ''} dalla fine di ogni periodo`,
    afterEvent: ({ amount, unit, strict }) =>
      `${strict ? 'meno di' : 'entro'} ${amount} ${EVENT_UNITS[unit]} dall'evento`,
    againstYear: (comparison, back) => `${comparison} del valore di ${back === 1 ? 'un anno' : `${back} anni`} prima`,
    benchmark: ({ comparison, scope, margin }) =>
      `${comparison} ${SCOPES[scope]}${margin ? `, con un margine di ${margin}` : ''}`,
    firstYear: 'anno di rilevazione: registrato, non valutato',
    observed: (expected) => (expected === null ? 'solo rilevato' : `solo rilevato, atteso ${expected}`),
  },
}
