import {
  type Content,
  type Cursor,
  type Operation,
  PROTOCOL,
  type RegisterKey,
  registerId,
} from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { newSite, signInAt, startSite } from '../../support/sites'
import { anOperation, NOWHERE } from '../../support/sync'

const BODY = 'CCIAA-MS'
const AUTHOR = 'po-registro-imprese'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on SyncAnswer {
  verdicts { type provisional refusal { code } } registers { content key { unit } }
  tray { operation { id } verdict { type provisional refusal { code } } } at { view stamp tray } } ... on Refusal { code } } }`
const CHANGE = `mutation($id: ID!, $name: String!, $units: [String!]!) {
  answer: siteChange(body: "${BODY}", id: $id, name: $name, units: $units) { __typename ... on Refusal { code } } }`
const EXPORT = `{ planExport(body: "${BODY}", year: 2021) { ... on PlanExport { text } ... on Refusal { code } } }`
const IMPORT = `mutation($text: String!) { planImport(text: $text) { __typename ... on PlanFaults { faults { code message } } ... on Refusal { code } } }`
const SITE_SYNC = 'mutation { siteSync { ... on SiteStatus { name errorCode waiting } } }'
const RECORD = `{ record(body: "${BODY}") { ... on RecordPage { entries { action outcome } } } }`
const number = (value: number): Content => ({ type: 'number', number: value })

interface Answer {
  readonly verdicts: readonly { readonly type: string; readonly provisional: boolean }[]
  readonly registers: readonly { readonly content: Content; readonly key: { readonly unit: string } }[]
  readonly tray: readonly { readonly operation: { readonly id: string } }[]
  readonly at: Cursor
}

let seq = 0
function edit(person: string, node: string, measure: string, unit: string, content: Content): Operation {
  const key: RegisterKey = { body: BODY, measure, unit, year: 2021, period: 2, field: 'value' }
  seq += 1
  return anOperation({ id: v7(), node, seq, person, key, register: registerId(key), content })
}

async function send(who: Caller, node: string, operations: readonly Operation[] = []): Promise<Answer> {
  const push = { body: BODY, node, protocol: PROTOCOL, at: NOWHERE, operations }
  const { sync } = await who.ask<{ sync: Answer & { code?: string } }>(SYNC, { push })
  if (sync.code !== undefined) throw new Error(`refused with ${sync.code}`)
  return sync
}

describe.each(KINDS)('who and what moves while a site is away, on %s', (kind) => {
  let head: Api
  let controller: Caller
  let url: string
  const open: Api[] = []

  beforeAll(async () => {
    head = await startApi(await demoDatabase(kind))
    url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    controller = await head.signIn('controllo-gestione')
  })
  afterAll(async () => {
    for (const site of open) await site.close()
    await head.close()
  })

  /** A site of these units, and somebody who is signed in there. */
  async function aSite(name: string, units: readonly string[], who: string) {
    const credential = await newSite(controller, { name, units, head: url })
    const site = await startSite(credential)
    open.push(site)
    const person = await signInAt(site, who)
    const syncing = async (by: Caller) => (await by.ask<{ siteSync: object }>(SITE_SYNC)).siteSync
    return { credential, person, sync: syncing, signIn: (name: string) => site.signIn(name) }
  }

  let massa: Awaited<ReturnType<typeof aSite>>
  let other: Caller
  let atOffice: Caller
  const change = async (units: readonly string[], name = 'Sede di Massa e Carrara', id = massa.credential.id) =>
    (await controller.ask<{ answer: { __typename: string; code?: string } }>(CHANGE, { id, name, units })).answer

  it('[SY72.2] a unit that leaves a site: what was under way is refused into the tray of its author, the rest goes on', async () => {
    massa = await aSite('Sede di Massa', ['RI', 'PROM'], AUTHOR)
    const { person, sync, signIn } = massa
    other = await signIn('po-promozione')
    const mine = edit(AUTHOR, 'telefono', 'Percent_LibriRI.num', 'RI', number(12))
    expect((await send(person, 'telefono', [mine])).verdicts).toMatchObject([{ type: 'applied', provisional: true }])
    const theirs = edit('po-promozione', 'altro', 'mis_pola_ind_rilevat', 'PROM', number(3))
    await send(other, 'altro', [theirs])
    expect((await change([])).code).toBe('SITE_UNITS')
    expect((await change(['PROM', 'NESSUNA'])).code).toBe('SITE_UNITS')
    expect((await change(['PROM'], ' ')).code).toBe('SITE_NAME')
    expect((await change(['PROM'], 'Altra', v7())).code).toBe('UNKNOWN_SITE')
    expect((await change(['PROM'])).__typename).toBe('Done')
    expect(await sync(other)).toMatchObject({ errorCode: null, waiting: 0, name: 'Sede di Massa e Carrara' })

    atOffice = await head.signIn(AUTHOR)
    const told = await send(atOffice, 'ufficio')
    expect(told.registers.map(({ content }) => content)).not.toContainEqual(number(12))
    expect(told.tray).toMatchObject([
      { operation: { id: mine.id }, verdict: { type: 'rejected', refusal: { code: 'SITE_LEFT_UNIT' } } },
    ])
  })

  it('[SY73.2] a site holds the scopes of its units from the next exchange on, and nothing else', async () => {
    const { sync, signIn } = massa
    const held = (await send(other, 'lettore')).registers
    expect(held.map(({ content, key: { unit } }) => [unit, content])).toEqual([['PROM', number(3)]])
    await expect(signIn(AUTHOR)).rejects.toThrow()

    // Given back, the unit is served again.
    expect((await change(['RI', 'PROM'])).__typename).toBe('Done')
    await sync(other)
    const back = await vi.waitFor(() => signIn(AUTHOR), { timeout: 20_000, interval: 200 })
    await send(back, 'telefono', [edit(AUTHOR, 'telefono', 'Percent_LibriRI.den', 'RI', number(13))])
    expect(await sync(other)).toMatchObject({ errorCode: null, waiting: 0 })
    expect((await send(atOffice, 'ufficio')).registers.map(({ content }) => content)).toContainEqual(number(13))
    const { record } = await controller.ask<{ record: { entries: { action: string }[] } }>(RECORD)
    expect(record.entries.map(({ action }) => action)).toContain('site.change')
  })

  it('[SY92] an exchange asked for while one is under way brings what was entered in between', async () => {
    const { person, sync } = await aSite('Sede di Pontremoli', ['RI'], AUTHOR)
    for (let time = 1; time <= 5; time += 1) {
      const underWay = sync(person)
      await send(person, 'tablet', [edit(AUTHOR, 'tablet', 'Percent_LibriRI.den', 'RI', number(100 + time))])
      expect(await sync(person)).toMatchObject({ errorCode: null, waiting: 0 })
      await underWay
    }
  })

  it('[SY72.1] a role that a plan import moves elsewhere: what its person entered at the site is refused into the own tray', async () => {
    const { person, sync } = await aSite('Sede di Carrara', ['RI'], AUTHOR)
    const entered = edit(AUTHOR, 'tablet', 'Percent_VerbaliRI.num', 'RI', number(8))
    expect((await send(person, 'tablet', [entered])).verdicts).toMatchObject([{ type: 'applied', provisional: true }])
    const { planExport } = await controller.ask<{ planExport: { text: string } }>(EXPORT)
    const plan = JSON.parse(planExport.text) as { people: { code: string; roles: { unit: string }[] }[] }
    for (const { code, roles } of plan.people)
      if (code === AUTHOR) for (const role of roles) role.unit = role.unit === 'RI' ? 'PROM' : role.unit
    const text = JSON.stringify(plan)
    expect(await controller.ask(IMPORT, { text })).toMatchObject({ planImport: { __typename: 'PlanImported' } })
    expect(await sync(person)).toMatchObject({ errorCode: null, waiting: 0 })
    const atOffice = await head.signIn(AUTHOR)
    const told = await send(atOffice, 'ufficio 2')
    expect(told.tray).toContainEqual({
      operation: { id: entered.id },
      verdict: { type: 'rejected', provisional: false, refusal: { code: 'NOT_YOUR_UNIT' } },
    })
    expect(told.registers.map(({ content }) => content)).not.toContainEqual(number(8))
  })
})
