import type { Knex } from '@mikro-orm/knex'

/** A table of the first schema. */
export interface Table {
  readonly name: string
  columns(table: Knex.CreateTableBuilder): void
}

const ID_LENGTH = 36
const INSTANT_LENGTH = 24

/** A UUID, as text on both databases. */
export const id = (table: Knex.CreateTableBuilder, column: string) => table.string(column, ID_LENGTH)

/** An ISO instant, as text: it compares and reads the same on both databases. */
export const instant = (table: Knex.CreateTableBuilder, column: string) => table.string(column, INSTANT_LENGTH)

/** Rows of a plan go with it: an import replaces them all. */
export function planPart(table: Knex.CreateTableBuilder): void {
  id(table, 'id').primary()
  id(table, 'plan_id').notNullable().references('id').inTable('plan').onDelete('cascade')
  table.text('code').notNullable()
  table.integer('position').notNullable()
  table.unique(['plan_id', 'code'])
}
