import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { id, instant } from './001/table'

interface Column {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly dflt_value: string | null
  readonly pk: number
}

const definition = ({ name, type, notnull, dflt_value: otherwise, pk }: Column): string =>
  [
    `"${name}" ${type}`,
    notnull ? 'not null' : '',
    otherwise === null ? '' : `default ${otherwise}`,
    pk ? 'primary key' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')

/**
 * One link between account and position: `person.account_username`. What `account.person_id` said besides goes; it named
 * accounts that the page of people did not show. Sessions name the position that they act in, and when the password was
 * last asked; secrets that are looked for get a mark beside their sealed text; codes that stand in for a lost factor.
 */
export class Accounts extends Migration {
  override async up(): Promise<void> {
    const isPostgresql = this.driver instanceof PostgreSqlDriver
    // A position that names nobody keeps the account that named it.
    await this.execute(
      'update "person" set "account_username" = (select min("username") from "account" where "account"."person_id" = "person"."id") where "account_username" is null',
    )
    await this.execute(
      'update "session" set "person_id" = (select "person_id" from "account" where "account"."username" = "session"."account_username") where "person_id" is null',
    )
    if (isPostgresql) await this.execute('alter table "account" drop column "person_id"')
    else await this.rebuildWithoutPerson()
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.alterTable('account', (table) => {
        id(table, 'last_person')
        instant(table, 'last_used')
        table.text('feed_mark').unique()
      }),
      knex.schema.alterTable('session', (table) => instant(table, 'confirmed_at')),
      knex.schema.createTable('recovery_code', (table) => {
        table.text('account_username').notNullable().references('username').inTable('account').onDelete('cascade')
        table.text('hash').notNullable()
        table.primary(['account_username', 'hash'])
      }),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) await this.execute(sql)
  }

  /** SQLite drops no column that a foreign key stands on: the table is made again, with all else that it has. */
  private async rebuildWithoutPerson(): Promise<void> {
    const columns = ((await this.execute('pragma table_info("account")')) as unknown as readonly Column[]).filter(
      ({ name }) => name !== 'person_id',
    )
    const indexes = (await this.execute(
      `select "sql" from "sqlite_master" where "type" = 'index' and "tbl_name" = 'account' and "sql" is not null`,
    )) as unknown as readonly { readonly sql: string }[]
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    await this.execute(`create table "account_new" (${columns.map(definition).join(', ')})`)
    await this.execute(`insert into "account_new" (${names}) select ${names} from "account"`)
    await this.execute('drop table "account"')
    await this.execute('alter table "account_new" rename to "account"')
    for (const { sql } of indexes) await this.execute(sql)
  }
}
