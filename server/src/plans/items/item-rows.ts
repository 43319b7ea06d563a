import type { EntityClass } from '@mikro-orm/core'
import type { PlanRow } from './plan-row'

/** An item of a plan as the document has it. Its form was checked before it comes here. */
export type Item = Readonly<Record<string, unknown>>

/** An item as its row has it, by the names of the document, and `rest`. */
export type ItemRow = Readonly<Record<string, unknown>> & { readonly rest: Item | null }

/** A field that has a column. */
export interface ColumnField {
  /** Its name in the document. */
  readonly name: string
  /** The property of the entity: of a reference the one that holds the code. */
  readonly property: string
  readonly column: string
  readonly type: 'text' | 'integer' | 'double'
}

/** A kind of item: its table, and the lists of it that have tables of their own. */
export interface ItemKind {
  readonly entity: EntityClass<PlanRow>
  readonly lists?: Readonly<Record<string, ItemKind>>
  /** Gives an item the shape of its row, where the document has another one. */
  readonly open?: (item: never) => Item
  /** The way back. */
  readonly close?: (item: Item) => unknown
}

/** Fields of a kind: those that its entity has a property for. */
export type FieldsOf = (kind: ItemKind) => readonly ColumnField[]

/** All rows of a version. */
export type VersionRows = ReadonlyMap<ItemKind, readonly ItemRow[]>

/** Characters that a column of text does not give back: PostgreSQL has no NUL, and half a character has no UTF-8. */
const UNKEPT = /\p{Surrogate}/u

const LARGEST_INTEGER = 2 ** 31 - 1

const FITS: Readonly<Record<ColumnField['type'], (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && !value.includes('\0') && !UNKEPT.test(value),
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) <= LARGEST_INTEGER,
  double: (value) => typeof value === 'number',
}

/** Parts an item into its columns and the rest: a column takes what it gives back, `rest` whatever is left [PR9.2]. */
export function toRow(item: Item, fields: readonly ColumnField[]): ItemRow {
  const taken = fields.filter(({ name, type }) => FITS[type](item[name])).map(({ name }) => name)
  const left = Object.entries(item).filter(([name, value]) => value !== undefined && !taken.includes(name))
  return {
    ...Object.fromEntries(fields.map(({ name }) => [name, taken.includes(name) ? item[name] : null])),
    rest: left.length > 0 ? Object.fromEntries(left) : null,
  }
}

/** The item that a row was made of [PR9.2]. */
export function fromRow(row: ItemRow, fields: readonly ColumnField[]): Item {
  const columns = fields.map(({ name }) => [name, row[name]] as const).filter(([, value]) => value !== null)
  return { ...row.rest, ...Object.fromEntries(columns) }
}

/** All kinds of items, each with the way to its lists: `indicators.targets`. Empty for the plan itself. */
export function kindsBelow(kind: ItemKind, path = ''): readonly (readonly [string, ItemKind])[] {
  const below = Object.entries(kind.lists ?? {})
  return [[path, kind], ...below.flatMap(([name, part]) => kindsBelow(part, path === '' ? name : `${path}.${name}`))]
}

/** Only what stands in a list goes to another table: an empty one is told from none by staying where it is. */
const isFilled = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0

/** All rows of a document [PR9.1]. */
export function rowsOf(root: ItemKind, document: unknown, fieldsOf: FieldsOf): VersionRows {
  const rows = new Map<ItemKind, ItemRow[]>(kindsBelow(root).map(([, kind]) => [kind, []]))
  const gather = (kind: ItemKind, value: unknown, place: Item): void => {
    const item = kind.open ? kind.open(value as never) : (value as Item)
    const lists = Object.entries(kind.lists ?? {}).filter(([name]) => isFilled(item[name]))
    const own = { ...item, ...Object.fromEntries(lists.map(([name]) => [name, undefined])) }
    rows.get(kind)?.push({ ...toRow(own, fieldsOf(kind)), ...place })
    // Of all items that have lists the plan alone has no code: what stands in its own is nobody's part.
    const owner = 'code' in item ? { owner: item['code'] } : {}
    for (const [name, part] of lists)
      (item[name] as readonly unknown[]).forEach((one, ordinal) => gather(part, one, { ...owner, ordinal }))
  }
  gather(root, document, { ordinal: 0 })
  return rows
}

function byOwner(rows: readonly ItemRow[]): ReadonlyMap<unknown, readonly ItemRow[]> {
  const groups = new Map<unknown, ItemRow[]>()
  for (const row of rows) {
    const group = groups.get(row['owner'])
    if (group) group.push(row)
    else groups.set(row['owner'], [row])
  }
  return groups
}

/** The rows of a list of an item; undefined for none. */
type PartsOf = (part: ItemKind, row: ItemRow) => readonly ItemRow[] | undefined

/** The item that a row and those of its lists were made of. */
export function buildItem(kind: ItemKind, row: ItemRow, partsOf: PartsOf, fieldsOf: FieldsOf): unknown {
  const lists = Object.entries(kind.lists ?? {}).flatMap(([name, part]) => {
    const below = partsOf(part, row)
    return below ? [[name, below.map((one) => buildItem(part, one, partsOf, fieldsOf))] as const] : []
  })
  const item = { ...fromRow(row, fieldsOf(kind)), ...Object.fromEntries(lists) }
  return kind.close ? kind.close(item) : item
}

/**
 * The document that rows were made of [PR9.3], its keys in any order; null where there are none.
 * @param rows of each kind in the order of `ordinal`
 */
export function documentOf(root: ItemKind, rows: VersionRows, fieldsOf: FieldsOf): unknown {
  const groups = new Map([...rows].map(([kind, all]) => [kind, byOwner(all)]))
  const [first] = rows.get(root) ?? []
  const partsOf: PartsOf = (part, row) => groups.get(part)?.get(row['code'])
  return first === undefined ? null : buildItem(root, first, partsOf, fieldsOf)
}
