import { describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { startApi } from '../../support/api'
import { freshDatabase, KINDS } from '../../support/databases'
import { anOperation, NOWHERE } from '../../support/sync'

const SYNC = 'mutation($push: PushInput!) { sync(push: $push) { __typename } }'
const push = {
  ...{ body: 'CCIAA-MS', node: 'phone', protocol: 4, at: NOWHERE },
  operations: [anOperation({ person: 'po-registro-imprese' })],
}
const ME = '{ me { person } }'

describe.each(KINDS)('a server on %s whose data another one brought to a newer schema', (kind) => {
  it('[RI58.2] is answered SERVER_OUTDATED, whatever is asked', async () => {
    const database = await freshDatabase(kind)
    const api = await startApi(database, { log: () => undefined })
    const { cookie } = await api.signIn('po-registro-imprese')
    const other = await openOrm(database)
    await other.em.execute(`insert into "mikro_orm_migrations" ("name") values ('999-of-tomorrow')`)
    const headers = { 'apollo-require-preflight': '1', cookie }
    for (const asked of [{ query: SYNC, variables: { push } }, { query: ME }]) {
      const { statusCode, body } = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload: asked })
      expect([statusCode, body.includes('SERVER_OUTDATED')]).toEqual([503, true])
    }
    await other.close(true)
    await api.close()
  })

  it('[RI58.1] begins no transaction there, whoever asks it and whatever it does by itself', async () => {
    const database = await freshDatabase(kind)
    const api = await startApi(database, { log: () => undefined })
    const person = await api.signIn('po-registro-imprese')
    const other = await openOrm(database)
    await other.em.execute(`insert into "mikro_orm_migrations" ("name") values ('999-of-tomorrow')`)
    const ask = async (query: string, variables = {}) => {
      const headers = { 'apollo-require-preflight': '1', cookie: person.cookie }
      const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } })
      const { errors } = response.json<{ errors?: readonly { extensions: { code: string } }[] }>()
      return { status: response.statusCode, code: errors?.[0]?.extensions.code }
    }
    // The first one comes to the database, and is turned away there; after it nobody gets so far.
    const outdated = { status: 503, code: 'SERVER_OUTDATED' }
    expect(await ask(SYNC, { push })).toEqual(outdated)
    api.statements()
    expect(await ask(ME)).toEqual(outdated)
    expect(api.statements()).toEqual([])
    expect((await api.app.inject({ url: '/salute' })).statusCode).toBe(200)
    await other.close(true)
    await api.close()
  })
})
