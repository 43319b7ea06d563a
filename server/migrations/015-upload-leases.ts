import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'

/** Who writes an upload is said in the database, wherever its bytes are. */
export class UploadLeases extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const made = knex.schema.createTable('upload_lease', (table) => {
      table.text('upload').primary()
      table.string('holder', 36).notNullable()
      table.string('until', 24).notNullable()
      table.boolean('wanted').notNullable()
    })
    for (const { sql } of made.toSQL()) this.addSql(sql)
  }
}
