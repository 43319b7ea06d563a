import type { Refusal } from '@traguardo/shared/refusals'
import type { SignedInContext } from '../identity/organisation/positions'
import { listKind } from '../plans/items/kinds'
import type { PlanRow } from '../plans/items/plan-row'
import { RegisterEntity } from '../sync/store/register.entity'
import type { Connection, PagingArgs, PlanHeadType } from './lists.types'
import {
  type PageAsked,
  type Order,
  orderNamed,
  type Page,
  type Places,
  signedPlaces,
  readPage,
  readPaging,
  refuseFilter,
} from './page'
import { Related } from './related'
import { allOf, type Condition, SEEN, valuesSeen } from './seen'
import { type Range, type Slice, slicesOf } from './slices'

type Filter = Partial<Range> & object

const headOf = ({ body, bodyName, title, firstYear, lastYear }: Slice): PlanHeadType => ({
  ...{ body, bodyName, title, firstYear, lastYear },
})

/** A question about a list, looked at: what it is about, in which order, which page of it. */
interface Looked {
  readonly slices: readonly Slice[]
  readonly order: Order
  readonly asked: PageAsked
  readonly places: Places
}

/** Looks at a question; refuses what cannot be answered before anything of it is read. */
async function look(
  context: SignedInContext,
  {
    name,
    filter,
    paging,
    orders,
  }: { name: string; filter: Filter; paging: PagingArgs; orders: Readonly<Record<string, readonly string[]>> },
): Promise<Looked | Refusal> {
  const refused = refuseFilter(filter)
  if (refused) return refused
  const { order: named, descending, first, after, last, before } = paging
  const order = orderNamed(named ?? 'place', descending ?? false, orders)
  if (!order.ok) return order.error
  const of = [
    name,
    context.viewer.username,
    Object.entries(filter)
      .filter(([, asked]) => asked !== null && asked !== undefined)
      .sort(),
    named ?? 'place',
    descending ?? false,
  ]
  const places = signedPlaces(context.app.keyring, of)
  const asked = readPaging(
    { first: first ?? null, after: after ?? null, last: last ?? null, before: before ?? null },
    places,
  )
  if (!asked.ok) return asked.error
  const slices = await slicesOf(context, { bodies: filter.bodies ?? null, year: filter.year ?? null })
  return slices.ok ? { slices: slices.value, order: order.value, asked: asked.value, places } : slices.error
}

const isRefused = (looked: Looked | Refusal): looked is Refusal => 'code' in looked

const connection = <T>(
  { rows, hasNextPage, hasPreviousPage }: Page<T>,
  shown: (at: number) => { readonly plan: PlanHeadType; readonly node: unknown },
  totalCount: () => Promise<number>,
): Connection => ({
  edges: rows.map(({ cursor }, at) => ({ cursor, ...shown(at) })),
  pageInfo: {
    hasNextPage,
    hasPreviousPage,
    startCursor: rows[0]?.cursor ?? null,
    endCursor: rows.at(-1)?.cursor ?? null,
  },
  totalCount,
})

/** The list of whoever sees no plan of what is asked about. */
const NOTHING: Connection = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  totalCount: async () => 0,
}

/** Fields that name a row of a list, after those that it is ordered by. */
const PLACE = ['body', 'plan', 'ordinal']
const itemOrders = (title: string) => ({ place: PLACE, code: ['code', 'body', 'plan'], title: [title, ...PLACE] })

/**
 * Answers a question about the items of a list, of all plans that count today [PR32.1].
 * @param conditions of the filter, made anew each time
 */
export async function connectItems(
  context: SignedInContext,
  list: 'objectives' | 'indicators' | 'measures' | 'benchmarks',
  { filter, paging, conditions }: { filter: Filter; paging: PagingArgs; conditions: () => readonly Condition[] },
): Promise<Connection | Refusal> {
  const orders = itemOrders(list === 'measures' ? 'label' : 'title')
  const looked = await look(context, { name: list, filter, paging, orders })
  if (isRefused(looked)) return looked
  const { slices } = looked
  if (slices.length === 0) return NOTHING
  const { em } = context
  const related = new Related(em, slices)
  const { entity } = listKind(list)
  const where = () => allOf<PlanRow>(SEEN[list](slices), ...conditions())
  const page = await readPage(em, entity, where(), looked)
  const rows = page.rows.map(({ row }) => row)
  const nodes = await related.nodes(list, rows)
  return connection(
    page,
    (at) => ({ plan: headOf(related.sliceOf(rows[at]?.plan.id ?? '')), node: nodes[at] }),
    () => em.count(entity, where()),
  )
}

/** The same of what was entered: of measures that count today [PR32.3]. */
export async function connectValues(
  context: SignedInContext,
  { filter, paging, conditions }: { filter: Filter; paging: PagingArgs; conditions: () => readonly Condition[] },
): Promise<Connection | Refusal> {
  const looked = await look(context, {
    name: 'values',
    filter,
    paging,
    orders: { place: ['body', 'year', 'period', 'measure', 'id'] },
  })
  if (isRefused(looked)) return looked
  const { slices } = looked
  if (slices.length === 0) return NOTHING
  const { em } = context
  const related = new Related(em, slices)
  const entered: Condition = { field: 'value', content: { $ne: null } }
  const where = () => allOf<RegisterEntity>(entered, valuesSeen(slices), ...conditions())
  const page = await readPage(em, RegisterEntity, where(), looked)
  return connection(
    page,
    (at) => {
      const { measure, unit, person, at: time, ...rest } = page.rows[at]?.row ?? ({} as RegisterEntity)
      const slice = slices.find(({ body, years }) => body === rest.body && years.includes(rest.year))
      if (!slice) throw new Error(`A value of no plan: ${rest.id}`)
      const finder = related.finderOf(slice)
      const node = {
        ...{ measureCode: measure, unitCode: unit, year: rest.year, period: rest.period, content: rest.content },
        ...{ person, at: time },
        measure: () => finder.one('measures', measure),
        unit: () => (unit === null ? null : finder.one('units', unit)),
      }
      return { plan: headOf(slice), node }
    },
    () => em.count(RegisterEntity, where()),
  )
}
