import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'

/** Tries in vain to sign in, shared by all servers of a database. */
export class SignIn extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const made = knex.schema.createTable('attempt', (table) => {
      table.text('key').primary()
      table.integer('failures').notNullable()
      table.bigInteger('until').notNullable()
      table.bigInteger('last').notNullable().index()
    })
    for (const { sql } of made.toSQL()) this.addSql(sql)
  }
}
