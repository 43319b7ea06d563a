import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'

/** A code that was used stays until both ends know it: at a site it is dead at once, at the head office after the exchange. */
export class SiteSignIn extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const altered = knex.schema.alterTable('recovery_code', (table) => {
      table.boolean('used').notNullable().defaultTo(false)
    })
    for (const { sql } of altered.toSQL()) this.addSql(sql)
  }
}
