import { nodeAddress, type ScoreNode } from '@traguardo/shared/scoring'
import type { TreeLine } from './tree-line'

const plainText = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Addresses of a line and of all below it that others stand under, from the top down. */
export const keysOf = (line: TreeLine): readonly string[] =>
  line.children.length === 0 ? [] : [nodeAddress(line), ...line.children.flatMap(keysOf)]

/** Addresses of the nodes that hold every word of the query in title or code, and of all that stand above them. */
export function matching(root: ScoreNode, query: string): ReadonlySet<string> {
  const words = plainText(query).split(/\s+/).filter(Boolean)
  const found = new Set<string>()
  const walk = (node: ScoreNode): boolean => {
    const text = plainText(`${node.title} ${node.code}`)
    const below = node.children.map(walk).some(Boolean)
    const hit = below || words.every((word) => text.includes(word))
    if (hit) found.add(nodeAddress(node))
    return hit
  }
  walk(root)
  return found
}

/** The nodes from the root down to the one with that address or code, or none. */
export function pathTo(root: ScoreNode, wanted: string): readonly ScoreNode[] {
  if (nodeAddress(root) === wanted || root.code === wanted) return [root]
  for (const child of root.children) {
    const below = pathTo(child, wanted)
    if (below.length > 0) return [root, ...below]
  }
  return []
}
