import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { LeaseLocker } from '../../../server/src/evidence/upload/upload-lock'
import { freshDatabase, KINDS } from '../../support/databases'

const forEver = () => new AbortController().signal

describe.each(KINDS)('the lease of an upload on %s', (kind) => {
  const open: Orm[] = []
  afterEach(async () => {
    vi.useRealTimers()
    for (const orm of open.splice(0)) await orm.close(true)
  })
  /** Two servers on one database. */
  async function two() {
    const database = await freshDatabase(kind)
    for (let at = 0; at < 2; at++) open.push(await openDatabase(database))
    return open.map((orm) => new LeaseLocker(orm.em)) as [LeaseLocker, LeaseLocker]
  }

  it('[SY87.2] is one server’s at a time: who waits is heard, and has it when the other lets go', async () => {
    const [here, there] = await two()
    const told: string[] = []
    const first = here.newLock('a/b')
    await first.lock(forEver(), () => {
      told.push('wanted')
      void first.unlock()
    })
    expect(await there.held()).toEqual(new Set(['a/b']))
    const second = there.newLock('a/b')
    await second.lock(forEver(), () => {})
    told.push('taken')
    expect([...new Set(told)]).toEqual(['wanted', 'taken'])
    await second.unlock()
    expect(await here.held()).toEqual(new Set())
  })

  it('[SY87.1] is nobody’s business for another upload, and of many who ask at once one has it at a time', async () => {
    const [here, there] = await two()
    const other = here.newLock('a/c')
    await other.lock(forEver(), () => {})
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, (inside += 1))
      await pause(20)
      inside -= 1
    }
    await Promise.all([here, there, here, there].map((locker) => locker.alone('a/b', work)))
    expect([most, inside]).toEqual([1, 0])
    await other.unlock()
  })

  it('[SY87.4] whoever is not let in while the other will not let go is told so', async () => {
    const [here, there] = await two()
    const first = here.newLock('a/b')
    await first.lock(forEver(), () => {})
    const gone = new AbortController()
    gone.abort()
    await expect(there.newLock('a/b').lock(gone.signal, () => {})).rejects.toMatchObject({ status_code: 423 })
    await first.unlock()
  })

  it('[SY87.5] is renewed as long as it is held, and who lost it is told', async () => {
    const [here, there] = await two()
    const lost: string[] = []
    const first = here.newLock('a/b')
    await first.lock(forEver(), () => void lost.push('lost'))
    const [{ em }] = open as [Orm, Orm]
    const untilOf = async () =>
      (await em.fork().execute<{ until: string }[]>('select "until" from "upload_lease"'))[0]?.until
    const begun = await untilOf()
    await vi.waitFor(async () => expect(await untilOf()).not.toBe(begun), { timeout: 20_000, interval: 200 })
    expect(lost).toEqual([])
    // As a server that hung for long finds it.
    await em.fork().execute(`update "upload_lease" set "until" = '2020-01-01T00:00:00.000Z'`)
    const second = there.newLock('a/b')
    await second.lock(forEver(), () => {})
    await vi.waitFor(() => expect(lost).toContain('lost'), { timeout: 10_000 })
    await first.unlock()
    expect(await there.held()).toEqual(new Set(['a/b']))
    await second.unlock()
  })

  it('[SY87.5] stays whose it is while the database cannot be asked, for as long as it lasts', async () => {
    const [here] = await two()
    const [{ em }] = open as [Orm, Orm]
    const lost: string[] = []
    vi.useFakeTimers({ toFake: ['performance'] })
    const held = here.newLock('a/b')
    await held.lock(forEver(), () => void lost.push('lost'))
    await em.fork().execute('alter table "upload_lease" rename to "away"')
    vi.advanceTimersByTime(14_999)
    await pause(700)
    expect(lost).toEqual([])
    vi.advanceTimersByTime(1)
    await vi.waitFor(() => expect(lost).toEqual(['lost']), { timeout: 10_000 })
    // Nobody asks for it any more.
    await em.fork().execute('alter table "away" rename to "upload_lease"')
    await held.unlock()
    expect(await here.held()).toEqual(new Set())
  })
})
