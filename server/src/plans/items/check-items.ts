import { isDeepStrictEqual } from 'node:util'
import type { EntityManager } from '../../kernel/db/orm'
import { PlanEntity } from '../plan.entity'
import { type ItemRow, kindsBelow, rowsOf, type VersionRows } from './item-rows'
import { columnFieldsOf, readItemRows, versionsWithoutItems } from './items'
import { PLAN } from './kinds'

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
