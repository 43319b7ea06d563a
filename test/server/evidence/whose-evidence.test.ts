import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { findClaimed, findReadable, waitingEvidence } from '../../../server/src/evidence/find-evidence'
import type { FilePrincipal } from '../../../server/src/evidence/file-principal'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { demoDatabase } from '../../support/databases'
import { evidenceRows } from '../../support/evidence-rows'

const HASH = 'a'.repeat(64)
const ANNA: FilePrincipal = { body: 'B', scopes: new Set(['S1', 'S2']), via: '', persons: new Set(['anna']) }

describe('evidence in the registers of a body', () => {
  let orm: Orm
  beforeAll(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterAll(() => orm.close(true))
  const rows = () => evidenceRows(orm.em)
  beforeEach(() => rows().empty())
  const em = () => orm.em.fork()

  it('[SY66.3] that waits is counted, with the moment of the oldest', async () => {
    expect(await waitingEvidence(em(), 'B')).toEqual({ files: 0, oldest: null })
    await rows().register('r1', { complete: false, at: '2021-09-03T00:00:00.000Z' })
    await rows().register('r2', { complete: false, at: '2021-09-02T00:00:00.000Z' })
    await rows().register('here', { at: '2021-09-01T00:00:00.000Z' })
    await rows().register('taken-away', { complete: false, content: null, at: '2021-09-01T00:00:00.000Z' })
    await rows().register('elsewhere', { complete: false, body: 'C', at: '2021-09-01T00:00:00.000Z' })
    await rows().register('a-note', { complete: false, field: 'note', at: '2021-09-01T00:00:00.000Z' })
    expect(await waitingEvidence(em(), 'B')).toEqual({ files: 2, oldest: '2021-09-02T00:00:00.000Z' })
  })

  it('[SY41.1] is read through a complete register of the own body and scopes, and through no other', async () => {
    const found = async (sha256 = HASH) => (await findReadable(em(), ANNA, sha256))?.name ?? null
    await rows().register('on-its-way', { complete: false })
    await rows().register('elsewhere', { body: 'C' })
    await rows().register('not-theirs', { scope: 'S3' })
    await rows().register('taken-away', { content: null })
    expect(await found()).toBeNull()
    await rows().register('theirs', { scope: 'S2' })
    expect(await found()).toBe('theirs.pdf')
    expect(await found('b'.repeat(64))).toBeNull()
    await rows().register('odd', { field: 'evidence/%' })
    expect(await found('%')).toBeNull()
  })

  it('[SY40] [SY42.1] may be brought by whoever put it where it stands, and by nobody else', async () => {
    const claimed = async (reader: FilePrincipal = ANNA, size = 10) => {
      const found = await findClaimed(em(), reader, HASH, size)
      return found && [found.evidence.name, found.person]
    }
    await rows().register('r1')
    expect(await claimed()).toBeNull()
    await rows().claim('r1', { person: 'bruno' })
    await rows().claim('r1', { via: 'a-site' })
    await rows().claim('r1', { person: 'anna', body: 'C', register: 'of-c' })
    expect(await claimed()).toBeNull()
    await rows().claim('r1')
    expect(await claimed()).toEqual(['r1.pdf', 'anna'])
    expect(await claimed(ANNA, 11)).toBeNull()
    expect(await claimed({ ...ANNA, scopes: new Set(['S2']) })).toBeNull()
    expect(await claimed({ ...ANNA, body: 'D' })).toBeNull()
    expect(await claimed({ ...ANNA, persons: new Set() })).toBeNull()
    const site = { ...ANNA, via: 'a-site', persons: new Set(['anna', 'carla']) }
    expect(await claimed(site)).toEqual(['r1.pdf', 'anna'])
  })

  it('[SY40] of several the one is meant that was put first, and still stands with that size', async () => {
    const both = { ...ANNA, persons: new Set(['anna', 'bruno']) }
    const claimed = async (size = 10) => (await findClaimed(em(), both, HASH, size))?.evidence.name ?? null
    for (const [name, stamp] of [
      ['third', 3],
      ['first', 1],
      ['second', 2],
    ] as const) {
      await rows().register(name)
      await rows().claim(name, { stamp, person: name === 'second' ? 'bruno' : 'anna' })
    }
    expect(await claimed()).toBe('first.pdf')
    await rows().register('first', { content: null })
    expect(await claimed()).toBe('second.pdf')
    await rows().register('second', { size: 11 })
    expect(await claimed()).toBe('third.pdf')
    expect(await claimed(11)).toBe('second.pdf')
  })
})
