import type { Policy } from '../../model'
import { DEFAULT_POLICY } from './default-policy'

const COMMON = 'Regola comune a molti enti'

/** Rules that many bodies have, to begin from: in proportion, all or nothing, four steps, threshold to excellence [SC92]. */
export const COMMON_POLICIES: readonly Policy[] = [
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
