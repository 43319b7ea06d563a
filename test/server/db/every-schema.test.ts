import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plan } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { countDump, inspectCopy } from '../../../server/src/app/backup/copy-database'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import type { Database } from '../../../server/src/kernel/db/database'
import { migrations } from '../../../server/src/kernel/db/migrations'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { openOrm } from '../../../server/src/app/open-orm'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { verifyRecords } from '../../../server/src/kernel/audit/read-record'
import { startApi } from '../../support/api'
import { aFolder } from '../../support/copies'
import { freshDatabase, KINDS } from '../../support/databases'
import { fillEarlier, lostOf } from '../../support/earlier-data'
import { aPlan } from '../../support/scoring'

const plan: Plan = aPlan()
const names = migrations.map(({ name }) => name)
const earlier = names.slice(0, -1)
const numberAfter = (name: string) => names[names.indexOf(name) + 1]?.split('-')[0] ?? ''

/** A database as the software of that schema left it. */
async function leftBy(database: Database, schema: string) {
  const orm = await openOrm(database)
  await orm.getMigrator().up({ to: schema })
  const written = await fillEarlier(orm.em.fork(), plan, database.type === 'sqlite')
  await orm.close(true)
  return written
}

const copyIn = (database: Database, folder: string, schema: string): string =>
  database.type === 'sqlite'
    ? database.file.replace('.sqlite', `.prima-della-${numberAfter(schema)}.sqlite`)
    : join(folder, `traguardo.prima-della-${numberAfter(schema)}.dump`)

describe.each(KINDS)('data of every schema on %s', (kind) => {
  it.each(earlier)('[RE12.4] left by %s come to today’s without losing a row, after a copy', async (schema) => {
    const database = await freshDatabase(kind)
    const folder = aFolder()
    const written = await leftBy(database, schema)
    expect(written.length).toBeGreaterThan(12)
    const orm = await openDatabase(database, { copies: folder })
    const em = orm.em.fork()
    expect(await lostOf(em, written, kind === 'sqlite')).toEqual([])
    expect((await orm.getMigrator().getExecutedMigrations()).map(({ name }) => name)).toEqual(names)
    expect((await planShelf(realClock).find(em, 'B', 2021))?.plan).toEqual(plan)
    for (const { fault } of await verifyRecords(em)) expect(fault).toBeNull()
    await orm.close(true)

    // Whoever goes back to the version before has its data as they were.
    const copy = copyIn(database, folder, schema)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    const tables = [...new Set(written.map(([table]) => table))]
    const counts = kind === 'sqlite' ? (await inspectCopy(copy)).contents.counts : await countDump(copy)
    for (const table of tables) expect(counts[table], table).toBe(written.filter(([of]) => of === table).length)
    if (kind === 'postgresql') return
    expect((await inspectCopy(copy)).contents.migrations).toEqual(names.slice(0, names.indexOf(schema) + 1))
    const old = await openOrm({ type: 'sqlite', file: copy })
    expect(await lostOf(old.em.fork(), written, true)).toEqual([])
    await old.close(true)
  })

  it('[RE12.1] are copied before they are migrated', async () => {
    const database = await freshDatabase(kind)
    const folder = aFolder()
    await leftBy(database, '011-sites-and-push')
    const copy = copyIn(database, folder, '011-sites-and-push')
    expect(existsSync(copy)).toBe(false)
    const orm = await openDatabase(database, { copies: folder })
    await orm.close(true)
    expect(existsSync(copy)).toBe(true)
  })

  it('[RE12.5] left by the first schema are served by the program of today', async () => {
    const database = await freshDatabase(kind)
    await leftBy(database, '001-first-schema')
    const api = await startApi(database, { demo: false, copies: aFolder() })
    const { status } = await api.nobody.ask<{ status: { needsSetup: boolean } }>('{ status { needsSetup } }')
    expect(status.needsSetup).toBe(false)
    await api.close()
  })

  it('[RE12.2] nothing is migrated where the copy cannot be made, but by the setting', async () => {
    const database = await freshDatabase(kind)
    const written = await leftBy(database, '011-sites-and-push')
    const nowhere = join(aFolder(), 'no')
    const blocked = kind === 'sqlite' ? copyIn(database, '', '011-sites-and-push') : nowhere
    // A folder stands where the copy is to have its name; a file where its folder is to be.
    if (kind === 'sqlite') mkdirSync(join(blocked, 'x'), { recursive: true })
    else writeFileSync(nowhere, '')
    await expect(openDatabase(database, { copies: nowhere })).rejects.toThrow(/TRAGUARDO_SENZA_COPIA=1/)
    const plain = await openOrm(database)
    expect(await lostOf(plain.em.fork(), written, kind === 'sqlite')).toEqual([])
    expect(await plain.getMigrator().getExecutedMigrations()).toHaveLength(11)
    await plain.close(true)
    const orm = await openDatabase(database, { copies: null })
    expect(await lostOf(orm.em.fork(), written, kind === 'sqlite')).toEqual([])
    await orm.close(true)
  })

  it('[RE12.3] the last three copies are kept, and an empty database is not copied', async () => {
    const database = await freshDatabase(kind)
    const folder = database.type === 'sqlite' ? dirname(database.file) : aFolder()
    const copies = () =>
      readdirSync(folder)
        .filter((name) => name.includes('.prima-della-'))
        .sort()
    const empty = await openDatabase(await freshDatabase(kind), { copies: folder })
    await empty.close(true)
    expect(copies()).toEqual([])
    const end = kind === 'sqlite' ? 'sqlite' : 'dump'
    for (const number of ['002', '003', '004'])
      writeFileSync(join(folder, `traguardo.prima-della-${number}.${end}`), '')
    await leftBy(database, '008-evidence-owners')
    const orm = await openDatabase(database, { copies: folder })
    await orm.close(true)
    expect(copies()).toEqual(['003', '004', '009'].map((number) => `traguardo.prima-della-${number}.${end}`))
    expect(existsSync(folder)).toBe(true)
  })
})
