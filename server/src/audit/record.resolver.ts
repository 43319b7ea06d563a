import { Field, Int, ObjectType, Arg, Ctx, Query, Resolver } from 'type-graphql'
import type { AuditEntry, ChainEntry } from '@traguardo/shared/record'
import { Readable } from 'node:stream'
import { refusal, withMessage } from '@traguardo/shared/refusals'
import { holdsRole, isConfirmed } from '@traguardo/shared/people'
import type { FastifyInstance } from 'fastify'
import { JsonScalar } from '../kernel/graphql/derived-types'
import { orRefusal } from '../kernel/graphql/refusal.types'
import type { SignedInContext } from '../identity/organisation/positions'
import { PersonEntity } from '../identity/organisation/person.entity'
import { entryOf } from '../kernel/audit/append'
import { RecordEntity } from '../kernel/audit/record.entity'
import type { AppPorts } from '../kernel/context'
import type { EntityManager } from '../kernel/db/orm'
import { tokenOf } from '../identity/accounts/devices/cookie'
import { findSession } from '../identity/sessions/sessions'
import { confirmNeeded } from '../kernel/graphql/confirm-needed'
import { readRecord } from '../kernel/audit/read-record'

@ObjectType('RecordEntry', { description: 'One entry of the record.' })
class RecordEntryType {
  @Field(() => Int)
  seq!: number

  @Field(() => String)
  at!: string

  @Field(() => String)
  person!: string

  @Field(() => String, { description: 'Position of the person, as it is called now.' })
  personTitle!: string

  @Field(() => String)
  action!: string

  @Field(() => String, { description: '`done` or `refused`.' })
  outcome!: string

  @Field(() => [String])
  about!: readonly string[]

  @Field(() => JsonScalar, { nullable: true })
  detail!: unknown

  @Field(() => String)
  hash!: string
}

@ObjectType('RecordPage', { description: 'Entries of the record, the newest first.' })
class RecordPageType {
  @Field(() => [RecordEntryType])
  entries!: readonly RecordEntryType[]

  @Field(() => Int, { nullable: true, description: 'Ask for what is before this number to read on; null at the end.' })
  next!: number | null
}

const RecordResult = orRefusal('RecordResult', 'RecordPage', RecordPageType)

const PAGE = 50

/** Escapes a text for a pattern: `%` and `_` stand for themselves. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** An entry as it is shown: earlier ones kept what was refused too, which is its author's only [SY38]. */
function told(entry: AuditEntry): ChainEntry {
  // An entry told by earlier software need not have the form of today.
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

async function* lines(em: EntityManager, body: string): AsyncGenerator<string> {
  for await (const entry of readRecord(em, body)) yield `${JSON.stringify(entry)}\n`
}

/** GET /registro.jsonl: the whole record of the own body, an entry a line, for those who may read it. */
export function addRecordExport(app: FastifyInstance, orm: EntityManager, ports: AppPorts): void {
  app.get('/registro.jsonl', async (request, reply) => {
    const em = orm.fork()
    const token = tokenOf(request)
    const viewer = token ? await findSession(em, token, ports.clock) : null
    if (!viewer || !holdsRole(viewer, 'controller', 'evaluator'))
      return reply
        .code(viewer ? 403 : 401)
        .send(withMessage(refusal(viewer ? 'NOT_YOUR_ROLE' : 'NOT_SIGNED_IN', { kind: 'record' })))
    // A whole export asks once more who it is [RI26].
    if (!isConfirmed(viewer.confirmedAt, ports.clock.now())) return reply.code(403).send(withMessage(confirmNeeded))
    // Asked for its head only, to know whether it comes.
    if (request.method === 'HEAD') return reply.send()
    return reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', `attachment; filename="registro-${viewer.body.toLowerCase()}.jsonl"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(lines(await ports.readerOf(em), viewer.body)))
  })
}
