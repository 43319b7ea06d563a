import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DAY, fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, startApi } from '../../support/api'
import { freshDatabase } from '../../support/databases'
import { newSite, signInAt, startSite } from '../../support/sites'

/** In Rome another day has begun, in Greenwich not yet. */
const AFTER_MIDNIGHT = { now: () => '2026-07-01T22:30:00.000Z' }

describe('a site of a demo, half an hour after midnight', () => {
  let head: Api
  beforeAll(async () => {
    head = await startApi(await freshDatabase('sqlite'), { clock: fixedDayClock(DEMO_DAY, AFTER_MIDNIGHT) })
  })
  afterAll(() => head.close())

  it('[CA3] is on the day that was asked for, in winter too', () => {
    const winter = fixedDayClock('2021-01-20', { now: () => '2026-07-01T22:30:00.000Z' })
    expect(winter.now()).toBe('2021-01-19T23:30:00.000Z')
  })

  it('[SY51.9] lives on the day that it is in Rome at its head office, and is understood there', async () => {
    const url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    const credential = await newSite(await head.signIn('controllo-gestione'), { units: ['RI'], head: url })
    expect(credential.day).toBe(DEMO_DAY)
    const site = await startSite(credential, { clock: fixedDayClock(credential.day ?? '', AFTER_MIDNIGHT) })
    await signInAt(site, 'po-registro-imprese')
    await site.close()
  })
})
