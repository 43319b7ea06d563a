import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { build } from 'vite'

const SERVER = resolve(import.meta.dirname, '../../server')

/** What the next version of the program does to the schema: it takes its time, and marks the rows that it found. */
const MIGRATION = `
import { Migration } from '@mikro-orm/migrations'
class OfTomorrow extends Migration {
  up() {
    this.addSql('alter table "operation" add column "moved" integer not null default 0')
    if (process.env.SLOWLY) this.addSql('select pg_sleep(' + process.env.SLOWLY + ')')
    this.addSql('update "operation" set "moved" = 1')
  }
}
migrations.push({ name: '999-of-tomorrow', class: OfTomorrow })
`

/**
 * Builds the next version of the server: this one, and a migration more. Rows of `operation` that were there when it ran have
 * `moved` 1. Gives its program.
 */
export async function buildNewer(): Promise<string> {
  // Below the server: what it does not take in is found among its packages.
  let isMarked = false
  const folder = mkdtempSync(join(SERVER, 'node_modules', '.newer-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  await build({
    root: SERVER,
    configFile: join(SERVER, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, sourcemap: false },
    plugins: [
      {
        name: 'of-tomorrow',
        enforce: 'pre',
        transform(code: string, id: string) {
          if (!id.endsWith('/kernel/db/migrations.ts')) return undefined
          isMarked = true
          return code + MIGRATION
        },
      },
    ],
  })
  if (!isMarked) throw new Error('The list of migrations is not where it was')
  return join(folder, 'main.js')
}
