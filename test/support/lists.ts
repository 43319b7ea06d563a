import type { Caller } from './api'

/** Lists of items. */
export const LISTS = ['objectives', 'indicators', 'measures', 'benchmarks'] as const
export type List = (typeof LISTS)[number]
export const LIST_NAMES: Readonly<Record<List | 'values', string>> = {
  objectives: 'Objective',
  indicators: 'Indicator',
  measures: 'Measure',
  benchmarks: 'Benchmark',
  values: 'Value',
}
/** An item as far as every list has it. */
export interface Item {
  readonly code: string
}
/** The answer to a list: a page, or a refusal. */
export interface Found<T = Item> {
  readonly __typename: string
  readonly code?: string
  readonly params?: unknown
  readonly totalCount: number
  readonly edges: readonly {
    readonly cursor: string
    readonly plan: { body: string; firstYear: number }
    readonly node: T
  }[]
  readonly pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

const FILTERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LIST_NAMES).map(([list, name]) => [list, `${name}Filter`]),
)

/** Asks a list for a page. */
export async function askList<T = Item>(
  who: Caller,
  list: List | 'values',
  args: Readonly<Record<string, unknown>>,
  node = '{ code }',
): Promise<Found<T>> {
  const text = `query($filter: ${FILTERS[list]}, $first: Int, $after: String, $last: Int, $before: String, $order: String, $descending: Boolean) {
    found: ${list}(filter: $filter, first: $first, after: $after, last: $last, before: $before, order: $order, descending: $descending) { __typename
      ... on Refusal { code params }
      ... on ${LIST_NAMES[list]}Connection { totalCount edges { cursor plan { body firstYear } node ${node} }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`
  return (await who.ask<{ found: Found<T> }>(text, args)).found
}

export const codesIn = ({ edges }: Found): readonly string[] => edges.map(({ node }) => node.code)
