import type { Plan } from '@traguardo/shared/model'
import { planJsonSchema } from '@traguardo/shared/model/plan'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { resolve } from 'node:path'
import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import { schemaFaults } from '../../../server/src/plans/file/schema-faults'
import { demoPlan, planNames } from '../../support/plan-files'
import { aMeasure, anIndicator, aPlan, individual, operational, strategic } from '../../support/scoring'
import { spoiled } from '../../support/spoiled'

const RUNS = Number(process.env['TRAGUARDO_FUZZ'] ?? 3000)

const ajv = new Ajv({ strict: false })
formats.default(ajv)
const isOf = ajv.compile(planJsonSchema())

/** A plan file with what the demo's plans have none of. */
const rare: Plan = aPlan({
  calendars: [
    {
      year: 2021,
      division: 'quadrimestri',
      entryDays: 15,
      workingDays: false,
      reminderDays: [-1, 3],
      spans: [{ period: 1, opens: '2021-05-01', deadline: '2021-05-20' }],
      exceptions: [{ period: 1, unit: 'U1', deadline: '2021-06-01', reason: 'Trasloco' }],
    },
  ],
  policyYears: [{ year: 2022, policy: 'cciaa-ms-2019' }],
  measures: [
    aMeasure('A', { kind: 'level', levels: ['basso', 'alto'] }),
    aMeasure('B', { kind: 'project-plan', steps: [{ code: 'a', title: 'Bando', by: '2021-06-30' }] }),
    aMeasure('C', { entry: { by: 'same-as', measure: 'A', unit: 'U2' } }),
    aMeasure('D', { entry: { by: 'computed', what: 'achievement', of: 'O1' } }),
  ],
  objectives: [strategic('S1'), operational('O1'), individual('P1', 'SG', 100)],
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'ENTE', weightTotal: 100 }],
  indicators: [
    anIndicator('I1', {
      baseline: { year: 2020, printed: '7', value: 7 },
      targets: [
        { year: 2021, printed: 'x', type: 'after-event', event: 'E', amount: 3, unit: 'days', strict: true },
        { year: 2022, printed: 'x', type: 'by-dates', dates: ['2022-01-01', '2022-02-28'] },
        { year: 2023, printed: 'x', type: 'against-benchmark', scope: 'cluster', comparison: '<', margin: 1 },
        { year: 2024, printed: 'x', type: 'between', from: 1, to: 2.5 },
        { year: 2025, printed: 'x', type: 'at-most', value: 5, by: '2025-06-30' },
      ],
    }),
  ],
})

/** A plan with every hundredth item or so of each list. */
const few = (plan: Plan): unknown =>
  Object.fromEntries(
    Object.entries(plan).map(([name, part]: [string, unknown]) => [
      name,
      Array.isArray(part) ? part.filter((_, at) => at % Math.ceil(part.length / 4) === 0) : part,
    ]),
  )

const other = fc.constantFrom<unknown>(
  ...[null, true, 0, -1, 1.5, 1e308, '', ' x', 'A', 'A B', '2021-02-30', '2024-02-29', '05-32'],
  ...[2021, 'individual', 'strategic', 'by-date', 'at-least', 'observed', 'units', '😀'.repeat(15_000)],
  ...[[], ['A'], ['A', 'A'], [{}], {}, { year: 2021 }, { by: 'computed' }, { toString: 1, constructor: 2 }],
)

describe('the published schema', () => {
  it('is the one that the definition gives', async () => {
    const file = resolve(import.meta.dirname, '../../../server/plans/plan.schema.json')
    const text = await format(JSON.stringify(planJsonSchema()), { parser: 'json', printWidth: 120 })
    await expect(text).toMatchFileSnapshot(file)
  })

  it('and the check of a file take the same, whatever stands in the place of whatever', () => {
    const bases = [rare, ...planNames.map((name) => few(demoPlan(name)))]
    for (const base of bases) expect([isOf(base), schemaFaults(base).faults]).toEqual([true, []])
    const taken = { yes: 0, no: 0 }
    fc.assert(
      fc.property(fc.oneof(...bases.map((base) => spoiled(base, other))), (document) => {
        const is = isOf(document)
        taken[is ? 'yes' : 'no'] += 1
        expect(schemaFaults(document).faults.length === 0).toBe(is)
      }),
      { numRuns: RUNS },
    )
    expect(Math.min(taken.yes, taken.no)).toBeGreaterThan(RUNS / 100)
  })
})

describe('the faults of form', () => {
  const faultsOf = (document: unknown) =>
    schemaFaults(JSON.parse(JSON.stringify(document))).faults.map(
      ({ path, code, message }) => `${path.join('/')} ${code} ${message}`,
    )
  const [objective] = rare.objectives
  const [indicator] = rare.indicators
  const measure = rare.measures[2]
  const withTarget = (target: unknown) => ({ ...rare, indicators: [{ ...indicator, targets: [target] }] })
  it.each<[unknown, string[]]>([
    [7, [' SCHEMA_TYPE Qui serve un oggetto tra graffe.']],
    [{ ...rare, title: 7 }, ['title SCHEMA_TYPE Qui serve un testo tra virgolette.']],
    [{ ...rare, firstYear: '7' }, ['firstYear SCHEMA_TYPE Qui serve un numero intero.']],
    [{ ...rare, firstYear: 2021.5 }, ['firstYear SCHEMA_TYPE Qui serve un numero intero.']],
    [{ ...rare, firstYear: 7 }, ['firstYear SCHEMA_MINIMUM Il numero è fuori dai limiti (>= 2009).']],
    [{ ...rare, version: 2 }, ['version SCHEMA_CONST Qui può stare solo «1».']],
    [{ ...rare, units: {} }, ['units SCHEMA_TYPE Qui serve un elenco tra parentesi quadre.']],
    [{ ...rare, units: [] }, ["units SCHEMA_MIN_ITEMS L'elenco deve avere almeno un elemento."]],
    [{ ...rare, body: [] }, ['body SCHEMA_TYPE Qui serve un oggetto tra graffe.']],
    [
      { ...rare, title: ' x' },
      [
        'title SCHEMA_PATTERN Il testo non ha la forma ammessa: controlli spazi iniziali e finali, e nei codici i caratteri.',
      ],
    ],
    [
      { ...rare, source: { document: 'x', demoDay: '2021-02-30' } },
      ['source/demoDay SCHEMA_FORMAT Non è un giorno del calendario: scriva anno-mese-giorno, per esempio 2021-12-31.'],
    ],
    [
      { ...rare, measures: [{ ...measure, aggregation: 'x' }] },
      ['measures/0/aggregation SCHEMA_ENUM Valore non ammesso: scriva uno tra «sum», «last», «mean», «max».'],
    ],
    [
      { ...rare, measures: [{ ...measure, entry: { by: 'units', units: ['U1', 'U1'] } }] },
      ["measures/0/entry/units SCHEMA_UNIQUE_ITEMS L'elenco ripete lo stesso elemento."],
    ],
    [
      { ...rare, measures: [{ ...measure, entry: { by: 'x' } }] },
      ['measures/0/entry SCHEMA_ONE_OF Non è nessuna delle forme previste («by»: «units», «same-as», «computed»).'],
    ],
    [
      { ...rare, measures: [{ ...measure, entry: { by: 'units', a: 1, toString: 2, constructor: 3 } }] },
      [
        'measures/0/entry SCHEMA_REQUIRED Manca «units».',
        ...['a', 'toString', 'constructor'].map(
          (name) =>
            `measures/0/entry/${name} SCHEMA_ADDITIONAL_PROPERTIES «${name}» non fa parte del formato: controlli come è scritto.`,
        ),
      ],
    ],
    [
      withTarget(7),
      ['indicators/0/targets/0 SCHEMA_ONE_OF Non è nessuna delle forme previste: qui serve un oggetto tra graffe.'],
    ],
    [
      withTarget({ year: 2021, printed: 'x', type: 'by-date', date: 'x', value: 1 }),
      [
        'indicators/0/targets/0/date SCHEMA_FORMAT Non è un giorno del calendario: scriva anno-mese-giorno, per esempio 2021-12-31.',
        'indicators/0/targets/0/value SCHEMA_ADDITIONAL_PROPERTIES «value» non fa parte del formato: controlli come è scritto.',
      ],
    ],
    [
      { ...rare, indicators: [{ ...indicator, baseline: { year: 2020, printed: 'x', value: true } }] },
      ['indicators/0/baseline/value SCHEMA_ANY_OF Qui serve un numero, o un giorno scritto anno-mese-giorno.'],
    ],
    [
      { ...rare, objectives: [{ ...objective, weight: 0, sheet: 'SG', parent: undefined }] },
      [
        'objectives/0 SCHEMA_REQUIRED Manca «parent».',
        'objectives/0/sheet SCHEMA_FALSE_SCHEMA Questa proprietà qui non va: tolga quella che non riguarda il livello dell’obiettivo.',
      ],
    ],
    [
      { ...rare, calendars: [{ ...rare.calendars?.[0], workingDays: 1 }] },
      ['calendars/0/workingDays SCHEMA_TYPE Qui serve true o false.'],
    ],
  ])('are told by place, code and sentence: %#', (document, told) => expect(faultsOf(document)).toEqual(told))
})
