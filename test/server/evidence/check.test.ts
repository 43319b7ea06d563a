import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { checkEvidenceFiles, reopenRegisters } from '../../../server/src/evidence/check-evidence'
import { openFolderStore } from '../../../server/src/evidence/storage/folder-store'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { demoDatabase } from '../../support/databases'
import { evidenceRows } from '../../support/evidence-rows'

const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const MANY = Array.from({ length: 1001 }, (_, at) => hashOf(String(at)))

describe('a check of the evidence', () => {
  let orm: Orm
  let folder: string
  beforeAll(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterAll(() => orm.close(true))
  const rows = () => evidenceRows(orm.em)
  beforeEach(async () => {
    await rows().empty()
    folder = mkdtempSync(join(tmpdir(), 'prove-'))
    return () => rmSync(folder, { recursive: true, force: true })
  })

  const check = async (changes: object = {}) =>
    checkEvidenceFiles({
      ...{ em: orm.em.fork(), store: await openFolderStore(folder), isSite: false, byHash: false },
      ...{ now: (body: string) => `2021-09-05T08:00:00.000Z ${body}`.slice(0, 24), ...changes },
    })
  async function lay(sha256: string, bytes: Buffer): Promise<void> {
    const path = join(folder, sha256.slice(0, 2), sha256)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
  const complete = async () =>
    (
      await orm.em
        .fork()
        .execute<{ id: string }[]>('select "id" from "register" where "complete" = ? order by "id"', [true])
    ).map(({ id }) => id)
  const NOTHING = { files: 0, missing: 0, damaged: 0, reopened: 0, takenIn: 0, unknown: 0 }

  it('[SY64.1] finds nothing where nothing is', async () => {
    expect(await check()).toEqual(NOTHING)
  })

  it('[SY64.1] of a thousand files and one, those that are gone and those of another length', async () => {
    await rows().files(MANY, 1)
    const [whole = '', longer = ''] = [MANY[0], MANY[1]]
    await lay(whole, Buffer.from('x'))
    await lay(longer, Buffer.from('xx'))
    // Nobody says whose these are, but they are known.
    expect(await check()).toEqual({ ...NOTHING, files: 1001, missing: 999, damaged: 1, unknown: 1 })
    expect(await orm.em.fork().execute('select "sha256" from "evidence_file"')).toEqual([{ sha256: whole }])
  })

  it('[SY64.4] reopens every register whose bytes are gone, of each body by itself, with a new stamp', async () => {
    const here = hashOf('here')
    await rows().files([here], 10)
    await rows().register('here', { sha256: here })
    await rows().register('gone-1')
    await rows().register('gone-2', { body: 'C', scope: 'S2' })
    await rows().register('gone-3')
    await rows().register('taken-away', { content: null })
    await rows().register('a-note', { field: 'note' })
    await rows().register('open', { complete: false })
    expect(await reopenRegisters({ em: orm.em.fork(), isSite: false })).toBe(3)
    expect(await complete()).toEqual(['a-note', 'here', 'taken-away'])
    const stamps = await orm.em
      .fork()
      .execute<{ id: string; stamp: number }[]>(`select "id", "stamp" from "register" where "id" like 'gone%'`)
    const of = new Map(stamps.map(({ id, stamp }) => [id, stamp]))
    expect(of.get('gone-1')).not.toBe(of.get('gone-3'))
    const sums = await orm.em.fork().execute(`select "body", "scope" from "scope_sum" order by "body"`)
    expect(sums).toEqual([
      { body: 'B', scope: 'S1' },
      { body: 'C', scope: 'S2' },
    ])
  })

  it('[SY64.2] reopens those of one file alone, where that is asked', async () => {
    const other = hashOf('other')
    await rows().register('one')
    await rows().register('other', { sha256: other })
    expect(await reopenRegisters({ em: orm.em.fork(), isSite: false }, `evidence/${other}`)).toBe(1)
    expect(await complete()).toEqual(['one'])
  })

  it('[SY64.4] reopens a thousand and one, each once', async () => {
    await rows().registers(MANY)
    expect(await check()).toEqual({ ...NOTHING, reopened: 1001 })
    expect(await complete()).toEqual([])
  })

  it('[SY64.1] at a site looks only at what nobody above has decided yet', async () => {
    const operation = (id: string, provisional: boolean) =>
      orm.em
        .fork()
        .execute(
          'insert into "operation" ("id", "node", "seq", "person", "body", "register", "protocol", "key", "device_time", ' +
            `"sent", "kind", "stamp", "scope", "relayed", "provisional", "late") values (?, 'n', 1, 'anna', 'B', 'r', 2, '{}', ` +
            `'', ?, 'edit', 1, 'S1', ?, ?, ?)`,
          [id, false, false, provisional, false],
        )
    await rows().register('decided')
    await rows().register('not-decided')
    await rows().register('told-by-the-office')
    await operation('head-of-decided', false)
    await operation('head-of-not-decided', true)
    expect(await check({ isSite: true })).toEqual({ ...NOTHING, reopened: 1 })
    expect(await complete()).toEqual(['decided', 'told-by-the-office'])
  })

  it('[SY64.5] takes in what lies there and somebody brought, for every body, with the type that its bytes have', async () => {
    const bytes = Buffer.from('%PDF-1.7\nun verbale\n%%EOF\n')
    const sha256 = hashOf(bytes)
    await lay(sha256, bytes)
    for (const body of ['B', 'C']) {
      await rows().register(`r-${body}`, { body, sha256, size: bytes.length, complete: false })
      await rows().claim(`r-${body}`, { body, sha256 })
      await rows().owner(sha256, { body })
    }
    await rows().owner(sha256, { person: 'bruno' })
    // Claimed by somebody who did not bring it.
    await rows().register('claimed', { sha256, size: bytes.length, complete: false })
    await rows().claim('claimed', { sha256, person: 'carla' })
    expect(await check()).toEqual({ ...NOTHING, takenIn: 1 })
    expect(await complete()).toEqual(['r-B', 'r-C'])
    expect(await orm.em.fork().execute('select * from "evidence_file"')).toEqual([
      { sha256, size: bytes.length, mime: 'application/pdf', arrived_at: '2021-09-05T08:00:00.000Z' },
    ])
    expect(await check()).toEqual({ ...NOTHING, files: 1 })
  })

  it('[SY64.5] takes in nothing that is not what its name says, and counts what is nobody’s', async () => {
    const sha256 = hashOf('what it was')
    await lay(sha256, Buffer.from('%PDF-1.7\nother bytes\n%%EOF\n'))
    await rows().owner(sha256)
    const program = Buffer.from('MZ, and more')
    await lay(hashOf(program), program)
    await rows().owner(hashOf(program))
    await lay(hashOf('nobody'), Buffer.from('nobody'))
    expect(await check()).toEqual({ ...NOTHING, unknown: 1 })
    expect(await orm.em.fork().execute('select * from "evidence_file"')).toEqual([])
  })
})
