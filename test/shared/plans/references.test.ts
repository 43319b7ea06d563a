import type { Plan } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, individual, operational, strategic } from '../../support/scoring'

const faults = (changes: Partial<Plan>) =>
  checkPlan(aPlan(changes)).map(({ path, code, message }) => `${path.join('.')} ${code} ${message}`)
const { units, people } = aPlan()
const sheet = { code: 'P1', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }
const own = [strategic('S1'), operational('O1'), individual('IND1', 'P1', 100)]
const note = { kind: 'updated' as const, about: 'indicators/I9', mark: '(1)', printed: 'Aggiornato' }
const revision = { code: 'R1', year: 2021, act: { organ: 'Giunta', printed: 'Delibera 1' }, notes: [note] }
const twice = 'DUPLICATE_CODE Il codice'
const already = "c'è già in questo elenco."

describe('cause and effect', () => {
  const effects = (code: string, level = 'strategic') => [
    strategic('S1', 'AS1', level === 'strategic' ? { effects: [code] } : {}),
    operational('O1', 'S1', level === 'operational' ? { effects: [code] } : {}),
    individual('IND1', 'P1', 100),
  ]
  const others = { sheets: [sheet] }

  it('[PR13.1] lead to other objectives of the body, and to nothing else', () => {
    expect(faults({ objectives: effects('O1'), ...others })).toEqual(faults({ objectives: own, ...others }))
    expect(faults({ objectives: effects('S1', 'operational'), ...others })).toEqual(
      faults({ objectives: own, ...others }),
    )
    for (const code of ['X9', 'AS1', 'IND1', 'S1'])
      expect(faults({ objectives: effects(code), ...others })).toContain(
        `objectives.0.effects.0 UNKNOWN_REFERENCE «${code}» non è un obiettivo di questo piano.`,
      )
  })
})

describe('[PR4.1] the faults of codes', () => {
  it.each<[string, Partial<Plan>]>([
    [`units.3.code ${twice} «U1» ${already}`, { units: [...units, { code: 'U1', name: 'Altro', kind: 'service' }] }],
    [`people.4.code ${twice} «anna» ${already}`, { people: [...people, { code: 'anna', title: 'Altra', roles: [] }] }],
    [`areas.1.code ${twice} «AS1» ${already}`, { areas: [...aPlan().areas, { code: 'AS1', title: 'Altra' }] }],
    [
      `objectives.2.code ${twice} «O1» ${already}`,
      { objectives: [strategic('S1'), operational('O1'), operational('O1')] },
    ],
    [`indicators.1.code ${twice} «I1» ${already}`, { indicators: [anIndicator('I1'), anIndicator('I1')] }],
    [`revisions.1.code ${twice} «R1» ${already}`, { revisions: [1, 2].map(() => ({ ...revision, notes: [] })) }],
  ])('name what stands twice: %s', (said, changes) => expect(faults(changes)).toEqual([said]))

  it('name sheets, programs and benchmarks that stand twice', () => {
    const program = { code: 'M1', printedCode: '11', title: 'Missione' }
    expect(faults({ programs: [program, program] })).toEqual([`programs.1.code ${twice} «M1» ${already}`])
    expect(faults({ sheets: [sheet, sheet], objectives: own })).toContain(`sheets.1.code ${twice} «P1» ${already}`)
    const benchmark = { code: 'B1', title: 'Media', scope: 'cluster', values: [] } as never
    expect(faults({ benchmarks: [benchmark, benchmark] })).toEqual([`benchmarks.1.code ${twice} «B1» ${already}`])
  })

  const unit = (path: string) => `${path} UNKNOWN_REFERENCE «X9» non è un'unità di questo piano.`
  const nowhere = (path: string, what: string) => `${path} UNKNOWN_REFERENCE «X9» non è ${what} di questo piano.`
  const [root, first, second] = units as [Plan['units'][number], Plan['units'][number], Plan['units'][number]]
  it.each<[string, Partial<Plan>]>([
    [unit('units.1.parent'), { units: [root, { ...first, parent: 'X9' }, second] }],
    [unit('units.1.into.1'), { units: [root, { ...first, into: ['U2', 'X9'] }, second] }],
    [
      unit('people.1.roles.0.unit'),
      { people: [people[0], { ...people[1], roles: [{ role: 'manager', unit: 'X9' }] }] as never },
    ],
    [unit('objectives.1.units.1'), { objectives: [strategic('S1'), operational('O1', 'S1', { units: ['U1', 'X9'] })] }],
    [unit('indicators.0.units.0'), { indicators: [anIndicator('I1', { units: ['X9'] })] }],
    [
      nowhere('objectives.1.parent', 'un obiettivo strategico'),
      { objectives: [strategic('S1'), operational('O1', 'X9')] },
    ],
    [nowhere('objectives.0.parent', "un'area strategica"), { objectives: [strategic('S1', 'X9'), operational('O1')] }],
    [
      nowhere('objectives.1.program', 'un programma'),
      { objectives: [strategic('S1'), operational('O1', 'S1', { program: 'X9' })] },
    ],
    [
      nowhere('objectives.1.mirrors', 'un obiettivo'),
      { objectives: [strategic('S1'), operational('O1', 'S1', { mirrors: 'X9' } as never)] },
    ],
    [nowhere('indicators.0.benchmark', 'un confronto'), { indicators: [anIndicator('I1', { benchmark: 'X9' })] }],
    [nowhere('indicators.0.repeats', 'un indicatore'), { indicators: [anIndicator('I1', { repeats: 'X9' })] }],
    [nowhere('indicators.0.objective', 'un obiettivo'), { indicators: [anIndicator('I1', { objective: 'X9' })] }],
    [nowhere('sheets.0.person', 'una persona'), { sheets: [{ ...sheet, person: 'X9' }], objectives: own }],
    [unit('sheets.0.unit'), { sheets: [{ ...sheet, unit: 'X9' }], objectives: own }],
    [
      nowhere('revisions.0.notes.0.about', 'tra i «indicators»'),
      { revisions: [{ ...revision, notes: [{ ...note, about: 'indicators/X9' }] }] },
    ],
    [nowhere('results.0.about', 'tra i «indicators»'), { results: [{ about: 'indicators/X9' }] as never }],
  ])('name what leads nowhere: %s', (said, changes) => expect(faults(changes)).toEqual([said]))

  it('of a measure: who enters it, what it is computed of, and where it comes from', () => {
    const entry = (of: object) => ({ measures: [aMeasure('A'), aMeasure('B', { entry: of as never })] })
    expect(faults(entry({ by: 'units', units: ['U1', 'X9'] }))).toEqual([unit('measures.1.entry.units.1')])
    expect(faults(entry({ by: 'same-as', measure: 'A', unit: 'X9' }))).toEqual([unit('measures.1.entry.unit')])
    expect(faults(entry({ by: 'same-as', measure: 'B', unit: 'U1' }))).toEqual([
      'measures.1.entry.measure UNKNOWN_REFERENCE «B» non è una misura che qualcuno inserisce di questo piano.',
    ])
    expect(faults(entry({ by: 'computed', what: 'achievement', of: 'X9' }))).toContain(
      nowhere('measures.1.entry.of', "un'unità, un'area o un obiettivo"),
    )
    for (const of of ['U1', 'AS1', 'S1']) expect(faults(entry({ by: 'computed', what: 'achievement', of }))).toEqual([])
  })

  it('an objective says under what it stands, an individual one on which sheet', () => {
    expect(faults({ objectives: [strategic('S1'), { ...operational('O1'), parent: undefined }] as never })).toEqual([
      "objectives.1.parent MISSING_REFERENCE L'obiettivo «O1» non dice sotto che cosa sta.",
    ])
    const lone = { ...individual('IND1', 'P1', 100), sheet: undefined }
    expect(faults({ objectives: [strategic('S1'), operational('O1'), lone] as never })).toEqual([
      "objectives.2.sheet MISSING_REFERENCE L'obiettivo individuale «IND1» non ha una scheda.",
    ])
    expect(faults({ sheets: [sheet], objectives: own })).toEqual([])
  })

  it('a unit does not end before it begins, and stands under no unit that stands under it', () => {
    const days = (from?: string, to?: string) => ({
      units: [root, { ...first, ...(from && { from }), ...(to && { to }) }, second],
    })
    expect(faults(days('2021-03-01', '2021-02-28'))).toEqual([
      "units.1.to DAYS L'unità «U1» finisce prima di cominciare.",
    ])
    for (const [from, to] of [['2021-03-01', '2021-03-01'], ['2021-03-01'], [undefined, '2021-03-01']])
      expect(faults(days(from, to))).toEqual([])
    const round = [root, { ...first, parent: 'U2' }, { ...second, parent: 'U1' }]
    expect(faults({ units: round })).toEqual([
      "units.1.parent CYCLE L'unità «U1» sta sotto sé stessa.",
      "units.2.parent CYCLE L'unità «U2» sta sotto sé stessa.",
    ])
  })

  it('what a revision removed need not be there any more', () => {
    expect(faults({ revisions: [{ ...revision, notes: [{ ...note, kind: 'removed' }] }] })).toEqual([])
    expect(faults({ revisions: [{ ...revision, notes: [{ ...note, about: 'indicators/I1' }] }] })).toEqual([])
  })
})

describe('[PR4.1] the faults of targets', () => {
  const asked = (target: object, changes: Partial<Plan> = {}, indicator: object = {}) =>
    faults({
      measures: [aMeasure('A', { kind: 'date', aggregation: 'last' }), aMeasure('B')],
      indicators: [
        anIndicator('I1', { unit: 'x', targets: [{ year: 2021, printed: 'x', ...target } as never], ...indicator }),
      ],
      ...changes,
    })
  const said = (message: string) => [`indicators.0.targets.0 TARGET Target di «I1»: ${message}`]

  it('[SC73.3] days of one period are taken, and no day is one that the calendar does not have', () => {
    const days = (...dates: string[]) => asked({ type: 'by-dates', dates })
    expect(days('2021-02-01', '2021-04-30')).toEqual([])
    expect(days('2021-09-30', '2021-12-31')).toEqual([])
    expect(days('2021-02-30', '2021-05-01')).toEqual(said('«2021-02-30» non è un giorno.'))
  })

  it('an event that is no day, days of a formula, a benchmark that is not named, a level that is none', () => {
    const after = { type: 'after-event', amount: 3, unit: 'days' }
    expect(asked({ ...after, event: 'B' })).toEqual(said("l'evento «B» deve essere una misura di tipo data."))
    expect(asked({ ...after, event: 'A' })).toEqual([])
    const lone = said('le scadenze di ogni periodo vogliono una formula fatta della sola misura.')
    const formula = { formula: 'B + 1' }
    expect(asked({ type: 'after-each-period', days: 3 }, {}, formula)).toEqual(lone)
    expect(asked({ type: 'by-dates', dates: ['2021-04-30'] }, {}, formula)).toEqual(lone)
    expect(asked({ type: 'after-each-period', days: 3 })).toEqual([])
    expect(asked({ type: 'against-benchmark', scope: 'cluster', comparison: '>' })).toEqual(
      said('manca il confronto («benchmark») con cui misurarsi.'),
    )
    const measures = [aMeasure('A', { kind: 'level', aggregation: 'last', levels: ['Basso', 'Alto'] })]
    const level = (name: string, more: object = {}) =>
      asked({ type: 'level', level: name, comparison: '>=' }, { measures }, more)
    expect(level('alto')).toEqual([])
    expect(level('Medio')).toEqual(said('«Medio» non è tra i livelli della misura.'))
    expect(level('Alto', { formula: 'max(A; A)' })).toEqual(said('«Alto» non è tra i livelli della misura.'))
  })

  it('a year outside the plan, and a year twice, are named', () => {
    const at = (...years: number[]) =>
      faults({
        indicators: [
          anIndicator('I1', { targets: years.map((year) => ({ year, printed: '1', type: 'at-least', value: 1 })) }),
        ],
      })
    expect(at(2021, 2023)).toEqual([])
    expect(at(2020, 2024)).toEqual([
      'indicators.0.targets.0.year YEAR_OUT_OF_PLAN Il target di «I1» è per il 2020, fuori dal piano 2021-2023.',
      'indicators.0.targets.1.year YEAR_OUT_OF_PLAN Il target di «I1» è per il 2024, fuori dal piano 2021-2023.',
    ])
    expect(at(2021, 2022, 2021)).toEqual([
      'indicators.0.targets.2.year DUPLICATE_TARGET «I1» ha già un target per il 2021.',
    ])
  })
})
