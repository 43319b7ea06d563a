import type { Knex } from '@mikro-orm/knex'
import { id } from '../001/table'

type Builder = Knex.CreateTableBuilder

const text = (table: Builder, ...names: readonly string[]): void => names.forEach((name) => table.text(name))
const whole = (table: Builder, ...names: readonly string[]): void => names.forEach((name) => table.integer(name))
const number = (table: Builder, ...names: readonly string[]): void => names.forEach((name) => table.double(name))
/** Codes of other items of the version. No foreign keys: what refers to what was checked before, by the shared code. */
const refers = (table: Builder, ...names: readonly string[]): void =>
  names.forEach((name) => table.text(`${name}_code`))

/** Finds rows of a version by the code of another item. */
const byCode = (table: Builder, name: string): void => void table.index(['body', 'plan_id', `${name}_code`])
/** Finds rows in all plans of a body, and of several. */
const inBody = (table: Builder, column: string): void => void table.index(['body', column, 'plan_id'])

/** A table of rows of versions: a version that goes takes its own along. */
const rows =
  (knex: Knex, keys: readonly string[]) =>
  (name: string, columns: (table: Builder) => void): Knex.SchemaBuilder =>
    knex.schema.createTable(name, (table) => {
      table.text('body').notNullable()
      id(table, 'plan_id').notNullable()
      for (const key of keys) if (key !== 'ordinal') table.text(key).notNullable()
      table.integer('ordinal').notNullable()
      columns(table)
      table.text('rest')
      table.primary(['body', 'plan_id', ...keys])
      table.foreign(['body', 'plan_id']).references(['body_code', 'id']).inTable('plan').onDelete('cascade')
    })

/** Tables of the items of a version of a plan. What is a column here stays null where its text is one that no column keeps. */
export function itemTables(knex: Knex): readonly Knex.SchemaBuilder[] {
  const items = rows(knex, ['code'])
  const lines = rows(knex, ['ordinal'])
  const parts = rows(knex, ['owner', 'ordinal'])
  const units = (name: string) =>
    parts(name, (table) => {
      refers(table, 'unit')
      inBody(table, 'unit_code')
    })
  return [
    knex.schema.alterTable('plan', (table) => void table.unique(['body_code', 'id'])),
    lines('plan_cover', (table) => text(table, 'title', 'policy')),
    items('plan_unit', (table) => {
      text(table, 'name', 'kind')
      refers(table, 'parent')
    }),
    items('plan_position', (table) => text(table, 'title')),
    parts('plan_role', (table) => {
      text(table, 'role')
      refers(table, 'unit')
    }),
    items('plan_program', (table) => text(table, 'title')),
    items('plan_area', (table) => {
      text(table, 'title')
      number(table, 'weight')
      refers(table, 'program')
    }),
    items('plan_sheet', (table) => {
      text(table, 'title')
      refers(table, 'person', 'unit')
    }),
    items('plan_objective', (table) => {
      text(table, 'level', 'title')
      number(table, 'weight')
      refers(table, 'area', 'parent', 'sheet', 'program', 'mirrors')
      for (const name of ['area', 'parent', 'sheet']) byCode(table, name)
    }),
    units('plan_objective_unit'),
    items('plan_benchmark', (table) => {
      text(table, 'title', 'typology')
      whole(table, 'year')
    }),
    items('plan_indicator', (table) => {
      text(table, 'title', 'typology', 'unit')
      number(table, 'weight')
      refers(table, 'objective', 'benchmark', 'repeats')
      byCode(table, 'objective')
      for (const column of ['typology', 'code']) inBody(table, column)
    }),
    units('plan_indicator_unit'),
    parts('plan_target', (table) => {
      whole(table, 'year')
      text(table, 'type')
      number(table, 'value')
      text(table, 'date', 'printed')
    }),
    parts('plan_measure_use', (table) => {
      refers(table, 'measure', 'unit')
      byCode(table, 'measure')
    }),
    items('plan_measure', (table) => {
      text(table, 'label', 'kind', 'aggregation', 'entry_by')
      refers(table, 'entry_measure')
    }),
    units('plan_measure_unit'),
    items('plan_revision', (table) => whole(table, 'year')),
    parts('plan_note', (table) => text(table, 'kind', 'about')),
    lines('plan_result', (table) => {
      text(table, 'about', 'what')
      whole(table, 'year')
      refers(table, 'unit')
    }),
    lines('plan_oddity', (table) => text(table, 'about')),
    lines('plan_table', (table) => text(table, 'code', 'title')),
  ]
}
