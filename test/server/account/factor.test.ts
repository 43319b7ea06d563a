import { TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { recoveryHash } from '../../../server/src/identity/accounts/factor/recovery'
import { NO_PASSWORD } from '../../../server/src/identity/accounts/passwords'
import { newSecret, timeStepOf, uriOf } from '../../../server/src/identity/accounts/totp'
import { DEMO_PASSWORD } from '../../../server/src/identity/sessions/demo-accounts'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'

describe('a secret of a second factor', () => {
  const secret = newSecret()
  const NOW = Date.parse('2021-09-05T08:00:10.000Z')
  const codeAt = (seconds: number) => new TOTP({ secret }).generate({ timestamp: NOW + seconds * 1000 })
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
  afterEach(() => void vi.useRealTimers())

  it('is read by an app under the name of the program and of the account', () => {
    const { protocol, host, pathname, searchParams } = new URL(uriOf('anna.b', secret))
    expect([protocol, host, pathname]).toEqual(['otpauth:', 'totp', '/Traguardo:anna.b'])
    expect(searchParams.get('issuer')).toBe('Traguardo')
    expect(searchParams.get('secret')).toBe(secret)
  })

  it('[RI25.2] has a code of this half minute and one of each beside it, however they are typed', () => {
    const now = Math.floor(NOW / 30_000)
    const steps = [-60, -30, 0, 30, 60].map((seconds) => timeStepOf('anna', secret, codeAt(seconds)))
    expect(steps).toEqual([null, now - 1, now, now + 1, null])
    expect(timeStepOf('anna', secret, ` ${codeAt(0).replace(/^(...)/, '$1 ')} `)).toBe(now)
  })
})

it('[RI25.3] a code that stands in for a factor is read as it was meant, of its own account alone', () => {
  const kept = recoveryHash('anna', '0011-ABCD-EFGH-JKMN')
  for (const typed of ['0011ABCDEFGHJKMN', ' 0011-abcd efgh-jkmn ', 'oOiL-ABCD-EFGH-JKMN', 'O0lI-ABCD-EFGH-JKMN'])
    expect([typed, recoveryHash('anna', typed)]).toEqual([typed, kept])
  expect(recoveryHash('bruno', '0011-ABCD-EFGH-JKMN')).not.toBe(kept)
  expect(recoveryHash('anna', '0011-ABCD-EFGH-JKMP')).not.toBe(kept)
})

describe('the second factor of one’s own account', () => {
  let api: Api
  let orm: Orm
  let passed = 0
  beforeAll(async () => {
    const database = await demoDatabase('sqlite')
    orm = await openOrm(database)
    const now = () => new Date(Date.parse('2021-09-05T08:00:00.000Z') + passed).toISOString()
    api = await startApi(database, { clock: { now } })
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })
  const REFUSED = '... on Refusal { code params }'
  const answer = async (who: Caller, asked: string, variables: Record<string, unknown> = {}) =>
    Object.values(await who.ask(asked, variables))[0] as Readonly<Record<string, unknown>>
  const acts = (who: Caller) => ({
    begin: (password: string | null = null) =>
      answer(
        who,
        `mutation($password: String) { totpBegin(password: $password) { ... on TotpOffer { secret } ${REFUSED} } }`,
        { password },
      ),
    confirm: (code: string) =>
      answer(
        who,
        `mutation($code: String!) { totpConfirm(code: $code) { ... on RecoveryCodes { codes } ${REFUSED} } }`,
        { code },
      ),
    renew: (password = '') =>
      answer(
        who,
        `mutation($password: String!) { recoveryRenew(password: $password) { ... on RecoveryCodes { codes } ${REFUSED} } }`,
        { password },
      ),
    end: (password = '') =>
      answer(who, `mutation($password: String!) { totpEnd(password: $password) { ... on Done { done } ${REFUSED} } }`, {
        password,
      }),
  })
  const codeOf = (offer: Readonly<Record<string, unknown>>) =>
    new TOTP({ secret: String(offer['secret']) }).generate({ timestamp: Date.now() })
  const told = async (person: string) =>
    (
      await orm.em
        .fork()
        .execute<{ told: string }[]>(
          `select "body" || ' ' || "action" as "told" from "record" where "person" = ? and "outcome" = 'done' and ("action" like 'totp%' or "action" like 'recovery%') order by "body", "seq"`,
          [person],
        )
    ).map(({ told: one }) => one)

  it('[RI25.1] is switched on with the password, once, and what is asked at the wrong time says why not', async () => {
    const { begin, confirm, renew, end } = acts(await api.signIn('organi'))
    const wrong = { code: 'WRONG_CREDENTIALS', params: { kind: 'password' } }
    expect(await confirm('123456')).toEqual({ code: 'TOTP_NOT_BEGUN', params: {} })
    expect(await renew(DEMO_PASSWORD)).toEqual({ code: 'TOTP_NOT_ON', params: { kind: 'own' } })
    expect([await begin(), await begin('no')]).toEqual([wrong, wrong])
    const offer = await begin(DEMO_PASSWORD)
    expect(await confirm('')).toEqual({ code: 'WRONG_CODE', params: { kind: 'clock' } })
    expect((await confirm(codeOf(offer)))['codes']).toHaveLength(10)
    expect(await begin(DEMO_PASSWORD)).toEqual({ code: 'TOTP_ON', params: {} })
    expect([await renew('no'), await end('no')]).toEqual([wrong, wrong])
    expect((await renew(DEMO_PASSWORD))['codes']).toHaveLength(10)
    expect(await end(DEMO_PASSWORD)).toEqual({ done: true })
    expect(await told('organi')).toEqual(['CCIAA-MS totp.on', 'CCIAA-MS recovery.renew', 'CCIAA-MS totp.off'])
  })

  it('[RI21.4] is told in every body in which the account acts, and other codes in the one in which they were asked for', async () => {
    const { begin, confirm, renew, end } = acts(await api.signIn('segretario-generale'))
    await confirm(codeOf(await begin(DEMO_PASSWORD)))
    await renew(DEMO_PASSWORD)
    await end(DEMO_PASSWORD)
    const here = ['CCIAA-MS totp.on', 'CCIAA-MS recovery.renew', 'CCIAA-MS totp.off']
    expect(await told('segretario-generale')).toEqual(here)
    expect(await told('direttore')).toEqual(['ISR totp.on', 'ISR totp.off'])
    const rows = await orm.em
      .fork()
      .execute<{ kind: string }[]>(
        `select "kind" from "notice" where "person" = 'direttore' and "kind" like 'account.totp%' order by "kind"`,
      )
    expect(rows.map(({ kind }) => kind)).toEqual(['account.totp-off', 'account.totp-on'])
  })

  it('[RI25.1] of an account that never chose a password asks to have signed in just now', async () => {
    const { begin, confirm, renew, end } = acts(await api.signIn('oiv'))
    await orm.em.fork().execute(`update "account" set "hash" = ? where "username" = 'oiv'`, [NO_PASSWORD])
    const confirmed = await confirm(codeOf(await begin()))
    expect(confirmed['codes']).toHaveLength(10)
    passed += 10 * 60_000
    const needed = { code: 'CONFIRM_NEEDED' }
    expect([await renew(DEMO_PASSWORD), await end(DEMO_PASSWORD)]).toMatchObject([needed, needed])
    passed -= 1
    expect((await renew())['codes']).toHaveLength(10)
    expect(await end()).toEqual({ done: true })
    passed += 1
    expect(await begin()).toMatchObject(needed)
  })

  it('[RI26.1] shows once more who it is, as the password does: by a code of the app, or by one that stands in for it', async () => {
    const own = await api.signIn('po-promozione')
    const { begin, confirm } = acts(own)
    const offer = await begin(DEMO_PASSWORD)
    const codes = (await confirm(codeOf(offer)))['codes'] as readonly string[]
    const shows = (said: { readonly password?: string; readonly code?: string }) =>
      answer(
        own,
        `mutation($password: String, $code: String) { sessionConfirm(password: $password, code: $code) { ... on Done { done } ${REFUSED} } }`,
        said,
      )
    const shown = async () => {
      const rows = await orm.em
        .fork()
        .execute<{ at: string }[]>(
          `select "confirmed_at" as "at" from "session" where "account_username" = 'po-promozione'`,
        )
      return rows.map(({ at }) => at)
    }
    const [begun] = await shown()
    passed += 20 * 60_000
    const wrong = { code: 'WRONG_CODE', params: { kind: 'used' } }
    expect(await shows({ code: '000000' })).toEqual(wrong)
    // The one that switched it on was used.
    expect(await shows({ code: codeOf(offer) })).toEqual(wrong)
    expect(await shows({})).toEqual({ code: 'WRONG_CREDENTIALS', params: { kind: 'password' } })
    expect(await shows({ password: 'no' })).toEqual({ code: 'WRONG_CREDENTIALS', params: { kind: 'password' } })
    expect(await shown()).toEqual([begun])
    const done = { done: true }
    expect(await shows({ code: codes[0] ?? '' })).toEqual(done)
    const [again] = await shown()
    expect(Date.parse(again ?? '') - Date.parse(begun ?? '')).toBe(20 * 60_000)
    expect(await shows({ code: codes[0] ?? '' })).toEqual(wrong)
    expect(await shows({ password: DEMO_PASSWORD })).toEqual(done)
  })
})
