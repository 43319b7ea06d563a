import { isDeepStrictEqual } from 'node:util'
import type { EntityData } from '@mikro-orm/core'
import type { Plan } from '@traguardo/shared/model'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager } from '../../kernel/db/orm'
import { chunksOf } from '../../kernel/db/rows'
import { PlanEntity } from '../plan.entity'
import {
  buildItem,
  documentOf,
  type ColumnField,
  type FieldsOf,
  type Item,
  type ItemKind,
  type ItemRow,
} from './item-rows'
import { kindsBelow, rowsOf, type VersionRows } from './item-rows'
import { PLAN } from './kinds'
import { OWNER, type PlanRow } from './plan-row'

/** A version of a plan, by its key. */
interface Version {
  readonly id: string
  readonly body: { readonly code: string }
}

/** Properties of every row: its place, and what has no column. */
const FRAME: readonly string[] = ['body', 'plan', 'ordinal', OWNER, 'rest']

const KINDS = kindsBelow(PLAN)

/** Reads from the entities which fields have columns: nothing says it a second time. */
export function columnFieldsOf(em: EntityManager): FieldsOf {
  const known = new Map<ItemKind, readonly ColumnField[]>()
  const read = ({ entity }: ItemKind): readonly ColumnField[] => {
    const { props } = em.getMetadata().get(entity.name)
    const references = new Map(
      props.filter(({ kind }) => kind === 'm:1').map((one) => [one.fieldNames.at(-1), one.name]),
    )
    return props
      .filter(({ kind, name }) => kind === 'scalar' && !FRAME.includes(name))
      .map(({ name, fieldNames: [column = ''], runtimeType, columnTypes }) => ({
        name: references.get(column) ?? name,
        property: name,
        column,
        type: runtimeType === 'string' ? 'text' : columnTypes[0]?.startsWith('int') ? 'integer' : 'double',
      }))
  }
  return (kind) => {
    const fields = known.get(kind) ?? read(kind)
    known.set(kind, fields)
    return fields
  }
}

/** A row as the ORM takes it. */
function dataOf(row: ItemRow, fields: readonly ColumnField[], { id, body }: Version): EntityData<PlanRow> {
  const own = FRAME.filter((name) => name in row).map((name) => [name, row[name]] as const)
  const columns = fields.map(({ name, property }) => [property, row[name]] as const)
  return { body: body.code, plan: id, ...Object.fromEntries([...own, ...columns]) } as EntityData<PlanRow>
}

/**
 * Writes the items of a version whose row is there, in the transaction that stores it [PR9.1]. Statements: one for every
 * five hundred rows of a table.
 */
export async function writeItems(tx: EntityManager, version: Version, plan: Plan): Promise<void> {
  const fieldsOf = columnFieldsOf(tx)
  // As the document is read again: without what JSON does not hold.
  const stored: unknown = JSON.parse(JSON.stringify(plan))
  for (const [kind, rows] of rowsOf(PLAN, stored, fieldsOf)) {
    const fields = fieldsOf(kind)
    for (const chunk of chunksOf(rows))
      await tx.insertMany(
        kind.entity,
        chunk.map((row) => dataOf(row, fields, version)),
      )
  }
}

function rowOf(raw: Item, fields: readonly ColumnField[]): ItemRow {
  const rest = raw['rest'] === null ? null : (JSON.parse(raw['rest'] as string) as Item)
  const place = OWNER in raw ? { owner: raw[OWNER], ordinal: raw['ordinal'] } : { ordinal: raw['ordinal'] }
  return { ...Object.fromEntries(fields.map(({ name, column }) => [name, raw[column]])), rest, ...place }
}

/** Reads all rows of a version: one statement a table, however many rows there are [PR9.4]. */
export async function readItemRows(em: EntityManager, { id, body }: Version): Promise<VersionRows> {
  const fieldsOf = columnFieldsOf(em)
  const rows = new Map<ItemKind, readonly ItemRow[]>()
  for (const [, kind] of KINDS) {
    const fields = fieldsOf(kind)
    const found = await em
      .createQueryBuilder(kind.entity)
      .where({ body: body.code, plan: id })
      .orderBy({ ordinal: 'asc' })
      .execute<readonly Item[]>('all', false)
    rows.set(
      kind,
      found.map((raw) => rowOf(raw, fields)),
    )
  }
  return rows
}

/**
 * All items of a version, as the plan that its document is [PR9.3]; null where it has none, or is not there. A constant
 * number of statements.
 * @param planId id of the version
 */
export async function itemsOf(em: EntityManager, planId: string): Promise<Plan | null> {
  const version = await em.findOne(PlanEntity, planId)
  if (!version) return null
  return documentOf(PLAN, await readItemRows(em, version), columnFieldsOf(em)) as Plan | null
}

/** A row out of an entity that was loaded. */
function rowIn(entity: PlanRow, fields: readonly ColumnField[]): ItemRow {
  const raw = entity as unknown as Item
  return {
    ...Object.fromEntries(fields.map(({ name, property }) => [name, raw[property] ?? null])),
    code: raw['code'],
    rest: entity.rest,
  }
}

/**
 * Items of which the rows were loaded, each as the document has it: in as many statements as items of their kind have lists.
 */
export async function itemsFrom(
  em: EntityManager,
  kind: ItemKind,
  entities: readonly PlanRow[],
): Promise<readonly Item[]> {
  const fieldsOf = columnFieldsOf(em)
  const parts = new Map<ItemKind, ReadonlyMap<string, readonly ItemRow[]>>()
  const placeOf = (plan: string, code: unknown): string => JSON.stringify([plan, code])
  const lists = entities.length === 0 ? [] : Object.values(kind.lists ?? {})
  for (const part of lists) {
    const within = { plan: { $in: [...new Set(entities.map(({ plan }) => plan.id))] } }
    const owners = [...new Set(entities.map((one) => (one as unknown as Item)['code'] as string))]
    const where = { body: { $in: [...new Set(entities.map(({ body }) => body))] }, ...within, owner: { $in: owners } }
    const found = await em.find(part.entity, where as never, { orderBy: { ordinal: 'asc' }, disableIdentityMap: true })
    const groups = new Map<string, ItemRow[]>()
    for (const one of found) {
      const place = placeOf(one.plan.id, (one as unknown as Item)[OWNER])
      groups.set(place, [...(groups.get(place) ?? []), rowIn(one, fieldsOf(part))])
    }
    parts.set(part, groups)
  }
  return entities.map((one) => {
    const row = rowIn(one, fieldsOf(kind))
    return buildItem(kind, row, (part) => parts.get(part)?.get(placeOf(one.plan.id, row['code'])), fieldsOf) as Item
  })
}

const WITHOUT =
  'select "id" from "plan" where not exists (select 1 from "plan_cover" where "plan_cover"."body" = "plan"."body_code" ' +
  'and "plan_cover"."plan_id" = "plan"."id") order by "id"'

/** Ids of the versions that have no items: those that software of before left. */
export async function versionsWithoutItems(em: EntityManager): Promise<readonly string[]> {
  return (await em.execute<{ id: string }[]>(WITHOUT)).map(({ id }) => id)
}

/**
 * Gives every version its items that has none, one at a time and each whole or not at all [PR9.6]. One whose cover was taken
 * away gets them anew.
 */
export async function fillItems(em: EntityManager): Promise<void> {
  for (const id of await versionsWithoutItems(em)) {
    await inTransaction(em, async (tx) => {
      const version = await tx.findOneOrFail(PlanEntity, id, { populate: ['document'] })
      for (const [, { entity }] of KINDS) await tx.nativeDelete(entity, { body: version.body.code, plan: id })
      await writeItems(tx, version, version.document)
    })
    // A document is large, and nobody asks for it again.
    em.clear()
  }
}

/** Items that are named; of more it is said how many. */
const SHOWN = 5

/** An item by list and code, or by list and place. */
const nameOf = (list: string, { code, owner, ordinal }: ItemRow): string => {
  if (list === '') return 'plan'
  if (owner !== undefined) return `${list} ${String(owner)} ${Number(ordinal) + 1}`
  return code === undefined ? `${list} ${Number(ordinal) + 1}` : `${list}/${String(code)}`
}

/** Names of the items that two sets of rows do not both have, or not alike. */
function differing(said: VersionRows, found: VersionRows): readonly string[] {
  return kindsBelow(PLAN).flatMap(([list, kind]) => {
    const byName = (rows: VersionRows) => new Map((rows.get(kind) ?? []).map((row) => [nameOf(list, row), row]))
    const [ours, theirs] = [byName(said), byName(found)]
    const names = new Set([...ours.keys(), ...theirs.keys()])
    return [...names].filter((name) => !isDeepStrictEqual(ours.get(name), theirs.get(name)))
  })
}

const sentence = ({ firstYear, lastYear, version, body }: PlanEntity, names: readonly string[]): string => {
  const more = names.length > SHOWN ? ` e altre ${names.length - SHOWN}` : ''
  return `Piano ${firstYear}-${lastYear} di ${body.code}, versione ${version}: le tabelle non dicono ciò che dice il documento, che vale (${names.slice(0, SHOWN).join(', ')}${more}).`
}

/**
 * Compares every version's document with its items, one version at a time: a sentence for each that differs [RE10.4]. Those
 * that have none yet get them at the next start.
 */
export async function checkItems(em: EntityManager): Promise<{
  readonly good: readonly string[]
  readonly bad: readonly string[]
}> {
  const without = new Set(await versionsWithoutItems(em))
  const ids = (await em.find(PlanEntity, {}, { fields: ['id'], orderBy: { id: 'asc' } })).map(({ id }) => id)
  const bad: string[] = []
  for (const id of ids.filter((one) => !without.has(one))) {
    const version = await em.findOneOrFail(PlanEntity, id, { populate: ['document'], disableIdentityMap: true })
    const names = differing(rowsOf(PLAN, version.document, columnFieldsOf(em)), await readItemRows(em, version))
    if (names.length > 0) bad.push(sentence(version, names))
  }
  const alike = ids.length - without.size - bad.length
  return {
    good: [
      `Versioni di piani con le stesse voci nel documento e nelle tabelle: ${alike} su ${ids.length}.`,
      ...(without.size > 0 ? [`Versioni le cui voci si scrivono al prossimo avvio: ${without.size}.`] : []),
    ],
    bad,
  }
}
