import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'

interface SiteRow {
  readonly id: string
  readonly body: string
  readonly units: string
}

/** Who has told all after a restore; which units and people a site served before. */
export class Recovery extends Migration {
  override async up(): Promise<void> {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.alterTable('device', (table) => void table.text('told_all')),
      knex.schema.alterTable('site', (table) => {
        table.text('left_units').notNullable().defaultTo('[]')
        table.text('ever_people').notNullable().defaultTo('[]')
      }),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
    // Whoever has a role in its units today is one of them already.
    for (const { id, body, units } of (await this.execute('select "id", "body", "units" from "site"')) as SiteRow[]) {
      const codes = JSON.parse(units) as string[]
      const people = knex('role_grant as g')
        .join('person as p', 'p.id', 'g.person_id')
        .join('unit as u', 'u.id', 'g.unit_id')
        .where('u.body_code', body)
        .whereIn('u.code', codes)
        .distinct('p.code')
      const rows = (await this.execute(people.toQuery())) as { code: string }[]
      const text = JSON.stringify(rows.map(({ code }) => code).sort())
      this.addSql(knex('site').where({ id }).update({ ever_people: text }).toQuery())
    }
  }
}
