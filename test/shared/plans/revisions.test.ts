import type { Plan, Target } from '@traguardo/shared/model'
import {
  actText,
  changeItem,
  itemOf,
  nextPlan,
  notesOf,
  type PlanChange,
  planDiff,
  revisedPlan,
} from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, byDate } from '../../support/scoring'

describe('an act', () => {
  it.each([
    [{ organ: 'Giunta', printed: 'Delibera della Giunta' }, 'Delibera della Giunta'],
    [{ organ: 'Giunta', number: '92', date: '2020-07-21' }, 'Giunta n. 92 del 21/07/2020'],
    [{ organ: 'Giunta', number: '92' }, 'Giunta n. 92'],
    [{ organ: 'Giunta', date: '2020-07-21' }, 'Giunta del 21/07/2020'],
    [{ organ: 'Giunta', number: '', printed: '' }, 'Giunta'],
  ])('%j is printed as «%s»', (act, text) => expect(actText(act)).toBe(text))

  const change = (kind: PlanChange['kind'], list: PlanChange['list'], code = 'X'): PlanChange => ({
    ...{ kind, list, code, title: code, fields: [] },
  })

  it('[PR3.2] has a note in words for each area, objective and indicator', () => {
    const changes = [
      ...[change('inserted', 'areas'), change('updated', 'measures'), change('updated', 'objectives')],
      ...[
        change('removed', 'indicators'),
        change('inserted', 'sheets'),
        change('inserted', 'units'),
        change('updated', 'people'),
      ],
    ]
    const said = (verb: string, at: number) => `${verb} in sede di rolling annuale con Giunta n. 9 (${at})`
    expect(notesOf(changes, { organ: 'Giunta', number: '9', printed: '' })).toEqual([
      { kind: 'inserted', about: 'areas/X', mark: '(1)', printed: said('Inserito', 1) },
      { kind: 'updated', about: 'objectives/X', mark: '(2)', printed: said('Aggiornato', 2) },
      { kind: 'removed', about: 'indicators/X', mark: '(3)', printed: said('Eliminato', 3) },
    ])
  })

  it('[PR3.5] without a day makes a revision without one, and the next of these has a number', () => {
    const [before, after] = [aPlan(), aPlan({ title: 'Altro' })]
    const first = revisedPlan(before, after, { organ: 'Giunta', printed: 'x' }, 2021)
    expect(first.revisions?.map(({ code }) => code)).toEqual(['R-'])
    const third = revisedPlan(
      before,
      revisedPlan(before, first, { organ: 'Consiglio', printed: 'x' }, 2021),
      { organ: 'OIV', printed: 'x' },
      2021,
    )
    expect(third.revisions?.map(({ code }) => code)).toEqual(['R-', 'R--2', 'R--3'])
  })
})

describe('the plan of the next years', () => {
  const several: Target = { year: 2023, printed: 'x', type: 'by-dates', dates: ['2023-04-30', '2024-02-29'] }
  const next = (changes: Partial<Plan>) => nextPlan(aPlan(changes))
  const targets = (...all: readonly Target[]) =>
    next({ indicators: [anIndicator('I1', { targets: [...all] })] }).indicators[0]?.targets

  it('[PR5.2] moves each day of the last year by a year, and leaves numbers', () => {
    expect(targets(several)).toEqual([several, { ...several, year: 2024, dates: ['2024-04-30', '2025-02-28'] }])
    expect(targets(byDate('2023-06-30', 2023))).toEqual([
      byDate('2023-06-30', 2023),
      { ...byDate('2024-06-30', 2024), printed: 'Entro 2023-06-30' },
    ])
    expect(targets(atLeast(5, 2023))).toEqual([atLeast(5, 2023), { ...atLeast(5, 2023), year: 2024 }])
  })

  it('[PR5.1] keeps the targets of its years, and adds none where the last year has none', () => {
    expect(targets(atLeast(1, 2021), atLeast(2, 2022))).toEqual([atLeast(2, 2022)])
    expect(targets()).toEqual([])
  })

  it('[PR5.3] says what it was copied from, and leaves calendars, scores by hand and policies of the past', () => {
    const policyYears = [2021, 2022].map((year) => ({ year, policy: 'default' }))
    const of = next({
      title: 'Piano 2021-2023 (2023)',
      policyYears,
      calendars: [],
      judgements: [],
      revisions: [],
      results: [],
    })
    expect(of).toMatchObject({
      ...{ title: 'Piano 2022-2024 (2024)', firstYear: 2022, lastYear: 2024, oddities: [] },
      source: { document: 'Piano 2021-2023 (2023)', note: 'Copiato dal piano 2021-2023' },
      policyYears: [{ year: 2022, policy: 'default' }],
    })
    for (const gone of ['calendars', 'judgements', 'revisions', 'results']) expect(of).not.toHaveProperty(gone)
  })
})

describe('the difference between two plans', () => {
  const { units, people, sheets } = aPlan()

  it('[PR2.1] names each change by its title, its label, its name or its code', () => {
    const changed = aPlan({
      areas: [{ code: 'AS1', title: 'Area nuova' }],
      measures: [aMeasure('A', { label: 'Nuova' }), aMeasure('B')],
      units: [...units, { code: 'U9', name: 'Servizio Nove', kind: 'service' }],
      people: people.map((one) => (one.code === 'anna' ? { ...one, title: 'Anna' } : one)),
      sheets: [...sheets, { code: 'SH' } as never],
    })
    expect(planDiff(aPlan(), changed).map(({ kind, list, code, title }) => [kind, list, code, title])).toEqual([
      ['updated', 'areas', 'AS1', 'Area nuova'],
      ['updated', 'measures', 'A', 'Nuova'],
      ['inserted', 'sheets', 'SH', 'SH'],
      ['inserted', 'units', 'U9', 'Servizio Nove'],
      ['updated', 'people', 'anna', 'Anna'],
    ])
    expect(
      planDiff(changed, aPlan())
        .filter(({ kind }) => kind === 'removed')
        .map(({ title, fields }) => [title, fields]),
    ).toEqual([
      ['SH', []],
      ['Servizio Nove', []],
    ])
  })

  it('[PR2.2] tells the fields that are there in one alone, and none that says the same in another order', () => {
    const one = aPlan({ indicators: [anIndicator('I1', { weight: 1, baseline: { year: 2020, value: 1 } as never })] })
    const other = aPlan({
      indicators: [anIndicator('I1', { baseline: { value: 1, year: 2020 } as never, units: ['U1', 'U2'] })],
    })
    expect(planDiff(one, other)).toMatchObject([
      {
        fields: [
          { field: 'weight', before: 1 },
          { field: 'units', after: ['U1', 'U2'] },
        ],
      },
    ])
    const [first] = planDiff(one, other)
    expect(first?.fields.map((field) => Object.keys(field))).toEqual([
      ['field', 'before'],
      ['field', 'after'],
    ])
    const turned = changeItem(other, { list: 'indicators', code: 'I1' }, { units: ['U2', 'U1'] })
    expect(planDiff(other, turned)).toHaveLength(1)
  })

  it('[PR8.5] a field that becomes undefined goes from the item', () => {
    const item = { list: 'indicators', code: 'I1' } as const
    const changed = changeItem(aPlan({ indicators: [anIndicator('I1', { weight: 1 })] }), item, { weight: undefined })
    expect(itemOf(changed, item)).not.toHaveProperty('weight')
    expect(Object.keys(itemOf(changed, item) ?? {})).toEqual(Object.keys(anIndicator('I1')))
  })
})
