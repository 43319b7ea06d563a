import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { itemTables } from './018/item-tables'
import { REPORT_VIEWS } from './018/report-views'

/**
 * The items of every version of a plan beside its document: decision 37 in docs/decisions. Who opens the data fills the
 * tables for the versions that are there, right after the migrations: the code that does it goes on changing.
 */
export class PlanItems extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    for (const { sql } of itemTables(knex).flatMap((builder) => builder.toSQL())) this.addSql(sql)
    if (this.driver instanceof PostgreSqlDriver) for (const sql of REPORT_VIEWS) this.addSql(sql)
  }
}
