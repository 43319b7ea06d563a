import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'

/** A value that the controller brought stands as that. */
export class BroughtValues extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const altered = knex.schema.alterTable('register', (table) => {
      table.boolean('brought').notNullable().defaultTo(false)
    })
    for (const { sql } of altered.toSQL()) this.addSql(sql)
  }
}
