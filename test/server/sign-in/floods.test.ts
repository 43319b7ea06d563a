import { describe, expect, it } from 'vitest'
import { FLOOD_LIMIT } from '../../../server/src/identity/accounts/guesses/floods'
import { startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

const LINK = `mutation($token: String!) {
  passwordSet(token: $token, password: "cavallo batteria graffetta") { ... on Refusal { code } } }`

describe.each(KINDS)('two servers on one %s', (kind) => {
  it('[RI53] count together what an address asks of an open door', async () => {
    const database = await demoDatabase(kind)
    const one = await startApi(database, { floodLimit: FLOOD_LIMIT })
    const other = await startApi(database, { floodLimit: FLOOD_LIMIT })
    const codes = await Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        const { passwordSet } = await (at % 2 === 0 ? one : other).nobody.ask<{ passwordSet: { code: string } }>(LINK, {
          token: 'the-same-token',
        })
        return passwordSet.code
      }),
    )
    expect(codes.filter((code) => code !== 'TOO_MANY_ATTEMPTS')).toEqual(
      Array.from({ length: FLOOD_LIMIT.perDoor }, () => 'LINK_EXPIRED'),
    )
    await one.close()
    await other.close()
  })
})
