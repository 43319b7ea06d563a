import { id, planPart, type Table } from './table'

/** Plans and their parts. */
export const planTables: readonly Table[] = [
  {
    name: 'plan',
    columns(table) {
      id(table, 'id').primary()
      table.text('body_code').notNullable().references('code').inTable('body')
      table.text('title').notNullable()
      table.integer('first_year').notNullable()
      table.integer('last_year').notNullable()
      table.text('policy').notNullable()
      table.text('source').notNullable()
      table.text('body_info').notNullable()
      table.text('units').notNullable()
      table.text('people').notNullable()
      table.text('hash').notNullable()
      table.unique(['body_code', 'first_year', 'last_year'])
    },
  },
  {
    name: 'program',
    columns(table) {
      planPart(table)
      table.text('printed_code').notNullable()
      table.text('title').notNullable()
    },
  },
  {
    name: 'strategic_area',
    columns(table) {
      planPart(table)
      table.text('title').notNullable()
      table.text('description')
    },
  },
  {
    name: 'sheet',
    columns(table) {
      planPart(table)
      table.text('title').notNullable()
      table.text('person').notNullable()
      table.text('unit').notNullable()
      table.double('weight_total').notNullable()
    },
  },
  {
    name: 'objective',
    columns(table) {
      planPart(table)
      table.text('level').notNullable()
      table.text('title').notNullable()
      table.text('description')
      id(table, 'area_id').references('id').inTable('strategic_area').onDelete('cascade')
      id(table, 'parent_id').references('id').inTable('objective').onDelete('cascade').index()
      id(table, 'sheet_id').references('id').inTable('sheet').onDelete('cascade')
      id(table, 'program_id').references('id').inTable('program').onDelete('cascade')
      table.double('weight')
      table.text('mirrors')
      table.text('perspectives')
      table.text('resources')
      table.text('units')
      table.text('footnotes')
    },
  },
  {
    name: 'indicator',
    columns(table) {
      planPart(table)
      id(table, 'objective_id').notNullable().references('id').inTable('objective').onDelete('cascade').index()
      table.text('code_from').notNullable()
      table.text('title').notNullable()
      table.text('description')
      table.text('typology')
      table.text('source')
      table.text('unit').notNullable()
      table.text('printed_formula').notNullable()
      table.text('formula').notNullable()
      table.double('weight')
      table.text('baseline')
      table.text('footnotes')
    },
  },
  {
    name: 'target',
    columns(table) {
      id(table, 'id').primary()
      id(table, 'indicator_id').notNullable().references('id').inTable('indicator').onDelete('cascade')
      table.integer('position').notNullable()
      table.integer('year').notNullable()
      table.text('printed').notNullable()
      table.text('type').notNullable()
      table.double('value')
      table.string('date', 10)
      table.unique(['indicator_id', 'year'])
    },
  },
  {
    name: 'measure',
    columns(table) {
      planPart(table)
      table.text('code_from').notNullable()
      table.text('label').notNullable()
      table.text('description')
      table.text('kind').notNullable()
      table.text('aggregation').notNullable()
      table.text('source')
      table.text('entry').notNullable()
    },
  },
  {
    name: 'oddity',
    columns(table) {
      id(table, 'id').primary()
      id(table, 'plan_id').notNullable().references('id').inTable('plan').onDelete('cascade').index()
      table.integer('position').notNullable()
      table.text('about').notNullable()
      table.text('printed').notNullable()
      table.text('reading').notNullable()
    },
  },
]
