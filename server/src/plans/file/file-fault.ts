import type { PlanFault } from '@traguardo/shared/plans'
import type { Refusal } from '@traguardo/shared/refusals'
import { findNodeAtLocation, type Node } from 'jsonc-parser'

/** A fault of a plan file, with its place in the text. Lines and columns count from 1. */
export interface FileFault extends Refusal {
  readonly line: number
  readonly column: number
  /** `indicators[3].formula`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
}

/** Faults that are told of a file: whoever has mended these sends it again [PL7]. */
export const MOST_FAULTS = 1000

/** Line and column of an offset in a text. Finds the beginnings of lines once, for any number of faults. */
export function placesIn(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

/** `indicators[3].formula` */
export const pathText = (path: PlanFault['path']): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    '',
  )

/**
 * Returns the place in the text to which a path leads; where it leads nowhere (a missing key), that of the nearest
 * thing above it.
 */
export function offsetOf(root: Node, path: PlanFault['path']): number {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node) return node.parent?.type === 'property' && length < path.length ? node.parent.offset : node.offset
  }
  return root.offset
}
