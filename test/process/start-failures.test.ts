import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aFolder } from '../support/copies'
import { freshDatabase } from '../support/databases'
import { startServer } from '../support/server-process'
import { openOrm } from '../../server/src/app/open-orm'

/** What a start says that comes to nothing: one sentence, without a stack. */
async function saidBy(data: string, env: Record<string, string> = {}): Promise<string> {
  const failed = await startServer(data, env).then(
    async (server) => {
      await server.stop()
      return 'it started'
    },
    (error: unknown) => (error instanceof Error ? error.message : ''),
  )
  expect(failed).toMatch(/^the server ended with 1:\n[^\n]+\n$/)
  return failed
}

const RESTORE = 'npm run traguardo ripristina'

describe('a start that cannot be', () => {
  let data = ''
  let file = ''
  let bytes: Buffer = Buffer.alloc(0)
  beforeAll(async () => {
    data = aFolder()
    await (await startServer(data)).stop()
    file = join(data, 'dimostrazione.sqlite')
    bytes = readFileSync(file)
  })

  it('[RI48.2] says of a file that is damaged, or none, that it is, and the command that restores', async () => {
    for (const spoil of [
      () => writeFileSync(file, 'This is no database at all, and long enough to be read as one. '.repeat(50)),
      () => truncateSync(file, 40_000),
    ]) {
      spoil()
      const said = await saidBy(data)
      expect(said).toContain('danneggiato')
      expect(said).toContain(RESTORE)
      writeFileSync(file, bytes)
    }
  })

  it('[RI48.1] says of a folder without permission that nothing may be written there, and touches nothing', async () => {
    const disk = join(aFolder(), 'disco')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk])
    afterAll(() => execFileSync('umount', [disk]))
    writeFileSync(join(disk, 'dimostrazione.sqlite'), bytes, { mode: 0o600 })
    const key = readFileSync(join(data, 'chiave-dimostrazione'))
    writeFileSync(join(disk, 'chiave-dimostrazione'), key, { mode: 0o600 })
    mkdirSync(join(disk, 'prove-dimostrazione', 'in-arrivo'), { recursive: true })
    execFileSync('mount', ['-o', 'remount,ro', disk])
    expect(await saidBy(disk)).toMatch(/Non posso scrivere i dati .*permesso/)
    expect(readFileSync(join(disk, 'dimostrazione.sqlite')).equals(bytes)).toBe(true)
  })

  it('[RI48.1] says of a full disk that it is full', async () => {
    const disk = join(aFolder(), 'disco')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
    afterAll(() => execFileSync('umount', [disk]))
    writeFileSync(join(disk, 'chiave-dimostrazione'), readFileSync(join(data, 'chiave-dimostrazione')))
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${join(disk, 'riempie')} bs=4k 2>/dev/null || true`])
    expect(await saidBy(disk)).toContain('è pieno')
    rmSync(join(disk, 'riempie'))
    rmSync(join(disk, 'dimostrazione.sqlite'), { force: true })
  })

  it('[RI48.1] [RI8.5] says of another key that it is another one, and of newer data that they are newer', async () => {
    const key = join(data, 'chiave-dimostrazione')
    const own = readFileSync(key)
    writeFileSync(key, `${Buffer.alloc(32, 'x').toString('base64url')}\n`)
    expect(await saidBy(data)).toContain('protetti da un’altra chiave segreta')
    writeFileSync(key, own)
    const orm = await openOrm({ type: 'sqlite', file })
    await orm.em.execute(`insert into "mikro_orm_migrations" ("name") values ('999-of-tomorrow')`)
    await orm.close(true)
    const said = await saidBy(data)
    expect(said).toContain('più nuova')
    expect(said).toContain('prima-della-')
    rmSync(`${file}-wal`, { force: true })
    writeFileSync(file, bytes)
    expect(existsSync(file)).toBe(true)
  })

  it('[RI48.1] tells a PostgreSQL that is away from one that does not let in', async () => {
    const database = await freshDatabase('postgresql')
    if (database.type !== 'postgresql') throw new Error('no PostgreSQL')
    const url = (change: (it: URL) => void) => {
      const it = new URL(database.url)
      change(it)
      return { DATABASE_URL: it.href }
    }
    expect(
      await saidBy(
        data,
        url((it) => (it.port = '1')),
      ),
    ).toContain('non risponde')
    expect(
      await saidBy(
        data,
        url((it) => (it.username = 'nessuno')),
      ),
    ).toContain('non accetta l’utente')
  })
})
