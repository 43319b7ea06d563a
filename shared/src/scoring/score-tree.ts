import type { CellValue } from '../model'
import type { CompiledGroup } from './compile/groups'
import type { CycleRecords } from './cycle-records'
import type { PlanScores, ScoreNode } from './score'
import type { ScoreModel } from './score-model'
import { type Place, placesOf, uncutPlaces } from './grounds/group-grounds'
import { buildNode, type NodeKeeper, scoresIn } from './score-plan'

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Do two scores say the same? What is the same object in both is not looked into. */
function isAlike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isGroup(a) || !isGroup(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => name in b && isAlike(a[name], b[name]))
}

/**
 * The scores of a model as trees, kept while its values change: what nothing changed in stays the same object [SC57], so
 * whatever is made of it can be kept beside it.
 */
export class ScoreTree implements NodeKeeper {
  private readonly nodes = new Map<number, ScoreNode>()
  /** Nodes in which something may have changed since they were built. */
  private readonly stale = new Set<number>()
  private made: PlanScores | null = null
  /** Group in which a node stands, by the node. */
  private readonly parents = new Map<number, CompiledGroup>()

  /** @param model filled, and from now on changed by nobody else */
  constructor(readonly model: ScoreModel) {
    for (const group of model.compiled.groups.filter(({ kind }) => kind !== 'mean'))
      for (const child of group.parts.flatMap(({ children }) => children)) this.parents.set(child, group)
  }

  /** Changes values. */
  set(cells: readonly CellValue[]): void {
    const { year, slots, readers } = this.model.compiled
    for (const cell of cells) {
      if (!this.model.set(cell)) continue
      const slot = slots.find(cell.measure, cell.unit ?? '', year - cell.year)
      for (const one of [slot, ...(slots.twins?.get(slot) ?? [])]) this.mark(readers.of(one))
    }
  }

  /** Takes other records of the cycle. */
  setRecords(records: CycleRecords): void {
    this.model.setRecords(records)
    this.mark(this.model.compiled.recorded)
  }

  /** Everything that is made of these nodes is looked at again, and they themselves. */
  private mark(nodes: ArrayLike<number> & Iterable<number>): void {
    const { above, cycles } = this.model.compiled
    // What goes round is cut loose from what it is made of, and shows it all the same.
    const waiting = [...nodes, ...cycles.keys()]
    const marked = new Set<number>()
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (marked.has(node)) continue
      marked.add(node)
      this.stale.add(node)
      waiting.push(...above.of(node))
    }
    if (nodes.length > 0) this.made = null
  }

  keep(node: number, place: Place, make: () => ScoreNode): ScoreNode {
    const before = this.nodes.get(node)
    if (before && !this.stale.has(node) && before.share === place.share && before.contribution === place.contribution)
      return before
    const made = before && !this.stale.has(node) ? { ...before, ...place } : make()
    const kept = before && isAlike(before, made) ? before : made
    this.nodes.set(node, kept)
    this.stale.delete(node)
    return kept
  }

  /** The scores as they are now: the same object while nothing changed. */
  get scores(): PlanScores {
    if (this.made) return this.made
    this.made = scoresIn(this.model, this)
    this.stale.clear()
    return this.made
  }

  /**
   * The score at an address, such as `indicators/DFP 1.3`, as it stands in the tree; null where the plan has none. Only it
   * and what stands below it are made [SC57.3].
   */
  at(address: string): ScoreNode | null {
    const node = this.model.compiled.nodes.get(address)
    if (node === undefined) return null
    const parent = this.parents.get(node)
    return buildNode(this.model, node, parent && this.placeIn(parent, node), this)
  }

  private placeIn(group: CompiledGroup, node: number): Place | undefined {
    const places = placesOf(group, uncutPlaces(group, this.model.state, this.model.compiled.policy))
    return group.parts.flatMap(({ children }, at) => places[at]?.[children.indexOf(node)] ?? [])[0]
  }
}
