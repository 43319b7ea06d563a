import type { Plan, Policy } from '../../model'
import { DEFAULT_POLICY } from './default-policy'

/** The policy of the plan 2019 of Massa-Carrara, section 4: 40 and 60, a tolerance of 10 %, a threshold of 50 %. */
export const MASSA_CARRARA_2019: Policy = {
  ...DEFAULT_POLICY,
  code: 'cciaa-ms-2019',
  title: 'Metodologia della Camera di commercio di Massa-Carrara, 2019',
  source: 'Piano della performance 2019, sezione 4',
  bands: [
    { code: 'met', name: 'raggiunto', from: 0.9, edge: 'in', tone: 'good' },
    { code: 'partly', name: 'parzialmente raggiunto', from: 0.5, edge: 'in', tone: 'fair' },
    { code: 'not-met', name: 'assolutamente non raggiunto', from: 0, edge: 'in', tone: 'poor' },
  ],
}

/** Rules that the plan 2021-2023 and the individual objectives 2022 print: operational objectives by the mean of their values. */
const MASSA_CARRARA_2021: Policy = {
  ...DEFAULT_POLICY,
  code: 'cciaa-ms-2021',
  title: 'Camera di commercio di Massa-Carrara, dal 2021',
  source:
    'Piano della performance 2021-2023 («% di realizzazione degli obiettivi operativi (media dei valori)») e obiettivi ' +
    'individuali 2022, determinazione n. 21 dell’11/04/2022; per il resto le regole ordinarie',
  objectives: { combine: 'mean', weights: 'equal' },
}

/** Rules that the plan 2020 of Maremma e Tirreno prints: two half-years, weights on the sheets (70 of them results, or 100). */
const MAREMMA_TIRRENO_2020: Policy = {
  ...DEFAULT_POLICY,
  code: 'cciaa-mt-2020',
  title: 'Camera di commercio della Maremma e del Tirreno, 2020',
  source:
    'Obiettivi 2020: schede con pesi che sommano a 70 (dirigenti) o a 100, stato di avanzamento al 30/06; per il resto ' +
    'le regole ordinarie',
  progress: { shares: [0.5, 1], lateFrom: 0.75 },
}

/** The grid of ISR: each row is done, "SI" or "NO", beside its "% Realizzazione"; no weight is printed. */
const ISR_2018: Policy = {
  ...DEFAULT_POLICY,
  code: 'isr-2018',
  title: 'ISR, azienda speciale, 2018',
  source:
    'Piano 2018-2020, griglia di rilevazione («Realizzazione SI/NO», «% Realizzazione»); per il resto le regole ordinarie',
  indicatorWeights: 'equal',
  objectives: { combine: 'mean', weights: 'equal' },
  bands: [
    { code: 'si', name: 'realizzato', from: 1, edge: 'in', tone: 'good' },
    { code: 'no', name: 'non realizzato', from: 0, edge: 'in', tone: 'poor' },
  ],
}

const COMMON = 'Regola comune a molti enti'

/** Rules that many bodies have, to begin from: in proportion, all or nothing, four steps, threshold to excellence [SC92]. */
const COMMON_POLICIES: readonly Policy[] = [
  {
    ...DEFAULT_POLICY,
    code: 'lineare',
    title: 'In proporzione al target',
    source: `${COMMON}: ogni scostamento dal target costa in proporzione, di più o di meno che sia`,
    shrinks: 'linear',
    levels: 'by-rank',
  },
  {
    ...DEFAULT_POLICY,
    code: 'raggiunto-o-no',
    title: 'Raggiunto o non raggiunto',
    source: `${COMMON}: un target è raggiunto o non lo è, senza vie di mezzo`,
    grows: 'met-or-not',
    shrinks: 'met-or-not',
    equals: 'met-or-not',
    milestones: 'all-or-nothing',
    bands: [
      { code: 'met', name: 'raggiunto', from: 1, edge: 'in', tone: 'good' },
      { code: 'partly', name: 'raggiunto in parte', from: 0.5, edge: 'in', tone: 'fair' },
      { code: 'not-met', name: 'non raggiunto', from: 0, edge: 'in', tone: 'poor' },
    ],
  },
  {
    ...DEFAULT_POLICY,
    code: 'quattro-soglie',
    title: 'Quattro soglie',
    source: `${COMMON}: il risultato cade in una di quattro soglie, e vale quanto la soglia`,
    steps: [
      { from: 1, worth: 1 },
      { from: 0.8, worth: 0.75 },
      { from: 0.5, worth: 0.5 },
      { from: 0, worth: 0 },
    ],
    bands: [
      { code: 'full', name: 'raggiunto', from: 1, edge: 'in', tone: 'good' },
      { code: 'mostly', name: 'raggiunto in buona parte', from: 0.75, edge: 'in', tone: 'fair' },
      { code: 'partly', name: 'raggiunto in parte', from: 0.5, edge: 'in', tone: 'fair' },
      { code: 'not-met', name: 'non raggiunto', from: 0, edge: 'in', tone: 'poor' },
    ],
  },
  {
    ...DEFAULT_POLICY,
    code: 'soglia-atteso-eccellente',
    title: 'Soglia, atteso, eccellente',
    source: `${COMMON}: sotto la soglia (80 % del target) niente, poi in proporzione fino all’atteso e all’eccellente (120 %)`,
    cap: 1.2,
    steps: [
      { from: 1, worth: 1, to: 1.2 },
      { from: 0.8, worth: 0.6, to: 1 },
      { from: 0, worth: 0 },
    ],
    bands: [
      { code: 'excellent', name: 'eccellente', from: 1.2, edge: 'in', tone: 'good' },
      { code: 'expected', name: 'atteso', from: 1, edge: 'in', tone: 'good' },
      { code: 'threshold', name: 'sopra la soglia', from: 0.6, edge: 'in', tone: 'fair' },
      { code: 'below', name: 'sotto la soglia', from: 0, edge: 'in', tone: 'poor' },
    ],
  },
]

/** The policies that the product ships: the default, those that documents print, those that many bodies have [SC92]. */
export const SHIPPED_POLICIES: readonly Policy[] = [
  DEFAULT_POLICY,
  MASSA_CARRARA_2019,
  MASSA_CARRARA_2021,
  MAREMMA_TIRRENO_2020,
  ISR_2018,
  ...COMMON_POLICIES,
]

/** The policy of a plan for a year: its own ones come before those shipped; the default where it names none that is known. */
export function policyOf({ policy, policyYears = [], policies = [] }: Plan, year: number): Policy {
  const code = policyYears.find((one) => one.year === year)?.policy ?? policy
  return [...policies, ...SHIPPED_POLICIES].find((one) => one.code === code) ?? DEFAULT_POLICY
}
