import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Database } from '../../../server/src/kernel/db/database'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, freshDatabase } from '../../support/databases'

const SETUP = `mutation($input: SetupInput!) { answer: setup(input: $input) { __typename
  ... on Refusal { code params } ... on Session { body bodyName person title username roles { role unit } positions { person body } } } }`
const NOW = '2021-09-05T08:00:00.000Z'
const input = {
  ...{ bodyCode: 'PROVA', bodyName: ' Ente di prova ', username: 'cdg', password: 'una frase lunga e mia' },
  title: ' Controllo ',
}

interface Answer {
  readonly answer: { readonly __typename: string; readonly code?: string; readonly params?: object }
}

describe('the first visit', () => {
  let database: Database
  let api: Api
  const begin = async () => {
    database = await freshDatabase('sqlite')
    api = await startApi(database, { demo: false, clock: { now: () => NOW } })
  }
  const again = () => api.close().then(begin)
  beforeAll(begin)
  afterAll(() => api.close())
  const setUp = async (changes: object = {}) =>
    (await api.nobody.ask<Answer>(SETUP, { input: { ...input, ...changes } })).answer
  async function rows<T extends object>(sql: string): Promise<readonly T[]> {
    const orm = await openOrm(database)
    const found = await orm.em.fork().execute<T[]>(sql)
    await orm.close(true)
    return found
  }

  it.each([
    [{ bodyCode: 'con spazi' }, 'BAD_NAME', { kind: 'body' }],
    [{ bodyCode: 'a'.repeat(65) }, 'BAD_NAME', { kind: 'body' }],
    [{ username: '.cdg' }, 'BAD_NAME', { kind: 'username' }],
    [{ bodyName: 'x'.repeat(201) }, 'BAD_TEXT', { kind: 'body', limit: 200 }],
    [{ title: '  ' }, 'BAD_TEXT', { kind: 'body', limit: 200 }],
    [{ title: 'due\nrighe' }, 'BAD_TEXT', { kind: 'body', limit: 200 }],
    [{ password: 'corta' }, 'PASSWORD_TOO_SHORT', { limit: 12 }],
    // What is easily guessed of this very body and person.
    [{ username: 'marrobbio7tessile', password: 'marrobbio7tessile' }, 'PASSWORD_TOO_WEAK', {}],
    [{ bodyName: 'marrobbio7tessile', password: 'marrobbio7tessile' }, 'PASSWORD_TOO_WEAK', {}],
    [{ title: 'marrobbio7tessile', password: 'marrobbio7tessile' }, 'PASSWORD_TOO_WEAK', {}],
  ])('[RI33] makes nothing of %j: %s', async (changes, code, params) => {
    expect(await setUp(changes)).toMatchObject({ code, params })
    expect(await rows('select * from "body"')).toEqual([])
    expect(await rows('select * from "account"')).toEqual([])
  })

  it('makes a body, its unit, its controller and whoever holds that, and is signed in as them', async () => {
    expect(await setUp()).toEqual({
      ...{ __typename: 'Session', body: 'PROVA', bodyName: 'Ente di prova', username: 'cdg' },
      ...{ person: 'controllo-gestione', title: 'Controllo', roles: [{ role: 'controller', unit: 'ENTE' }] },
      positions: [{ person: 'controllo-gestione', body: 'PROVA' }],
    })
    expect(await rows('select "code", "name" from "unit"')).toEqual([{ code: 'ENTE', name: 'Ente di prova' }])
    const [holder = expect.fail('none')] = await rows<{ id: string }>('select * from "holder"')
    expect(holder).toMatchObject({ account_username: 'cdg', valid_from: null, valid_to: null, name: null })
    expect(await rows(`select * from "record" where "action" = 'setup'`)).toMatchObject([
      {
        ...{ body: 'PROVA', person: 'controllo-gestione', holder: holder.id, at: NOW },
        ...{ about: '|people/controllo-gestione|', detail: JSON.stringify({ username: 'cdg' }) },
      },
    ])
    expect(await rows(`select "value" from "setting" where "name" = 'installation'`)).toEqual([{ value: 'real' }])
  })

  it('takes texts of two hundred characters, and a password that says nothing of them', async () => {
    await again()
    const answer = await setUp({ bodyName: 'x'.repeat(200), title: 'y'.repeat(200), password: 'marrobbio7tessile' })
    expect(answer.__typename).toBe('Session')
  })

  it('[RI14.1] [RI46] is made once, whoever comes at the same time, and before a password is judged', async () => {
    await again()
    const both = await Promise.all([setUp(), setUp({ bodyCode: 'ALTRO', username: 'altro' })])
    expect(both.map(({ __typename, code }) => code ?? __typename).sort()).toEqual(['ALREADY_SET_UP', 'Session'])
    expect(await setUp({ password: 'corta' })).toMatchObject({ code: 'ALREADY_SET_UP' })
    expect(await rows('select * from "body"')).toHaveLength(1)
  })

  it('is nobody’s in the demo', async () => {
    const demo = await startApi(await demoDatabase('sqlite'))
    expect(await demo.nobody.ask<Answer>(SETUP, { input })).toMatchObject({ answer: { code: 'DEMO' } })
    await demo.close()
  })

  it('[RI15.1] is asked ten times a minute at most from one address', async () => {
    const own = await startApi(await freshDatabase('sqlite'), {
      ...{ demo: false, clock: { now: () => NOW }, floodLimit: { perDoor: 2, perAddress: 60 } },
    })
    const ask = async () =>
      (await own.nobody.ask<Answer>(SETUP, { input: { ...input, password: 'corta' } })).answer.code
    expect([await ask(), await ask(), await ask()]).toEqual([
      ...['PASSWORD_TOO_SHORT', 'PASSWORD_TOO_SHORT', 'TOO_MANY_ATTEMPTS'],
    ])
    await own.close()
  })
})
