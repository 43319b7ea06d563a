import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { VERSION } from '../../../server/src/kernel/runtime/version'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

const NOW = '2021-09-05T08:00:00.000Z'
const SG = 'segretario-generale'
const SWITCH = `mutation($to: String!) { answer: bodySwitch(to: $to) {
  ... on Session { body person positions { body person } now } ... on Refusal { code params } } }`
const ME = '{ answer: me { body person deviceKey } }'

interface Me {
  readonly body: string
  readonly person: string
  readonly deviceKey: string
}

describe.each(KINDS)('a session in one of several bodies, on %s', (kind) => {
  let api: Api
  let orm: Orm
  beforeEach(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database, { clock: { now: () => NOW } })
    orm = await openOrm(database)
  })
  afterEach(async () => {
    await orm.close(true)
    await api.close()
  })
  const change = async (who: Caller, to: string) => (await who.ask<{ answer: object }>(SWITCH, { to })).answer
  const me = async (who: Caller) => (await who.ask<{ answer: Me | null }>(ME)).answer

  it('[RI23.1] goes on in the position of another body, alone, and the next one of the account begins there', async () => {
    const [own, there, other] = [await api.signIn(SG), await api.signIn(SG), await api.signIn('oiv')]
    const positions = [
      { body: 'CCIAA-MS', person: SG },
      { body: 'ISR', person: 'direttore' },
    ]
    expect(await change(own, 'ISR')).toEqual({ body: 'ISR', person: 'direttore', positions, now: NOW })
    expect([await me(own), await me(there), await me(other)]).toMatchObject([
      ...[{ body: 'ISR', person: 'direttore' }, { body: 'CCIAA-MS', person: SG }, { person: 'oiv' }],
    ])
    const last = await orm.em
      .fork()
      .execute<{ username: string; code: string }[]>(
        `select a."username", p."code" from "account" a join "person" p on p."id" = a."last_person" order by a."username"`,
      )
    expect(last.filter(({ username }) => [SG, 'oiv'].includes(username))).toEqual([
      { username: 'oiv', code: 'oiv' },
      { username: SG, code: 'direttore' },
    ])
    expect(await me(await api.signIn(SG))).toMatchObject({ body: 'ISR' })
    await change(own, 'CCIAA-MS')
    expect(await me(await api.signIn(SG))).toMatchObject({ body: 'CCIAA-MS' })
  })

  it('[RI23.1] stays where it is where the account has no position', async () => {
    const own = await api.signIn('oiv')
    for (const body of ['ISR', 'NESSUNO'])
      expect(await change(own, body)).toEqual({ code: 'NO_POSITION_THERE', params: { body } })
    expect(await me(own)).toMatchObject({ body: 'CCIAA-MS', person: 'oiv' })
  })

  it('has a key for what its device keeps: the same for one position of one account, and no other', async () => {
    const keyOf = async (who: Caller) => (await me(who))?.deviceKey
    const own = await api.signIn(SG)
    const [here, again] = [await keyOf(own), await keyOf(await api.signIn(SG))]
    await change(own, 'ISR')
    const keys = [here, await keyOf(own), await keyOf(await api.signIn('oiv'))]
    expect(again).toBe(here)
    expect(new Set(keys).size).toBe(3)
    expect(keys.every((key) => key?.length)).toBe(true)
  })

  it('[SY45.1] leaves nothing in the cache of the browser, nor a cookie, when it ends', async () => {
    const own = await api.signIn(SG)
    const ended = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', cookie: own.cookie },
      payload: { query: 'mutation { signOut }' },
    })
    expect(ended.json()).toEqual({ data: { signOut: true } })
    expect(ended.headers['clear-site-data']).toBe('"cache"')
    expect(ended.cookies).toMatchObject([{ name: 'traguardo', value: '', path: '/' }])
    expect(await me(own)).toBeNull()
  })

  it('is told by the door what installation it is', async () => {
    const asked = `{ answer: status { version demo now needsSetup site canReset oidc demoPassword } }`
    expect(await api.nobody.ask(asked)).toEqual({
      answer: {
        ...{ version: VERSION, demo: true, now: NOW, needsSetup: false, site: null, canReset: false, oidc: null },
        demoPassword: 'Traguardo-2021',
      },
    })
    expect(await me(api.nobody)).toBeNull()
  })
})
