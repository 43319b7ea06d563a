import type { Knex } from '@mikro-orm/knex'
import { id, instant } from '../001/table'

const DAY_LENGTH = 10
const day = (table: Knex.CreateTableBuilder, column: string) => table.string(column, DAY_LENGTH)

/** Roles and units with their days, several positions of one account, ways to sign in, links, sessions that can be told apart. */
export const peopleChanges = (knex: Knex): readonly Knex.SchemaBuilder[] => [
  knex.schema.alterTable('unit', (table) => {
    day(table, 'valid_from')
    day(table, 'valid_to')
  }),
  knex.schema.alterTable('role_grant', (table) => {
    table.dropUnique(['person_id', 'unit_id', 'role'])
    day(table, 'valid_from')
    day(table, 'valid_to')
    table.boolean('deputy').notNullable().defaultTo(false)
    table.text('origin').notNullable().defaultTo('plan')
    table.index(['person_id'])
  }),
  knex.schema.alterTable('person', (table) => table.text('account_username').index()),
  knex.schema.alterTable('account', (table) => {
    table.text('email')
    table.text('subject').unique()
    table.text('totp')
    table.text('totp_pending')
    table.bigInteger('totp_used')
    instant(table, 'disabled_at')
    table.text('mail').notNullable().defaultTo('daily')
    table.text('feed').unique()
  }),
  knex.schema.alterTable('session', (table) => {
    id(table, 'person_id')
    table.text('agent').notNullable().defaultTo('')
    instant(table, 'last_seen')
  }),
  knex.schema.alterTable('device', (table) => instant(table, 'revoked_at')),
  knex.schema.createTable('account_link', (table) => {
    table.text('token').primary()
    table.text('account_username').notNullable().references('username').inTable('account').onDelete('cascade')
    table.text('purpose').notNullable()
    instant(table, 'expires_at').notNullable()
    instant(table, 'used_at')
  }),
]
