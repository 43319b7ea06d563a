import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { organisationTables } from './001/organisation-tables'
import { planTables } from './001/plan-tables'
import { syncTables } from './001/sync-tables'

/** The first schema. Tables are described with the schema builder, which writes the SQL of either database. */
export class FirstSchema extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    for (const table of [...organisationTables, ...planTables, ...syncTables]) {
      const builder = knex.schema.createTable(table.name, (columns) => table.columns(columns))
      for (const { sql } of [builder.toSQL()].flat()) this.addSql(sql)
    }
  }
}
