import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { id, instant } from './001/table'

/** Remote sites: what the head office knows of each, and at a site which files have gone on. */
export class Sites extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.createTable('site', (table) => {
        id(table, 'id').primary()
        table.text('body').notNullable().index()
        table.text('name').notNullable()
        table.text('units').notNullable()
        table.text('keys').notNullable()
        instant(table, 'created_at').notNullable()
        instant(table, 'revoked_at')
        instant(table, 'last_seen')
        table.text('report')
      }),
      knex.schema.alterTable('evidence_file', (table) => instant(table, 'forwarded_at')),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
  }
}
