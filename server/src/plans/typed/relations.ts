import { GraphQLError } from 'graphql'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context'
import type { ItemNode } from './item-graph'
import { CODES, type ItemList, itemType } from './plan.types'

/**
 * Items to which one request may be led from others: each plan has ways round, and a question of sixteen levels would go
 * them without end. A whole plan of 10,000 indicators with objective and measures of each takes 40,000.
 */
const MOST_ITEMS = 50_000

const taken = new WeakMap<object, number>()

/**
 * Counts items that a request is led to. Throws where they become too many [RI11.8], once; of every other way of that
 * request it says that it leads no further.
 */
function mayTake(context: object, count: number): boolean {
  const before = taken.get(context) ?? 0
  taken.set(context, before + count)
  if (before + count <= MOST_ITEMS) return true
  if (before <= MOST_ITEMS) throw new GraphQLError('Too many items', { extensions: { code: 'QUERY_TOO_BIG' } })
  return false
}

/** A way from an item to others of its plan. */
interface Relation {
  readonly to: ItemList
  readonly isList: boolean
  readonly description?: string
  find(item: ItemNode): Promise<ItemNode | null | readonly ItemNode[]>
}

const codesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : [])

const each = async (item: ItemNode, to: ItemList, codes: readonly string[]): Promise<readonly ItemNode[]> =>
  (await Promise.all(codes.map((code) => item.among.one(to, code)))).flatMap((one) => one ?? [])

/** The item of which the code stands in a field. */
const one = (to: ItemList, field: string): Relation => ({
  to,
  isList: false,
  find: async (item) => (typeof item[field] === 'string' ? item.among.one(to, item[field]) : null),
})

/** The items of which the codes stand in a field. */
const all = (to: ItemList, field: string): Relation => ({
  to,
  isList: true,
  find: (item) => each(item, to, codesIn(item[field])),
})

/** The items that name this one in a field. */
const naming = (to: ItemList, field: string, description?: string): Relation => ({
  to,
  isList: true,
  ...(description ? { description } : {}),
  find: ({ among, code }) => among.naming(to, field, code),
})

const entryOf = ({ entry }: ItemNode) => entry as { readonly units?: unknown; readonly measure?: string }

/** Ways between the items of a plan, both ways: the codes alone stand beside them. */
const RELATIONS: Readonly<Record<ItemList, Readonly<Record<string, Relation>>>> = {
  units: {
    parent: one('units', 'parentCode'),
    into: all('units', 'intoCodes'),
    below: naming('units', 'parentCode', 'Units right below it.'),
  },
  people: { sheets: naming('sheets', 'personCode', 'Its sheets, of those that the viewer may see.') },
  programs: { areas: naming('areas', 'programCode'), objectives: naming('objectives', 'programCode') },
  areas: {
    program: one('programs', 'programCode'),
    objectives: naming('objectives', 'areaCode', 'Its strategic objectives.'),
  },
  objectives: {
    area: one('areas', 'areaCode'),
    parent: one('objectives', 'parentCode'),
    sheet: one('sheets', 'sheetCode'),
    program: one('programs', 'programCode'),
    units: all('units', 'unitCodes'),
    mirrors: one('objectives', 'mirrorsCode'),
    operational: naming('objectives', 'parentCode'),
    indicators: naming('indicators', 'objectiveCode'),
  },
  indicators: {
    objective: one('objectives', 'objectiveCode'),
    benchmark: one('benchmarks', 'benchmarkCode'),
    repeats: one('indicators', 'repeatsCode'),
    units: all('units', 'unitCodes'),
    measures: {
      to: 'measures',
      isList: true,
      description: 'Measures that its formula uses.',
      find: ({ among, code }) => among.usedBy(code),
    },
  },
  measures: {
    units: {
      to: 'units',
      isList: true,
      description: 'Units that enter it.',
      find: (item) => each(item, 'units', codesIn(entryOf(item).units)),
    },
    sameAs: {
      to: 'measures',
      isList: false,
      description: 'The measure whose value it is too.',
      find: async (item) => {
        const { measure } = entryOf(item)
        return measure === undefined ? null : item.among.one('measures', measure)
      },
    },
    indicators: {
      to: 'indicators',
      isList: true,
      description: 'Indicators whose formula uses it.',
      find: ({ among, code }) => among.using(code),
    },
  },
  sheets: {
    person: one('people', 'personCode'),
    unit: one('units', 'unitCode'),
    objectives: naming('objectives', 'sheetCode'),
  },
  benchmarks: { indicators: naming('indicators', 'benchmarkCode') },
}

/** The resolver of the ways from the items of a list. */
function resolverOf(list: ItemList): new () => unknown {
  const name = `${list}Relations`
  const made = { [name]: class {} }[name] as new () => unknown
  const prototype = made.prototype as object
  for (const [field, { to, isList, description, find }] of Object.entries(RELATIONS[list])) {
    const value = {
      configurable: true,
      async value(item: ItemNode, context: Context) {
        const nothing = isList ? [] : null
        if (!mayTake(context, 1)) return nothing
        const found = await find(item)
        return mayTake(context, Array.isArray(found) ? found.length : 0) ? found : nothing
      },
    }
    Object.defineProperty(prototype, field, value)
    Root()(prototype, field, 0)
    Ctx()(prototype, field, 1)
    const said = { nullable: !isList, ...(description ? { description } : {}) }
    FieldResolver(() => (isList ? [itemType(to)] : itemType(to)), said)(prototype, field, value)
  }
  Resolver(() => itemType(list))(made)
  return made
}

/** Resolvers of the ways between the items of a plan. */
export const relationResolvers = (Object.keys(CODES) as readonly ItemList[]).map(resolverOf)
