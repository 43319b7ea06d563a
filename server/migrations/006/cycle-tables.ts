import type { Knex } from '@mikro-orm/knex'
import { id, instant } from '../001/table'

const DAY_LENGTH = 10

/** The record with its chain, calendars, versions of plans, sheets' steps, notices. */
export const cycleTables = (knex: Knex): readonly Knex.SchemaBuilder[] => [
  knex.schema.createTable('record', (table) => {
    table.text('body').notNullable()
    table.integer('seq').notNullable()
    instant(table, 'at').notNullable()
    table.text('person').notNullable()
    table.text('action').notNullable()
    table.text('outcome').notNullable()
    table.text('about').notNullable()
    table.text('detail').notNullable()
    table.text('previous').notNullable()
    table.text('hash').notNullable()
    table.primary(['body', 'seq'])
  }),
  knex.schema.createTable('record_head', (table) => {
    table.text('body').primary()
    table.integer('seq').notNullable()
    table.text('hash').notNullable()
  }),
  knex.schema.createTable('year_calendar', (table) => {
    table.text('body').notNullable()
    table.integer('year').notNullable()
    id(table, 'version').notNullable()
    table.text('document').notNullable()
    table.primary(['body', 'year'])
  }),
  knex.schema.alterTable('plan', (table) => {
    table.dropUnique(['body_code', 'first_year', 'last_year'])
    table.integer('version').notNullable().defaultTo(1)
    table.string('in_force_from', DAY_LENGTH)
    table.text('act')
    instant(table, 'adopted_at')
    instant(table, 'closed_at')
    table.unique(['body_code', 'first_year', 'last_year', 'version'])
  }),
  knex.schema.createTable('plan_draft', (table) => {
    id(table, 'id').primary()
    table.text('body').notNullable()
    table.integer('first_year').notNullable()
    table.integer('last_year').notNullable()
    id(table, 'base')
    table.text('hash').notNullable()
    table.text('document').notNullable()
    table.text('person').notNullable()
    instant(table, 'changed_at').notNullable()
    table.unique(['body', 'first_year', 'last_year'])
  }),
  knex.schema.createTable('sheet_step', (table) => {
    id(table, 'id').primary()
    table.text('body').notNullable()
    table.integer('year').notNullable()
    table.text('sheet').notNullable()
    table.text('step').notNullable()
    table.text('person').notNullable()
    instant(table, 'at').notNullable()
    table.text('remarks').notNullable()
    table.index(['body', 'year', 'sheet'])
  }),
  knex.schema.createTable('judgement', (table) => {
    id(table, 'id').primary()
    table.text('body').notNullable()
    table.integer('year').notNullable()
    table.text('about').notNullable()
    table.double('score').notNullable()
    table.text('reason').notNullable()
    table.text('asked_by').notNullable()
    instant(table, 'asked_at').notNullable()
    table.text('decided_by')
    instant(table, 'decided_at')
    table.text('decision')
    table.text('answer')
    table.index(['body', 'year'])
  }),
  knex.schema.createTable('notice', (table) => {
    id(table, 'id').primary()
    table.text('body').notNullable()
    table.text('person').notNullable()
    table.text('key').notNullable()
    table.text('kind').notNullable()
    table.text('subject').notNullable()
    table.text('text').notNullable()
    table.text('link').notNullable()
    instant(table, 'at').notNullable()
    instant(table, 'read_at')
    instant(table, 'claimed_at')
    instant(table, 'mailed_at')
    instant(table, 'pushed_at')
    table.unique(['body', 'person', 'key'])
  }),
  knex.schema.createTable('push_subscription', (table) => {
    table.text('endpoint').primary()
    table.text('account_username').notNullable().references('username').inTable('account').onDelete('cascade')
    table.text('keys').notNullable()
    instant(table, 'created_at').notNullable()
  }),
]
