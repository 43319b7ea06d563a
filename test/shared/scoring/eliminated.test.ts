import { type CellValue, eliminatedIn, type Elimination, type Indicator, type Plan } from '@traguardo/shared/model'
import { addDays, periodsOf } from '@traguardo/shared/calendar'
import { compilePlan, explainScore, leversOf, nodeIn, openScoreModel, overTime } from '@traguardo/shared/scoring'
import { checkReady, notesOf, planDiff } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { demoPlan } from '../../support/plan-files'
import { aPlan, anIndicator, cell, individual, onceMeasure, operational, strategic } from '../../support/scoring'
import { aPolicy, CLOSED, get, MID_YEAR, nodesOf } from '../../support/scores'

/** The plan of Maremma e Tirreno as the document prints it: after act 92 of 21/07/2020. */
const AFTER = demoPlan('cciaa-mt-2020')
const measures = ['A', 'B', 'C'].map((code) => onceMeasure(code))
const gone = (from = '2021-07-26', more: Partial<Elimination> = {}): { eliminated: Elimination } => ({
  eliminated: { from, note: 'Eliminato con deliberazione n. 97', ...more },
})
const of = (code: string, objective = 'O1', changes: Partial<Indicator> = {}) =>
  anIndicator(code, { formula: code, objective, ...changes })
const plan = (changes: Partial<Plan> = {}) =>
  aPlan({ measures, indicators: [of('A'), of('B', 'O1', gone())], ...changes })
const nothing: readonly CellValue[] = [cell('A', 10)]

describe('what an act eliminates', () => {
  it('[SC68.1] is not scored from that day on, and its weight goes to the others', () => {
    for (const today of [MID_YEAR, CLOSED]) {
      const nodes = nodesOf(plan(), nothing, { today })
      expect(get(nodes, 'indicators/B')).toMatchObject({
        achievement: null,
        share: null,
        absence: { type: 'eliminated', from: '2021-07-26' },
      })
      expect(get(nodes, 'objectives/O1')).toMatchObject({ achievement: 1, coverage: 1 })
    }
    expect(get(nodesOf(plan(), nothing, { today: '2021-07-26' }), 'indicators/B').achievement).toBeNull()
  })

  it('[SC68.1] is not scored though a value stands there, before or after', () => {
    const nodes = nodesOf(plan(), [...nothing, cell('B', 2)])
    expect(get(nodes, 'objectives/O1').achievement).toBe(1)
    expect(get(nodes, 'indicators/B').indicator?.value).toEqual({ type: 'number', number: 2 })
  })

  it('[SC68.7] leaves out what is computed from its score, at the close too', () => {
    const objectives = [strategic('S1'), operational('O1'), { ...operational('O2'), ...gone() }]
    const made = anIndicator('M', { formula: 'achievement(O2)', unit: '%', objective: 'O1' })
    const year = aPlan({ measures, objectives, indicators: [of('A'), of('B', 'O2'), made] })
    for (const today of [MID_YEAR, CLOSED]) {
      const nodes = nodesOf(year, nothing, { today })
      expect(get(nodes, 'indicators/M')).toMatchObject({ achievement: null, absence: { what: 'left-out' } })
      expect(get(nodes, 'objectives/O1')).toMatchObject({ achievement: 1, coverage: 1 })
      expect(explainScore(get(nodes, 'indicators/M'))).toContain('è stato eliminato o neutralizzato')
    }
  })

  it('[SC68.2] counted before', () => {
    const values = [...nothing, cell('B', 2)]
    const nodes = nodesOf(plan(), values, { today: '2021-07-25' })
    expect(get(nodes, 'objectives/O1').achievement).toBe(0.6)
    const [first, second] = overTime(compilePlan(plan(), 2021), [cell('A', 10, { period: 1 }), ...values], {
      today: CLOSED,
    }).map(({ book }) => nodeIn(book, 'indicators/B')?.absence?.type)
    expect([first, second]).toEqual(['not-due', 'eliminated'])
  })

  it('[SC68.3] takes along what stands below an objective', () => {
    const all = plan({
      objectives: [strategic('S1'), operational('O1'), strategic('S2', 'AS1', gone()), operational('O2', 'S2')],
      indicators: [of('A'), of('B', 'S2'), of('C', 'O2')],
    })
    const nodes = nodesOf(all, nothing, { today: CLOSED })
    const absences = ['objectives/S2', 'objectives/O2', 'indicators/B', 'indicators/C'].map(
      (key) => get(nodes, key).absence?.type,
    )
    expect(absences).toEqual(['eliminated', 'eliminated', 'eliminated', 'eliminated'])
    expect(get(nodes, 'body/B')).toMatchObject({ achievement: 1, coverage: 1 })
  })

  it('[SC68.3] of a sheet an objective goes with its weight', () => {
    const all = plan({
      sheets: [{ code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
      objectives: [individual('P1', 'S', 60), { ...individual('P2', 'S', 40), ...gone() }],
      indicators: [of('A', 'P1'), of('B', 'P2')],
    })
    const sheet = get(nodesOf(all, [cell('A', 5)], { today: CLOSED }), 'sheets/S')
    expect([sheet.achievement, sheet.coverage]).toEqual([0.5, 1])
    const empty = { ...all, indicators: [of('A', 'P1')] }
    expect(get(nodesOf(empty, [cell('A', 5)], { today: CLOSED }), 'sheets/S').coverage).toBe(1)
  })

  it('[SC68.4] leaves a year that was over as it was', () => {
    const later = plan({ indicators: [of('A'), of('B', 'O1', gone('2022-01-10'))] })
    expect(get(nodesOf(later, nothing, { today: CLOSED }), 'objectives/O1').achievement).toBe(0.5)
    const last = plan({ indicators: [of('A'), of('B', 'O1', gone('2021-12-31'))] })
    expect(get(nodesOf(last, nothing, { today: CLOSED }), 'objectives/O1').achievement).toBe(1)
  })

  it('[SC68.5] has no coverage, no course, no score by hand, and would move nothing', () => {
    const judged = {
      ...plan(),
      judgements: [
        {
          ...{ about: 'indicators/B', year: 2021, score: 10, reason: 'prova', by: 'oiv', approvedBy: 'cdg' },
          at: '2021-09-01T10:00:00.000Z',
        },
      ],
    }
    const nodes = nodesOf(judged, [cell('A', 5)], { policy: aPolicy({ judgement: 'override', judged: 'everything' }) })
    expect(get(nodes, 'indicators/B')).toMatchObject({
      ...{ coverage: null, manual: null, achievement: null },
      courses: { 'on-course': 0, late: 0, 'at-risk': 0 },
    })
    expect(leversOf(get(nodes, 'body/B')).map(({ code }) => code)).toEqual(['A'])
  })

  it('[SC68.6] says from when on, and what is said of it', () => {
    const nodes = nodesOf(plan(), nothing)
    expect(explainScore(get(nodes, 'indicators/B'))).toBe(
      'n.d. (eliminato dal 26/07/2021: «Eliminato con deliberazione n. 97»).',
    )
    expect(explainScore(get(nodes, 'indicators/B'), 'en')).toContain('eliminated from 26/07/2021 on')
  })

  it('[PR12.9] lacks nothing, and weights may sum with it or without it', () => {
    const told = (indicators: readonly Indicator[]) =>
      checkReady(plan({ indicators }), 2021).map(({ code, about }) => `${code} ${about}`)
    const bare = { targets: [], formula: 'X', weight: 30 }
    const left = [of('A', 'O1', { weight: 70 }), of('C', 'O1', { weight: 30 })]
    expect(told([...left, of('B', 'O1', { ...gone(), weight: 30, targets: [] })])).toEqual([])
    expect(told([of('A', 'O1', { weight: 70 }), of('B', 'O1', { ...gone(), weight: 30 })])).toEqual([])
    expect(told([...left, of('B', 'O1', { ...bare, formula: 'B', ...gone('2022-02-01') })])).toEqual([
      'INDICATOR_WITHOUT_TARGET indicators/B',
      'WEIGHTS objectives/O1',
    ])
  })
})

describe('an act that eliminates', () => {
  it('[PR12.10] is noted as one that removes', () => {
    const before = plan({ indicators: [of('A'), of('B')] })
    const changes = planDiff(before, plan())
    expect(changes.map(({ kind, code }) => [kind, code])).toEqual([['updated', 'B']])
    const [note] = notesOf(changes, { organ: 'Giunta', number: '97', date: '2021-07-26', printed: 'Giunta n. 97' })
    expect(note).toMatchObject({ kind: 'removed', about: 'indicators/B' })
    expect(note?.printed).toMatch(/^Eliminato in sede di rolling/)
    const other = planDiff(plan(), plan({ indicators: [of('A'), of('B', 'O1', { ...gone(), title: 'Altro' })] }))
    expect(notesOf(other, { organ: 'Giunta', printed: 'x' }).map(({ kind }) => kind)).toEqual(['updated'])
  })
})

describe('the eleven of the second chamber', () => {
  const marked = AFTER.indicators.filter(({ eliminated }) => eliminated)
  const inYear = (year: number, today: string) =>
    marked.filter(({ code }) => eliminatedIn(AFTER, `indicators/${code}`, year, today) !== null)

  it('[SC68.1] are those of which the print says so', () => {
    const said = (AFTER.revisions ?? []).flatMap(({ code, act, notes }) =>
      notes.flatMap(({ kind, about, printed }) =>
        kind === 'removed' ? [{ about, from: act.date ?? '2018-07-26', note: printed, revision: code }] : [],
      ),
    )
    const byCode = (a: { about: string }, b: { about: string }) => (a.about < b.about ? -1 : 1)
    const set = marked.map(({ code, eliminated }) => ({ about: `indicators/${code}`, ...eliminated }))
    expect(set).toHaveLength(11)
    expect([...set].sort(byCode)).toEqual([...said].sort(byCode))
  })

  it('[SC68.4] go by the day of their act, year by year', () => {
    const ends = [2017, 2018, 2019, 2020].map((year) => inYear(year, '2020-12-31').length)
    expect(ends).toEqual([0, 2, 11, 11])
    expect(inYear(2018, '2018-07-25')).toHaveLength(0)
    expect(inYear(2019, '2019-06-30')).toHaveLength(9)
  })

  it('[SC68.1] with everything else at 100 % the body is at 100 %', () => {
    // A judgement by hand puts every other indicator of the year at its full score.
    const judgements = AFTER.indicators.map(({ code }) => ({
      ...{ about: `indicators/${code}`, year: 2020, score: 100, reason: 'prova', by: 'oiv', approvedBy: 'cdg' },
      at: '2020-12-31T10:00:00.000Z',
    }))
    const full = { ...AFTER, judgements }
    const policy = aPolicy({ judgement: 'override', judged: 'everything' })
    const today = addDays(periodsOf(full, 2020).at(-1)?.deadline ?? '', 1)
    const bodyOf = (plan: Plan) =>
      nodeIn(openScoreModel(compilePlan(plan, 2020, policy), [], { today }), 'body/CCIAA-MT')
    expect(bodyOf(full)?.achievement).toBe(1)
    const kept = judgements.filter(({ about }) => !marked.some(({ code }) => about === `indicators/${code}`))
    expect(bodyOf({ ...full, judgements: kept })?.achievement).toBe(1)
    expect(bodyOf({ ...full, judgements: kept.slice(1) })?.achievement).toBeLessThan(1)
  })
})
