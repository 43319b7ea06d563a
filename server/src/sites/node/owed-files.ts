import type { EntityManager } from '../../kernel/db/orm'
import type { EvidenceOwnerEntity } from '../../sync/evidence/evidence-owner.entity'

/** A file that the head office has still to be brought, and for whom. */
export type OwedFile = Pick<EvidenceOwnerEntity, 'body' | 'sha256' | 'person' | 'via'>

const NAMED =
  'select 1 from "evidence_claim" as "claim" join "register" on "register"."id" = "claim"."register" ' +
  'where "claim"."body" = "evidence_owner"."body" and "claim"."sha256" = "evidence_owner"."sha256" ' +
  'and "claim"."person" = "evidence_owner"."person" and "claim"."via" = "evidence_owner"."via" ' +
  'and "register"."content" is not null'

/** Still named by who brought it: what was taken away meanwhile nobody above would take [SY60]. */
const OWED = `from "evidence_owner" where "forwarded_at" is null and exists (${NAMED}) and "refused" is `

/** Files that have still to go, the oldest first. */
export const filesToForward = (em: EntityManager): Promise<readonly OwedFile[]> =>
  em.execute<OwedFile[]>(
    `select "body", "sha256", "person", "via" ${OWED} null order by "brought_at", "sha256"`,
    [],
    'all',
  )

async function count(em: EntityManager, which: 'null' | 'not null'): Promise<number> {
  const rows = await em.execute<{ number: number | string }[]>(
    `select count(*) as "number" ${OWED} ${which}`,
    [],
    'all',
  )
  return Number(rows[0]?.number ?? 0)
}

/** Counts the files that have still to go, and those that never will. */
export const countOwed = async (
  em: EntityManager,
): Promise<{ readonly waiting: number; readonly refused: number }> => ({
  waiting: await count(em, 'null'),
  refused: await count(em, 'not null'),
})

/**
 * Owes again the files that the head office had and says now that it does not have [SY61]. Of a register that it has
 * still to decide on, it has said nothing yet.
 */
export async function oweAgain(em: EntityManager): Promise<void> {
  await em.execute(
    `update "evidence_owner" set "forwarded_at" = null where "forwarded_at" is not null and exists (${NAMED} ` +
      'and "register"."complete" = ? and not exists (select 1 from "operation" where "operation"."id" = "register"."head" ' +
      'and "operation"."provisional" = ?))',
    [false, true],
    'run',
  )
}
