import { id, instant, type Table } from './table'

/** Operations, the registers that they change, and the counters that put them in order. */
export const syncTables: readonly Table[] = [
  {
    name: 'operation',
    columns(table) {
      id(table, 'id').primary()
      table.text('node').notNullable()
      table.integer('seq').notNullable()
      table.text('person').notNullable()
      table.text('body').notNullable()
      id(table, 'register').notNullable().index()
      id(table, 'base')
      table.integer('protocol').notNullable()
      table.text('key').notNullable()
      table.text('content')
      table.text('device_time').notNullable()
      table.boolean('sent').notNullable()
      table.text('verdict_type')
      table.text('verdict')
      instant(table, 'received_at')
      table.boolean('settled').notNullable()
      table.unique(['node', 'seq'])
    },
  },
  {
    name: 'register',
    columns(table) {
      id(table, 'id').primary()
      table.text('body').notNullable()
      table.text('measure').notNullable()
      table.text('unit')
      table.integer('year').notNullable()
      table.integer('period').notNullable()
      table.text('field').notNullable()
      id(table, 'head').notNullable()
      table.text('content')
      table.text('person').notNullable()
      instant(table, 'at').notNullable()
      table.integer('stamp').notNullable()
      table.index(['body', 'stamp'])
      table.index(['body', 'year'])
    },
  },
  {
    name: 'counter',
    columns(table) {
      table.text('name').primary()
      table.integer('value').notNullable()
    },
  },
  {
    name: 'setting',
    columns(table) {
      table.text('name').primary()
      table.text('value').notNullable()
    },
  },
]
