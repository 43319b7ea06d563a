import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp } from '../../../server/src/app/backup/commands'
import { restoreCopy } from '../../../server/src/app/backup/restore-copy'
import { verifyPlace } from '../../../server/src/app/backup/verify'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { openFolderStore } from '../../../server/src/evidence/storage/folder-store'
import type { Database } from '../../../server/src/kernel/db/database'
import type { Orm } from '../../../server/src/kernel/db/orm'
import type { EvidenceStore } from '../../../server/src/sync/evidence/evidence-store'
import { itemsOf } from '../../../server/src/plans/items/items'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { PlanEntity } from '../../../server/src/plans/plan.entity'
import { aFolder } from '../../support/copies'
import { freshDatabase, KINDS } from '../../support/databases'
import { demoPlan } from '../../support/plan-files'

const plan = demoPlan('cciaa-ms-2021-2023')
const BY = { at: '2021-09-05T08:00:00.000Z', person: '' }

describe.each(KINDS)('items and documents on %s', (kind) => {
  let database: Database
  let evidence: EvidenceStore
  let orm: Orm
  beforeAll(async () => {
    database = await freshDatabase(kind)
    evidence = await openFolderStore(join(aFolder(), 'prove'))
    orm = await openDatabase(database)
    for (const title of ['Prima', plan.title]) await loadPlan(orm.em, { ...plan, title }, BY)
  })
  afterAll(() => orm.close(true))

  const look = () => verifyPlace(orm.em.fork(), database, evidence)
  const versionId = async (version: number) => (await orm.em.fork().findOneOrFail(PlanEntity, { version })).id
  const run = (sql: string, params: readonly unknown[]) => orm.em.fork().execute(sql, [...params], 'run')

  it('[RE9.6] items are in a copy, and in what is made of it', async () => {
    const copy = join(aFolder(), 'copia')
    const { counts } = await backUp(orm.em.fork(), database, evidence, copy)
    expect([counts['plan_cover'], counts['plan_indicator']]).toEqual([2, 2 * plan.indicators.length])
    const place = { database: await freshDatabase(kind), evidence: await openFolderStore(join(aFolder(), 'prove')) }
    await restoreCopy(copy, place)
    const restored = await openDatabase(place.database)
    expect(await itemsOf(restored.em.fork(), await versionId(2))).toEqual(plan)
    await restored.close(true)
  })

  it('[RE10.4] a version whose items are not those of its document is named, with what differs', async () => {
    const alike = (n: number) => `Versioni di piani con le stesse voci nel documento e nelle tabelle: ${n} su 2.`
    const found = await look()
    expect(found.bad).toEqual([])
    expect(found.good).toContain(alike(2))
    const id = await versionId(2)
    const [indicator, measure] = [plan.indicators[0]?.code ?? '', plan.measures[0]?.code ?? '']
    const title = plan.indicators[0]?.title
    await run('update "plan_indicator" set "title" = ? where "plan_id" = ? and "code" = ?', ['Altro', id, indicator])
    const changed = await look()
    const begin = 'Piano 2021-2023 di CCIAA-MS, versione 2: le tabelle non dicono ciò che dice il documento, che vale'
    expect(changed.bad).toEqual([`${begin} (indicators/${indicator}).`])
    expect(changed.good).toContain(alike(1))
    await run('delete from "plan_measure" where "plan_id" = ? and "code" = ?', [id, measure])
    expect((await look()).bad).toEqual([`${begin} (indicators/${indicator}, measures/${measure}).`])
    await run('delete from "plan_target" where "plan_id" = ?', [id])
    expect((await look()).bad[0]).toMatch(/, indicators\.targets .+ 1, .* e altre \d+\)\.$/)
    // Without its cover it has none, and the next start writes them.
    await run('delete from "plan_cover" where "plan_id" = ?', [id])
    const without = await look()
    expect(without.bad).toEqual([])
    expect(without.good).toContain('Versioni le cui voci si scrivono al prossimo avvio: 1.')
    await orm.close(true)
    orm = await openDatabase(database)
    const mended = await look()
    expect([mended.bad, mended.good.includes(alike(2))]).toEqual([[], true])
    expect((await itemsOf(orm.em.fork(), id))?.indicators[0]?.title).toBe(title)
  })
})
