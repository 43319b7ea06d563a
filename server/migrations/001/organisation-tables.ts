import { id, instant, type Table } from './table'

/** Bodies, who works in them, and who is signed in. */
export const organisationTables: readonly Table[] = [
  {
    name: 'body',
    columns(table) {
      table.text('code').primary()
      table.text('name').notNullable()
    },
  },
  {
    name: 'unit',
    columns(table) {
      id(table, 'id').primary()
      table.text('body_code').notNullable().references('code').inTable('body')
      table.text('code').notNullable()
      table.text('name').notNullable()
      table.unique(['body_code', 'code'])
    },
  },
  {
    name: 'person',
    columns(table) {
      id(table, 'id').primary()
      table.text('body_code').notNullable().references('code').inTable('body')
      table.text('code').notNullable()
      table.text('title').notNullable()
      table.unique(['body_code', 'code'])
    },
  },
  {
    name: 'role_grant',
    columns(table) {
      id(table, 'id').primary()
      id(table, 'person_id').notNullable().references('id').inTable('person').onDelete('cascade')
      id(table, 'unit_id').notNullable().references('id').inTable('unit')
      table.text('role').notNullable()
      table.unique(['person_id', 'unit_id', 'role'])
    },
  },
  {
    name: 'account',
    columns(table) {
      table.text('username').primary()
      table.text('hash').notNullable()
      id(table, 'person_id').notNullable().references('id').inTable('person').onDelete('cascade')
    },
  },
  {
    name: 'session',
    columns(table) {
      table.text('token').primary()
      table.text('account_username').notNullable().references('username').inTable('account').onDelete('cascade')
      instant(table, 'created_at').notNullable()
      instant(table, 'expires_at').notNullable().index()
    },
  },
]
