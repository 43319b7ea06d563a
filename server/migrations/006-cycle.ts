import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { cycleTables } from './006/cycle-tables'
import { peopleChanges } from './006/people-tables'

/** Nobody rewrites the record, not even the program: the database itself refuses. */
const FROZEN_SQLITE = ['update', 'delete'].map(
  (change) =>
    `create trigger "record_no_${change}" before ${change} on "record" begin select raise(abort, 'the record is append-only'); end`,
)
const FROZEN_POSTGRESQL = [
  `create function "record_frozen"() returns trigger language plpgsql as $$ begin raise exception 'the record is append-only'; end $$`,
  'create trigger "record_frozen" before update or delete on "record" for each row execute function "record_frozen"()',
]

/** The cycle and its people: dated roles, ways to sign in, the record, calendars, versions of a plan, sheets, notices. */
export class Cycle extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [...peopleChanges(knex), ...cycleTables(knex)]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
    this.addSql(
      'update "person" set "account_username" = (select min("username") from "account" where "account"."person_id" = "person"."id")',
    )
    const isPostgresql = this.driver instanceof PostgreSqlDriver
    for (const sql of isPostgresql ? FROZEN_POSTGRESQL : FROZEN_SQLITE) this.addSql(sql)
  }
}
