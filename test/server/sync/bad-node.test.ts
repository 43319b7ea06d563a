import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { aPush } from '../../support/push'

describe.each(KINDS)('a push on %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
  })
  afterAll(() => api.close())

  it('from a node whose name no database takes is refused in words', async () => {
    const head = await api.signIn('po-registro-imprese')
    const [query, { push }] = aPush([])
    const { sync } = await head.ask<{ sync: { code: string } }>(query, { push: { ...push, node: 'a\0b' } })
    expect(sync.code).toBe('BAD_TEXT')
  })
})
