import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { id, instant } from './001/table'

/**
 * Browsers that fail; what a site said last and what was wrong with it; envelopes that were seen; who uses a site. Sites
 * that are there already were given every account of their units: they say themselves who uses them.
 */
export class SitesAndPush extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.alterTable('push_subscription', (table) => {
        table.integer('failures').notNullable().defaultTo(0)
        instant(table, 'failing_since')
      }),
      knex.schema.alterTable('site', (table) => {
        table.text('trouble')
        instant(table, 'timed_since')
        table.boolean('gives_all').notNullable().defaultTo(false)
      }),
      knex.schema.createTable('site_nonce', (table) => {
        id(table, 'site_id').notNullable().references('id').inTable('site').onDelete('cascade')
        table.text('nonce').notNullable()
        instant(table, 'until').notNullable().index()
        table.primary(['site_id', 'nonce'])
      }),
      knex.schema.createTable('site_account', (table) => {
        id(table, 'site_id').notNullable().references('id').inTable('site').onDelete('cascade')
        table.text('account_username').notNullable().references('username').inTable('account').onDelete('cascade')
        instant(table, 'since').notNullable()
        table.primary(['site_id', 'account_username'])
      }),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
    this.addSql('update "site" set "gives_all" = true')
  }
}
