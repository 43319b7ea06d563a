import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { instant } from './001/table'

/** Files whose bytes have arrived. They stand in a folder, by their hash. */
export class EvidenceFiles extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.createTable('evidence_file', (table) => {
        table.string('sha256', 64).primary()
        table.integer('size').notNullable()
        table.text('mime').notNullable()
        instant(table, 'arrived_at').notNullable()
      }),
      knex.schema.alterTable('register', (table) => table.index(['field'])),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
  }
}
