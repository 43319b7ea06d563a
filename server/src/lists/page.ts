import type { Cursor, EntityClass, EntityManager as AnyManager, FilterQuery } from '@mikro-orm/core'
import { refusal, type Refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Keyring } from '../kernel/secrets/keyring'

/** Items of a page at most, and where nobody says how many. */
const MOST = 200
const USUAL = 50
/** Values of a filter at most. */
const MOST_NAMED = 100
const LONGEST_TEXT = 200
/** A title has 20,000 characters at most, of which each may take four bytes, and these six signs. */
const LONGEST_CURSOR = 120_000

/** Arguments by which a page is asked for, as Relay has them. */
interface Paging {
  readonly first: number | null
  readonly after: string | null
  readonly last: number | null
  readonly before: string | null
}

/** The way in which a list is ordered: fields that together name a row, each with its direction. */
export type Order = Readonly<Record<string, 'asc' | 'desc'>>

/** A page as it was asked for, checked. */
export interface PageAsked {
  readonly count: number
  readonly isBackward: boolean
  /** The place of which it stands next; null for the beginning, or the end. */
  readonly from: string | null
}

/** The refusal of a filter that says too much, or null [PR32.6]. */
export const refuseFilter = (filter: object): Refusal | null => {
  const isTooMuch = Object.values(filter).some((value: unknown) =>
    Array.isArray(value) ? value.length > MOST_NAMED : typeof value === 'string' && value.length > LONGEST_TEXT,
  )
  return isTooMuch ? refusal('BAD_PAGE', { kind: 'filter', limit: MOST_NAMED }) : null
}

/** Orders by the name that they are asked for under. */
export function orderNamed(
  name: string,
  isDescending: boolean,
  orders: Readonly<Record<string, readonly string[]>>,
): Result<Order, Refusal> {
  const fields = Object.hasOwn(orders, name) ? orders[name] : undefined
  if (!fields) return err(refusal('BAD_PAGE', { kind: 'order' }))
  return ok(Object.fromEntries(fields.map((field) => [field, isDescending ? 'desc' : 'asc'])))
}

/** Signs places, so that one that was made for another list, order, filter or person is none [PR32.5]. */
export interface Places {
  write(place: string): string
  read(cursor: string): string | null
}

const PURPOSE = 'list-cursor'
const MARK = 22

/** @param of everything that a place belongs to */
export function signedPlaces(keyring: Keyring, of: unknown): Places {
  const name = JSON.stringify(of)
  const markOf = (place: string): string => keyring.mac(PURPOSE, `${name}\n${place}`).slice(0, MARK)
  return {
    write: (place) => markOf(place) + place,
    read(cursor) {
      const place = cursor.slice(MARK)
      return cursor.length <= LONGEST_CURSOR && place !== '' && markOf(place) === cursor.slice(0, MARK) ? place : null
    },
  }
}

/** Reads which page is asked for: forward from a place, or backward [PR32.4, PR32.5]. */
export function readPaging({ first, after, last, before }: Paging, places: Places): Result<PageAsked, Refusal> {
  const isBackward = last !== null || before !== null
  if (isBackward && (first !== null || after !== null)) return err(refusal('BAD_PAGE', { kind: 'ways' }))
  const count = (isBackward ? last : first) ?? USUAL
  if (count < 1 || count > MOST) return err(refusal('BAD_PAGE', { kind: 'size', limit: MOST }))
  const cursor = isBackward ? before : after
  const from = cursor === null ? null : places.read(cursor)
  return cursor !== null && from === null ? err(refusal('BAD_CURSOR')) : ok({ count, isBackward, from })
}

/** A page of rows. */
export interface Page<T> {
  readonly rows: readonly { readonly row: T; readonly cursor: string }[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

/** Reads a page. One statement. */
export async function readPage<T extends object>(
  em: AnyManager,
  entity: EntityClass<T>,
  where: FilterQuery<T>,
  { order, asked, places }: { readonly order: Order; readonly asked: PageAsked; readonly places: Places },
): Promise<Page<T>> {
  const { count, isBackward, from } = asked
  const size = isBackward
    ? { last: count, ...(from && { before: from }) }
    : { first: count, ...(from && { after: from }) }
  const orderBy = Object.entries(order).map(([field, direction]) => ({ [field]: direction }))
  const options = { ...size, orderBy, includeCount: false, disableIdentityMap: true }
  const found = (await em.findByCursor(entity, where, options as never)) as unknown as Cursor<T>
  return {
    rows: [...found.items].map((row) => ({ row, cursor: places.write(found.from(row)) })),
    hasNextPage: found.hasNextPage,
    hasPreviousPage: found.hasPrevPage,
  }
}
