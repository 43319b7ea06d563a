import type { CellValue, MeasureValue, PrintedResult } from '@traguardo/shared/model'
import { compilePlan, policyOf, type ScoreNode, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { demoPlan } from '../../support/plan-files'
import { get } from '../../support/scores'

const plan = demoPlan('cciaa-ms-2019')
/** Bands however little is known: what one office entered. */
const compiled = compilePlan(plan, 2019, { ...policyOf(plan, 2019), leastCoverage: 0 })
const results = plan.results ?? []
const measureOf = ({ about }: PrintedResult): string => `${about.slice('indicators/'.length)}.val`

const measures = new Map(plan.measures.map((measure) => [measure.code, measure]))

/** The unit that enters it: the dashboard's own, or the one office of that service which does. */
function entering(one: PrintedResult): string {
  const entry = measures.get(measureOf(one))?.entry
  if (entry?.by !== 'units') throw new Error(`nobody enters ${measureOf(one)}`)
  return entry.units.find((unit) => unit === one.unit) ?? entry.units[0] ?? ''
}

/** What an office's dashboard prints as its results, as values of the first collection. */
const printed = (unit: string): CellValue[] =>
  results
    .filter((one) => one.unit === unit && one.what === 'value' && one.value !== null)
    .map((one): CellValue => {
      const measure = measureOf(one)
      const value: MeasureValue =
        measures.get(measure)?.kind === 'date'
          ? { type: 'date', date: String(one.value) }
          : { type: 'number', number: Number(one.value) }
      return { body: plan.body.code, measure, unit: entering(one), year: 2019, period: 1, value }
    })

/** On the day the dashboards were looked at: after the reorganisation of 15/05, before the second collection. */
const IN_THE_YEAR = '2019-06-03'
const CLOSED = '2020-02-01'
const scored = (values: readonly CellValue[], today = IN_THE_YEAR) => scoreNodes(scorePlan(compiled, values, { today }))

/** Achievements in percent, to two decimals, of what has one. */
const shown = (nodes: ReadonlyMap<string, ScoreNode>): Record<string, number> =>
  Object.fromEntries(
    [...nodes].flatMap(([key, { achievement, kind }]) =>
      achievement === null || kind === 'individual' || kind === 'sheet' || key.includes(':')
        ? []
        : [[key, Math.round(achievement * 10_000) / 100]],
    ),
  )

describe('the results printed in the dashboards of 2019 (Allegato 2), by office', () => {
  it('ENTE: the dashboard of the body holds no value of an indicator', () => {
    expect(printed('ENTE')).toEqual([])
    expect(shown(scored([]))).toEqual({})
  })

  it('U0.1, programming and control: four results, all met', () => {
    // S2.1.1-b 100 % of >= 90 %; S2.1.4-b and S2.1.4-c 100 % of >= 85 %: each 100 %, the cap.
    // O2.1.4-e: 15 days after the end of the quadrimestre, of 30: 100 %. O2.1.4-d printed "0": never filled, left out.
    // 2.1.4 = 100; 2.1 = 60 % of its indicators (100, 100, 100) + 40 % of 2.1.4 (100) = 100; nothing else has a value.
    expect(shown(scored(printed('U0.1')))).toEqual({
      'indicators/S2.1.1-b': 100,
      'indicators/S2.1.4-b': 100,
      'indicators/S2.1.4-c': 100,
      'indicators/O2.1.4-e': 100,
      'objectives/2.1.4': 100,
      'objectives/2.1': 100,
      'areas/OB2': 100,
      'body/CCIAA-MS-2019': 100,
    })
  })

  it('U1.1, general secretariat: 3 newsletters of 12, 4 meetings of 5', () => {
    // O1.2.4-a 3 / 12 = 25 %. 1.2.4 = 25. 1.2 has no indicator with a value: all of its 40 % side, 25. OB1 = 25.
    // O2.1.1-b 4 / 5 = 80 %; 2.1.1 = 80. O2.1.4-b 100 % of = 100 %: 100; 2.1.4 = 100.
    // 2.1 = 60 % of (100 + 100 + 100) / 3 + 40 % of (80 + 100) / 2 = 60 + 36 = 96. OB2 = 96.
    // Body = (25 + 96) / 2 = 60,5. Printed "0" and "0,00%" in four cells: never filled, left out.
    expect(shown(scored(printed('U1.1')))).toEqual({
      'indicators/O1.2.4-a': 25,
      'objectives/1.2.4': 25,
      'objectives/1.2': 25,
      'areas/OB1': 25,
      'indicators/S2.1.1-b': 100,
      'indicators/S2.1.4-b': 100,
      'indicators/S2.1.4-c': 100,
      'indicators/O2.1.1-b': 80,
      'objectives/2.1.1': 80,
      'indicators/O2.1.4-b': 100,
      'objectives/2.1.4': 100,
      'objectives/2.1': 96,
      'areas/OB2': 96,
      'body/CCIAA-MS-2019': 60.5,
    })
  })

  it('S5, financial resources: the agreement of the museum in time', () => {
    // O1.2.3-a 29/03/2019, by 31/03/2019: in time, 100 %; 1.2.3, 1.2 and OB1 = 100.
    // 2.1 has its own indicators alone (100, 100, 100): all of them, 100. Body = (100 + 100) / 2 = 100.
    // "00/01/1900", "0", "0,00%" in six cells are empty cells of a spreadsheet: never filled, left out.
    expect(shown(scored(printed('S5')))).toEqual({
      'indicators/O1.2.3-a': 100,
      'objectives/1.2.3': 100,
      'objectives/1.2': 100,
      'areas/OB1': 100,
      'indicators/S2.1.1-b': 100,
      'indicators/S2.1.4-b': 100,
      'indicators/S2.1.4-c': 100,
      'objectives/2.1': 100,
      'areas/OB2': 100,
      'body/CCIAA-MS-2019': 100,
    })
  })

  it('ISR: nothing filled; printed as 0,00 %, which is what the closed year would give', () => {
    expect(printed('ISR')).toEqual([])
    expect(shown(scored([]))).toEqual({})
    const closed = scored([], CLOSED)
    const zeros = results.filter(({ unit, what }) => unit === 'ISR' && what === 'achievement')
    // 1.1.1 and 1.2.1, and nine of their and their strategic objectives' indicators: 11 cells "% Realizz parametrata".
    expect(zeros).toHaveLength(11)
    for (const { about } of zeros) {
      const [list, code] = about.split('/')
      const key = list === 'objectives' ? `objectives/${code}` : `indicators/${code}`
      expect([key, get(closed, key).achievement]).toEqual([key, 0])
    }
  })

  it('all offices together: the values of three offices under one indicator are its mean', () => {
    const all = ['U0.1', 'U1.1', 'S5', 'ISR'].flatMap(printed)
    expect(all).toHaveLength(14)
    // 1.2 has 1.2.3 (100) and 1.2.4 (25): 62,5; OB1 = 62,5. 2.1.4 = (100 + 100) / 2; 2.1.1 = 80.
    // 2.1 = 60 % of 100 + 40 % of (80 + 100) / 2 = 96; OB2 = 96. Body = (62,5 + 96) / 2 = 79,25.
    expect(shown(scored(all))).toMatchObject({
      'indicators/S2.1.1-b': 100,
      'objectives/1.2': 62.5,
      'areas/OB1': 62.5,
      'objectives/2.1.4': 100,
      'objectives/2.1': 96,
      'areas/OB2': 96,
      'body/CCIAA-MS-2019': 79.25,
    })
    // Bands of the 2019 text: within 10 % of the target is "raggiunto", under 50 % "assolutamente non raggiunto".
    const nodes = scored(all)
    expect(get(nodes, 'objectives/2.1').band?.name).toBe('raggiunto')
    expect(get(nodes, 'objectives/1.2').band?.name).toBe('parzialmente raggiunto')
    expect(get(nodes, 'objectives/1.2.4').band?.name).toBe('assolutamente non raggiunto')
  })

  it('2.1.4 is printed with 3,4 %, of which the document gives no parts: kept as printed, and not what is computed', () => {
    const one = results.find(({ about }) => about === 'objectives/2.1.4')
    expect(one).toMatchObject({ unit: 'ENTE', what: 'achievement', printed: '3,4%', value: 3.4 })
    // 1 of 29 would be 3,4 %: a count of filled cells, it may be; nobody can tell from the print.
    const about = plan.oddities.filter((oddity) => oddity.about === 'objectives/2.1.4')
    expect(about.some(({ printed: text, decide }) => text.includes('3,4') && decide === true)).toBe(true)
  })
})
