import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { LATE, type Operation, registerId, type Verdict } from '@traguardo/shared/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { openFolderStore } from '../../../server/src/evidence/storage/folder-store'
import type { Orm } from '../../../server/src/kernel/db/orm'
import type { EvidenceStore } from '../../../server/src/sync/evidence/evidence-store'
import { claimEvidence, evidenceOfPush } from '../../../server/src/sync/rules-of-push'
import { demoDatabase } from '../../support/databases'
import { evidenceRows } from '../../support/evidence-rows'
import { aKey, anOperation } from '../../support/sync'

const HASH = 'a'.repeat(64)

describe('evidence that a push names', () => {
  let orm: Orm
  let folder: string
  let store: EvidenceStore
  beforeAll(async () => {
    orm = await openOrm(await demoDatabase('sqlite'))
    folder = mkdtempSync(join(tmpdir(), 'prove-'))
    store = await openFolderStore(folder)
    const path = join(folder, 'aa', HASH)
    await mkdir(dirname(path))
    await writeFile(path, '0123456789')
  })
  afterAll(async () => {
    await orm.close(true)
    rmSync(folder, { recursive: true, force: true })
  })
  const rows = () => evidenceRows(orm.em)
  beforeEach(() => rows().empty())

  function named(changes: Partial<Operation> = {}, size = 10): Operation {
    const { key: of = aKey } = changes
    const key = { ...of, field: `evidence/${HASH}` as const }
    const content = { type: 'evidence', sha256: HASH, size, mime: 'application/pdf', name: 'a.pdf' } as const
    return anOperation({ content, ...changes, key, register: registerId(key) })
  }
  const rules = (operations: readonly Operation[], via = '', of: EvidenceStore | null = store) =>
    evidenceOfPush({ em: orm.em.fork(), store: of }, { body: 'B', via }, operations)
  const brought = async (operation = named(), via = '', of: EvidenceStore | null = store) =>
    (await rules([operation], via, of)).brought(operation)

  it('[SY40] counts at once where its author brought the very bytes before, by the same way', async () => {
    expect(await brought()).toBe(false)
    await rows().owner(HASH)
    expect(await brought()).toBe(false)
    await rows().files([HASH], 10)
    expect(await brought()).toBe(true)
    expect(await brought(named({ person: 'bruno' }))).toBe(false)
    expect(await brought(named(), 'a-site')).toBe(false)
    expect(await brought(named({}, 11))).toBe(false)
    expect(await brought(named(), '', null)).toBe(false)
    await rows().files([HASH], 11)
    expect(await brought(named({}, 11))).toBe(false)
  })

  it('[SY40] or where somebody did who put it into the same register', async () => {
    await rows().files([HASH], 10)
    await rows().owner(HASH, { person: 'carla' })
    const operation = named({ person: 'bruno' })
    await rows().claim(operation.register, { person: 'carla', sha256: 'b'.repeat(64) })
    expect(await brought(operation)).toBe(false)
    await rows().claim('another', { person: 'carla' })
    expect(await brought(operation)).toBe(false)
    await rows().claim(operation.register, { person: 'carla' })
    expect(await brought(operation)).toBe(true)
    expect((await rules([operation])).brought(named({ person: 'bruno', content: 'una nota' }))).toBe(false)
  })

  it('[SY88.2] is not here where storage does not answer; what else goes wrong is told', async () => {
    await rows().files([HASH], 10)
    await rows().owner(HASH)
    const failing = (error: Error): EvidenceStore => ({
      ...store,
      uploads: store.uploads,
      sizeOf: () => Promise.reject(error),
    })
    const down = Object.assign(new Error('silent'), { code: 'STORAGE_DOWN' })
    expect(await brought(named(), '', failing(down))).toBe(false)
    await expect(brought(named(), '', failing(new Error('A bug')))).rejects.toThrow('A bug')
  })

  it('[SY44.1] knows what stands in the same cell, and in no other', async () => {
    const cell = { measure: aKey.measure, unit: aKey.unit, year: aKey.year, period: aKey.period }
    const put = (id: string, changes: object = {}) =>
      orm.em
        .fork()
        .execute('update "register" set "measure" = ?, "unit" = ?, "year" = ?, "period" = ? where "id" = ?', [
          ...Object.values({ ...cell, ...changes }),
          id,
        ])
    for (const id of ['r1', 'r2', 'year', 'period', 'unit', 'measure']) await rows().register(id)
    await rows().register('gone', { content: null })
    await rows().register('note', { field: 'note' })
    await rows().register('elsewhere', { body: 'C' })
    for (const id of ['r1', 'r2', 'gone', 'note', 'elsewhere']) await put(id)
    await put('year', { year: 2020 })
    await put('period', { period: 3 })
    await put('unit', { unit: 'U2' })
    await put('measure', { measure: 'M2' })
    const { evidenceIn } = await rules([named(), named({ key: { ...aKey, period: 1 } })])
    expect([...evidenceIn(aKey)].sort()).toEqual(['r1', 'r2'])
    expect(evidenceIn({ ...aKey, period: 1 })).toEqual([])
  })

  it('[SY9.7] asks the database nothing where none is named', async () => {
    const none = await evidenceOfPush({ em: null as never, store }, { body: 'B', via: '' }, [anOperation({})])
    expect([none.brought(named()), none.evidenceIn(aKey)]).toEqual([false, []])
  })

  it('[SY40] is claimed by who named it, where that was taken or waits for a manager', async () => {
    const said = async (verdict: object | null, changes: Partial<Operation> = {}) => {
      await orm.em.fork().execute('delete from "evidence_claim"')
      const operation = named(changes)
      const all = verdict === null ? [] : [{ operation: operation.id, stamp: 7, ...verdict } as unknown as Verdict]
      await claimEvidence({ em: orm.em.fork(), store }, { body: 'B', via: 'v' }, [operation], all)
      return orm.em.fork().execute<object[]>('select * from "evidence_claim"')
    }
    const { register } = named()
    const claim = { register, person: 'anna', via: 'v', body: 'B', sha256: HASH, stamp: 7 }
    expect(await said({ type: 'applied' })).toEqual([claim])
    expect(await said({ type: 'merged' })).toEqual([claim])
    expect(await said({ type: 'rejected', refusal: { code: LATE, params: {} } })).toEqual([claim])
    expect(await said({ type: 'rejected', refusal: { code: 'NOT_YOUR_UNIT', params: {} } })).toEqual([])
    expect(await said({ type: 'conflict' })).toEqual([])
    expect(await said({ type: 'applied' }, { kind: 'accept' })).toEqual([])
    expect(await said({ type: 'applied' }, { content: null })).toEqual([])
    expect(await said(null)).toEqual([])
  })

  it('[SY28.4] [SY40] is complete from the claim on, where its author had brought it', async () => {
    const operation = named()
    await rows().files([HASH], 10)
    await rows().owner(HASH)
    await rows().register(operation.register, { complete: false })
    const verdict = { operation: operation.id, type: 'applied', stamp: 1 } as unknown as Verdict
    await claimEvidence({ em: orm.em.fork(), store }, { body: 'B', via: '' }, [operation], [verdict])
    expect(await orm.em.fork().execute('select "complete" from "register"')).toEqual([{ complete: 1 }])
  })
})
