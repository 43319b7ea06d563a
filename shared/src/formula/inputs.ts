import type { FormulaNode, Leaf, MeasureNode } from './node'

/** When a leaf is looked at: so many years before, over the whole year or in one of its entered periods [FO19]. */
export interface When {
  readonly back: number
  readonly period: 'year' | 'latest' | 'previous'
}

/** A leaf and when it is looked at: what a formula needs to know. */
export interface Input {
  readonly leaf: Leaf
  readonly when: When
}

/** This year, the whole of it. */
export const NOW: When = { back: 0, period: 'year' }

/** The name of an input, the same for the same input. */
export function inputKey({ leaf, when }: Input): string {
  const name =
    leaf.type === 'measure'
      ? `${leaf.code}@${leaf.unit ?? ''}`
      : leaf.type === 'benchmark'
        ? `${leaf.scope}(${leaf.code})`
        : `${leaf.what}(${leaf.of ?? ''})`
  return `${leaf.type} ${name} ${when.back} ${when.period}`
}

/** The time inside `previous_year(...)` and its kin, seen from outside. */
export function earlier(when: When, { what, back }: { readonly what: string; readonly back: number }): When {
  if (what === 'year') return { ...when, back: when.back + back }
  return { ...when, period: what === 'latest' ? 'latest' : 'previous' }
}

/** What a node is made of. */
export function childrenOf(node: FormulaNode): readonly FormulaNode[] {
  switch (node.type) {
    case 'negate':
    case 'earlier':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'call':
      return node.args
    default:
      return []
  }
}

/** What a formula needs, each input once, in order of first appearance. */
export function inputsOf(node: FormulaNode): readonly Input[] {
  const found = new Map<string, Input>()
  const walk = (at: FormulaNode, when: When): void => {
    if (at.type === 'measure' || at.type === 'benchmark' || at.type === 'system') {
      const input = { leaf: at, when }
      const key = inputKey(input)
      if (!found.has(key)) found.set(key, input)
      return
    }
    const inside = at.type === 'earlier' ? earlier(when, at) : when
    childrenOf(at).forEach((child) => walk(child, inside))
  }
  walk(node, NOW)
  return [...found.values()]
}

/** The measures that a formula names, at any time, each once, in order of first appearance. */
export function measuresIn(node: FormulaNode): readonly MeasureNode[] {
  const found = new Map<string, MeasureNode>()
  for (const { leaf } of inputsOf(node))
    if (leaf.type === 'measure' && !found.has(`${leaf.code}@${leaf.unit ?? ''}`))
      found.set(`${leaf.code}@${leaf.unit ?? ''}`, leaf)
  return [...found.values()]
}
