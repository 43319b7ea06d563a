import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { questionMarks, readAll, upsertAll } from '../../../server/src/kernel/db/rows'
import { OperationEntity } from '../../../server/src/sync/store/operation.entity'
import { operationRow } from '../../../server/src/sync/store/rows'
import { freshDatabase, KINDS } from '../../support/databases'
import { anOperation, aRecord } from '../../support/sync'

/** What would end a text, or stand for a value, if somebody forgot that it is one. */
const TEXTS = [
  "l'ora",
  '"',
  '\\',
  "\\'",
  '?',
  '??',
  '$1',
  '%_',
  '-- ',
  ' returning ',
  'a\nb\r\tc',
  'è 🙂',
  "'; drop table x",
]
/** More than one statement takes. */
const MANY = 1201

describe.each(KINDS)('rows in bulk on %s', (kind) => {
  let orm: Orm
  beforeAll(async () => void (orm = await openDatabase(await freshDatabase(kind))))
  afterAll(() => orm.close(true))

  const rowOf = (content: string, at: number) =>
    operationRow(aRecord(anOperation({ id: `${content}/${at}`, seq: at, content }), { sent: at % 2 === 0 }))
  const read = (rest: string, values: readonly unknown[]) => readAll(orm.em.fork(), OperationEntity, rest, values)

  it('are read as they were written, whatever stands in their texts', async () => {
    const rows = TEXTS.map(rowOf)
    await upsertAll(orm.em.fork(), OperationEntity, rows)
    for (const row of rows) expect(await read('where "id" = ?', [row.id])).toEqual([row])
    expect(
      await read(
        `where "id" in (${questionMarks(rows)}) order by "seq"`,
        rows.map(({ id }) => id),
      ),
    ).toEqual(rows)
    expect(await read(`where "id" in (${questionMarks([])})`, [])).toEqual([])
  })

  it('are written over by their key, in any number', async () => {
    const rows = Array.from({ length: MANY }, (_, at) => rowOf('many', at))
    const sent = rows.map((row) => ({ ...row, sent: true, content: ' returning ' }))
    await upsertAll(orm.em.fork(), OperationEntity, rows)
    await upsertAll(orm.em.fork(), OperationEntity, sent)
    expect(await read(`where "id" like 'many/%' order by "seq"`, [])).toEqual(sent)
  })
})
