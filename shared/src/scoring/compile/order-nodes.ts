import { itemAddress, type Plan } from '../../model'
import type { CompiledIndicator } from './compile-plan'
import type { Figure, SystemFigureInput } from './figure'
import { type CompiledGroup, groupAddress, meanCode } from './groups'

/** None and several among the only ones of lists. */
export const NO_NODE = -1
const SEVERAL_NODES = -2

/** Lists of numbers, most of them short, one after the other in one array. */
export class NumberLists {
  /** The one number of each list, as most have one; `NO_NODE` for none, less for several. */
  readonly only: Int32Array
  /** The place among the items at which each list begins; it ends where the next begins. */
  readonly starts: Int32Array
  readonly items: Int32Array

  /**
   * @param count of lists
   * @param owners for each item the list that it goes to
   */
  constructor(count: number, owners: readonly number[], items: readonly number[]) {
    this.starts = new Int32Array(count + 1)
    for (const owner of owners) this.starts[owner + 1] = (this.starts[owner + 1] as number) + 1
    for (let at = 0; at < count; at++)
      this.starts[at + 1] = (this.starts[at + 1] as number) + (this.starts[at] as number)
    const next = this.starts.slice()
    this.items = new Int32Array(items.length)
    owners.forEach((owner, at) => {
      const place = next[owner] as number
      this.items[place] = items[at] as number
      next[owner] = place + 1
    })
    this.only = this.starts.subarray(0, count).map((start, at) => {
      const length = (this.starts[at + 1] as number) - start
      return length > 1 ? SEVERAL_NODES : length === 1 ? (this.items[start] as number) : NO_NODE
    })
  }

  /** Returns the list of that number; empty where there is none. */
  of(at: number): Int32Array {
    return this.items.subarray(this.starts[at], this.starts[at + 1] ?? 0)
  }
}

/** Dependencies between nodes, and an order in which all can be computed. */
export interface NodeGraph {
  readonly nodes: ReadonlyMap<string, number>
  readonly order: Int32Array
  /** One more than the highest level of what a node is made of. */
  readonly level: Int32Array
  readonly levels: number
  /** The nodes that are made of each. */
  readonly above: NumberLists
  readonly cycles: ReadonlyMap<number, readonly string[]>
}

interface Parts {
  readonly plan: Plan
  readonly figures: readonly Figure[]
  readonly indicators: readonly CompiledIndicator[]
  readonly groups: readonly CompiledGroup[]
}

/** The node that an achievement is of: the body's, an area's, an objective's, or the mean of a unit's objectives. */
export function nodeOfFigure(
  { what, of }: Pick<SystemFigureInput, 'what' | 'of'>,
  { units: [first], body }: Plan,
  nodes: ReadonlyMap<string, number>,
): number | null {
  const mean = nodes.get(groupAddress({ kind: 'mean', code: meanCode({ what, of }) }))
  if (mean !== undefined) return mean
  if (what !== 'achievement') return null
  if (of === null || of === first?.code) return nodes.get(itemAddress('body', body.code)) ?? null
  return nodes.get(itemAddress('areas', of)) ?? nodes.get(itemAddress('objectives', of)) ?? null
}

/** Numbers the nodes, children first. An indicator that would be made of itself is cut loose, and the way round is kept [SC9]. */
export function orderNodes({ plan, figures, indicators, groups }: Parts): NodeGraph {
  const firstIndicator = figures.length
  const firstGroup = firstIndicator + indicators.length
  const size = firstGroup + groups.length
  const nodes = new Map<string, number>()
  indicators.forEach(({ indicator }, at) => nodes.set(itemAddress('indicators', indicator.code), firstIndicator + at))
  groups.forEach((group, at) => nodes.set(groupAddress(group), firstGroup + at))

  const below = (node: number): readonly number[] => {
    const figure = figures[node]
    if (figure) {
      const source = figure.type === 'system' ? nodeOfFigure(figure, plan, nodes) : null
      return source === null ? [] : [source]
    }
    const indicator = indicators[node - firstIndicator]
    if (indicator) {
      const { parts, earlierInputs } = indicator
      return earlierInputs.length === 0 ? parts : [...new Set([...parts, ...earlierInputs])]
    }
    return groups[node - firstGroup]?.parts.flatMap(({ children }) => children) ?? []
  }
  const nameOf = (node: number): readonly string[] => {
    const group = groups[node - firstGroup]
    if (group) return group.kind === 'mean' ? [] : [group.code]
    const indicator = indicators[node - firstIndicator]
    return indicator ? [indicator.indicator.code] : []
  }

  const order: number[] = []
  const cycles = new Map<number, readonly string[]>()
  const parts: number[] = []
  const made: number[] = []
  /** 0 not seen, 1 on the path, 2 done. */
  const state = new Uint8Array(size)
  const path: { readonly node: number; readonly parts: readonly number[]; next: number }[] = []
  const enter = (node: number) => {
    state[node] = 1
    path.push({ node, parts: below(node), next: 0 })
  }
  const goesRound = (child: number) => {
    const round = path.slice(path.findIndex(({ node }) => node === child)).map(({ node }) => node)
    const names = [...round, child].flatMap(nameOf)
    for (const node of round) if (node >= firstIndicator && node < firstGroup) cycles.set(node, names)
  }
  const leave = ({ node, parts: own }: { readonly node: number; readonly parts: readonly number[] }) => {
    path.pop()
    state[node] = 2
    order.push(node)
    if (!cycles.has(node)) for (const part of own) made[parts.push(part) - 1] = node
  }
  // With a path of its own and not by recursion: a plan may chain thousands of objectives.
  const walk = (first: number) => {
    enter(first)
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const child = top.parts[top.next++]
      if (child === undefined) leave(top)
      else if (state[child] === 0) enter(child)
      else if (state[child] === 1) goesRound(child)
    }
  }
  for (let node = 0; node < size; node++) if (state[node] === 0) walk(node)
  const above = new NumberLists(size, parts, made)
  const level = new Int32Array(size)
  for (const node of order)
    for (const upper of above.of(node)) level[upper] = Math.max(level[upper] ?? 0, (level[node] ?? 0) + 1)
  const levels = level.reduce((most, one) => Math.max(most, one + 1), 0)
  return {
    nodes,
    order: new Int32Array(order),
    level,
    levels,
    above,
    cycles,
  }
}

const END = -1
const UNCHAINED = -2

/** Nodes that wait to be computed, lowest level first: a chain for each level, without anything made at a change. */
export class NodeQueue {
  private readonly first: Int32Array
  /** After each node the next of its level; -1 ends the chain, -2 is in none. */
  private readonly next: Int32Array
  waiting = 0

  constructor(
    levels: number,
    private readonly level: Int32Array,
  ) {
    this.first = new Int32Array(levels).fill(END)
    this.next = new Int32Array(level.length).fill(UNCHAINED)
  }

  /** Adds those of a list that do not wait yet. */
  add({ starts, items }: NumberLists, list: number): void {
    const end = starts[list + 1] as number
    for (let at = starts[list] as number; at < end; at++) {
      const node = items[at] as number
      if (this.next[node] !== UNCHAINED) continue
      const level = this.level[node] as number
      this.next[node] = this.first[level] as number
      this.first[level] = node
      this.waiting += 1
    }
  }

  /** Takes one of a level; -1 where none waits there. */
  take(level: number): number {
    const node = this.first[level] ?? END
    if (node === END) return END
    this.first[level] = this.next[node] as number
    this.next[node] = UNCHAINED
    this.waiting -= 1
    return node
  }
}
