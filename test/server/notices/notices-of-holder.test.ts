import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../support/api'
import { CERTIFICATE, KEY } from '../../support/certificate'
import { demoDatabase, KINDS } from '../../support/databases'
import { type Mailbox, openMailbox } from '../../support/mailbox'

const PO = 'po-registro-imprese'
const NEXT = 'po-promozione'
const PEOPLE = '{ answer: people(body: "CCIAA-MS") { ... on Staff { people { code holder holders { id } } } } }'
const END = 'mutation($id: ID!, $lastDay: String!) { answer: holderEnd(id: $id, lastDay: $lastDay) { __typename } }'
const ADD = 'mutation($input: HolderInput!) { answer: holderAdd(input: $input) { __typename } }'
const NOTICES = '{ notices { ... on Notices { unread notices { text } } } }'
const STEP = 'mutation($step: String!) { sheetStep(year: 2021, sheet: "PO2", step: $step, remarks: "") { __typename } }'
const SUBSCRIBE = 'mutation($input: PushSubscriptionInput!) { pushSubscribe(input: $input) { __typename } }'
const ASSIGNED = 'Le sono stati assegnati gli obiettivi individuali'
const DISCUSSED = 'La sua scheda è stata discussa'

describe.each(KINDS)('what is told in a position, on %s', (kind) => {
  let day = '2021-09-05'
  const reached: string[] = []
  let api: Api
  let orm: Orm
  let mailbox: Mailbox
  let service: ReturnType<typeof createServer>

  beforeAll(async () => {
    service = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      reached.push(request.url ?? '')
      request.resume().on('end', () => response.writeHead(201).end())
    })
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    mailbox = await openMailbox()
    const database = await demoDatabase(kind)
    const clock = { now: () => fixedDayClock(day).now() }
    const mail = { url: mailbox.url, from: 'traguardo@ente.it' }
    api = await startApi(database, { clock, mail, tickSeconds: 1, pushAgent: new Agent({ ca: CERTIFICATE }) })
    orm = await openOrm(database)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    await mailbox.close()
    service.close()
  })

  const subscribe = async (who: Caller, path: string) => {
    const ecdh = createECDH('prime256v1')
    ecdh.generateKeys()
    const input = {
      endpoint: `https://localhost:${(service.address() as AddressInfo).port}${path}`,
      p256dh: ecdh.getPublicKey().toString('base64url'),
      auth: randomBytes(16).toString('base64url'),
    }
    expect(await who.ask(SUBSCRIBE, { input })).toMatchObject({ pushSubscribe: { __typename: 'Done' } })
  }
  const step = async (name: string) =>
    expect(await (await api.signIn('segretario-generale')).ask(STEP, { step: name })).toEqual({
      sheetStep: { __typename: 'SheetLives' },
    })
  const read = async (who: Caller) => JSON.stringify(await who.ask(NOTICES))
  const written = async (username: string) =>
    orm.em
      .fork()
      .execute(`update "account" set "email" = "username" || '@ente.it', "mail" = 'each' where "username" = ?`, [
        username,
      ])
  const unpushed = async (): Promise<string> =>
    JSON.stringify(await orm.em.fork().execute<object[]>('select "text" from "notice" where "pushed_at" is null'))
  const letters = (username: string): string =>
    mailbox
      .to(`${username}@ente.it`)
      .map(({ text }) => text)
      .join()
  /** As the controller, who comes in anew on each day. */
  const manages = async (query: string, variables: Record<string, unknown>) =>
    expect(await (await api.signIn('controllo-gestione')).ask(query, variables)).toEqual({
      answer: { __typename: 'Staff' },
    })
  async function holderOf(person: string): Promise<string> {
    const controller = await api.signIn('controllo-gestione')
    const { answer } = await controller.ask<{ answer: { people: { code: string; holder: string }[] } }>(PEOPLE)
    return answer.people.find(({ code }) => code === person)?.holder ?? expect.fail(person)
  }
  const input = (username: string, from: string, handOver: boolean) => ({
    input: { person: PO, name: null, username, from, to: null, handOver },
  })

  it('[RI66.1] is told to its holder of that moment, and nobody who holds it later reads it', async () => {
    const [first, second] = [await api.signIn(PO), await api.signIn(NEXT)]
    await step('assigned')
    await expect.poll(() => read(first), { timeout: 15_000 }).toContain(ASSIGNED)

    await manages(END, { id: await holderOf(NEXT), lastDay: '2021-09-06' })
    await manages(ADD, input(NEXT, '2021-09-07', true))
    await subscribe(second, '/second')
    await expect.poll(() => reached, { timeout: 15_000 }).toContain('/second')
    day = '2021-09-07'
    // What was not mailed yet waits for nobody but the first: who can be written to only now.
    await written(PO)
    await written(NEXT)
    const before = reached.length
    // The sheet begins anew with the second [IS5]: as if it had been assigned without a word.
    await orm.em
      .fork()
      .execute(
        `insert into "sheet_step" ("id", "body", "year", "sheet", "holder", "step", "person", "at", "remarks") ` +
          `values ('s1', 'CCIAA-MS', 2021, 'PO2', ?, 'assigned', 'segretario-generale', '2021-09-07T00:00:00.000Z', '')`,
        [await holderOf(PO)],
      )
    await step('discussed')
    await expect.poll(() => letters(NEXT), { timeout: 15_000 }).toContain(DISCUSSED)
    await expect.poll(() => reached.length, { timeout: 15_000 }).toBeGreaterThan(before)
    expect(letters(NEXT)).not.toContain(ASSIGNED)
    expect(letters(PO)).not.toContain(ASSIGNED)
    expect(letters(PO)).not.toContain(DISCUSSED)
    // What waited for a browser of the first was not taken to the one of the second.
    await expect.poll(unpushed, { timeout: 15_000 }).not.toContain(DISCUSSED)
    expect(await unpushed()).toContain(ASSIGNED)
    const now = await api.signIn(NEXT)
    expect(await read(now)).toContain(DISCUSSED)
    expect(await read(now)).not.toContain(ASSIGNED)
  })

  it('[RI66.2] is for whoever comes, where nobody held it', async () => {
    await manages(END, { id: await holderOf(PO), lastDay: '2021-09-07' })
    day = '2021-09-08'
    const before = reached.length
    await step('assigned')
    const told = 'select "text" from "notice" where "person" = ? and "holder" is null'
    const rows = async () => JSON.stringify(await orm.em.fork().execute<object[]>(told, [PO]))
    await expect.poll(rows, { timeout: 15_000 }).toContain(ASSIGNED)
    day = '2021-09-09'
    await manages(ADD, input(PO, '2021-09-09', false))
    const now = await api.signIn(PO)
    await subscribe(now, '/first')
    // Whoever held it last is not reached by it either.
    await expect.poll(() => reached.slice(before), { timeout: 15_000 }).toEqual(['/first'])
    expect(await read(now)).toContain(ASSIGNED)
    await expect.poll(() => letters(PO), { timeout: 15_000 }).toContain(ASSIGNED)
    expect(letters(NEXT)).not.toContain(ASSIGNED)
  })
})
