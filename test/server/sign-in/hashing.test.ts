import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword, isCrowded } from '../../../server/src/identity/accounts/hashing'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'

const hashes = (count: number) => Array.from({ length: count }, () => hashPassword('cavallo'))

describe('passwords that are hashed', () => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(await demoDatabase('sqlite'))
  })
  afterAll(() => api.close())

  const signIn = async () =>
    (
      await api.nobody.ask<{ signIn: { code: string } }>(
        'mutation { signIn(username: "oiv", password: "sbagliata") { ... on Refusal { code } } }',
      )
    ).signIn.code

  it('[RI14.3] are two at a time: the others wait', async () => {
    const begun = hashes(2 + 23)
    expect(isCrowded()).toBe(false)
    const last = hashes(1)
    expect(isCrowded()).toBe(true)
    await Promise.all([...begun, ...last])
    expect(isCrowded()).toBe(false)
  })

  it('[RI14.4] are 24 that wait at most: whoever comes then is told to come again', async () => {
    expect(await signIn()).toBe('WRONG_CREDENTIALS')
    const all = hashes(40)
    expect(await signIn()).toBe('TOO_BUSY')
    await Promise.all(all)
    expect(await signIn()).toBe('WRONG_CREDENTIALS')
  })
})
