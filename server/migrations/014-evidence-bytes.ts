import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'

/**
 * Checksums of scopes say too whether bytes are missing: they are made anew when the program starts. A site remembers why
 * the head office will never take a file.
 */
export class EvidenceBytes extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const altered = knex.schema.alterTable('evidence_owner', (table) => {
      table.text('refused')
    })
    for (const { sql } of altered.toSQL()) this.addSql(sql)
    this.addSql(
      `insert into "setting" ("name", "value") select distinct 'rescope/' || "body", 'due' from "register" ` +
        'where true on conflict ("name") do nothing',
    )
  }
}
