import type { Plan } from '@traguardo/shared/model'
import { expect, it } from 'vitest'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import { openOrm } from '../../../server/src/app/open-orm'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { firstRowsOf } from '../../support/first-schema'
import { freshDatabase, KINDS } from '../../support/databases'
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

const plan: Plan = aPlan({
  programs: [{ code: 'P005', printedCode: '005', title: 'Sviluppo' }],
  areas: [{ code: 'AS1', title: 'Area uno', description: 'Che cosa è' }],
  objectives: [
    strategic('S1', 'AS1', { program: 'P005', perspectives: ['users'], resources: [{ year: 2021, euro: 10.5 }] }),
    operational('O1', 'S1', { units: ['U1'] }),
    { ...individual('P1', 'SG', 33.33), mirrors: 'O1' },
  ],
  indicators: [
    anIndicator('I1', {
      weight: 40,
      baseline: { year: 2020, printed: '7', value: 7 },
      footnotes: [{ mark: '1', text: 'Nota' }],
    }),
    anIndicator('I2', { unit: 'date', formula: 'B', targets: [byDate('2021-06-30'), atLeast(3, 2022)] }),
  ],
  measures: [aMeasure('A', { source: 'Ufficio' }), aMeasure('B', { kind: 'date', aggregation: 'last' })],
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'ENTE', weightTotal: 33.33 }],
  oddities: [{ about: 'indicators/I1', printed: '+', reading: '/' }],
})

it.each(KINDS)('a plan in the rows of the first schema becomes one document, on %s', async (kind) => {
  const orm = await openOrm(await freshDatabase(kind))
  await orm.getMigrator().up({ to: '001-first-schema' })
  for (const [table, row] of firstRowsOf(plan)) {
    const columns = Object.keys(row)
    const sql = `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
    await orm.em.getConnection().execute(sql, Object.values(row))
  }
  await orm.getMigrator().up()
  const stored = await planShelf(realClock).find(orm.em.fork(), 'B', 2021)
  expect(stored?.plan).toEqual(plan)
  await orm.close(true)
})
