import { Migration } from '@mikro-orm/migrations'
import type { Knex } from '@mikro-orm/knex'
import { id, instant } from './001/table'

const NAMED = `"register"."field" = 'evidence/' || "evidence_file"."sha256"`
/** Sites of the body that serve the register's unit: their list of units is JSON. */
const SERVED = `"site"."body" = "register"."body" and "site"."units" like '%"' || "register"."unit" || '"%'`

/**
 * Who has brought the bytes of which evidence, and who has put it where: naming a hash gives nothing any more. Whoever
 * stands as the author of evidence that is complete now is taken to have brought it, and so is the site of their unit.
 */
export class EvidenceOwners extends Migration {
  override up(): void {
    const knex = this.getKnex() as Knex
    const builders = [
      knex.schema.createTable('evidence_owner', (table) => {
        table.text('body').notNullable()
        table.string('sha256', 64).notNullable()
        table.text('person').notNullable()
        table.text('via').notNullable()
        instant(table, 'brought_at').notNullable()
        instant(table, 'forwarded_at')
        table.primary(['body', 'sha256', 'person', 'via'])
      }),
      knex.schema.createTable('evidence_claim', (table) => {
        id(table, 'register').notNullable()
        table.text('person').notNullable()
        table.text('via').notNullable()
        table.text('body').notNullable()
        table.string('sha256', 64).notNullable()
        table.integer('stamp').notNullable()
        table.primary(['register', 'person', 'via'])
        table.index(['body', 'sha256'])
      }),
    ]
    for (const { sql } of builders.flatMap((builder) => builder.toSQL())) this.addSql(sql)
    this.claimWhatStands()
    this.ownWhatIsComplete()
    this.bringAgainWhatWasShared()
    this.addSql('alter table "evidence_file" drop column "forwarded_at"')
  }

  /** Authors of what stands in a register of evidence, and of what stood there before. */
  private claimWhatStands(): void {
    const sha256 = `substr("register"."field", ${'evidence/'.length + 1})`
    const claim = (person: string, from: string) =>
      this.addSql(
        'insert into "evidence_claim" ("register", "person", "via", "body", "sha256", "stamp") ' +
          `select "register"."id", ${person}, '', "register"."body", ${sha256}, min("register"."stamp") from ${from} ` +
          `group by "register"."id", ${person}, "register"."body", "register"."field" ` +
          'on conflict ("register", "person", "via") do nothing',
      )
    claim(
      '"register"."person"',
      `"register" where "register"."field" like 'evidence/%' and "register"."content" is not null`,
    )
    claim(
      '"operation"."person"',
      `"register" join "operation" on "operation"."register" = "register"."id" where "register"."field" like 'evidence/%' ` +
        `and "operation"."kind" = 'edit' and "operation"."content" is not null and "operation"."verdict_type" in ('applied', 'merged')`,
    )
  }

  private ownWhatIsComplete(): void {
    const complete =
      `"evidence_claim" join "register" on "register"."id" = "evidence_claim"."register" and "register"."complete" = true ` +
      `join "evidence_file" on ${NAMED}`
    const own = (via: string, from: string) =>
      this.addSql(
        'insert into "evidence_owner" ("body", "sha256", "person", "via", "brought_at", "forwarded_at") ' +
          `select distinct "register"."body", "evidence_file"."sha256", "evidence_claim"."person", ${via}, ` +
          `"evidence_file"."arrived_at", "evidence_file"."forwarded_at" from ${from}`,
      )
    own(`''`, complete)
    own('"site"."id"', `${complete} join "site" on ${SERVED}`)
  }

  /** At a site: for whom a file of several people went to the head office was never said. */
  private bringAgainWhatWasShared(): void {
    this.addSql(
      'update "evidence_owner" set "forwarded_at" = null where exists (select 1 from "evidence_owner" as "other" ' +
        'where "other"."body" = "evidence_owner"."body" and "other"."sha256" = "evidence_owner"."sha256" ' +
        'and "other"."person" <> "evidence_owner"."person")',
    )
  }
}
