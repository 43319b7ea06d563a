import { dirname } from 'node:path'
import type { Source } from '../house/source-tree'
import type { Mutant } from './sources'

/** What a file of tests passes. */
export interface Covered {
  /** From `test`. */
  readonly file: string
  readonly seconds: number
  /** How often it passes a mutant's place, by the mutant's id. */
  readonly hits: Readonly<Record<string, number>>
  /** Ids of those whose places were passed while modules were loaded, by this file or one before it. */
  readonly atLoad: readonly string[]
}

/** Seconds of tests that a mutant has to live through. */
const SECONDS = 40

/** For each mutant the files of tests that fit it, the best first; none where no test comes by. */
export function fitting(
  mutants: readonly Mutant[],
  covered: readonly Covered[],
  sources: readonly Source[],
): (mutant: Mutant) => readonly Covered[] {
  const pathOf = new Map(mutants.map(({ id, path }) => [id, path]))
  /** How much of what a file passes stands in that folder. */
  const shareOf = ({ hits }: Covered, folder: string): number => {
    const passed = Object.keys(hits)
    return passed.filter((id) => dirname(pathOf.get(id) ?? '') === folder).length / passed.length
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
    const fit = new Map(all.map((one) => [one, shareOf(one, dirname(mutant.path))]))
    const sorted = [...all].sort((a, b) => (fit.get(b) ?? 0) - (fit.get(a) ?? 0))
    let seconds = 0
    return sorted.filter((one, at) => {
      seconds += one.seconds
      return at === 0 || seconds < SECONDS
    })
  }
}
