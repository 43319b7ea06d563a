import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { id } from './001/table'

const DAY_LENGTH = 10

/**
 * A position has holders. The account that a position named becomes its holder's, without days and without a name, under
 * the id of the position; what was told there so far was told to that holder.
 */
export class Holders extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.createTable('holder', (table) => {
        id(table, 'id').primary()
        id(table, 'person_id').notNullable().references('id').inTable('person').onDelete('cascade').index()
        table.text('name')
        table.text('account_username').index()
        table.string('valid_from', DAY_LENGTH)
        table.string('valid_to', DAY_LENGTH)
      }),
      knex.schema.alterTable('notice', (table) => void id(table, 'holder')),
      knex.schema.alterTable('record', (table) => void id(table, 'holder')),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
    this.addSql(
      'insert into "holder" ("id", "person_id", "account_username") ' +
        'select "id", "id", "account_username" from "person" where "account_username" is not null',
    )
    this.addSql(
      'update "notice" set "holder" = (select "h"."id" from "holder" "h" join "person" "p" on "p"."id" = "h"."person_id" ' +
        'where "p"."body_code" = "notice"."body" and "p"."code" = "notice"."person")',
    )
    this.addSql('drop index "person_account_username_index"')
    this.addSql('alter table "person" drop column "account_username"')
  }
}
