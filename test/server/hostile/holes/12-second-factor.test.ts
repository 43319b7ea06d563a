import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const PASSWORD = 'Traguardo-2021'
const MINUTE = 60_000

type Answer = Readonly<Record<string, unknown>> | null

/** A client that speaks HTTP by itself: what is not in the schema is answered with null. */
const caller = (api: Api, cookie: string) => {
  const post = (query: string, variables: object = {}) =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', ...(cookie ? { cookie } : {}) },
      payload: { query, variables },
    })
  return async (query: string, variables: object = {}): Promise<Answer> => {
    const { data } = (await post(query, variables)).json<{ data?: Record<string, Answer> }>()
    return Object.values(data ?? {})[0] ?? null
  }
}

describe.each(KINDS)('hole 12: the second factor, on %s', (kind) => {
  let api: Api
  let passed = 0
  let orm: Orm
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    orm = await openOrm(database)
    // The clock of the server runs ahead by what has passed in the test.
    api = await startApi(database, {
      clock: { now: () => new Date(Date.parse('2021-09-05T08:00:00.000Z') + passed).toISOString() },
    })
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  const enter = async (username: string) => caller(api, (await api.signIn(username)).cookie)
  const nobody = () => caller(api, '')
  const signIn = async (username: string, code?: string) =>
    nobody()(
      `mutation($username: String!, $code: String) {
        signIn(username: $username, password: "${PASSWORD}", code: $code) { __typename ... on Refusal { code } } }`,
      { username, code },
    )
  /** As the present server wants it, or as an earlier one did. */
  const begin = async (ask: Awaited<ReturnType<typeof enter>>, password: string) => {
    const offer = 'totpBegin { ... on TotpOffer { secret } ... on Refusal { code } }'
    const withPassword = offer.replace('totpBegin', 'totpBegin(password: $password)')
    return (
      (await ask(`mutation($password: String) { ${withPassword} }`, { password })) ??
      (await ask(`mutation { ${offer} }`))
    )
  }
  const confirm = async (ask: Awaited<ReturnType<typeof enter>>, code: string) =>
    (await ask(
      'mutation($code: String!) { totpConfirm(code: $code) { __typename ... on RecoveryCodes { codes } ... on Refusal { code } } }',
      { code },
    )) ?? (await ask('mutation($code: String!) { totpConfirm(code: $code) { __typename } }', { code }))
  const codeAt = (secret: unknown, seconds = 0) =>
    new TOTP({ secret: String(secret) }).generate({ timestamp: Date.now() + seconds * 1000 })
  const totpOf = async (ask: Awaited<ReturnType<typeof enter>>) =>
    (await ask('{ mySettings { ... on OwnSettings { totp } } }'))?.totp

  it('[RI25.1] is not switched on by who only has the session', async () => {
    const ask = await enter('po-promozione')
    expect(await begin(ask, 'un’altra password')).toEqual({ code: 'WRONG_CREDENTIALS' })
    expect(await totpOf(ask)).toBe(false)
    expect(await begin(ask, PASSWORD)).toEqual({ secret: expect.any(String) as string })
  })

  it('[RI25.2] the code that confirmed it signs nobody in', async () => {
    const ask = await enter('po-regolazione')
    const offer = await begin(ask, PASSWORD)
    const code = codeAt(offer?.secret)
    await confirm(ask, code)
    expect(await totpOf(ask)).toBe(true)
    expect(await signIn('po-regolazione', code)).toMatchObject({ code: 'WRONG_CODE' })
    // The next one is taken, once.
    const next = codeAt(offer?.secret, 30)
    expect(await signIn('po-regolazione', next)).toEqual({ __typename: 'Session' })
    expect(await signIn('po-regolazione', next)).toMatchObject({ code: 'WRONG_CODE' })
  })

  it('[RI25.3] has codes that stand in for it, each once', async () => {
    const ask = await enter('oiv')
    const offer = await begin(ask, PASSWORD)
    const confirmed = await confirm(ask, codeAt(offer?.secret))
    expect(confirmed).toMatchObject({ codes: expect.arrayContaining([expect.any(String)]) as unknown })
    const codes = confirmed?.codes as readonly string[]
    expect(codes).toHaveLength(10)
    expect(await signIn('oiv', codes[3])).toEqual({ __typename: 'Session' })
    expect(await signIn('oiv', codes[3])).toMatchObject({ code: 'WRONG_CODE' })
    expect(await signIn('oiv', codes[4])).toEqual({ __typename: 'Session' })
    // Another's code is nobody else's.
    expect(await signIn('po-regolazione', codes[5])).toMatchObject({ code: 'WRONG_CODE' })
  })

  it('[RI25.4] has codes that are kept as hashes', async () => {
    const ask = await enter('segretario-generale')
    const offer = await begin(ask, PASSWORD)
    const codes = (await confirm(ask, codeAt(offer?.secret)))?.codes as readonly string[]
    const rows = await orm.em
      .fork()
      .execute<{ hash: string }[]>(`select * from "recovery_code" where "account_username" = 'segretario-generale'`)
    expect([codes.length, rows.length]).toEqual([10, 10])
    const bare = (text: string) => text.toLowerCase().replaceAll(/[^0-9a-z]/g, '')
    expect(codes.filter((code) => bare(JSON.stringify(rows)).includes(bare(code)))).toEqual([])
  })

  it('[RI25.5] a lost one is switched off by the controller, with a reason that stands in the record', async () => {
    const controller = await enter('controllo-gestione')
    const END = `mutation($username: String!, $reason: String!) {
      factorEnd(username: $username, reason: $reason) { __typename ... on Refusal { code } } }`
    const end = async (ask: typeof controller, username: string, reason: string) => ask(END, { username, reason })
    expect(await end(await enter('organi'), 'oiv', 'curiosità')).toMatchObject({ code: 'NOT_CONTROLLER' })
    expect(await end(await enter('controllo-gestione.isr'), 'oiv', 'curiosità')).toMatchObject({
      code: 'UNKNOWN_ACCOUNT',
    })
    expect(await end(controller, 'oiv', ' ')).toMatchObject({ code: 'REASON_MISSING' })
    expect(await end(controller, 'organi', 'perso')).toMatchObject({ code: 'TOTP_NOT_ON' })
    expect(await signIn('oiv')).toMatchObject({ code: 'CODE_NEEDED' })
    expect(await end(controller, 'oiv', 'Telefono perso in trasferta')).toEqual({ __typename: 'Staff' })
    expect(await signIn('oiv')).toEqual({ __typename: 'Session' })
    const record = await controller(
      '{ record(body: "CCIAA-MS", about: "people/oiv") { ... on RecordPage { entries { action person detail } } } }',
    )
    expect(record?.entries).toContainEqual({
      action: 'totp.lost',
      person: 'controllo-gestione',
      detail: { username: 'oiv', reason: 'Telefono perso in trasferta' },
    })
  })

  it('[RI26.1] accounts and whole exports ask once more who it is, after ten minutes', async () => {
    const { cookie } = await api.signIn('controllo-gestione')
    const ask = caller(api, cookie)
    const INVITE = `mutation { accountInvite(person: "organi", username: "organi", email: "o@ente.it") {
      __typename ... on Refusal { code } } }`
    const EXPORT = '{ planExport(body: "CCIAA-MS", year: 2021) { __typename ... on Refusal { code } } }'
    const record = async () =>
      (await api.app.inject({ method: 'GET', url: '/registro.jsonl', headers: { cookie } })).statusCode
    expect(await ask(INVITE)).toEqual({ __typename: 'Invitation' })
    expect(await ask(EXPORT)).toEqual({ __typename: 'PlanExport' })
    expect(await record()).toBe(200)
    const PEOPLE = `{ people(body: "CCIAA-MS") { ... on Staff { people { code account { username email } } } } }`
    const before = await ask(PEOPLE)
    passed += 11 * MINUTE
    expect(await ask(INVITE.replace('o@ente.it', 'ladro@altrove.it'))).toMatchObject({ code: 'CONFIRM_NEEDED' })
    expect(await ask(EXPORT)).toMatchObject({ code: 'CONFIRM_NEEDED' })
    expect(await record()).toBe(403)
    expect(await ask(PEOPLE)).toEqual(before)
    const CONFIRM =
      'mutation($password: String) { sessionConfirm(password: $password) { __typename ... on Refusal { code } } }'
    expect(await ask(CONFIRM, { password: 'non la so' })).toMatchObject({ code: 'WRONG_CREDENTIALS' })
    expect(await ask(EXPORT)).toMatchObject({ code: 'CONFIRM_NEEDED' })
    expect(await ask(CONFIRM, { password: PASSWORD })).toEqual({ __typename: 'Done' })
    expect(await ask(EXPORT)).toEqual({ __typename: 'PlanExport' })
    expect(await record()).toBe(200)
  })
})
