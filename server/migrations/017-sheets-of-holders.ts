import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { id } from './001/table'

/**
 * Steps of sheets and scores by hand say whose they are. Those of before name nobody: they are of the holder of their day,
 * who is looked up when they are read, so that days that are entered later count too.
 */
export class SheetsOfHolders extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.alterTable('sheet_step', (table) => void id(table, 'holder')),
      knex.schema.alterTable('judgement', (table) => void id(table, 'holder')),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
  }
}
