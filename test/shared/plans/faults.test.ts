import { usualCalendar } from '@traguardo/shared/calendar'
import type { Indicator, Plan, Policy, YearCalendar } from '@traguardo/shared/model'
import { checkCalendar, checkPlan, checkReady, checkSoundParts } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  byDate,
  individual,
  operational,
  strategic,
} from '../../support/scoring'
import { aPolicy } from '../../support/scores'

describe('the faults of a calendar, in words', () => {
  const exception = { period: 1, unit: 'U1', deadline: '2021-05-20', reason: 'x' }
  const span = { period: 1, opens: '2021-05-01', deadline: '2021-05-20' }
  const first = 'I quadrimestre 2021'

  it.each<[Partial<YearCalendar>, string, string]>([
    [{ division: 'mesi' as never }, 'division', 'Un anno si divide in quadrimestri, semestri o trimestri.'],
    [{ entryDays: 0 }, 'entryDays', 'I giorni per inserire vanno da 1 a 120.'],
    [{ reminderDays: [1.5] }, 'reminderDays', 'I giorni dei promemoria vanno da -120 a 120.'],
    [{ spans: [span, { ...span, period: 4 }] }, 'spans/1', 'Il periodo 4 non c’è in un anno diviso in quadrimestri.'],
    [{ spans: [{ ...span, opens: '' }] }, 'spans/0', 'Scriva l’apertura e la scadenza come giorni.'],
    [{ spans: [{ ...span, opens: '2021-05-21' }] }, 'spans/0', `${first}: la scadenza viene prima dell’apertura.`],
    [
      { spans: [{ ...span, opens: '2021-04-01', deadline: '2021-04-29' }] },
      'spans/0',
      `${first}: la scadenza viene prima della fine del periodo.`,
    ],
    [
      { division: 'semestri', exceptions: [{ ...exception, period: 3 }] },
      'exceptions/0',
      'Il periodo 3 non c’è in un anno diviso in semestri.',
    ],
    [{ exceptions: [{ ...exception, unit: 'X9' }] }, 'exceptions/0', 'L’unità «X9» non c’è.'],
    [{ exceptions: [exception, exception] }, 'exceptions/1', 'L’unità «U1» ha già un’eccezione per questo periodo.'],
    [
      { exceptions: [{ ...exception, deadline: '2021-04-30' }] },
      'exceptions/0',
      `${first}: la scadenza di «U1» viene prima dell’apertura.`,
    ],
    // By the days that the same calendar sets, not by the usual ones.
    [
      { spans: [{ ...span, opens: '2021-05-10' }], exceptions: [{ ...exception, deadline: '2021-05-09' }] },
      'exceptions/0',
      `${first}: la scadenza di «U1» viene prima dell’apertura.`,
    ],
  ])('[CA13.7] %j, at %s: %s', (calendar, path, message) => {
    const found = checkCalendar({ ...usualCalendar(2021), ...calendar }, aPlan())
    expect(found.map((one) => [one.path.join('/'), one.message])).toEqual([[path, message]])
  })

  it('[CA13.7] a span is held to the end of its own period, whatever days others set', () => {
    const spans = [{ ...span, opens: '2021-04-30', deadline: '2021-04-30' }]
    expect(checkCalendar({ ...usualCalendar(2021), spans }, aPlan())).toEqual([])
  })

  it('[CA13.8] of a plan: the year that stands twice, each with its own faults', () => {
    const calendars = [usualCalendar(2021), { ...usualCalendar(2021), entryDays: 0 }, usualCalendar(2022)]
    expect(checkPlan(aPlan({ calendars })).map(({ path, message }) => [path.join('/'), message])).toEqual([
      ['calendars/1/year', 'Il 2021 ha già un calendario.'],
      ['calendars/1/entryDays', 'I giorni per inserire vanno da 1 a 120.'],
    ])
  })
})

describe('what is told before adoption, in words', () => {
  const items = (changes: Partial<Plan>, year = 2021) =>
    checkReady(aPlan(changes), year).map(({ about, message, blocking }) => [about, message, blocking])
  const day = [aMeasure('D', { kind: 'date', aggregation: 'last' })]
  const dated = (...targets: Indicator['targets']) => ({
    measures: day,
    indicators: [anIndicator('I1', { formula: 'D', unit: 'date', targets })],
  })
  const money = (euro: number | null, year = 2021) =>
    ({ resources: [{ year, ...(euro === null ? {} : { euro }) }] }) as never

  it.each<[string, Partial<Plan>, readonly unknown[]]>([
    ['nothing', {}, []],
    [
      'a fault, which blocks',
      { indicators: [anIndicator('I1', { objective: 'X9' })] },
      [
        ['indicators/0/objective', '«X9» non è un obiettivo di questo piano.', true],
        ['objectives/O1', '«Operativo O1» non ha un indicatore: nessuno lo misura.', false],
      ],
    ],
    [
      'an objective that nobody measures, unless it mirrors another',
      {
        objectives: [strategic('S1'), operational('O1'), operational('O2'), operational('O3', 'S1', { mirrors: 'O1' })],
      },
      [['objectives/O2', '«Operativo O2» non ha un indicatore: nessuno lo misura.', false]],
    ],
    [
      'a measure that nobody enters',
      {
        indicators: [anIndicator('I1', { formula: 'B / A' })],
        measures: [aMeasure('A', { entry: { by: 'units', units: [] } }), aMeasure('B')],
      },
      [['indicators/I1', '«Indicatore I1»: nessuna unità inserisce la misura «A».', false]],
    ],
    [
      'a target of another year alone',
      { indicators: [anIndicator('I1', { targets: [atLeast(1, 2022)] })] },
      [['indicators/I1', '«Indicatore I1» non ha un target per il 2021.', false]],
    ],
    [
      'a day of the year before',
      dated(byDate('2020-12-31')),
      [['indicators/I1', '«Indicatore I1»: il target del 2021 («Entro 2020-12-31») cade prima dell’anno.', false]],
    ],
    ['the first day of the year', dated(byDate('2021-01-01')), []],
    ['a day of another year beside it', dated(byDate('2019-12-31', 2022), byDate('2021-12-31')), []],
    [
      'several days, the last of the year',
      dated({ year: 2021, printed: 'x', type: 'by-dates', dates: ['2021-12-31', '2020-12-31'] }),
      [],
    ],
    [
      'several days, all before',
      dated({ year: 2021, printed: 'x', type: 'by-dates', dates: ['2020-04-30', '2020-12-31'] }),
      [['indicators/I1', '«Indicatore I1»: il target del 2021 («x») cade prima dell’anno.', false]],
    ],
    [
      'weights that do not sum',
      { indicators: [anIndicator('I1', { weight: 33.33 }), anIndicator('I2', { weight: 33.33 }), anIndicator('I3')] },
      [
        ['objectives/O1', 'I pesi degli indicatori di «O1» sommano a 99,99, non a 100.', false],
        [
          'indicators/I3',
          '«Indicatore I3» non ha un peso: pesa 33,33, la media di quelli accanto che ne hanno uno.',
          false,
        ],
      ],
    ],
    [
      'weights that do',
      { indicators: [anIndicator('I1', { weight: 66.67 }), anIndicator('I2', { weight: 33.33 })] },
      [],
    ],
    [
      'a budget of an area and of an objective',
      {
        areas: [{ code: 'AS1', title: 'Area', ...(money(300) as object) }],
        objectives: [
          strategic('S1', 'AS1', money(100)),
          strategic('S2', 'AS1', money(150.55)),
          operational('O1', 'S1', money(40)),
          operational('O2', 'S1', money(50.5)),
          operational('O3', 'S2', money(150.55)),
        ],
        indicators: ['O1', 'O2', 'O3'].map((objective) => anIndicator(objective, { objective })),
      },
      [
        ['areas/AS1', 'AS1: ha 300 euro, ciò che contiene ne somma 250,55.', false],
        ['objectives/S1', 'S1: ha 100 euro, ciò che contiene ne somma 90,5.', false],
      ],
    ],
    [
      'no budget where one side has none of the year',
      {
        areas: [{ code: 'AS1', title: 'Area', ...(money(null) as object) }],
        objectives: [strategic('S1', 'AS1', money(100)), operational('O1', 'S1', money(40, 2022))],
      },
      [],
    ],
  ])('[PR4.8] %s', (_what, changes, expected) => expect(items(changes)).toEqual(expected))
})

describe('the faults of formulas and weights, in words', () => {
  const said = (changes: Partial<Plan>) =>
    checkPlan(aPlan(changes)).map(({ path, message }) => [path.join('/'), message])
  const formula = (text: string, changes: Partial<Plan> = {}, unit = 'N.') =>
    said({ indicators: [anIndicator('I0', { unit }), anIndicator('I1', { formula: text, unit })], ...changes })
  const sheet = { code: 'P1', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }
  const own = (text: string, objective: string): Partial<Plan> => ({
    sheets: [sheet],
    objectives: [strategic('S1'), operational('O1'), individual('IND', 'P1', 100)],
    indicators: [anIndicator('I1', { formula: text, objective })],
  })
  const path = 'indicators/1/formula'
  const WITHOUT_SHEET = '«I1» chiede i valori della propria unità, ma non sta in una scheda individuale.'

  it('[FO6.1] a formula with a fault says its indicator, and its character from 1', () => {
    expect(formula('A +')).toEqual([
      [path, "Formula di «I1», carattere 4: Qui serve una misura, un numero o «(», e c'è la fine."],
    ])
  })

  it('[FO18] its own unit only on a sheet, in whatever place of the formula', () => {
    expect(said(own('A@OWN', 'IND'))).toEqual([])
    expect(said(own('A + B@OWN', 'O1'))).toEqual([['indicators/0/formula', WITHOUT_SHEET]])
    expect(said(own('A', 'O1'))).toEqual([])
  })

  it('[FO23.4] another unit of measure, unless somebody marked that indicator', () => {
    const wrong = [
      [
        path,
        "«I1»: La formula dà un rapporto, ma l'unità di misura stampata è «gg». Cambi l'unità, la formula o il tipo di una misura.",
      ],
    ]
    const days = { measures: [aMeasure('A', { kind: 'days' }), aMeasure('B', { kind: 'days' })] }
    expect(formula('A / B', days, 'gg')).toEqual(wrong)
    const mark = (about: string) => ({ ...days, oddities: [{ about, printed: 'x', reading: 'y' }] })
    expect(formula('A / B', mark('indicators/I1'), 'gg')).toEqual([])
    expect([formula('A / B', mark('indicators/I0'), 'gg'), formula('A / B', mark('objectives/I1'), 'gg')]).toEqual([
      ...[wrong, wrong],
    ])
  })

  it('[SC9.2] a formula that goes round, with its way', () => {
    const round = said({
      objectives: [strategic('S1'), operational('O1'), operational('O2')],
      indicators: [
        anIndicator('I0'),
        anIndicator('I1', { formula: 'achievement(O2)', unit: '%' }),
        anIndicator('I2', { formula: 'achievement(O1)', unit: '%', objective: 'O2' }),
      ],
    })
    expect([...round].sort()).toEqual([
      ['indicators/1/formula', '«I1» dipende da sé stesso: O2 → I2 → O1 → I1.'],
      ['indicators/2/formula', '«I2» dipende da sé stesso: O2 → I2 → O1 → I1.'],
    ])
  })

  it('[FO5.2] of many faulty formulas the first hundred say what was meant', () => {
    const many = Array.from({ length: 102 }, (_, at) => anIndicator(`I${at}`, { formula: 'LONGNAM' }))
    const found = said({ measures: [aMeasure('LONGNAME')], indicators: many })
    expect(found.map(([, message]) => /LONGNAME»/.test(String(message)))).toEqual([
      ...Array.from({ length: 100 }, () => true),
      ...[false, false],
    ])
  })

  it('[PR4.6] weights of a sheet are summed to the hundredth, where they are printed and no multipliers', () => {
    const weighing = (weights: readonly number[], changes: Partial<Plan> = {}) =>
      said({
        sheets: [sheet],
        objectives: [
          strategic('S1'),
          operational('O1'),
          ...weights.map((weight, at) => individual(`P${at}`, 'P1', weight)),
        ],
        ...changes,
      })
    expect(weighing([33.33, 33.33, 33.33])).toEqual([
      ['sheets/0/weightTotal', 'I pesi della scheda «P1» sommano a 99,99 e non a 100.'],
    ])
    expect([weighing([]), weighing([0, 0]), weighing([50, 50])]).toEqual([[], [], []])
    const multipliers: Policy = aPolicy({ weights: 'multipliers' as never })
    expect(weighing([3, 2], { policies: [multipliers], policy: multipliers.code })).toEqual([])
  })

  it('[SC51.5] a policy that nobody knows, of the plan or of one of its years', () => {
    const policyYears = [
      { year: 2021, policy: 'default' },
      { year: 2022, policy: 'altra' },
    ]
    expect(said({ policy: 'mia', policyYears })).toEqual([
      ['policy', '«mia» non è tra le regole di valutazione conosciute.'],
      ['policyYears/1/policy', '«altra» non è tra le regole di valutazione conosciute.'],
    ])
    expect(said({ policy: 'prova', policies: [aPolicy()] })).toEqual([])
  })

  it('the years of a plan, and a target twice', () => {
    expect(said({ firstYear: 2022, lastYear: 2021, indicators: [] })).toEqual([
      ['lastYear', expect.stringMatching(/\.$/)],
    ])
    expect(said({ firstYear: 2021, lastYear: 2021 })).toEqual([])
    const targets = [atLeast(1), atLeast(2), atLeast(3, 2024), atLeast(3, 2020)]
    expect(said({ indicators: [anIndicator('I1', { targets })] })).toEqual([
      ['indicators/0/targets/1/year', '«I1» ha già un target per il 2021.'],
      ['indicators/0/targets/2/year', 'Il target di «I1» è per il 2024, fuori dal piano 2021-2023.'],
      ['indicators/0/targets/3/year', 'Il target di «I1» è per il 2020, fuori dal piano 2021-2023.'],
    ])
    expect(
      said({ indicators: [anIndicator('I1', { targets: [1, 2, 3].map((one) => atLeast(one, 2020 + one)) })] }),
    ).toEqual([])
  })
})

describe('the sound parts of a document with faults of form', () => {
  const found = (document: object, ...broken: readonly (readonly (string | number)[])[]) =>
    checkSoundParts({ ...aPlan(), ...document }, broken).map(({ path, code }) => `${path.join('/')} ${code}`)
  const twice = { year: 2021, entryDays: 15, division: 'quadrimestri', workingDays: false, reminderDays: [] }

  it('years, body and policies that cannot be read find no fault', () => {
    expect(found({ firstYear: 'x', lastYear: 'y' }, ['firstYear'], ['lastYear'])).toEqual([])
    expect(found({ firstYear: undefined, lastYear: undefined })).toEqual([])
    expect(found({ lastYear: 2020 }, ['firstYear'])).toEqual(['indicators/0/targets/0/year YEAR_OUT_OF_PLAN'])
    expect(found({ policy: 7 }, ['policy'])).toEqual([])
    expect(found({ policies: 7, policy: 'default' }, ['policies'])).toEqual([])
    expect(found({ body: undefined })).toEqual([])
    expect(found({ policy: 'altra' })).toEqual(['policy UNKNOWN_POLICY'])
  })

  it('other lists are looked at where they are lists, without their broken items', () => {
    expect(found({ calendars: [twice, twice] })).toEqual(['calendars/1/year YEAR_TWICE'])
    expect(found({ calendars: [twice, { ...twice, entryDays: 'x' }, twice] }, ['calendars', 1, 'entryDays'])).toEqual([
      'calendars/2/year YEAR_TWICE',
    ])
    expect(found({ calendars: 7, benchmarks: 'x', revisions: null, results: {} }, ['calendars'])).toEqual([])
  })

  it('a broken item of one list says nothing of the same place of another', () => {
    const sound = { measures: [aMeasure('A'), aMeasure('A')], areas: [{ code: 'AS1', title: 'x' }] }
    expect(found(sound, ['areas', 1, 'title'])).toEqual(['measures/1/code DUPLICATE_CODE'])
    expect(found({ measures: [aMeasure('A'), aMeasure('A'), aMeasure('A')] }, ['measures', 1, 'kind'])).toEqual([
      'measures/2/code DUPLICATE_CODE',
    ])
  })

  it('sums say nothing while something is left out', () => {
    const sheet = { code: 'P1', title: 'x', person: 'anna', unit: 'U1', weightTotal: 100 }
    const objectives = [strategic('S1'), operational('O1'), individual('P', 'P1', 40)]
    expect(found({ sheets: [sheet], objectives })).toEqual(['sheets/0/weightTotal WEIGHTS'])
    expect(found({ sheets: [sheet], objectives: [...objectives, { code: 'Q' }] }, ['objectives', 3, 'level'])).toEqual(
      [],
    )
  })

  it('codes that were set aside are known to formulas, wherever they stand', () => {
    const document = {
      units: [...aPlan().units, { code: 'U7' }],
      measures: [...aPlan().measures, { code: 'M7' }],
      benchmarks: [{ code: 'B7' }],
      indicators: [anIndicator('I1', { formula: 'M7@U7 + cluster(B7) + achievement(U7) + M8' })],
    }
    expect(found(document, ['units', 3, 'name'], ['measures', 2, 'kind'], ['benchmarks', 0, 'title'])).toEqual([
      'indicators/0/formula UNKNOWN_MEASURE',
    ])
  })
})
