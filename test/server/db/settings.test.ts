import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DEMO_DAY, fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { readSettings } from '../../../server/src/app/settings'
import { freshDatabase, KINDS } from '../../support/databases'
import { inFolder } from '../../support/storages'

const folder = mkdtempSync(join(tmpdir(), 'traguardo-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('settings', () => {
  it('are a demo on SQLite at port 4000 where nothing is said', () => {
    expect(readSettings({}, '/opt/traguardo')).toMatchObject({
      port: 4000,
      demo: true,
      proxy: false,
      database: { type: 'sqlite' },
    })
  })

  it('follow the environment', () => {
    const url = 'postgresql://u:p@h/d'
    expect(readSettings({ PORT: '8080', DATABASE_URL: url, TRAGUARDO_DEMO: '0' }, '/x')).toMatchObject({
      port: 8080,
      demo: false,
      database: { type: 'postgresql', url },
    })
    expect(readSettings({ TRAGUARDO_DATA: '/dati', TRAGUARDO_DEMO: '0' }, '/x').database).toEqual({
      type: 'sqlite',
      file: '/dati/traguardo.sqlite',
    })
    expect(readSettings({ TRAGUARDO_DATA: '/dati', TRAGUARDO_DEMO: '0' }, '/x').storage).toEqual(
      inFolder('/dati/prove-traguardo'),
    )
    expect(readSettings({ TRAGUARDO_DATA: '/dati', TRAGUARDO_PROVE: '/disco' }, '/x').storage).toEqual(
      inFolder('/disco'),
    )
  })

  it.each([
    [{}, true],
    [{ TRAGUARDO_DEMO: '0' }, false],
    [{ TRAGUARDO_DEMO: '0', TRAGUARDO_QUERY: 'tutte' }, true],
    [{ TRAGUARDO_QUERY: 'documenti' }, false],
    [{ TRAGUARDO_SEDE: '' }, false],
  ])('[RI82.3] answer any document in the demo, and where it is said: %j', (env, anyDocument) => {
    expect(readSettings(env, '/x').anyDocument).toBe(anyDocument)
  })

  it('[RI82.4] are wrong where documents are called otherwise', () => {
    expect(() => readSettings({ TRAGUARDO_QUERY: 'tutti' }, '/x')).toThrow('scriva «documenti»')
  })

  it.each([
    ['', false],
    ['0', false],
    ['1', 1],
    ['sì', 1],
    ['2', 2],
    ['10.0.0.5, 10.1.0.0/24,2001:db8::/48', ['10.0.0.5', '10.1.0.0/24', '2001:db8::/48']],
    ['loopback', ['loopback']],
  ])('[RI18.6] take the proxies in front as so many or by address: %j', (TRAGUARDO_PROXY, proxy) => {
    expect(readSettings({ TRAGUARDO_PROXY }, '/x').proxy).toEqual(proxy)
  })

  it.each(['tutti', '-1', '99', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.5 10.0.0.6', '300.1.1.1', '*'])(
    '[RI18.6] take no proxy that is everybody or nobody: %s',
    (TRAGUARDO_PROXY) => {
      expect(() => readSettings({ TRAGUARDO_PROXY }, '/x')).toThrow('per esempio 1, oppure i loro indirizzi')
    },
  )

  it.each([{ PORT: 'molte' }, { PORT: '70000' }, { DATABASE_URL: 'mysql://x' }])(
    'that make no sense are said plainly: %j',
    (env) => {
      expect(() => readSettings(env, '/x')).toThrow(/: |oppure/)
    },
  )
})

describe('the setting of evidence', () => {
  const storageOf = (env: Record<string, string | undefined>) =>
    readSettings({ TRAGUARDO_DATA: '/dati', TRAGUARDO_DEMO: '0', ...env }, '/x').storage
  const scratch = '/dati/passaggio-traguardo'

  it.each([
    ['s3://prove', undefined, { bucket: 'prove', prefix: '', endpoint: null }],
    ['s3://prove/', 'https://s3.ente.it/', { bucket: 'prove', prefix: '', endpoint: 'https://s3.ente.it' }],
    [
      's3://le-prove.1/a//b',
      'http://localhost:9000',
      { bucket: 'le-prove.1', prefix: 'a/b/', endpoint: 'http://localhost:9000' },
    ],
  ])('[SY85.1] is a folder, or storage that speaks S3: %s', (TRAGUARDO_PROVE, endpoint, storage) => {
    const address = endpoint === undefined ? {} : { TRAGUARDO_S3_INDIRIZZO: endpoint }
    expect(storageOf({ TRAGUARDO_PROVE, ...address })).toEqual({ type: 's3', scratch, ...storage })
  })

  it.each([
    { TRAGUARDO_PROVE: 's3://' },
    { TRAGUARDO_PROVE: 's3://Prove' },
    { TRAGUARDO_PROVE: 's3:prove' },
    { TRAGUARDO_PROVE: 's3://prove/../altro' },
    { TRAGUARDO_PROVE: 's3://chiave:segreto@prove' },
    { TRAGUARDO_PROVE: 's3://prove', TRAGUARDO_S3_INDIRIZZO: 's3.ente.it' },
    { TRAGUARDO_PROVE: 's3://prove', TRAGUARDO_S3_INDIRIZZO: 'https://u:p@s3.ente.it' },
    { TRAGUARDO_PROVE: '/disco', TRAGUARDO_S3_INDIRIZZO: 'https://s3.ente.it' },
  ])('[RI55.1] that makes no sense is said with what to write: %j', (env) => {
    expect(() => storageOf(env)).toThrow(/TRAGUARDO_(PROVE|S3_INDIRIZZO).*scriva/)
  })
})

describe('the clock of the demo', () => {
  it('stays on 5 September 2021 with the time of day of Rome', () => {
    const at = (now: string) => fixedDayClock(DEMO_DAY, { now: () => now }).now()
    expect(at('2026-01-10T22:30:00.000Z')).toBe('2021-09-05T21:30:00.000Z')
    expect(at('2026-07-10T22:30:00.000Z')).toBe('2021-09-04T22:30:00.000Z')
  })
})

describe('a database', () => {
  it.each(KINDS)('on %s keeps foreign keys', async (kind) => {
    const orm = await openDatabase(await freshDatabase(kind))
    await expect(
      orm.em.execute(
        `insert into "unit" ("id", "body", "code", "name", "kind", "position") values ('u', 'nessuno', 'U', 'U', 'service', 0)`,
      ),
    ).rejects.toThrow()
    await orm.close(true)
  })

  it('on SQLite is durable: WAL, every commit on the disk, foreign keys on', async () => {
    const orm = await openDatabase(await freshDatabase('sqlite'))
    const read = async (name: string) => Object.values((await orm.em.execute<object[]>(`pragma ${name}`))[0] ?? {})[0]
    expect(await Promise.all(['journal_mode', 'synchronous', 'foreign_keys'].map(read))).toEqual(['wal', 2, 1])
    await orm.close(true)
  })

  it('that is none, or that a newer program wrote, is said plainly', async () => {
    const file = join(folder, 'traguardo.sqlite')
    writeFileSync(file, 'This is no database at all, and long enough to be read as one. '.repeat(50))
    await expect(openDatabase({ type: 'sqlite', file })).rejects.toThrow('è danneggiato, oppure non è di Traguardo')
    await expect(openDatabase({ type: 'postgresql', url: 'postgresql://x@127.0.0.1:1/x' })).rejects.toThrow(
      'PostgreSQL',
    )
    const database = await freshDatabase('sqlite')
    const orm = await openDatabase(database)
    await orm.em.execute(`insert into "mikro_orm_migrations" ("name") values ('Migration999')`)
    await orm.close(true)
    await expect(openDatabase(database)).rejects.toThrow('più nuova')
  })
})
