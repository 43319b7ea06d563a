import type { Source } from '../house/source-tree'
import type { Mutant } from './sources'

/** What a file of tests passes. */
export interface Covered {
  /** From `test`. */
  readonly file: string
  /** Of its tests and what is done before and after them, without the loading of modules. */
  readonly seconds: number
  /** How often it passes a mutant's place, by the mutant's id. */
  readonly hits: Readonly<Record<string, number>>
  /** Ids of those whose places were passed while modules were loaded, by this file or one before it. */
  readonly atLoad: readonly string[]
}

/** Seconds of tests that a mutant has to live through, and files of tests, whatever they take. */
const SECONDS = 60
const FILES = 3

/** For each mutant the files of tests that fit it, the best first; none where no test comes by. */
export function fitting(
  mutants: readonly Mutant[],
  covered: readonly Covered[],
  sources: readonly Source[],
): (mutant: Mutant) => readonly Covered[] {
  const pathOf = new Map(mutants.map(({ id, path }) => [id, path]))
  /** How much of the mutant's file a test passes, and, of two that pass the same, how much of what it passes stands there. */
  const fitOf = ({ hits }: Covered, { path }: Mutant): number => {
    const passed = Object.keys(hits)
    const there = passed.filter((id) => pathOf.get(id) === path).length
    return there + there / (1 + passed.length)
  }
  const atLoad = new Set(covered.flatMap((one) => one.atLoad))

  /** Who passes what imports this file, and so works with what it made when it was loaded. */
  function importersOf(paths: readonly string[]): readonly Covered[] {
    const found = covered.filter(({ hits }) => Object.keys(hits).some((id) => paths.includes(pathOf.get(id) ?? '')))
    const further = sources
      .filter(({ imports }) => imports.some((path) => paths.includes(path)))
      .map(({ path }) => path)
    const all = [...new Set([...paths, ...further])]
    return found.length > 0 || all.length === paths.length ? found : importersOf(all)
  }

  return (mutant) => {
    const by = covered.filter(({ hits }) => mutant.id in hits)
    const all = by.length === 0 && atLoad.has(mutant.id) ? importersOf([mutant.path]) : by
    const fit = new Map(all.map((one) => [one, fitOf(one, mutant)]))
    const sorted = [...all].sort((a, b) => (fit.get(b) ?? 0) - (fit.get(a) ?? 0))
    let seconds = 0
    // Whoever takes long for a little leaves room for those behind.
    return sorted.filter((one, at) => {
      const isTaken = at < FILES || seconds + one.seconds <= SECONDS
      if (isTaken) seconds += one.seconds
      return isTaken
    })
  }
}
