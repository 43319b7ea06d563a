import { romeDay } from '@traguardo/shared/calendar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { type Mailbox, openMailbox } from '../../support/mailbox'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const ANSWER = `... on Staff { people { code holder holders { id username from to account { email isReady invitedUntil } } } } ... on Refusal { code }`
const PEOPLE = `{ answer: people(body: "CCIAA-MS") { ${ANSWER} } }`
const ADD = `mutation($input: HolderInput!) { answer: holderAdd(input: $input) { ${ANSWER} } }`
const BEGIN = `mutation($id: ID!, $firstDay: String) { answer: holderBegin(id: $id, firstDay: $firstDay) { ${ANSWER} } }`
const END = `mutation($id: ID!, $lastDay: String) { answer: holderEnd(id: $id, lastDay: $lastDay) { ${ANSWER} } }`
const REMOVE = `mutation($id: ID!) { answer: holderRemove(id: $id, reopen: true) { ${ANSWER} } }`
const INVITE = `mutation($holder: ID!, $username: String!, $person: String!) { answer: accountInvite(person: $person, username: $username,
  email: "anna@ente.it", holder: $holder) { ... on Invitation { username mailed link } ... on Refusal { code } } }`
const SET =
  'mutation($token: String!, $password: String!) { passwordSet(token: $token, password: $password) { __typename } }'
const ME = '{ me { person roles { role } } }'
const DOORS = `{ plan(body: "CCIAA-MS", year: 2021) { __typename ... on Refusal { code } }
  notices { __typename ... on Refusal { code } } sheetLives(body: "CCIAA-MS", year: 2021) { __typename ... on Refusal { code } } }`
const PERSON = 'po-registro-imprese'
const GOOD = 'quattro cavalli e un ombrello'

interface Holder {
  readonly id: string
  readonly from: string | null
  readonly to: string | null
  readonly account: { readonly email: string; readonly isReady: boolean; readonly invitedUntil: string | null } | null
}
interface Answer {
  readonly code?: string
  readonly people: readonly { readonly code: string; readonly holders: readonly Holder[] }[]
}

describe.each(KINDS)('somebody who will hold a position, on %s', (kind) => {
  let api: Api
  let mailbox: Mailbox
  let day = '2021-09-05'
  let comes = ''
  let goes = ''
  beforeAll(async () => {
    mailbox = await openMailbox()
    const clock = { now: () => fixedDayClock(day).now() }
    api = await startApi(await demoDatabase(kind), { clock, mail: { url: mailbox.url, from: 'traguardo@ente.it' } })
  })
  afterAll(async () => {
    await api.close()
    await mailbox.close()
  })

  /** As the controller, who comes in anew on each day. */
  const asked = async (query: string, variables: Record<string, unknown> = {}) =>
    (await (await api.signIn('controllo-gestione')).ask<{ answer: Answer }>(query, variables)).answer
  const holdersIn = (answer: Answer): readonly Holder[] =>
    answer.people?.find(({ code }) => code === PERSON)?.holders ?? expect.fail(answer.code)
  const handOver = async (from: string) => {
    const input = { person: PERSON, name: null, username: null, from, to: null, handOver: true }
    const [before, after] = holdersIn(await asked(ADD, { input }))
    ;[goes, comes] = [before?.id ?? '', after?.id ?? '']
  }
  const invite = (holder: string, username = 'anna', person = PERSON) => asked(INVITE, { holder, username, person })
  const enters = async (who: Caller) => {
    const operation = edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 2 }, { base: null })
    const answer = await who.ask<PushAnswer & { sync: { code?: string } }>(...aPush([operation], PERSON))
    return answer.sync.code ?? verdictsIn(answer)[0]
  }

  it('[RI67.1] is invited before the first day, by a letter that says which day it is', async () => {
    await handOver('2021-09-10')
    expect(await invite(comes)).toEqual({ username: 'anna', mailed: true, link: null })
    const { text } = await mailbox.arrived('anna@ente.it', /accesso/)
    expect(text).toContain('L’incarico comincia il 10/09/2021')
    const [before, after] = holdersIn(await asked(PEOPLE))
    expect(after?.account).toMatchObject({ email: 'anna@ente.it', isReady: false })
    expect(romeDay(after?.account?.invitedUntil ?? '')).toBe('2021-09-19')
    expect(before).toMatchObject({ id: goes, to: '2021-09-09' })
  })

  it('[RI67.4] is not let in under the name of who holds it now, nor into another position', async () => {
    expect((await invite(comes, PERSON)).code).toBe('USERNAME_TAKEN')
    expect((await invite(comes, 'anna', 'oiv')).code).toBe('UNKNOWN_PERSON')
    expect((await invite('x')).code).toBe('UNKNOWN_PERSON')
  })

  it('[RI67.2] has the account with its password then, and the rights from the first day on', async () => {
    const { text = '' } = await mailbox.arrived('anna@ente.it', /accesso/)
    const token = /\/password\/(\S+)/.exec(text)?.[1]
    await api.nobody.ask(SET, { token, password: GOOD })
    const anna = await api.signIn('anna', GOOD)
    expect(await anna.ask(ME)).toEqual({ me: { person: PERSON, roles: [] } })
    const none = { code: 'NO_ROLE' }
    expect(await anna.ask(DOORS)).toMatchObject({ plan: none, notices: none, sheetLives: none })
    expect(await enters(anna)).toBe('DAYS_ENDED')
    day = '2021-09-09'
    expect(await enters(anna)).toBe('DAYS_ENDED')
    day = '2021-09-10'
    expect(await enters(anna)).toBe('applied')
  })

  it('[RI63.2] moves with the first day, but not behind what they did since it, nor onto the days of who was before', async () => {
    expect((await asked(BEGIN, { id: comes, firstDay: '2021-09-11' })).code).toBe('HOLDER_ACTED')
    expect((await asked(BEGIN, { id: comes, firstDay: '2021-09-09' })).code).toBe('HOLDERS_OVERLAP')
    expect((await asked(BEGIN, { id: comes, firstDay: '9/9/2021' })).code).toBe('BAD_DAY')
    expect((await asked(REMOVE, { id: comes })).code).toBe('HOLDER_DID_ACT')
    await asked(END, { id: goes, lastDay: '2021-09-08' })
    const [, after] = holdersIn(await asked(BEGIN, { id: comes, firstDay: '2021-09-09' }))
    expect(after?.from).toBe('2021-09-09')
  })

  it('[RI67.3] is not invited, and nothing is told of the account, once the days are over', async () => {
    await asked(END, { id: comes, lastDay: '2021-09-10' })
    day = '2021-09-11'
    const now = holdersIn(await asked(PEOPLE))
    expect(now.map(({ account }) => account)).toEqual([null, null])
    expect((await invite(comes)).code).toBe('DAYS_ENDED')
    expect(holdersIn(await asked(PEOPLE))).toEqual(now)
  })

  it('[RI63.5] goes again where the hand-over is undone before the first day, also after choosing the password', async () => {
    const input = { person: 'oiv', name: null, username: null, from: '2021-09-20', to: null, handOver: true }
    const oiv = (given: Answer) => given.people.find(({ code }) => code === 'oiv')?.holders ?? []
    const next = oiv(await asked(ADD, { input }))[1]?.id ?? ''
    expect((await invite(next, 'berta', 'oiv')).code).toBe('EMAIL_TAKEN')
    const other = INVITE.replace('anna@ente.it', 'berta@ente.it')
    await asked(other, { holder: next, username: 'berta', person: 'oiv' })
    const { text = '' } = await mailbox.arrived('berta@ente.it', /accesso/)
    await api.nobody.ask(SET, { token: /\/password\/(\S+)/.exec(text)?.[1], password: GOOD })
    await api.signIn('berta', GOOD)
    expect(oiv(await asked(REMOVE, { id: next })).map(({ from, to }) => [from, to])).toEqual([[null, null]])
  })
})
