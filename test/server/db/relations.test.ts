import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { freshDatabase, KINDS } from '../../support/databases'

/** Columns that refer to another table, as `table.column -> table`: of several columns the last, which tells one from another. */
const ASKED = {
  sqlite: `select "t"."name" || '.' || "k"."from" || ' -> ' || "k"."table" as "key"
    from "sqlite_master" "t" join pragma_foreign_key_list("t"."name") "k"
    where "t"."type" = 'table' and "k"."seq" = (select max("seq") from pragma_foreign_key_list("t"."name") where "id" = "k"."id")`,
  postgresql: `select "t"."relname" || '.' || "a"."attname" || ' -> ' || "f"."relname" as "key"
    from "pg_constraint" "k" join "pg_class" "t" on "t"."oid" = "k"."conrelid" join "pg_class" "f" on "f"."oid" = "k"."confrelid"
    join "pg_attribute" "a" on "a"."attrelid" = "t"."oid" and "a"."attnum" = "k"."conkey"[cardinality("k"."conkey")]
    where "k"."contype" = 'f'`,
} as const

describe.each(KINDS)('what refers to another table on %s', (kind) => {
  let orm: Orm
  beforeAll(async () => {
    orm = await openOrm(await freshDatabase(kind))
    await orm.getMigrator().up()
  })
  afterAll(() => orm.close(true))

  it('is a relation of its entity: every foreign key of the database', async () => {
    const keys = (await orm.em.execute<{ key: string }[]>(ASKED[kind])).map(({ key }) => key)
    const relations = new Set(
      Object.values(orm.getMetadata().getAll()).flatMap(({ tableName, props }) =>
        props.flatMap(({ targetMeta, joinColumns }) => [
          `${tableName}.${joinColumns?.at(-1)} -> ${targetMeta?.tableName}`,
        ]),
      ),
    )
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter((key) => !relations.has(key))).toEqual([])
  })
})
