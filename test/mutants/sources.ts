import { Instrumenter } from '@stryker-mutator/instrumenter'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../../server/bin/workspace.mjs'
import { type Source, sourcesIn } from '../house/source-tree'

/** Where the rules are: the parts that are broken on purpose. */
const BROKEN =
  /^(shared\/src|server\/src\/identity|server\/src\/evidence|server\/src\/notifications|server\/src\/plans|server\/src\/sync)\//

/** The sources with every mutant in them, each behind a switch: one folder for a run. */
export const SWITCHED = join(ROOT, 'test/artefacts/switched')

/** One break: it is on where a process has `id` in its environment. */
export interface Mutant {
  readonly id: string
  /** From the root, with slashes. */
  readonly path: string
  /** First line, from 1. */
  readonly line: number
  /** What Stryker calls this kind of break, or the name of a pinned one. */
  readonly kind: string
  readonly from: string
  readonly to: string
}

/** A text of a folder that stands where the source of the same path stood. */
export function writeBelow(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const quiet = {
  isDebugEnabled: () => false,
  debug: () => undefined,
  info: () => undefined,
} as unknown as ConstructorParameters<typeof Instrumenter>[0]

/** Every source that is broken, by its imports. */
export const brokenSources = (): readonly Source[] => sourcesIn(ROOT).filter(({ path }) => BROKEN.test(path))

type Place = { readonly line: number; readonly column: number }

/** What stands between two places, on one line. Lines and columns from 0. */
function between(text: string, start: Place, end: Place): string {
  const lines = text.split('\n').slice(start.line, end.line + 1)
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column) ?? ''
  return lines.join(' ').slice(start.column).replace(/\s+/g, ' ')
}

/** All mutants of Stryker's standard mutators, in the order of files and places; writes the sources with their switches. */
export async function allMutants(paths: readonly string[]): Promise<readonly Mutant[]> {
  const texts = new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
  const files = [...texts].map(([name, content]) => ({ name, content, mutate: true }))
  const options = { plugins: null, ignorers: [], excludedMutations: [] }
  const made = await new Instrumenter(quiet).instrument(files, options)
  for (const { name, content } of made.files) writeBelow(SWITCHED, name, content)
  return made.mutants.map(({ id, fileName, location: { start, end }, mutatorName, replacement = '' }) => ({
    id,
    path: fileName,
    line: start.line + 1,
    kind: mutatorName,
    from: between(texts.get(fileName) ?? '', start, end),
    to: replacement.replace(/\s+/g, ' '),
  }))
}

/**
 * Every n-th of them, from a first one by chance: each folder has its share.
 * @param seed any number: the same sample for the same sources
 */
export function sampleOf<T>(all: readonly T[], size: number, seed: number): readonly T[] {
  const first = (Math.abs(seed) * 0.618_033_988_749) % 1
  const step = Math.max(1, all.length / size)
  return Array.from({ length: Math.min(size, all.length) }, (_, at) => all[Math.floor((first + at) * step)]).filter(
    (one): one is T => one !== undefined,
  )
}
