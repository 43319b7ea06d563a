import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { id, instant } from './001/table'

/**
 * The second protocol: operations have a kind and an end, registers a scope, and every scope a checksum. What the first
 * protocol wrote stays; scopes are given when the program starts.
 */
export class SyncScopes extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.alterTable('operation', (table) => {
        table.dropUnique(['node', 'seq'])
        table.text('kind').notNullable().defaultTo('edit')
        id(table, 'about')
        table.text('decision')
        table.integer('stamp').notNullable().defaultTo(0)
        table.text('scope').notNullable().defaultTo('')
        table.boolean('relayed').notNullable().defaultTo(false)
        table.boolean('provisional').notNullable().defaultTo(false)
        table.boolean('late').notNullable().defaultTo(false)
        table.text('settlement')
        table.index(['node', 'seq'])
        table.index(['body', 'stamp'])
        table.index(['provisional', 'stamp'])
      }),
      knex.schema.alterTable('register', (table) => {
        table.text('scope').notNullable().defaultTo('')
        table.boolean('excused').notNullable().defaultTo(false)
        table.boolean('complete').notNullable().defaultTo(true)
        table.index(['body', 'scope', 'stamp'])
      }),
      knex.schema.createTable('scope_sum', (table) => {
        table.text('body').notNullable()
        table.text('scope').notNullable()
        table.text('sum').notNullable()
        table.primary(['body', 'scope'])
      }),
      knex.schema.createTable('device', (table) => {
        table.text('node').primary()
        table.text('body').notNullable()
        table.text('person').notNullable()
        table.text('name').notNullable()
        instant(table, 'first_seen').notNullable()
        instant(table, 'last_seen').notNullable()
      }),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
    this.addSql(`insert into "setting" ("name", "value") select distinct 'rescope/' || "body", 'due' from "register"`)
    const dealtWith = JSON.stringify({ by: '', kind: 'dismiss', person: '', at: '', reason: null })
    this.addSql(`update "operation" set "settlement" = '${dealtWith}' where "settled" = true`)
    this.addSql('alter table "operation" drop column "settled"')
  }
}
