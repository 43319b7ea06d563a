import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/src/identity/sessions/demo-accounts'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { verifyRecords } from '../../../server/src/kernel/audit/read-record'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Database } from '../../../server/src/kernel/db/database'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const NAME = 'Anna Canarino'
const HELD = `people { code holder holders { id name username from to } } `
const ANSWER = `... on Staff { ${HELD} } ... on Refusal { code }`
const PEOPLE = `{ answer: people(body: "CCIAA-MS") { ${ANSWER} } }`
const ADD = `mutation($input: HolderInput!) { answer: holderAdd(input: $input) { ${ANSWER} } }`
const END = `mutation($id: ID!, $lastDay: String) { answer: holderEnd(id: $id, lastDay: $lastDay) { ${ANSWER} } }`
const CALL = `mutation($id: ID!, $name: String!) { answer: holderName(id: $id, name: $name) { ${ANSWER} } }`
const REMOVE = `mutation($id: ID!, $reopen: Boolean!) { answer: holderRemove(id: $id, reopen: $reopen) { ${ANSWER} } }`
const ERASE = `mutation($id: ID!, $reason: String!) { answer: holderErase(id: $id, reason: $reason) { ${ANSWER} } }`
const INVITE = `mutation($holder: ID!, $person: String!, $username: String!, $email: String!) {
  answer: accountInvite(person: $person, username: $username, email: $email, holder: $holder) { ... on Invitation { link } ... on Refusal { code } } }`
const SET =
  'mutation($token: String!, $password: String!) { passwordSet(token: $token, password: $password) { __typename } }'
const ME = '{ me { person username: body roles { role unit } positions { person } } }'
const RECORD = `query($about: String) { record(body: "CCIAA-MS", about: $about) { ... on RecordPage { entries { action person detail } } } }`
const PERSON = 'po-registro-imprese'
const GOOD = 'quattro cavalli e un ombrello'

interface Holder {
  readonly id: string
  readonly name: string | null
  readonly username: string | null
  readonly from: string | null
  readonly to: string | null
}
interface Answer {
  readonly answer: {
    readonly code?: string
    readonly people: readonly {
      readonly code: string
      readonly holder: string | null
      readonly holders: readonly Holder[]
    }[]
  }
}

describe.each(KINDS)('the holders of a position on %s', (kind) => {
  let database: Database
  let api: Api
  let orm: Orm
  let controller: Caller
  let day = '2021-09-05'
  beforeAll(async () => {
    database = await demoDatabase(kind)
    const clock = { now: () => fixedDayClock(day).now() }
    api = await startApi(database, { clock })
    orm = await openOrm(database)
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  /** On another day the controller comes in anew: what touches accounts asks who it is. */
  const on = async (next: string) => {
    day = next
    controller = await api.signIn('controllo-gestione')
  }
  const asked = async (query: string, variables: object = {}) =>
    (await controller.ask<Answer>(query, variables as Record<string, unknown>)).answer
  const positionOf = (answer: Answer['answer'], person = PERSON) => {
    if (answer.code) expect.fail(answer.code)
    const found = answer.people.find(({ code }) => code === person)
    return found ?? expect.fail(person)
  }
  const input = (changes: object) => ({
    ...{ person: PERSON, name: NAME, username: null, from: null, to: null, handOver: false },
    ...changes,
  })
  const enters = async (who: Caller, value: number) => {
    const operation = edit('T_medi_C1.1.1', 'RI', { type: 'number', number: value }, { base: null })
    return verdictsIn(await who.ask<PushAnswer>(...aPush([operation], PERSON)))
  }

  it('[RI61.1] begin with the account that the position had: nothing else is known of them', async () => {
    const { holder, holders } = positionOf(await asked(PEOPLE))
    expect(holders).toEqual([{ id: holder, name: null, username: PERSON, from: null, to: null }])
  })

  const refused = async (code: string, changes: object) => {
    const before = await asked(PEOPLE)
    expect((await asked(ADD, { input: input(changes) })).code).toBe(code)
    expect(await asked(PEOPLE)).toEqual(before)
  }

  it.each([
    ['HOLDERS_OVERLAP', { from: '2021-10-01' }],
    ['HOLDERS_OVERLAP', { to: '1990-01-01' }],
  ])('[RI61.2] share no day: %s, and nothing changes: %o', refused)

  it.each([['ACCOUNT_HOLDS_ANOTHER', { from: '2021-10-01', username: 'po-promozione', handOver: true }]])(
    '[RI61.4] have an account that holds no other position then: %s, and nothing changes: %o',
    refused,
  )

  it.each([
    ['BAD_DAY', { from: '1/10/2021' }],
    ['BAD_DAY', { handOver: true }],
    ['DAYS_REVERSED', { from: '2021-10-02', to: '2021-10-01' }],
    ['BAD_TEXT', { from: '2021-10-01', name: 'x'.repeat(201), handOver: true }],
    ['UNKNOWN_PERSON', { from: '2021-10-01', person: 'nessuno' }],
    ['UNKNOWN_ACCOUNT', { from: '2021-10-01', username: 'nessuno', handOver: true }],
    ['UNKNOWN_ACCOUNT', { from: '2021-10-01', username: 'controllo-gestione.isr', handOver: true }],
  ])('[RI63.8] are refused with %s, and nothing changes: %o', refused)

  let mistaken = ''

  it('[RI63.3] are handed a position over in one step', async () => {
    const given = positionOf(await asked(ADD, { input: input({ from: '2021-10-01', handOver: true }) }))
    expect(given.holders.map(({ from, to, name }) => ({ from, to, name }))).toEqual([
      { from: null, to: '2021-09-30', name: null },
      { from: '2021-10-01', to: null, name: NAME },
    ])
    mistaken = given.holders[1]?.id ?? ''
  })

  it('[RI63.4] have their name corrected', async () => {
    const named = positionOf(await asked(CALL, { id: mistaken, name: ` ${NAME} Bis ` }))
    expect(named.holders[1]?.name).toBe(`${NAME} Bis`)
  })

  it('[RI63.5] a hand-over that was a mistake is undone: who never acted goes, who was before is there again', async () => {
    const left = positionOf(await asked(REMOVE, { id: mistaken, reopen: true }))
    expect(left.holders.map(({ from, to }) => ({ from, to }))).toEqual([{ from: null, to: null }])
    expect((await asked(REMOVE, { id: mistaken, reopen: true })).code).toBe('UNKNOWN_HOLDER')
  })

  it('[RI63.6] no days end before what the holder did in them', async () => {
    await api.signIn(PERSON)
    const { holder } = positionOf(await asked(PEOPLE))
    expect((await asked(END, { id: holder, lastDay: '2021-09-04' })).code).toBe('HOLDER_ACTED')
    expect((await asked(ADD, { input: input({ from: '2021-09-05', handOver: true }) })).code).toBe('HOLDER_ACTED')
    expect((await asked(REMOVE, { id: holder, reopen: false })).code).toBe('HOLDER_DID_ACT')
    expect((await asked(ERASE, { id: holder, reason: 'richiesta' })).code).toBe('STILL_HOLDER')
    const ended = positionOf(await asked(END, { id: holder, lastDay: '2021-12-31' }))
    expect(ended.holders[0]?.to).toBe('2021-12-31')
    expect(positionOf(await asked(END, { id: holder, lastDay: null })).holders[0]?.to).toBeNull()
  })

  it('[RI63.7] nobody ends their own', async () => {
    const own = positionOf(await asked(PEOPLE), 'controllo-gestione').holder
    expect((await asked(END, { id: own, lastDay: '2021-12-31' })).code).toBe('OWN_ACCOUNT')
    expect((await asked(REMOVE, { id: own, reopen: false })).code).toBe('OWN_ACCOUNT')
  })

  it('[RI63.7] one’s own position is handed over, on a day to come', async () => {
    const own = { person: 'controllo-gestione', from: '2021-12-01', handOver: true }
    const given = positionOf(await asked(ADD, { input: input(own) }), 'controllo-gestione')
    expect(given.holders.map(({ from, to }) => [from, to])).toEqual([
      [null, '2021-11-30'],
      ['2021-12-01', null],
    ])
    expect((await asked(ADD, { input: input({ ...own, from: '2021-09-05' }) })).code).toBe('HOLDER_ACTED')
    await asked(REMOVE, { id: given.holders[1]?.id, reopen: true })
    expect(positionOf(await asked(PEOPLE), 'controllo-gestione').holders.map(({ to }) => to)).toEqual([null])
  })

  it('[RI61.3] who hands over acts until the day before, who comes from that day, each with an account of their own', async () => {
    const before = await api.signIn(PERSON)
    expect(await enters(before, 2)).toEqual(['applied'])
    await orm.em
      .fork()
      .execute(
        `insert into "notice" ("id", "body", "person", "holder", "key", "kind", "subject", "text", "link", "at") ` +
          `select 'n1', 'CCIAA-MS', ?, "h"."id", 'k', 'due', 'soltanto per la prima', 't', '/', '2021-09-05' from "holder" "h" where "h"."account_username" = ?`,
        [PERSON, PERSON],
      )
    const given = positionOf(await asked(ADD, { input: input({ from: '2021-09-07', handOver: true }) }))
    const next = given.holders[1]?.id ?? ''
    const invite = { holder: next, person: PERSON, username: 'anna', email: 'anna@ente.it' }
    const { link } = (await controller.ask<{ answer: { link: string } }>(INVITE, invite)).answer
    await api.nobody.ask(SET, { token: link.split('/').at(-1), password: GOOD })
    const after = await api.signIn('anna', GOOD)
    const notices = '{ notices { ... on Notices { notices { subject } } ... on Refusal { code } } }'

    // Before the day: the one acts, the other waits without a role.
    expect(await before.ask(ME)).toMatchObject({ me: { person: PERSON, roles: [{}, {}] } })
    expect(await after.ask(ME)).toMatchObject({ me: { person: PERSON, roles: [] } })
    expect(await after.ask(notices)).toEqual({ notices: { code: 'NO_ROLE' } })
    expect(
      (
        await after.ask<{ sync: { code?: string } }>(
          ...aPush([edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 9 }, {})], PERSON),
        )
      ).sync.code,
    ).toBe('DAYS_ENDED')
    expect(JSON.stringify(await before.ask(notices))).toContain('soltanto per la prima')

    day = '2021-09-07'
    expect(await before.ask(ME)).toMatchObject({ me: { person: PERSON, roles: [] } })
    expect(
      await before.ask('{ tree(body: "CCIAA-MS", year: 2021) { __typename ... on Refusal { code } } }'),
    ).toMatchObject({
      tree: { code: 'NO_ROLE' },
    })
    expect(
      (
        await before.ask<{ sync: { code?: string } }>(
          ...aPush([edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 3 }, {})], PERSON),
        )
      ).sync.code,
    ).toBe('DAYS_ENDED')
    expect(await after.ask(ME)).toMatchObject({ me: { person: PERSON, roles: [{}, {}] } })
    expect(JSON.stringify(await after.ask(notices))).not.toContain('soltanto per la prima')
  })

  it('[RI62.1] whoever held it comes in as before, to see to the own account and nothing else', async () => {
    const again = await api.signIn(PERSON)
    expect(await again.ask(ME)).toMatchObject({ me: { roles: [] } })
    expect(await again.ask('{ mySettings { __typename } }')).toEqual({ mySettings: { __typename: 'OwnSettings' } })
    const tree = '{ tree(body: "CCIAA-MS", year: 2021) { __typename ... on Refusal { code } } }'
    expect(await again.ask(tree)).toMatchObject({ tree: { code: 'NO_ROLE' } })
  })

  it('[RI62.2] whoever held it has no device of the position any more', async () => {
    const devices = async (who: Caller) => {
      const settings = '{ mySettings { ... on OwnSettings { devices { id } } } }'
      return (await who.ask<{ mySettings: { devices: readonly object[] } }>(settings)).mySettings.devices.length
    }
    const now = await api.signIn('anna', GOOD)
    await now.ask(...aPush([], PERSON))
    expect(await devices(now)).toBeGreaterThan(0)
    expect(await devices(await api.signIn(PERSON))).toBe(0)
  })

  it('[RI62.3] whoever held it brings nothing into it', async () => {
    const again = await api.signIn(PERSON)
    const push = aPush([edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 3 }, {})], PERSON)
    expect((await again.ask<{ sync: { code?: string } }>(...push)).sync.code).toBe('DAYS_ENDED')
  })

  it('[RI62.4] whoever acts in another position comes in there', async () => {
    await on('2021-09-08')
    const moved = { input: input({ person: 'oiv', name: null, username: PERSON, from: '2021-09-10', handOver: true }) }
    expect(positionOf(await asked(ADD, moved), 'oiv').holders[1]?.username).toBe(PERSON)
    day = '2021-09-10'
    const caller = await api.signIn(PERSON, DEMO_PASSWORD)
    expect(await caller.ask(ME)).toMatchObject({ me: { person: 'oiv', positions: [{ person: 'oiv' }] } })
  })

  it('[RI64.4] a name is erased once the days are over, with a reason', async () => {
    await on('2021-09-10')
    const { holders } = positionOf(await asked(PEOPLE))
    const next = holders.find(({ username }) => username === 'anna')?.id ?? ''
    await asked(END, { id: next, lastDay: '2021-09-10' })
    await on('2021-09-11')
    expect((await asked(ERASE, { id: next, reason: ' ' })).code).toBe('REASON_MISSING')
    const after = positionOf(await asked(ERASE, { id: next, reason: 'richiesta della persona' }))
    expect(after.holders.find(({ id }) => id === next)).toMatchObject({ name: null, username: 'anna' })
    expect(after.holder).toBeNull()

    const last = (await recorded()).at(-1)
    expect(last).toMatchObject({ action: 'holder.erase', person: 'controllo-gestione' })
    expect(JSON.parse(last?.detail ?? '')).toEqual({ holder: next, reason: 'richiesta della persona' })
  })

  const recorded = () =>
    orm.em
      .fork()
      .execute<{ action: string; person: string; holder: string | null; detail: string }[]>(
        `select * from "record" where "body" = 'CCIAA-MS' order by "seq"`,
      )

  it('[RI64.1] each act stands in the record', async () => {
    const rows = await recorded()
    const acts = rows.filter(({ action }) => action.startsWith('holder.')).map(({ action }) => action)
    expect(new Set(acts)).toEqual(
      new Set(['holder.handOver', 'holder.name', 'holder.remove', 'holder.end', 'holder.erase']),
    )
  })

  it('[RI64.2] which holder it was, of two who acted under one code, the record goes on to say', async () => {
    const rows = await recorded()
    const { holders } = positionOf(await asked(PEOPLE))
    const next = holders.find(({ username }) => username === 'anna')?.id
    const first = holders.find(({ username }) => username === PERSON)?.id
    expect(rows.find(({ action }) => action === 'value.edit')).toMatchObject({ person: PERSON, holder: first })
    expect(rows.filter(({ holder }) => holder === next).map(({ action }) => action)).toContain('password.set')
    for (const { fault } of await verifyRecords(orm.em.fork())) expect(fault).toBeNull()
  })

  it('[RI64.3] the name stands in no entry', async () => {
    expect(JSON.stringify(await recorded())).not.toContain('Canarino')
    const shown = await controller.ask(RECORD, { about: `people/${PERSON}` })
    expect(JSON.stringify(shown)).not.toContain('Canarino')
  })

  it('[RI63.1] a position that nobody holds is filled, with an account that was there before', async () => {
    const filled = positionOf(
      await asked(ADD, { input: input({ name: null, username: 'anna', from: '2021-09-11', to: '2021-12-31' }) }),
    )
    expect(filled.holders.at(-1)).toMatchObject({ username: 'anna', from: '2021-09-11', to: '2021-12-31' })
    expect(filled.holder).toBe(filled.holders.at(-1)?.id)
    expect(await (await api.signIn('anna', GOOD)).ask(ME)).toMatchObject({ me: { roles: [{}, {}] } })
  })
})
