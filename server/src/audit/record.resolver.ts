import type { AuditEntry, ChainEntry } from '@traguardo/shared/record'
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { PersonEntity } from '../identity/organisation/person.entity'
import { entryOf } from '../kernel/audit/append'
import { RecordEntity } from '../kernel/audit/record.entity'
import { RecordResult } from './record.types'

const PAGE = 50

/** What a text looks like inside a pattern: `%` and `_` stand for themselves. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** An entry as it is shown: earlier ones kept what was refused too, which is its author's only [SY38]. */
function told(entry: AuditEntry): ChainEntry {
  // What earlier software told need not have the form of today.
  const kept: unknown = entry.detail
  if (entry.outcome !== 'refused' || typeof kept !== 'object' || kept === null) return entry
  const { content: _content, decision: _decision, ...detail } = kept as Readonly<Record<string, unknown>>
  return { ...entry, detail }
}

@Resolver()
export class RecordResolver {
  @Query(() => RecordResult)
  async record(
    @Arg('body', () => String) body: string,
    @Arg('person', () => String, { nullable: true }) person: string | null,
    @Arg('about', () => String, { nullable: true }) about: string | null,
    @Arg('outcome', () => String, { nullable: true }) outcome: string | null,
    @Arg('before', () => Int, { nullable: true }) before: number | null,
    @Ctx() { em }: SignedInContext,
  ): Promise<typeof RecordResult> {
    const query = em.createQueryBuilder(RecordEntity).select('*').where({ body })
    if (person) query.andWhere({ person })
    if (outcome === 'done' || outcome === 'refused') query.andWhere({ outcome })
    if (before !== null && before !== undefined) query.andWhere({ seq: { $lt: before } })
    if (about) query.andWhere(`"about" like ? escape '\\'`, [`%|${literal(about)}%`])
    const rows = await query
      .orderBy({ seq: 'desc' })
      .limit(PAGE + 1)
      .getResultList()
    const shown = rows.slice(0, PAGE)
    const codes = [...new Set(shown.map((row) => row.person))]
    const people = await em.find(PersonEntity, { body, code: { $in: codes } })
    const titles = new Map(people.map(({ code, title }) => [code, title]))
    return {
      entries: shown.map((row) => ({ ...told(entryOf(row)), personTitle: titles.get(row.person) ?? row.person })),
      next: rows.length > PAGE ? (shown.at(-1)?.seq ?? null) : null,
    }
  }
}
