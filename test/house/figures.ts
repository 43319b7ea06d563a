import { importsBetween, inCycle, needsBetween, twoWayPairs } from './folders'
import { operationEnumerations } from './enumerations'
import { doubleNames, withOneReader } from './names'
import { type Source, sourcesIn } from './source-tree'

/** A figure of the house: what is, what is wanted, and where to look. */
export interface Figure {
  readonly what: string
  readonly ours: number
  readonly goal: string
  readonly where: readonly string[]
}

const ofPart = (sources: readonly Source[], part: string) => sources.filter((source) => source.part === part)

/** How a tree is built: who imports whom, how often a thing is said. @param root folder of the tree */
export function structureOf(root: string): readonly Figure[] {
  const sources = sourcesIn(root)
  const graphs = (['server', 'client'] as const).map((part) => importsBetween(ofPart(sources, part)))
  const [server = new Map(), client = new Map()] = graphs
  const names = doubleNames(sources)
  const { lone, all } = withOneReader(sources)
  const told = operationEnumerations(sources)
  const pairs = graphs.flatMap(twoWayPairs)
  const of = (what: string, goal: string, where: readonly string[]) => ({ what, ours: where.length, goal, where })
  return [
    of('server-folder-cycle', '0', inCycle(server)),
    of('client-folder-cycle', '0', inCycle(client)),
    of('two-way-pairs', '0', pairs),
    of('files-in-cycle', '0', inCycle(needsBetween(sources))),
    of(
      'double-names',
      '<5',
      [...names].map(([name, homes]) => `${name}: ${homes.join(', ')}`),
    ),
    { ...of('one-importer-share', '<0.33', lone), ours: Math.round((100 * lone.length) / all) / 100 },
    of('operation-enumerations', '<=3', told),
  ]
}

/** Is a figure as its goal wants it: under it (`<5`), or not above it (`<=3`, `0`)? */
export function isReached({ ours, goal }: Pick<Figure, 'ours' | 'goal'>): boolean {
  const most = Number(goal.replace(/^<=?/, ''))
  return /^<[^=]/.test(goal) ? ours < most : ours <= most
}

const RATIO_GOAL = '0.72'

/**
 * How many files a value goes through, beside how many it was in the tree before.
 * @param run the files of a way, as its test found them
 */
export const wayOf = (way: string, run: readonly string[], before: number): Figure => ({
  what: `files-${way}-ratio`,
  ours: Math.round((1000 * run.length) / before) / 1000,
  goal: RATIO_GOAL,
  where: run,
})

/** Prints one line a figure, and with `--where` what each counts. */
export function print(figures: readonly Figure[], isLong: boolean): void {
  for (const { what, ours, goal, where } of figures) {
    console.log(`house ${what} ours=${ours} goal=${goal}`)
    if (isLong) for (const line of where) console.log(`  ${line}`)
  }
}
