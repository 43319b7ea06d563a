import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files whose functions ran on the way of one value. */
export type Way = 'tap-to-score' | 'push-to-answer'

/** Keeps a way where `npm run house` finds it. */
export function keepWay(way: Way, files: readonly string[]): void {
  const folder = join(import.meta.dirname, '../../artefacts')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `way-${way}.json`), `${JSON.stringify(files, null, 2)}\n`)
}
