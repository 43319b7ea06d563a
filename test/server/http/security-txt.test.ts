import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../../server/src/app/settings'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'

describe('security.txt', () => {
  let api: Api
  const get = async (of: Api) => of.app.inject({ method: 'GET', url: '/.well-known/security.txt' })

  beforeAll(async () => {
    api = await startApi(await demoDatabase('sqlite'), {
      securityContact: 'mailto:sicurezza@ente.it',
      address: 'https://traguardo.ente.it',
    })
  })
  afterAll(() => api.close())

  it('names whom to tell, and holds for less than a year, as RFC 9116 asks', async () => {
    const answer = await get(api)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    const fields = Object.fromEntries(
      answer.body
        .trim()
        .split('\n')
        .map((line) => line.split(/: (.*)/) as [string, string]),
    )
    expect(fields).toMatchObject({
      Contact: 'mailto:sicurezza@ente.it',
      Canonical: 'https://traguardo.ente.it/.well-known/security.txt',
    })
    const days = (Date.parse(fields['Expires'] ?? '') - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(90)
    expect(days).toBeLessThan(365)
  })

  it('is not there where nobody was named', async () => {
    const other = await startApi(await demoDatabase('sqlite'))
    expect((await get(other)).statusCode).toBe(404)
    await other.close()
  })

  it('takes an address from the setting, and refuses what is none in words', () => {
    const read = (text?: string) => readSettings({ TRAGUARDO_SICUREZZA: text }, '/srv').securityContact
    expect(read()).toBeNull()
    expect(read('https://ente.it/sicurezza')).toBe('https://ente.it/sicurezza')
    expect(() => read('sicurezza@ente.it')).toThrow(/TRAGUARDO_SICUREZZA.*mailto:/)
  })
})
