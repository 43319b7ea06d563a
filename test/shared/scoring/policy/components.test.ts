import type { Plan, Policy } from '@traguardo/shared/model'
import { checkReady } from '@traguardo/shared/plans'
import { checkPolicy, explainScore, movedWeight, policyInPlan, policySentences } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, cell, individual, onceMeasure } from '../../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf } from '../../../support/scores'

const PARTS = [
  { code: 'ris', title: 'Risultati', total: 70 },
  { code: 'comp', title: 'Comportamenti', total: 30 },
]
const codes = ['A', 'B', 'C'] as const
const plan = (objectives: Plan['objectives'], changes: Partial<Plan> = {}): Plan =>
  aPlan({
    measures: codes.map((code) => onceMeasure(code)),
    objectives: [...objectives],
    sheets: [{ code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
    indicators: objectives.map((one, at) => anIndicator(`I${at}`, { objective: one.code, formula: codes[at] ?? 'A' })),
    ...changes,
  })
const three = plan([
  individual('P1', 'S', 20),
  { ...individual('P2', 'S', 5), component: 'ris' },
  { ...individual('P3', 'S', 3), component: 'comp' },
])
const policy = (changes: Partial<Policy> = {}) => aPolicy({ components: PARTS, ...changes })
const sheet = (of: Plan, values: readonly number[], rules = policy()) =>
  get(
    nodesOf(
      of,
      values.map((value, at) => cell(codes[at] ?? 'A', value)),
      { policy: rules, today: CLOSED },
    ),
    'sheets/S',
  )

describe('a sheet with parts', () => {
  it('[SC142.1] weighs each by its total', () => {
    // 20 and 5 of 25 inside of 70, the whole of 30 for the third.
    expect(sheet(three, [10, 5, 2]).achievement).toBeCloseTo(0.7 * (0.8 + 0.2 * 0.5) + 0.3 * 0.2, 12)
    expect(sheet(three, [10, 5, 2], aPolicy()).achievement).toBeCloseTo((20 + 2.5 + 0.6) / 28, 12)
  })

  it('[SC142.2] weighs objectives inside of their part', () => {
    expect(sheet(three, [10, 5, 2]).children.map(({ share }) => share)).toEqual([
      expect.closeTo(0.56, 12),
      expect.closeTo(0.14, 12),
      expect.closeTo(0.3, 12),
    ])
  })

  it('[SC142.3] puts into its first part what names none', () => {
    const none = plan([individual('P1', 'S', 20), { ...individual('P3', 'S', 3), component: 'comp' }])
    expect(sheet(none, [10, 0]).achievement).toBeCloseTo(0.7, 12)
    expect(sheet(none, [0, 10]).achievement).toBeCloseTo(0.3, 12)
  })

  it('[SC142.4] says its parts', () => {
    expect(explainScore(sheet(three, [10, 5, 2]))).toBe(
      '69,00 %, parzialmente raggiunto: 70,00 % «Risultati» (90,00 %: media ponderata di 2 voci valutate su 2, con i pesi stampati) ' +
        'e 30,00 % «Comportamenti» (20,00 %: media di 1 voce valutata su 1, a pesi uguali).',
    )
    expect(explainScore(sheet(three, [10, 5, 2]), 'en')).toContain('70,00 % «Risultati» (90,00 %: weighted mean')
  })

  it('[SC142.5] is at fault where its parts are', () => {
    const kinds = (changes: Partial<Policy>) => checkPolicy(policy(changes)).map(({ said }) => said.kind)
    expect(kinds({})).toEqual([])
    expect(kinds({ components: [...PARTS, { code: 'ris', title: 'Ancora', total: 1 }] })).toEqual(['component-twice'])
    expect(kinds({ components: [...PARTS, { code: 'z', title: 'Zero', total: 0 }] })).toEqual(['component-total'])
    expect(kinds({ sheets: { combine: 'worst', weights: 'printed' } })).toEqual(['components-idle'])
    expect(kinds({ weights: 'money' })).toEqual(['components-idle'])
    const stranger = plan([{ ...individual('P1', 'S', 100), component: 'valori' }])
    expect(policyInPlan(policy(), stranger, []).map(({ said }) => said)).toEqual([
      { kind: 'component-unknown', objective: 'P1', component: 'valori' },
    ])
    expect(policyInPlan(policy(), three, [])).toEqual([])
  })

  it('[SC142.6] has other parts for the sheets of a role', () => {
    const other = PARTS.map((one) => ({ ...one, total: 50 }))
    const rules = policy({ overrides: [{ of: { role: 'unit-head' }, components: other }] })
    expect(sheet(three, [10, 10, 0], rules).achievement).toBeCloseTo(0.5, 12)
    expect(
      sheet(three, [10, 10, 0], policy({ overrides: [{ of: { role: 'evaluator' }, components: other }] })).achievement,
    ).toBeCloseTo(0.7, 12)
    const said = policySentences(rules, 'it').flatMap(({ sentences }) => sentences.map(({ text }) => text))
    expect(said.find((text) => text.startsWith('Solo nelle schede dei responsabili'))).toContain(
      '«Risultati» per il 50 %',
    )
    expect(said).toContain(
      'Una scheda ha più parti: «Risultati» per il 70 %, «Comportamenti» per il 30 %; i pesi degli obiettivi contano dentro la loro parte, e ciò che non dice la sua sta nella prima.',
    )
  })

  it('[SC142.7] shares out the total of a part without a score, and lists it', () => {
    const empty = { ...three, indicators: three.indicators.slice(0, 2) }
    const node = sheet(empty, [10, 5])
    expect(node.achievement).toBeCloseTo(0.9, 12)
    expect(explainScore(node)).toContain(
      'solo «Risultati», media ponderata di 2 voci valutate su 2, con i pesi stampati, perché «Comportamenti» non ha punteggio',
    )
    expect(movedWeight(node)).toMatchObject([
      { about: 'objectives/P3', share: expect.closeTo(0.3, 12) as number, to: { by: 2 } },
    ])
  })

  it('[SC142.8] has weights that sum to nothing in particular', () => {
    const weights = (rules: Policy) =>
      checkReady({ ...three, policies: [rules], policy: 'prova' }, 2021).filter(({ code }) => code === 'WEIGHTS')
    expect(weights(aPolicy()).length).toBeGreaterThan(0)
    expect(weights(policy())).toEqual([])
  })
})
