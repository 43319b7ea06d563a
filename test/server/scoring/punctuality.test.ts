import type { Plan } from '@traguardo/shared/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { valueFor } from '../../support/mt-year'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'
import { dueCells } from '@traguardo/shared/values'
import { periodsOf } from '@traguardo/shared/calendar'

/** Who enters for each unit of the chamber of Massa-Carrara. */
const HEADS: Readonly<Record<string, string>> = {
  RI: 'po-registro-imprese',
  REG: 'po-regolazione',
  AAGG: 'referente-aagg',
  PROM: 'po-promozione',
  RAG: 'po-risorse-finanziarie',
  ISR: 'referente-isr',
}

/** What the sheet of each says of the own unit. */
const OWN: readonly (readonly [person: string, indicator: string, value: string])[] = [
  ['po-registro-imprese', 'PO2_2_2021_AGG', '0,00 %'],
  ['po-regolazione', 'PO3_2_2021_AGG', '100,00 %'],
  ['po-promozione', 'PO4_2_2021_AGG', '100,00 %'],
  ['po-risorse-finanziarie', 'PO5_2_2021_AGG_', '100,00 %'],
]

describe.each(KINDS)('the punctuality of the collection on %s', (kind) => {
  let api: Api
  let day = '2021-09-05'
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { clock: { now: () => fixedDayClock(day).now() } })
  })
  afterAll(() => api.close())

  async function collect(person: string, of: 'all' | 'but-one', reason = false) {
    const caller = await api.signIn(person)
    const { plan } = await caller.ask<{ plan: { document: Plan } }>(
      '{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }',
    )
    const { me } = await caller.ask<{ me: { roles: { role: string; unit: string }[] } }>(
      '{ me { roles { role unit } } }',
    )
    const [, second] = periodsOf(plan.document, 2021)
    if (!second) throw new Error('a year has a second period')
    for (const { unit } of me.roles.filter(({ role }) => role === 'unit-head')) {
      const owed = dueCells(plan.document, unit, second).filter(({ due }) => due === 'now')
      const edits = (of === 'all' ? owed : owed.slice(1)).map(({ measure }) =>
        edit(measure.code, unit, valueFor(measure, '2021-08-31')),
      )
      const [first] = owed
      if (reason && first)
        edits.push(edit(first.measure.code, unit, 'Il fornitore non ha risposto', { field: 'absence' }))
      expect(new Set(verdictsIn(await caller.ask<PushAnswer>(...aPush(edits, person))))).toEqual(new Set(['applied']))
    }
  }

  it('[SC42.2] [CO9.1] comes out of what was received, for the body and for each unit: nobody types it', async () => {
    const people = Object.values(HEADS)
    const controller = await api.signIn('controllo-gestione')
    const { people: staff } = await controller.ask<{ people: { people: { code: string }[] } }>(
      '{ people(body: "CCIAA-MS") { ... on Staff { people { code } } } }',
    )
    const heads = people.filter((one) => staff.people.some(({ code }) => code === one))
    expect(heads.length).toBeGreaterThan(4)
    const [first = '', second = '', third = '', ...others] = heads
    await collect(first, 'but-one')
    await collect(second, 'but-one', true)
    for (const one of [third, ...others]) await collect(one, 'all')
    day = '2021-09-20'
    const figures = async (person: string) => {
      const caller = await api.signIn(person)
      const { tree } = await caller.ask<{ tree: object }>(
        '{ tree(body: "CCIAA-MS", year: 2021) { ... on Tree { areas { strategic { indicators { code value } operational { indicators { code value } } } } sheets { objectives { indicators { code value } } } } } }',
      )
      return [...JSON.stringify(tree).matchAll(/"code":"([^"]*(?:AggCicloPerf|_AGG)[^"]*)","value":"([^"]+)"/g)].map(
        ([, code, value]) => ({ code, value }),
      )
    }
    const found = await figures('controllo-gestione')
    const units = heads.length
    const share = `${((100 * (units - 1)) / units).toFixed(2).replace('.', ',')} %`
    // One unit of all left a measure without a word; of the one that gave its reason nothing is missing.
    expect(found.find(({ code }) => code === 'Percent_AggCicloPerf')?.value).toBe(share)
    for (const [person, code, value] of OWN) expect(await figures(person)).toContainEqual({ code, value })
  })
})
