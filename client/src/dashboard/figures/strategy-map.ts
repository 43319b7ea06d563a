import { itemAddress, type Objective, type Perspective, type Plan } from '@traguardo/shared/model'
import type { ScoreNode } from '@traguardo/shared/scoring'
import { type Tone, tonesOf } from './tones'

const PERSPECTIVES: readonly Perspective[] = ['users', 'finance', 'processes', 'growth']

/** An objective on the map, with the codes of those that it helps to reach and that stand there too. */
export interface MapNode {
  readonly code: string
  readonly score: ScoreNode
  readonly effects: readonly string[]
}

/** A lane of the map: a perspective, or an area where the plan names no perspectives; `none` for what has none. */
export interface MapLane {
  readonly key: Perspective | 'none' | `area/${string}`
  /** Title of the area; of a perspective none, until somebody says it. */
  readonly title: string
  readonly nodes: readonly MapNode[]
}

/** Objectives that stand on the map: strategic ones, and operational ones that are a cause or an effect. */
function onMap(plan: Plan): readonly Objective[] {
  const effects = new Set(plan.objectives.flatMap((one) => one.effects ?? []))
  const isLinked = ({ code, effects: own = [] }: Objective) => own.length > 0 || effects.has(code)
  return plan.objectives.filter((one) => one.level === 'strategic' || (one.level === 'operational' && isLinked(one)))
}

/** Lanes of the strategy map in their order, the perspective that effects end in first; those with nothing in them are left out. */
export function lanesOf(plan: Plan, nodes: ReadonlyMap<string, ScoreNode>): readonly MapLane[] {
  const objectives = new Map(plan.objectives.map((one) => [one.code, one]))
  const areas = new Map(plan.areas.map((area) => [area.code, area]))
  const shown = onMap(plan).filter(({ code }) => nodes.has(itemAddress('objectives', code)))
  const codes = new Set(shown.map(({ code }) => code))
  const strategicOf = (one: Objective) => (one.level === 'operational' ? objectives.get(one.parent ?? '') : one)
  const areaOf = (one: Objective) => areas.get(strategicOf(one)?.parent ?? '')
  const perspectiveOf = (one: Objective) =>
    (one.perspectives ?? strategicOf(one)?.perspectives ?? areaOf(one)?.perspectives ?? [])[0] ?? null
  const byPerspective = shown.some((one) => perspectiveOf(one) !== null)
  const laneOf = (one: Objective): MapLane['key'] => {
    if (byPerspective) return perspectiveOf(one) ?? 'none'
    const area = areaOf(one)
    return area ? `area/${area.code}` : 'none'
  }
  const keys: readonly MapLane['key'][] = byPerspective
    ? [...PERSPECTIVES, 'none']
    : [...plan.areas.map(({ code }) => `area/${code}` as const), 'none']
  return keys.flatMap((key) => {
    const own = shown
      .filter((one) => laneOf(one) === key)
      .flatMap((one) => {
        const score = nodes.get(itemAddress('objectives', one.code))
        const effects = one.effects?.filter((code) => codes.has(code) && code !== one.code) ?? []
        return score ? [{ code: one.code, score, effects }] : []
      })
    const title = key.startsWith('area/') ? (areas.get(key.slice('area/'.length))?.title ?? '') : ''
    return own.length === 0 ? [] : [{ key, title, nodes: own }]
  })
}

/** A node with its place, in pixels. */
export interface PlacedNode extends MapNode {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Title in lines that fit. */
  readonly lines: readonly string[]
  /** Strip beside it, in parts from the top. */
  readonly strip: readonly { readonly tone: Tone; readonly y: number; readonly height: number }[]
}

/** Places the marks of a score in a strip of a height. */
function stripOf(score: ScoreNode, top: number, height: number): PlacedNode['strip'] {
  const marks = tonesOf(score)
  const whole = marks.reduce((sum, { part }) => sum + part, 0)
  let before = 0
  return marks.map(({ tone, part }) => {
    const y = top + (before / whole) * height
    before += part
    return { tone, y, height: (part / whole) * height }
  })
}

/** A lane with its place, and what stands in it. */
export interface PlacedLane {
  readonly lane: MapLane
  readonly y: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
}

const LEAST = 200
/** Room between nodes, around them, and for the title of a lane, in pixels. */
export const ROOM = { between: 32, around: 16, title: 36 } as const
const { between: GAP, around: PAD, title: HEAD } = ROOM
/** Height of a line of a title, and of what else stands in a node. */
const LINE = 17
const REST = 58
/** Width of a letter of a title, on the average, and of what stands beside the text in a node. */
const LETTER = 7.2
const BESIDE = 36

/** Lines of a title that fit into so many letters, all of it. */
export function wrapped(title: string, letters: number): readonly string[] {
  const lines: string[] = []
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Places lanes one below the other in so many pixels, each with as many nodes in a row as fit. */
export function placed(lanes: readonly MapLane[], width: number): readonly PlacedLane[] {
  const room = width - 2 * PAD
  const columns = Math.max(1, Math.floor((room + GAP) / (LEAST + GAP)))
  const own = (room - (columns - 1) * GAP) / columns
  const letters = Math.floor((own - BESIDE) / LETTER)
  let top = 0
  return lanes.map((lane) => {
    const y = top
    let down = y + HEAD
    const nodes: PlacedNode[] = []
    for (let first = 0; first < lane.nodes.length; first += columns) {
      const row = lane.nodes
        .slice(first, first + columns)
        .map((node) => ({ node, lines: wrapped(node.score.title, letters) }))
      const height = REST + LINE * Math.max(...row.map(({ lines }) => lines.length))
      row.forEach(({ node, lines }, at) => {
        const place = { x: PAD + at * (own + GAP), y: down, width: own, height }
        nodes.push({ ...node, ...place, lines, strip: stripOf(node.score, down, height) })
      })
      down += height + GAP
    }
    top = down + PAD
    return { lane, y, height: down - y, nodes }
  })
}
