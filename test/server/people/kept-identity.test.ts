import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { sealSecret } from '../../../server/src/identity/accounts/totp'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { DEMO_KEY } from '../../support/demo-data'

const CONFIRM =
  'mutation($code: String!) { answer: signInConfirm(code: $code) { __typename ... on Refusal { code } ... on Session { person } } }'
const NAME = 'po-promozione'
const MINUTES_10 = 600_000

describe('whom the identity provider knows, and who still owes a code', () => {
  const keyring = keyringOf(DEMO_KEY)
  const totp = new TOTP({ secret: new Secret() })
  const now = new Date().toISOString()
  let api: Api
  let orm: Orm
  beforeAll(async () => {
    const database = await demoDatabase('sqlite')
    api = await startApi(database, { clock: { now: () => now } })
    orm = await openOrm(database)
    await orm.em
      .fork()
      .execute('update "account" set "totp" = ? where "username" = ?', [sealSecret(keyring, totp.secret.base32), NAME])
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  async function confirm(changes: object, code = '000000', purpose = 'oidc-code') {
    const until = Date.parse(now) + MINUTES_10
    const kept = { username: NAME, subject: 'provider sub', provider: 'SPID', until, ...changes }
    const cookie = keyring.seal(purpose, JSON.stringify(kept))
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1' },
      cookies: { 'traguardo-codice': cookie },
      payload: { query: CONFIRM, variables: { code } },
    })
    const { answer } = response.json<{ data: { answer: { __typename: string; code?: string; person?: string } } }>()
      .data
    return { said: answer.code ?? answer.person, cookies: response.cookies }
  }
  const at = (milliseconds: number) => ({ until: Date.parse(now) + milliseconds })

  it('[RI20.6] is remembered for ten minutes, and not for a moment more', async () => {
    const ends = [MINUTES_10 + 1, MINUTES_10, 1, 0, -1]
    const said = []
    for (const end of ends) said.push((await confirm(at(end))).said)
    expect(said).toEqual(['SIGN_IN_EXPIRED', 'WRONG_CODE', 'WRONG_CODE', 'SIGN_IN_EXPIRED', 'SIGN_IN_EXPIRED'])
  })

  it('[RI20.6] is nobody where it was not sealed here for this, or is no account any more', async () => {
    expect((await confirm({}, '000000', 'oidc')).said).toBe('SIGN_IN_EXPIRED')
    expect((await confirm({ username: 'nessuno' })).said).toBe('SIGN_IN_EXPIRED')
    await orm.em.fork().execute(`update "account" set "disabled_at" = '2021' where "username" = ?`, [NAME])
    expect((await confirm({})).said).toBe('SIGN_IN_EXPIRED')
    await orm.em.fork().execute(`update "account" set "disabled_at" = null where "username" = ?`, [NAME])
    expect(await api.nobody.ask(CONFIRM, { code: '000000' })).toMatchObject({ answer: { code: 'SIGN_IN_EXPIRED' } })
  })

  it('[RI20.3] comes in with the code, is linked with it, and is remembered no more', async () => {
    const { said, cookies } = await confirm({}, totp.generate())
    expect(said).toBe(NAME)
    expect(cookies.find(({ name }) => name === 'traguardo-codice')).toMatchObject({ value: '', path: '/graphql' })
    expect(cookies.find(({ name }) => name === 'traguardo')?.value).toMatch(/^[\w-]{43}$/)
    expect(await orm.em.fork().execute('select "subject" from "account" where "username" = ?', [NAME])).toEqual([
      { subject: 'provider sub' },
    ])
  })
})
