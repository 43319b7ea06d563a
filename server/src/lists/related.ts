import type { EntityClass, FilterQuery } from '@mikro-orm/core'
import DataLoader from 'dataloader'
import type { EntityManager } from '../kernel/db/orm'
import { MeasureUseEntity } from '../plans/items/indicator.entity'
import { itemsFrom } from '../plans/items/items'
import { listKind } from '../plans/items/kinds'
import type { PlanRow } from '../plans/items/plan-row'
import { type Finder, type ItemNode, shownItem } from '../plans/typed/item-graph'
import type { ItemList } from '../plans/typed/plan.types'
import { allOf, type Condition, SEEN } from './seen'
import type { Slice } from './slices'

/** A code in a version. */
interface Key {
  readonly slice: Slice
  readonly code: string
}

/** Keys of one statement: SQLite takes 32,766 parameters. */
const MOST_KEYS = 5000

const keyOf = ({ slice, code }: Key): string => JSON.stringify([slice.id, code])

/**
 * Finds items from items of a page: what all of them ask for at once is read together, so that a page of any length costs as
 * many statements [PR32.7]. One for each request.
 */
export class Related {
  private readonly slices: ReadonlyMap<string, Slice>
  private readonly finders = new Map<string, Finder>()
  private readonly loaders = new Map<string, DataLoader<Key, readonly ItemNode[], string>>()
  /** Place of each item in its list. */
  private readonly places = new WeakMap<ItemNode, number>()
  private readonly uses = new Map<string, DataLoader<Key, readonly string[], string>>()

  constructor(
    private readonly em: EntityManager,
    slices: readonly Slice[],
  ) {
    this.slices = new Map(slices.map((slice) => [slice.id, slice]))
  }

  /** Makes rows of a list what is shown of them. A statement for each list in them. */
  async nodes(list: ItemList, rows: readonly PlanRow[]): Promise<readonly ItemNode[]> {
    const items = await itemsFrom(this.em, listKind(list), rows)
    return rows.map(({ plan, ordinal }, at) => {
      const node = shownItem(list, items[at] ?? {}, this.finderOf(this.sliceOf(plan.id)))
      this.places.set(node, ordinal)
      return node
    })
  }

  sliceOf(id: string): Slice {
    const slice = this.slices.get(id)
    if (!slice) throw new Error(`A row of a version that nobody sees: ${id}`)
    return slice
  }

  /** Finds items of a version. */
  finderOf(slice: Slice): Finder {
    const known = this.finders.get(slice.id)
    if (known) return known
    const some = async (list: ItemList, codes: readonly string[]) => {
      const found = await Promise.all(codes.map((code) => this.loader(list, 'code').load({ slice, code })))
      return found.flat()
    }
    const made: Finder = {
      one: async (list, code) => (await this.loader(list, 'code').load({ slice, code }))[0] ?? null,
      naming: (list, field, code) => this.loader(list, field).load({ slice, code }),
      usedBy: async (code) => some('measures', await this.used('owner', 'measureCode').load({ slice, code })),
      using: async (code) => {
        const found = await some('indicators', await this.used('measureCode', 'owner').load({ slice, code }))
        return found.sort((one, other) => this.placeOf(one) - this.placeOf(other))
      },
    }
    this.finders.set(slice.id, made)
    return made
  }

  private placeOf(node: ItemNode): number {
    return this.places.get(node) ?? 0
  }

  /** Loads the items of a list that have a code in a field. */
  private loader(list: ItemList, field: string) {
    const name = `${list}.${field}`
    const known = this.loaders.get(name)
    if (known) return known
    const load = async (keys: readonly Key[]) => {
      const rows = await this.find(
        listKind(list).entity,
        SEEN[list]([...new Set(keys.map(({ slice }) => slice))]),
        field,
        keys,
      )
      const nodes = await this.nodes(list, rows)
      return this.sorted(keys, rows, field, (at) => nodes[at])
    }
    const made = new DataLoader(load, { cacheKeyFn: keyOf, maxBatchSize: MOST_KEYS })
    this.loaders.set(name, made)
    return made
  }

  /** Loads codes of the measures that indicators use, or of the indicators that use measures. */
  private used(by: 'owner' | 'measureCode', wanted: 'owner' | 'measureCode') {
    const known = this.uses.get(by)
    if (known) return known
    const load = async (keys: readonly Key[]) => {
      const within = SEEN.benchmarks([...new Set(keys.map(({ slice }) => slice))])
      const rows = await this.find(MeasureUseEntity, within, by, keys)
      const found = this.sorted(keys, rows, by, (at) => rows[at]?.[wanted] ?? undefined)
      return found.map((codes) => [...new Set(codes)])
    }
    const made = new DataLoader(load, { cacheKeyFn: keyOf, maxBatchSize: MOST_KEYS })
    this.uses.set(by, made)
    return made
  }

  private async find<T extends PlanRow>(
    entity: EntityClass<T>,
    within: Condition,
    field: string,
    keys: readonly Key[],
  ): Promise<readonly T[]> {
    const where: FilterQuery<T> = allOf(within, { [field]: { $in: [...new Set(keys.map(({ code }) => code))] } })
    return this.em.find(entity, where, { orderBy: { ordinal: 'asc' } as never, disableIdentityMap: true })
  }

  /** Finds of each key, in the order of the keys. */
  private sorted<T>(
    keys: readonly Key[],
    rows: readonly PlanRow[],
    field: string,
    made: (at: number) => T | undefined,
  ) {
    const found = new Map<string, T[]>()
    for (const [at, row] of rows.entries()) {
      const code = String((row as unknown as Readonly<Record<string, unknown>>)[field])
      const name = JSON.stringify([row.plan.id, code])
      const one = made(at)
      if (one !== undefined) found.set(name, [...(found.get(name) ?? []), one])
    }
    return keys.map((key): readonly T[] => found.get(keyOf(key)) ?? [])
  }
}
