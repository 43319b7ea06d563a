import type { Measure, Plan } from '@traguardo/shared/model'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { openOrm } from '../../../server/src/app/open-orm'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { AreaEntity } from '../../../server/src/plans/items/objective.entity'
import { IndicatorEntity, MeasureUseEntity } from '../../../server/src/plans/items/indicator.entity'
import { documentOf, rowsOf } from '../../../server/src/plans/items/item-rows'
import { columnFieldsOf, itemsOf } from '../../../server/src/plans/items/items'
import { itemEntities, PLAN } from '../../../server/src/plans/items/kinds'
import { MeasureUnitEntity } from '../../../server/src/plans/items/measure.entity'
import { holdPlan, placePlan } from '../../../server/src/plans/plan-loader'
import { PlanEntity } from '../../../server/src/plans/plan.entity'
import { freshDatabase, KINDS } from '../../support/databases'
import { demoPlan, planNames } from '../../support/plan-files'
import { aMeasure, anIndicator, aPlan, individual, operational, strategic } from '../../support/scoring'

const NOW = '2021-09-05T08:00:00.000Z'

/** A plan in which everything refers to everything that it may. */
const linked: Plan = aPlan({
  programs: [{ code: 'P005', printedCode: '005', title: 'Sviluppo' }],
  areas: [{ code: 'AS1', title: 'Area uno', program: 'P005', weight: 33.33 }],
  objectives: [
    operational('O1', 'S1', { units: ['U2', 'U1'], actions: ['Fare'], responsible: 'Il Segretario' }),
    strategic('S1', 'AS1', { program: 'P005', resources: [{ year: 2021, euro: 10.5, where: '7.2' }] }),
    { ...individual('P1', 'SG', 100), mirrors: 'O1' },
  ],
  indicators: [
    anIndicator('I1', { formula: 'A / C', benchmark: 'BM', typology: 'Efficienza', weight: 0.1, units: ['U1'] }),
    anIndicator('DFP 1.3', { objective: 'P1', formula: 'B@OWN', repeats: 'I1', targets: [] }),
  ],
  measures: [
    aMeasure('A', { entry: { by: 'units', units: ['U2', 'U1'] } }),
    aMeasure('B', { entry: { by: 'units', units: ['ENTE'] } }),
    aMeasure('C', { entry: { by: 'same-as', measure: 'A', unit: 'U2' } }),
    aMeasure('D', { entry: { by: 'computed', what: 'achievement', of: 'O1' } }),
  ],
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'ENTE', weightTotal: 100 }],
  benchmarks: [{ code: 'BM', title: 'Giorni', unit: 'gg', year: 2020, national: { printed: '31', value: 31 } }],
  revisions: [
    { code: 'R1', year: 2021, act: { organ: 'Giunta', printed: 'n. 1' }, notes: [] },
    {
      ...{ code: 'R2', year: 2021, act: { organ: 'Giunta', printed: 'n. 2' } },
      notes: [{ kind: 'removed', about: 'indicators/I9', printed: 'Tolto' }],
    },
  ],
  results: [{ about: 'indicators/I1', unit: 'U1', year: 2021, what: 'value', printed: '00/01/1900', value: null }],
  oddities: [{ about: 'indicators/I1', printed: '+', reading: '/' }],
  tables: [
    { code: 'T', section: '2', title: 'Personale', columns: ['', 'n.'], rows: [['Dirigenti', '2']] },
    { code: 'T', section: '2', title: 'Di nuovo', columns: [''], rows: [] },
  ],
})

/** Texts of every kind that JSON holds: empty, long, with a NUL, with half a character. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\0', 'a\0b', '\ud800', '?', "l'ente", '"', '\\'),
)
const json = fc.jsonValue({ maxDepth: 2 })
/** Fields that no format has yet, and fields that columns are for. */
const fields = fc.record({
  title: text,
  label: text,
  description: text,
  weight: fc.double({ noNaN: true, noDefaultInfinity: true }),
  tomorrow: json,
})

const plans = fc
  .tuple(fc.constantFrom(linked, ...planNames.map(demoPlan)), fc.array(fields, { minLength: 1, maxLength: 5 }), json)
  .map(([plan, some, whole]) => {
    let at = 0
    const lists = Object.entries(plan).map(([name, value]) => {
      const change = (item: object) => ({ ...item, ...some[at++ % some.length] })
      const isOfItems = Array.isArray(value) && value.every((item) => typeof item === 'object')
      return [name, isOfItems ? value.map(change) : value] as const
    })
    return JSON.parse(JSON.stringify({ ...Object.fromEntries(lists), tomorrow: whole })) as Plan
  })

const shaped = (plan: unknown): unknown => JSON.parse(JSON.stringify(plan))

describe.each(KINDS)('the items of a version on %s', (kind) => {
  const statements: string[] = []
  let orm: Orm
  beforeAll(async () => {
    orm = await openDatabase(await freshDatabase(kind), { log: (statement) => statements.push(statement) })
  })
  afterAll(() => orm.close(true))

  const place = (plan: Plan, then?: () => never) =>
    orm.em.fork().transactional(async (tx) => {
      const { id } = await placePlan(tx as EntityManager, plan, {
        ...{ at: NOW, person: '', action: 'plan.import' as const, act: null },
      })
      return then ? then() : id
    })
  const inBody = (code: string, plan: Plan = linked): Plan => ({ ...plan, body: { ...plan.body, code } })
  const tables = () => itemEntities.map(({ name }) => orm.em.getMetadata().get(name).tableName)
  const rowsIn = async (body: string) => {
    const counts = []
    for (const table of tables()) {
      const sql = `select count(*) as "n" from "${table}" where "body" = ?`
      counts.push(Number((await orm.em.fork().execute<{ n: number | string }[]>(sql, [body]))[0]?.n))
    }
    return counts
  }

  it('[PR9.1] are written with its document, or not at all', async () => {
    const undone = () => {
      throw new Error('undone')
    }
    await expect(place(inBody('UNO'), undone)).rejects.toThrow('undone')
    expect(new Set(await rowsIn('UNO'))).toEqual(new Set([0]))
    await place(inBody('UNO'))
    expect((await rowsIn('UNO')).filter((n) => n === 0)).toEqual([])
  })

  it.each(planNames)('[PR9.3] are the document again: %s', async (name) => {
    const plan = demoPlan(name)
    expect(await itemsOf(orm.em.fork(), await place(plan))).toEqual(plan)
  })

  it('[PR9.3] are the document again, whatever refers to what', async () => {
    expect(await itemsOf(orm.em.fork(), await place(inBody('DUE')))).toEqual(inBody('DUE'))
    expect(await itemsOf(orm.em.fork(), 'nessuno')).toBeNull()
  })

  it('[PR9.2] keep every text and number, and fields that no format has yet', async () => {
    const [first] = fc.sample(plans, { numRuns: 1, seed: 7 })
    const odd = { title: 'a\0b', description: '\ud800', weight: 0.1 + 0.2, label: 'è € 𝄞', domani: { a: [1, null] } }
    const large = { weight: 1e15, title: 'x'.repeat(20_000) }
    const plan = inBody('TRE', {
      ...linked,
      areas: linked.areas.map((area) => ({ ...area, ...odd })),
      indicators: linked.indicators.map((one) => ({ ...one, ...large })),
    } as Plan)
    expect(await itemsOf(orm.em.fork(), await place(plan))).toEqual(shaped(plan))
    // Titles of people stand in a table of the organisation too, which takes no such texts.
    const people = first?.people.map((person) => ({ ...person, title: 'P.O.' }))
    const other = inBody('QUATTRO', { ...linked, ...first, ...(people && { people }) })
    expect(await itemsOf(orm.em.fork(), await place(other))).toEqual(other)
  })

  it('[PR9.4] are read in as many statements, however many there are', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => anIndicator(`N${at}`))
    const [few, lots] = [await place(inBody('CINQUE')), await place(inBody('SEI', { ...linked, indicators: many }))]
    const counted = async (id: string) => {
      statements.length = 0
      await itemsOf(orm.em.fork(), id)
      return statements.length
    }
    const [ofFew, ofLots] = [await counted(few), await counted(lots)]
    expect([ofFew, ofLots]).toEqual([tables().length + 1, tables().length + 1])
  })

  it('[PR9.5] go with it, and with what takes its place at a site', async () => {
    const id = await place(inBody('SETTE'))
    await orm.em.fork().nativeDelete(PlanEntity, { id })
    expect(new Set(await rowsIn('SETTE'))).toEqual(new Set([0]))
    const hold = (plan: Plan) => holdPlan(orm.em.fork(), plan, NOW)
    await hold(inBody('SETTE'))
    const held = await rowsIn('SETTE')
    await hold(inBody('SETTE', { ...linked, title: 'Come ora' }))
    expect(await rowsIn('SETTE')).toEqual(held)
    const row = await orm.em.fork().findOneOrFail(PlanEntity, { body: 'SETTE' })
    expect((await itemsOf(orm.em.fork(), row.id))?.title).toBe('Come ora')
  })

  it('[PR9.7] refer to items of their own version', async () => {
    const [id, other] = [await place(inBody('OTTO')), await place(inBody('OTTO', { ...linked, title: 'Poi' }))]
    const em = orm.em.fork()
    const areas = await em.find(
      AreaEntity,
      { body: 'OTTO', plan: id },
      { populate: ['program', 'objectives.operational.indicators.targets', 'plan'] },
    )
    expect(areas.map(({ code, program, plan }) => [code, program?.title, plan.version])).toEqual([
      ['AS1', 'Sviluppo', 1],
    ])
    const strategicOnes = areas.flatMap(({ objectives }) => objectives.getItems())
    expect(strategicOnes.map(({ code, plan }) => [code, plan.id])).toEqual([['S1', id]])
    const indicators = strategicOnes
      .flatMap(({ operational: below }) => below.getItems())
      .flatMap(({ indicators: own }) => own.getItems())
    expect(indicators.map(({ code, targets }) => [code, targets.map(({ year, value }) => [year, value])])).toEqual([
      ['I1', [[2021, 10]]],
    ])
    const all = await orm.em.fork().find(
      IndicatorEntity,
      { body: 'OTTO', plan: other },
      {
        populate: ['objective.sheet.person', 'objective.mirrors', 'benchmark', 'repeats', 'units.unit'],
        orderBy: { ordinal: 'asc' },
      },
    )
    expect(
      all.map((one) => [
        ...[one.code, one.plan.id, one.objective?.code, one.objective?.sheet?.person?.title],
        ...[
          one.objective?.mirrors?.title,
          one.benchmark?.title,
          one.repeats?.title,
          one.units.map(({ unit }) => unit?.name),
        ],
      ]),
    ).toEqual([
      ['I1', other, 'O1', undefined, undefined, 'Giorni', undefined, ['Servizio Uno']],
      ['DFP 1.3', other, 'P1', 'Segretario Generale', 'Operativo O1', undefined, 'Indicatore I1', []],
    ])
  })

  it('[PR9.9] say which measures an indicator uses, and of which unit alone', async () => {
    const id = await place(inBody('NOVE'))
    const uses = await orm.em
      .fork()
      .find(MeasureUseEntity, { body: 'NOVE', plan: id }, { orderBy: { owner: 'asc', ordinal: 'asc' } })
    expect(uses.map(({ owner, measureCode, unitCode }) => [owner, measureCode, unitCode])).toEqual([
      ['DFP 1.3', 'B', 'ENTE'],
      ['I1', 'A', null],
      ['I1', 'C', null],
      ['I1', 'A', 'U2'],
    ])
    const lent = await orm.em
      .fork()
      .find(MeasureUseEntity, { body: 'NOVE', measureCode: 'B' }, { populate: ['indicator'] })
    expect(lent.map(({ indicator }) => indicator.title)).toEqual(['Indicatore DFP 1.3'])
  })

  /** Does a statement read by an index? Which of several takes so few rows is PostgreSQL's; that this one is there, and that none reads a table whole, is ours. */
  async function readsBy(em: typeof orm.em, index: string, sql: string): Promise<boolean> {
    if (kind === 'sqlite') return JSON.stringify(await em.execute(`explain query plan ${sql}`)).includes(index)
    const known = await em.execute<object[]>('select 1 as "one" from pg_indexes where indexname = ?', [index])
    const said = await em.fork().transactional(async (tx) => {
      await tx.execute('set local enable_seqscan = off')
      return JSON.stringify(await tx.execute<object[]>(`explain ${sql}`))
    })
    return known.length === 1 && /Index Cond: \(+body = /.test(said) && !said.includes('Seq Scan')
  }

  it('[PR9.8] are found by an index, in one plan, in all of a body, and in many bodies', async () => {
    const id = await place(inBody('DIECI'))
    const em = orm.em.fork()
    const asked = {
      plan_indicator_body_plan_id_objective_code_index: em
        .createQueryBuilder(IndicatorEntity)
        .where({ body: 'DIECI', plan: id, objectiveCode: 'O1' }),
      plan_indicator_body_typology_plan_id_index: em
        .createQueryBuilder(IndicatorEntity)
        .where({ body: { $in: ['DIECI', 'NOVE'] }, typology: 'Efficienza' }),
      plan_indicator_body_code_plan_id_index: em
        .createQueryBuilder(IndicatorEntity)
        .where({ body: { $in: ['DIECI', 'NOVE'] }, code: 'DFP 1.3' }),
      plan_measure_unit_body_unit_code_plan_id_index: em
        .createQueryBuilder(MeasureUnitEntity)
        .where({ body: 'DIECI', unitCode: 'U1' }),
    }
    for (const [index, query] of Object.entries(asked)) {
      const sql = query.getFormattedQuery()
      expect(await readsBy(em, index, sql), sql).toBe(true)
    }
  })
})

describe('rows and items', () => {
  let orm: Orm
  beforeAll(async () => (orm = await openOrm({ type: 'sqlite', file: ':memory:' })))
  afterAll(() => orm.close(true))

  it('[PR9.2] an item that becomes a row is the same item again', () => {
    const fieldsOf = columnFieldsOf(orm.em)
    fc.assert(
      fc.property(plans, (plan) => {
        expect(documentOf(PLAN, rowsOf(PLAN, plan, fieldsOf), fieldsOf)).toEqual(plan)
      }),
      { numRuns: 60 },
    )
  })

  it('[PR9.2] what has a column stands in it, and all else in the rest', () => {
    const fieldsOf = columnFieldsOf(orm.em)
    const rows = [...rowsOf(PLAN, linked, fieldsOf)]
    const of = (table: string) =>
      rows.find(([{ entity }]) => orm.em.getMetadata().get(entity.name).tableName === table)?.[1] ?? []
    expect(of('plan_objective')[0]).toEqual({
      ...{ code: 'O1', level: 'operational', title: 'Operativo O1', weight: null, area: null, parent: 'S1' },
      ...{ sheet: null, program: null, mirrors: null, ordinal: 0 },
      rest: { actions: ['Fare'], responsible: 'Il Segretario' },
    })
    expect(of('plan_objective_unit')).toEqual([
      { owner: 'O1', ordinal: 0, unit: 'U2', rest: null },
      { owner: 'O1', ordinal: 1, unit: 'U1', rest: null },
    ])
    const entries = of('plan_measure').map(({ entryBy, entryMeasure, rest }) => [
      entryBy,
      entryMeasure,
      rest?.['entry'],
    ])
    const others: Measure['entry'][] = linked.measures.map(({ entry }) => entry)
    expect(others.map(({ by }) => by)).toEqual(entries.map(([by]) => by))
    expect(entries.slice(2)).toEqual([
      ['same-as', 'A', { unit: 'U2' }],
      ['computed', null, { what: 'achievement', of: 'O1' }],
    ])
  })
})
