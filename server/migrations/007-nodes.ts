import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'

const LONG_AGO = `'1970-01-01T00:00:00.000Z'`

/** A site's own name is the site's, whoever used it before. */
const SITES = [
  'delete from "device" where "node" in (select "id" from "site")',
  'insert into "device" ("node", "body", "person", "name", "first_seen", "last_seen", "credential") ' +
    `select "id", "body", '', "name", "created_at", coalesce("last_seen", "created_at"), "id" from "site"`,
]

/** Devices that never said what they are called: theirs whose work came under their name, where that is one person. */
const NAMELESS =
  'insert into "device" ("node", "body", "person", "name", "first_seen", "last_seen") ' +
  `select "node", min("body"), min("person"), '', coalesce(min("received_at"), ${LONG_AGO}), coalesce(max("received_at"), ${LONG_AGO}) ` +
  'from "operation" where "node" not in (select "node" from "device") ' +
  'group by "node" having count(distinct "person") = 1 and count(distinct "body") = 1'

/** Whose every node is, and what it came with last; what waits of each person is counted at every push. */
export class Nodes extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.alterTable('device', (table) => {
        table.text('credential')
        table.index(['body', 'person', 'last_seen'])
      }),
      knex.schema.alterTable('operation', (table) => table.index(['body', 'person', 'verdict_type'])),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
    for (const sql of [...SITES, NAMELESS]) this.addSql(sql)
  }
}
