import { type PlacedLane, type PlacedNode, ROOM } from './strategy-map'

const { between: GAP, around: PAD, title: HEAD } = ROOM

/** Name of the line of a list that says an arrow. */
export const lineOf = (from: string, to: string): string => encodeURIComponent(`arrow/${from}/${to}`)

/** An arrow from a cause to its effect. */
export interface Arrow {
  readonly from: PlacedNode
  readonly to: PlacedNode
  /** Path of an SVG. */
  readonly path: string
}

/** Draws the way of an arrow: from edge to edge, up or down between rows, aside within one. */
function pathOf(from: PlacedNode, to: PlacedNode): string {
  const [a, b] = [from.x + from.width / 2, to.x + to.width / 2]
  if (from.y === to.y) {
    const isRight = b > a
    const [start, end] = [isRight ? from.x + from.width : from.x, isRight ? to.x : to.x + to.width]
    const y = from.y + from.height / 2
    const isNext = Math.abs(end - start) <= GAP + 1
    if (isNext) return `M ${start} ${y} L ${end} ${y}`
    const over = from.y + from.height + GAP / 2
    return `M ${a} ${from.y + from.height} C ${a} ${over}, ${b} ${over}, ${b} ${to.y + to.height}`
  }
  const isUp = to.y < from.y
  // Past others in one column: around them.
  if (from.x === to.x && Math.max(to.y - from.y - from.height, from.y - to.y - to.height) > GAP + HEAD + PAD) {
    const [x, out] = [from.x + from.width, from.x + from.width + PAD]
    const [start, end] = [from.y + from.height / 2, to.y + to.height / 2]
    return `M ${x} ${start} C ${out} ${start}, ${out} ${end}, ${x} ${end}`
  }
  const [start, end] = [isUp ? from.y : from.y + from.height, isUp ? to.y + to.height : to.y]
  const bend = (end - start) / 2
  return `M ${a} ${start} C ${a} ${start + bend}, ${b} ${end - bend}, ${b} ${end}`
}

/** Arrows between nodes that were placed. */
export function arrowsOf(lanes: readonly PlacedLane[]): readonly Arrow[] {
  const all = new Map(lanes.flatMap(({ nodes }) => nodes.map((node) => [node.code, node] as const)))
  return [...all.values()].flatMap((from) =>
    from.effects.flatMap((code) => {
      const to = all.get(code)
      return to ? [{ from, to, path: pathOf(from, to) }] : []
    }),
  )
}
