import type { Plan } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../server/src/kernel/db/database'
import { openOrm } from '../../server/src/app/open-orm'
import { BODY, BusyDevice } from '../support/busy-device'
import { aFolder } from '../support/copies'
import { freshDatabase, KINDS } from '../support/databases'
import { Person } from '../support/person'
import { freePort, type ServerProcess, startServer } from '../support/server-process'

const LEFT = '2021-09-05'
/** Four hundred days later. */
const BACK = '2022-10-10'
const STAYS = 'Percent_LibriRI.num'
const SENT = 'Percent_LibriRI.den'
const GONE = 'Percent_VerbaliRI.num'
const MOVED = 'Percent_IndiceTrasp.num'

const of = (database: Database): Record<string, string> =>
  database.type === 'postgresql' ? { DATABASE_URL: database.url } : {}
const fileOf = (database: Database, data: string): Database =>
  database.type === 'sqlite' ? { type: 'sqlite', file: `${data}/dimostrazione.sqlite` } : database

/** The plan without what a measure counts for, and with another one entered by another unit. */
function replaced(plan: Plan): Plan {
  const gone = GONE.replace(/\.num$/, '')
  return {
    ...plan,
    title: 'Piano aggiornato',
    indicators: plan.indicators.filter(({ formula }) => !formula.includes(gone)),
    measures: plan.measures
      .filter(({ code }) => !code.startsWith(gone))
      .map((one) => (one.code === MOVED ? { ...one, entry: { by: 'units', units: ['REG'] } } : one)),
  }
}

/** What the controller does beside the devices. */
async function asController(server: ServerProcess) {
  const person = new Person(server.url)
  await person.signIn('controllo-gestione')
  const ask = async <T>(query: string, variables: object = {}): Promise<T> => {
    const { data, errors } = await person.ask<T>(query, variables)
    if (!data) throw new Error(JSON.stringify(errors))
    return data
  }
  return {
    async replacePlan(): Promise<void> {
      const asked = `{ plan(body: "${BODY}", year: 2021) { ... on PlanDocument { document } } }`
      const { plan } = await ask<{ plan: { document: Plan } }>(asked)
      const text = JSON.stringify(replaced(plan.document))
      const done = await ask('mutation($text: String!) { planImport(text: $text) { __typename } }', { text })
      expect(done).toEqual({ planImport: { __typename: 'PlanImported' } })
    },
    async closeYear(): Promise<void> {
      const done = await ask('mutation { yearClose(year: 2021) { __typename ... on Refusal { code } } }')
      expect(done).toEqual({ yearClose: { __typename: 'Done' } })
    },
  }
}

/** A device whose person works without a line: a value of which the answer was lost, and what never went out. */
async function leaving(server: ServerProcess): Promise<BusyDevice> {
  const device = new BusyDevice(server.url, Math.random)
  await device.signIn()
  await device.sync()
  return device
}

/** What became of what it saved, by measure and field: the verdict, or the code of its refusal, which has a sentence. */
async function endsOf(device: BusyDevice): Promise<Record<string, string>> {
  const { tray } = await device.view()
  const refusalOf = ({ record: { verdict } }: (typeof tray)[number]) =>
    verdict?.type === 'rejected' ? verdict.refusal : null
  for (const refusal of tray.flatMap((item) => refusalOf(item) ?? []))
    expect(refusal.message).toMatch(/^[A-ZÈ«].{15,}\.$/)
  const refusals = new Map(
    tray.map((item) => {
      const { operation, verdict } = item.record
      return [operation.id, refusalOf(item)?.code ?? verdict?.type ?? 'undecided'] as const
    }),
  )
  const decided = await device.store.reading((tx) => tx.decided())
  const verdicts = new Map(decided.map(({ operation, verdict }) => [operation.id, verdict?.type ?? 'undecided']))
  return Object.fromEntries(
    [...device.saved.values()].map(({ id, key }) => [
      `${key.measure} ${key.field.split('/')[0]}`,
      refusals.get(id) ?? verdicts.get(id) ?? 'lost',
    ]),
  )
}

describe.each(KINDS)('a device that comes back after four hundred days, on %s', (kind) => {
  it('[SY75] has each of its edits decided, or in its tray with a sentence, whatever became of plan and year; nothing is lost in silence', async () => {
    const database = await freshDatabase(kind)
    const data = aFolder()
    const env = { ...of(database), PORT: String(await freePort()) }
    const before = await startServer(data, { ...env, TRAGUARDO_GIORNO: LEFT })
    const devices = [await leaving(before), await leaving(before)] as const
    const [first, second] = devices
    // The first has said one thing of which it never heard.
    await first.enter(SENT, { type: 'number', number: 50 })
    await first.syncUnanswered()
    for (const [at, device] of devices.entries()) {
      for (const measure of [STAYS, GONE, MOVED]) await device.enter(measure, { type: 'number', number: 40 + at })
      for (const measure of [STAYS, GONE]) await device.attach(measure)
    }
    await before.stop()

    const server = await startServer(data, { ...env, TRAGUARDO_GIORNO: BACK })
    const controller = await asController(server)
    const comesBack = async (device: BusyDevice) => {
      await expect(device.sync()).rejects.toMatchObject({ refusal: { code: 'NOT_SIGNED_IN' } })
      // Five edits and more, and none of them went.
      expect(await device.waiting()).toBeGreaterThanOrEqual(5)
      await device.signIn()
      for (let round = 0; round < 2; round++) {
        await device.sync()
        await device.bring()
      }
    }
    await controller.replacePlan()
    await comesBack(first)
    expect(await endsOf(first)).toEqual({
      [`${SENT} value`]: 'applied',
      [`${STAYS} value`]: 'PERIOD_CLOSED',
      [`${STAYS} evidence`]: 'PERIOD_CLOSED',
      [`${GONE} value`]: 'UNKNOWN_MEASURE',
      [`${GONE} evidence`]: 'UNKNOWN_MEASURE',
      [`${MOVED} value`]: 'NOT_ENTERED_HERE',
    })
    await controller.closeYear()
    await comesBack(second)
    expect(await endsOf(second)).toEqual({
      [`${STAYS} value`]: 'YEAR_CLOSED',
      [`${STAYS} evidence`]: 'YEAR_CLOSED',
      [`${GONE} value`]: 'UNKNOWN_MEASURE',
      [`${GONE} evidence`]: 'UNKNOWN_MEASURE',
      [`${MOVED} value`]: 'YEAR_CLOSED',
    })
    for (const device of devices) expect(await device.waiting()).toBe(0)
    await server.stop()

    // At the office too: each is there with its verdict, and nothing is put off.
    const orm = await openOrm(fileOf(database, data))
    const rows = await orm.em.execute<{ id: string; type: string | null; content: string }[]>(
      'select "id", "verdict_type" as "type", "content" from "operation"',
    )
    await orm.close(true)
    expect(rows.filter(({ type }) => type === null || type === 'deferred')).toEqual([])
    const known = new Map(rows.map(({ id, content }) => [id, content]))
    const saved = devices.flatMap((device) => [...device.saved.values()])
    expect(saved.map(({ id }) => JSON.parse(known.get(id) ?? 'null') as unknown)).toEqual(
      saved.map(({ content }) => content),
    )
  })
})
