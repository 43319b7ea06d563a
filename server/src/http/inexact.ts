import { keepsDigits } from '@traguardo/shared/model'
import { getNodePath, type Node, parseTree } from 'jsonc-parser'

/** A number that would become another one: nothing of the request is done. */
class Inexact extends Error {
  readonly statusCode = 400
  readonly code = 'NUMBER_INEXACT'
}

/** Texts, which may hold anything, and numbers. */
const PARTS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Does a JSON text hold a number whose digits would not be kept? */
export function inexactIn(text: string): boolean {
  for (const [part] of text.matchAll(PARTS)) if (!part.startsWith('"') && !keepsDigits(part)) return true
  return false
}

/** Nodes of numbers whose digits would not be kept. */
export function inexactNodes(root: Node, text: string): readonly Node[] {
  const found: Node[] = []
  const all = [root]
  for (const node of all) {
    if (node.type === 'number' && !keepsDigits(text.slice(node.offset, node.offset + node.length))) found.push(node)
    all.push(...(node.children ?? []))
  }
  return found
}

/** Content that no register has: the shared rules refuse its operation, and nothing else of the push. */
const FORMLESS = { type: 'inexact' }

/**
 * Numbers that would become others: inside the content of an operation they take that operation along and nothing else,
 * anywhere else the whole request [RI47]. Gives why it is refused, or null.
 */
export function takeOutInexact(text: string, value: unknown): Error | null {
  const root = parseTree(text)
  for (const node of root ? inexactNodes(root, text) : []) {
    const [top, name, list, at, part] = getNodePath(node)
    if (top !== 'variables' || list !== 'operations' || part !== 'content')
      return new Inexact('a number with more digits than are kept')
    const pushes = (
      value as { readonly variables: Readonly<Record<string, { readonly operations: { content: unknown }[] }>> }
    ).variables
    const operation = pushes[String(name)]?.operations[Number(at)]
    if (operation) operation.content = FORMLESS
  }
  return null
}
