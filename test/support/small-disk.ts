import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/**
 * Only root may mount one: elsewhere a test that needs it is left out, and says so. With a mutant it is left out too: whoever
 * is ended for being late would leave the disk mounted.
 */
export const canMount = process.getuid?.() === 0 && process.env['MUTANT_TEXTS'] === undefined

/** A disk of its own that is soon full, for real: a file system in memory, of so many kilobytes. Gives where it is mounted. */
export function smallDisk(kilobytes: number): string {
  const place = mkdtempSync(join(tmpdir(), 'disco-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', place])
  afterAll(() => {
    execFileSync('umount', ['--lazy', place])
    rmSync(place, { recursive: true, force: true })
  })
  return place
}
