import type { Counted } from '../score'
import { formatNumber, formatPercent } from '../../values'
import type { ExplanationWords } from './words'

const SCOPES_IT = { cluster: 'media del cluster', regional: 'media regionale', national: 'media nazionale' } as const
const EVENT_UNITS_IT = { days: 'giorni', 'working-days': 'giorni lavorativi', months: 'mesi' } as const

const THINGS_IT = { values: ['valore', 'valori'], units: ['unità', 'unità'] } as const
const partIt = ({ due, there }: Counted, of: 'values' | 'units'): string =>
  `${there} ${THINGS_IT[of][there === 1 ? 0 : 1]} su ${due}`

const LEVELS_IT = { '>=': 'è almeno', '>': 'è sopra', '<=': 'è al massimo', '<': 'è sotto' } as const
const WEIGHTS_IT = {
  equal: 'a pesi uguali',
  printed: 'con i pesi stampati',
  resources: 'con le risorse come pesi',
  time: 'ognuna per il suo tempo',
} as const
const PARTS_IT = {
  indicators: 'i suoi indicatori',
  objectives: 'i suoi obiettivi operativi',
  parts: 'le sue voci',
} as const

const partOfIt = (of: Parameters<ExplanationWords['group']['onlyPart']>[0]): string =>
  typeof of === 'string' ? PARTS_IT[of] : of.name
const verbIt = (of: object | string, many: string, one: string): string => (typeof of === 'string' ? many : one)

/** Words of explanations in Italian. */
export const italianWords: ExplanationWords = {
  passed: (days) => `scaduto da ${days === 1 ? '1 giorno' : `${formatNumber(days)} giorni`}`,
  yes: 'sì',
  no: 'no',
  placed: (level, rank, of) => `${level} (livello ${rank} di ${of})`,
  formula: {
    join: { '+': 'più', '-': 'meno', '*': 'per', '/': 'su' },
    compare: {
      '=': 'è uguale a',
      '<>': 'è diverso da',
      '<': 'è meno di',
      '<=': 'è al massimo',
      '>': 'è più di',
      '>=': 'è almeno',
    },
    fold: { mean: 'la media di', min: 'il minore tra', max: 'il maggiore tra' },
    and: 'e',
    since: (condition, holds, taken) => `poiché ${holds ? '' : 'non è vero che '}${condition}: ${taken}`,
    thisYear: "quest'anno",
    earlier: (back) => (back === 1 ? "dell'anno prima" : `di ${back} anni prima`),
    latest: "dell'ultimo periodo",
    previous: 'del periodo prima',
    benchmark: {
      own: "valore pubblicato dell'ente",
      cluster: 'media del cluster',
      regional: 'media regionale',
      national: 'media nazionale',
    },
  },
  computed: {
    'operational-mean': 'media degli obiettivi operativi',
    achievement: 'stato di attuazione',
    'collection-punctuality': 'puntualità della rilevazione',
    'collections-on-time': 'rilevazioni concluse in tempo',
    'collections-due': 'rilevazioni dovute',
    'report-punctuality': 'puntualità delle relazioni agli organi',
    'reports-on-time': 'relazioni inviate in tempo',
    'reports-due': 'relazioni dovute',
    'revised-share': "quota degli obiettivi modificati durante l'anno",
  },
  bySystem: (value, what, of) => `${value}: calcolata dal sistema, ${what}${of === null ? '' : ` di «${of}»`}`,
  how: {
    holds: {
      'at-least': (number) => `è almeno ${number}`,
      'more-than': (number) => `è più di ${number}`,
      'at-most': (number) => `è al massimo ${number}`,
      'less-than': (number) => `è meno di ${number}`,
      equals: (number) => `è pari a ${number}`,
    },
    within: (from, to) => `è tra ${from} e ${to}`,
    allOrNothing: (held) => `non ${held}, tutto o niente`,
    quotient: (above, below) => `${above} su ${below}`,
    smallerOverLarger: (above, below) => `il minore sul maggiore, ${above} su ${below}`,
    linear: (value, target) => `2 meno ${value} su ${target}`,
    baseline: (start, target, done, way) => `dal valore di partenza ${start} a ${target}, ${done} su ${way}`,
    pastZero: (target) => `oltre lo zero con ${target}`,
    valueBy: (number, day) => `${number} al ${day}`,
    inTime: (day) => `in tempo, entro il ${day}`,
    late: ({ days, day, grace, loss }) =>
      `${days === 1 ? '1 giorno' : `${formatNumber(days)} giorni`} dopo il ${day}` +
      `${grace > 0 ? `, ${grace} di tolleranza` : ''}${loss < 1 ? `, meno ${formatPercent(loss)} al giorno` : ''}`,
    milestones: (days, isShare) => `scadenze ${days.join(', ')}, ${isShare ? 'in media' : 'tutte o nessuna'}`,
    level: (comparison, level, rank) => `${LEVELS_IT[comparison]} ${level} (livello ${rank})`,
    climbed: (reached, needed) => `${reached} su ${needed} livelli`,
    graded: (grade) => `= ${grade}`,
    limit: (limit) => `limite ${limit}`,
    inside: (worth, to, end) => `, in proporzione da ${worth} a ${to} fino a ${end}`,
    tolerated: (held, wanted) => `${held}, la tolleranza di ${wanted}`,
    mark: (at, worth) => `${at} dà ${worth}`,
    thresholds: (marks, isProportional) =>
      `soglie ${marks.join(', ')}, ${isProportional ? 'in proporzione' : 'a scatti'}`,
    step: (from, to) => `scatto: da ${from}${to === null ? '' : ` a ${to}`}`,
  },
  group: {
    scored: (counted, parts) =>
      `${counted === 1 ? '1 voce valutata' : `${formatNumber(counted)} voci valutate`} su ${parts}`,
    mean: (scored, weights) =>
      `${weights === 'equal' ? 'media' : 'media ponderata'} di ${scored}, ${WEIGHTS_IT[weights]}`,
    sum: (scored, weights) => `somma dei contributi di ${scored}, ${WEIGHTS_IT[weights]}`,
    ownMoney: ', ciascuna al massimo per il suo denaro',
    ownWhole: ', ciascuna al massimo 100,00 %',
    cut: (before) => `, in tutto al massimo 100,00 % invece di ${before}`,
    worst: (scored, title, score) => `il peggiore di ${scored}: «${title}», ${score}`,
    shareMet: (scored, weights, { name, from, edge }) =>
      `peso di ciò che è «${name}» (${edge === 'in' ? 'da' : 'oltre'} ${from}) tra ${scored}, ${WEIGHTS_IT[weights]}`,
    part: (share, of, score, how) => `${share} ${partOfIt(of)} (${score}: ${how})`,
    onlyPart: (of, how, why) => `solo ${partOfIt(of)}, ${how}, perché ${why}`,
    without: {
      'no-score': (of) => `${partOfIt(of)} ${verbIt(of, 'non hanno', 'non ha')} punteggio`,
      weightless: (of) => `${partOfIt(of)} ${verbIt(of, 'pesano', 'pesa')} zero`,
      'scored-weightless': (of) => `${partOfIt(of)} ${verbIt(of, 'valutati pesano', 'pesa')} zero`,
    },
    and: ' e ',
  },
  yearPart: ({ periods, whole, acts, time }) => {
    const counts =
      periods.length === 1 ? `conta solo il periodo ${periods.join()}` : `contano i periodi ${periods.join(', ')}`
    const out = acts.map(({ act, reason }) => `${act}, «${reason}»`)
    const why = [
      ...(time
        ? [
            time.is === 'before'
              ? `dal ${time.from} lo sostituisce «${time.other}»`
              : `dal ${time.from} sostituisce «${time.other}»`,
          ]
        : []),
      ...(out.length > 0 ? [`gli altri sono neutralizzati (${out.join('; ')})`] : []),
    ]
    return `${counts} di ${whole}, ${why.join(', ')}`
  },
  inPart: (number) => `in proporzione ${number}`,
  byHand: ({ score, by, on, reason, instead }) =>
    `${score} dato dal valutatore (${by}, ${on}): «${reason}»; le regole davano ${instead}`,
  provisional: (...part) => `provvisorio: ${partIt(...part)}`,
  provisionalBy: (coverage) => `provvisorio: copertura ${coverage}`,
  part: (label, ...part) => `${label} (${partIt(...part)})`,
  withoutTarget: "nessun obiettivo per quest'anno",
  notCounted: (isClosed) => (isClosed ? 'non conta' : 'per ora non conta'),
  yearClosed: 'anno chiuso',
  worth: (share) => `vale ${share}`,
  asked: (target) => `obiettivo ${target}`,
  ofYear: (asked, year) => `${asked} (del ${year}, perché quest'anno non ne ha)`,
  decides: (isWorst) => (isWorst ? 'decide, perché è il peggiore' : 'non decide'),
  weighs: (share) => `pesa ${share}`,
  nothingToScore: 'n.d.: niente da valutare',
  onlyPartEmpty: (isClosed) => `n.d.: la sua sola voce non ha ${isClosed ? 'un' : 'ancora un'} risultato`,
  weightless: 'n.d.: ciò che è valutato pesa zero',
  partsEmpty: (parts, isClosed) => `n.d.: nessuna delle ${parts} voci ha ${isClosed ? 'un' : 'ancora un'} risultato`,
  period: (ordinal, year) => `${ordinal} periodo ${year}`,
  entered: ({ value, by, on, brought }) => {
    if (brought) return `${value}, portato dal controllo di gestione${by ? ` (${by})` : ''}${on ? ` il ${on}` : ''}`
    return by || on ? `${value}, inserito${by ? ` da ${by}` : ''}${on ? ` il ${on}` : ''}` : value
  },
  values: (count) => (count === '1' ? '1 valore inserito' : `${count} valori inseriti`),
  target: {
    between: (from, to) => `tra ${from} e ${to}`,
    byDate: (day) => `entro il ${day}`,
    byDates: (days) => `entro il ${days.join(' e il ')}, ciascuna per conto suo`,
    afterPeriod: (days, working) => `entro ${days} giorni${working ? ' lavorativi' : ''} dalla fine di ogni periodo`,
    afterEvent: ({ amount, unit, strict }) =>
      `${strict ? 'meno di' : 'entro'} ${amount} ${EVENT_UNITS_IT[unit]} dall'evento`,
    againstYear: (comparison, back, years) => {
      const ago = `${back === 1 ? 'un anno' : `${back} anni`} prima`
      return years === 1
        ? `${comparison} del valore di ${ago}`
        : `${comparison} della media di ${years} anni, fino a ${ago}`
    },
    benchmark: ({ comparison, scope, margin }) =>
      `${comparison} ${SCOPES_IT[scope]}${margin ? `, con un margine di ${margin}` : ''}`,
    firstYear: 'anno di rilevazione: registrato, non valutato',
    observed: (expected) => (expected === null ? 'solo rilevato' : `solo rilevato, atteso ${expected}`),
  },
}
