import type { Source } from './source-tree'

/** Folders that are floors themselves: what stands right below them counts as a folder of its own. */
const FLOORS = new Set(['identity', 'kernel'])

/**
 * The folder that a file counts for, from its part's `src`; '.' for one that stands there itself.
 * @example folderOf('server/src/identity/users/staff-of.ts') // 'identity/users'
 */
export function folderOf(path: string): string {
  const [, , ...names] = path.split('/')
  const [first = '.', second] = names.slice(0, -1)
  return FLOORS.has(first) && second !== undefined ? `${first}/${second}` : first
}

/** Which folders of a part import which others, and the imports that say so. */
export function importsBetween(sources: readonly Source[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const between = new Map<string, Map<string, string>>()
  for (const { path, part, imports } of sources)
    for (const other of imports) {
      const [from, to] = [folderOf(path), folderOf(other)]
      if (from === to || !other.startsWith(`${part}/`)) continue
      const known = between.get(from) ?? new Map<string, string>()
      between.set(from, known.set(to, `${path} -> ${other}`))
    }
  return between
}

/** Which files have to run before which others: who among them waits for itself has no order to run in. */
export const needsBetween = (sources: readonly Source[]): Graph =>
  new Map(sources.map(({ path, needs }) => [path, new Map(needs.map((other) => [other, `${path} -> ${other}`]))]))

type Graph = ReadonlyMap<string, ReadonlyMap<string, string>>

function reachedFrom(graph: Graph, start: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [start]
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const next of graph.get(one)?.keys() ?? [])
      if (!reached.has(next)) {
        reached.add(next)
        open.push(next)
      }
  return reached
}

/** The folders, or files, from which imports lead back to themselves. */
export const inCycle = (graph: Graph): readonly string[] =>
  [...graph.keys()].filter((folder) => reachedFrom(graph, folder).has(folder)).sort()

/** Pairs of folders that import each other. */
export const twoWayPairs = (graph: Graph): readonly string[] =>
  [...graph].flatMap(([from, known]) =>
    [...known.keys()].filter((to) => from < to && graph.get(to)?.has(from)).map((to) => `${from} = ${to}`),
  )
