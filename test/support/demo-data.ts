import { createHash, randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import type { Clock } from '../../server/src/kernel/runtime/clock'
import type { Database } from '../../server/src/kernel/db/database'

const ROOT = resolve(import.meta.dirname, '../..')
/** Kept from run to run: what is made of the same sources is the same. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'traguardo', 'demo-data')
/** What makes the demo. */
const SOURCES = ['server/src', 'server/migrations', 'server/plans', 'shared/src']

/** The secret key of the demo that tests have. */
export const DEMO_KEY = Buffer.alloc(32, 'traguardo')
/** The demo's password with the least work in its hash: what a hash costs is looked at where passwords are. */
const HASH = '$argon2id$v=19$m=8,p=1,t=1$cSFYZolyxD7tXFI98bBnHw$fw1L0RappYLrbKYaRLdXUNPLoCj8TLLhhYUpwCWsgcw'
/** The first moment of the demo's days in Rome: whatever a test does comes later. */
const MIDNIGHT: Clock = { now: () => '2021-09-04T22:00:00.000Z' }

let digest: string | null = null

/** A name for exactly what makes the demo: another source, another name. */
export function demoName(): string {
  if (digest !== null) return digest
  const sum = createHash('sha256').update(HASH)
  for (const folder of SOURCES) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name))
    for (const path of paths.sort()) sum.update(path.slice(ROOT.length)).update(readFileSync(path))
  }
  digest = `demo_${sum.digest('hex').slice(0, 16)}`
  return digest
}

/** Fills an empty database as the first start of the demo does, by the same code. */
export async function makeDemo(database: Database): Promise<void> {
  // Who only copies need not load a whole server.
  const [{ createApp }, { fixedDayClock, DEMO_DAY }, { demoDays }, { openOrm }] = await Promise.all([
    import('../../server/src/app/app'),
    import('../../server/src/kernel/runtime/clock'),
    import('../../server/src/app/demo/demo-plans'),
    import('../../server/src/app/open-orm'),
  ])
  const clock = fixedDayClock(DEMO_DAY, MIDNIGHT, demoDays())
  const app = await createApp({ database, clock, demo: true, clientDir: null, secretKey: DEMO_KEY, copies: null })
  await app.close()
  const orm = await openOrm(database)
  await orm.em.execute('update "account" set "hash" = ?', [HASH])
  await orm.close(true)
}

/** The demo in one file of SQLite, made where nobody made it yet. Who makes it at the same time makes the same. */
export async function demoFile(): Promise<string> {
  const file = join(CACHE, `${demoName()}.sqlite`)
  if (existsSync(file)) return file
  mkdirSync(CACHE, { recursive: true })
  for (const earlier of readdirSync(CACHE).filter((name) => name.startsWith('demo_')))
    rmSync(join(CACHE, earlier), { force: true })
  const making = join(CACHE, `${randomUUID()}.sqlite`)
  await makeDemo({ type: 'sqlite', file: making }).then(() => renameSync(making, file))
  return file
}

/** Fills an empty data folder as the first start of the demo leaves it. */
export async function fillDemoFolder(folder: string): Promise<void> {
  copyFileSync(await demoFile(), join(folder, 'dimostrazione.sqlite'))
  writeFileSync(join(folder, 'chiave-dimostrazione'), `${DEMO_KEY.toString('base64url')}\n`, { mode: 0o600 })
}
