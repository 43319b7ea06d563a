import type { MeasureValue, Plan } from '@traguardo/shared/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { placePlan } from '../../../server/src/plans/plan-loader'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { RegisterEntity } from '../../../server/src/sync/store/register.entity'
import { freshDatabase } from '../../support/databases'
import { aMeasure, anIndicator, aPlan, atLeast, individual, operational, strategic } from '../../support/scoring'

const NOW = '2021-09-05T08:00:00.000Z'
const PRIVATE = [
  'Scheda del dirigente',
  'Obiettivo di una persona',
  'Indicatore di una persona',
  'Misura di una persona',
]
const [sheet = '', objective = '', indicator = '', measure = ''] = PRIVATE

const plan: Plan = aPlan({
  objectives: [
    strategic('S1', 'AS1', { weight: 60 }),
    operational('O1'),
    { ...individual('P1', 'SG', 100), title: objective, mirrors: 'O1' },
  ],
  indicators: [
    anIndicator('I1', { typology: 'Efficienza', formula: 'A', targets: [atLeast(10), atLeast(12, 2022)] }),
    anIndicator('I2', { formula: 'C', targets: [] }),
    anIndicator('IP', { objective: 'P1', title: indicator, formula: 'P', repeats: 'I1' }),
  ],
  measures: [
    aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2'] } }),
    aMeasure('P', { label: measure, entry: { by: 'units', units: ['ENTE'] } }),
    aMeasure('C', { kind: 'date', entry: { by: 'same-as', measure: 'A', unit: 'U2' } }),
  ],
  sheets: [{ code: 'SG', title: sheet, person: 'sg', unit: 'ENTE', weightTotal: 100 }],
})

const VIEWS = ['report_version', 'report_objective', 'report_indicator', 'report_value'] as const

describe('what a reporting tool reads', () => {
  let orm: Orm
  const rows = (sql: string) => orm.em.fork().execute<Record<string, unknown>[]>(sql)
  const place = (version: Plan, from?: string) =>
    orm.em.fork().transactional((tx) =>
      placePlan(tx as EntityManager, version, {
        ...{ at: NOW, person: '', action: 'plan.import' as const, act: null },
        ...(from === undefined ? {} : { from }),
      }),
    )
  const enter = (code: string, unit: string, value: MeasureValue | null, year = 2021) =>
    orm.em.fork().insert(RegisterEntity, {
      ...{ id: `${code}/${unit}/${year}`, body: 'B', measure: code, unit, year, period: 2, field: 'value' as const },
      ...{ head: 'op', content: value, person: 'anna', at: NOW, stamp: 1, scope: '', excused: false, complete: true },
    })

  beforeAll(async () => {
    orm = await openDatabase(await freshDatabase('postgresql'))
    await place({ ...plan, title: 'Prima' })
    await place(plan)
    await place({ ...plan, title: 'Non ancora' }, '2999-01-01')
    await place(
      aPlan({ firstYear: 2023, lastYear: 2025, title: 'Dopo', indicators: [], objectives: [strategic('S1')] }),
    )
    await enter('A', 'U1', { type: 'number', number: 12.5 })
    await enter('A', 'U2', { type: 'date', date: '2021-06-30' })
    await enter('A', 'U3', null)
    await enter('A', 'U1', { type: 'not-applicable' }, 2022)
    await enter('P', 'ENTE', { type: 'number', number: 99 })
  })
  afterAll(() => orm.close(true))

  it('[PR10.1] is the version of each body and year that counts today', async () => {
    const found = await rows('select * from "report_version" order by "year"')
    expect(
      found.map(({ body, body_name, year, plan_title, version }) => [body, body_name, year, plan_title, version]),
    ).toEqual([
      ['B', 'Ente di prova', 2021, 'Piano 2021-2023', 2],
      ['B', 'Ente di prova', 2022, 'Piano 2021-2023', 2],
      ['B', 'Ente di prova', 2023, 'Dopo', 1],
      ['B', 'Ente di prova', 2024, 'Dopo', 1],
      ['B', 'Ente di prova', 2025, 'Dopo', 1],
    ])
    const shelf = planShelf(realClock)
    for (const { year, plan_title } of found)
      expect((await shelf.find(orm.em.fork(), 'B', Number(year)))?.plan.title).toBe(plan_title)
  })

  it('[PR10.2] tells objectives with what they hang on, and indicators with the target of the year', async () => {
    const objectives = await rows('select * from "report_objective" where "year" = 2021 order by "ordinal"')
    expect(
      objectives.map((one) => [one['objective'], one['weight'], one['parent'], one['area'], one['area_title']]),
    ).toEqual([
      ['S1', 60, null, 'AS1', 'Area uno'],
      ['O1', null, 'S1', 'AS1', 'Area uno'],
    ])
    const indicators = await rows('select * from "report_indicator" order by "year", "ordinal"')
    expect(indicators.map((one) => [one['year'], one['indicator'], one['typology'], one['target_value']])).toEqual([
      [2021, 'I1', 'Efficienza', 10],
      [2021, 'I2', null, null],
      [2022, 'I1', 'Efficienza', 12],
      [2022, 'I2', null, null],
    ])
  })

  it('[PR10.3] tells the values of an indicator, of the units whose values it uses', async () => {
    const values = await rows('select * from "report_value" order by "year", "indicator", "measure", "unit"')
    expect(
      values.map((one) => [one['year'], one['indicator'], one['measure'], one['unit'], one['value'], one['date']]),
    ).toEqual([
      [2021, 'I1', 'A', 'U1', 12.5, null],
      [2021, 'I1', 'A', 'U2', null, '2021-06-30'],
      [2021, 'I2', 'A', 'U2', null, '2021-06-30'],
      [2022, 'I1', 'A', 'U1', null, null],
    ])
    expect(values.at(-1)).toMatchObject({ value_type: 'not-applicable', unit_name: 'Servizio Uno', period: 2 })
  })

  it('[PR10.4] is nothing of individual sheets', async () => {
    for (const view of VIEWS) {
      const said = JSON.stringify(await rows(`select * from "${view}"`))
      expect(said.length, view).toBeGreaterThan(2)
      for (const one of [...PRIVATE, '"P1"', '"IP"', '"P"', '"SG"']) expect(said, view).not.toContain(one)
    }
  })

  it('[PR10.5] is nothing of positions, and names nobody who entered a value', async () => {
    for (const view of VIEWS) {
      const said = JSON.stringify(await rows(`select * from "${view}"`))
      for (const { code, title } of plan.people)
        expect([said.includes(`"${code}"`), said.includes(title)]).toEqual([false, false])
    }
  })

  it('[PR10.6] is read with rights on the views alone', async () => {
    const role = 'cruscotti_di_prova'
    const tried = await orm.em.fork().transactional(async (tx) => {
      await tx.execute(`create role "${role}"`)
      for (const view of VIEWS) await tx.execute(`grant select on "${view}" to "${role}"`)
      await tx.execute(`set local role "${role}"`)
      const read = []
      for (const view of VIEWS)
        read.push(Number((await tx.execute<{ n: string }[]>(`select count(*) as "n" from "${view}"`))[0]?.n))
      await tx.execute('savepoint "before"')
      const refused = await tx.execute('select * from "plan_sheet"').then(
        () => '',
        (error: Error) => error.message,
      )
      await tx.execute('rollback to savepoint "before"')
      await tx.execute('reset role')
      for (const view of VIEWS) await tx.execute(`revoke all on "${view}" from "${role}"`)
      await tx.execute(`drop role "${role}"`)
      return { read, refused }
    })
    expect(tried.read.filter((n) => n === 0)).toEqual([])
    expect(tried.refused).toContain('permission denied')
  })
})
