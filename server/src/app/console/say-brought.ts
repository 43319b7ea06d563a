import { createReadStream } from 'node:fs'
import { romeDay } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import { hasRole, holderOn, rolesOn, type ViewingHolder } from '@traguardo/shared/people'
import { type Refusal, refusal, sayRefusal } from '@traguardo/shared/refusals'
import { type Content, valueIn } from '@traguardo/shared/sync'
import { editText, formatMeasure, plainNumber } from '@traguardo/shared/values'
import { BodyEntity } from '../../identity/organisation/body.entity'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import { PersonEntity } from '../../identity/organisation/person.entity'
import { grantOf } from '../../identity/organisation/positions'
import { RoleGrantEntity } from '../../identity/organisation/role-grant.entity'
import { installationKind } from '../../kernel/db/installation'
import type { EntityManager } from '../../kernel/db/orm'
import type { Clock } from '../../kernel/runtime/clock'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { planShelf } from '../../plans/plan-shelf'
import { type Brought, type BroughtValue, bringValues } from '../../sync/bring/bring-values'
import { LARGEST_FILE, readValuesFile } from '../../sync/bring/values-file'

/** Arguments of the command as they were typed. */
export interface BringingAsked {
  readonly body: string
  readonly file: string
  /** Code of the position in which the values are brought. */
  readonly person: string
  readonly isTrial: boolean
}

/** Text to be printed, or what is wrong and how it ends. */
export type SaidBrought = { readonly output: string } | { readonly problem: string; readonly code: 1 | 2 }

/** Somebody of a body with the rights of a day, without a session: for a command. Null for no such position. */
export async function viewerOf(
  em: EntityManager,
  { body, person: code }: { readonly body: string; readonly person: string },
  today: IsoDate,
): Promise<ViewingHolder | null> {
  const person = await em.findOne(PersonEntity, { body, code })
  if (!person) return null
  const grants = await em.find(RoleGrantEntity, { person }, { populate: ['unit'], strategy: 'joined' })
  const holder = holderOn(await em.find(HolderEntity, { person }), today)
  return {
    person: code,
    roles: rolesOn(grants.map(grantOf), today),
    holder: holder?.id ?? null,
    days: holder && { from: holder.from, to: holder.to },
  }
}

/** The first bytes of a file: one more than may be taken, so that too many are seen to be too many. */
async function firstBytes(file: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of createReadStream(file, { end: LARGEST_FILE })) chunks.push(chunk as Buffer)
  } catch (error) {
    throw new StartFailure(`Non riesco a leggere ${file}: controlli il nome e i permessi.`, { cause: error })
  }
  return Buffer.concat(chunks)
}

function contentText(content: Content, { row: { measure }, field }: BroughtValue): string {
  if (typeof content === 'string') return `«${content}»`
  if (content === null) return field === 'note' ? 'nessuna' : 'n.d.'
  const value = valueIn(content)
  return measure.kind === 'boolean' || measure.kind === 'level'
    ? formatMeasure(value, measure)
    : editText(value, measure)
}

function lineOf(one: BroughtValue): string {
  const { line, row, field, before, after } = one
  const { measure, unit } = row.cell
  const where = `${measure}, ${unit ?? 'ente'}, ${row.period.name}${field === 'note' ? ', nota' : ''}`
  return `riga ${line}: ${where}: ${contentText(before, one)} → ${contentText(after, one)}`
}

const counted = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** Says what was taken, line by line, and what was left as it is. */
function taken({ changed, equal, without, read }: Brought, isTrial: boolean): string {
  const doubtful = read.filter(({ row }) => row.isTwoWay)
  const notes = changed.filter(({ field }) => field === 'note').length
  const values = counted(changed.length - notes, 'valore', 'valori')
  const sum = `${values}${notes > 0 ? ` e ${counted(notes, 'nota', 'note')}` : ''}`
  const isOne = changed.length === 1 && notes === 0
  const [would, did] = isOne ? ['cambierebbe', 'Portato'] : ['cambierebbero', 'Portati']
  return [
    ...changed.map(lineOf),
    ...doubtful.flatMap(({ line, row: { value } }) =>
      value.type === 'number' ? `riga ${line}: letto come ${plainNumber(value.number)}: lo controlli.` : [],
    ),
    ...(equal.length > 0 ? [`Già uguali, e lasciati come sono: ${equal.length}.`] : []),
    ...(without.length > 0 ? [`Righe senza valore, lasciate fuori: ${without.join(', ')}.`] : []),
    isTrial ? `Prova: ${would} ${sum}. Non è stato scritto niente.` : `${did} ${sum}.`,
  ].join('\n')
}

const faulty = (file: string, { faults }: Brought): string =>
  [
    ...faults.map(({ line, refusal: why }) => `${file}:${line} ${why.code} ${sayRefusal(why, 'it')}`),
    `Errori: ${faults.length}. Non è stato scritto niente.`,
  ].join('\n')

const wrong = (why: Refusal | string): SaidBrought => ({
  problem: typeof why === 'string' ? why : sayRefusal(why, 'it'),
  code: 2,
})

/** Brings a file of values in the rights of a position, whole or not at all [SY95]. */
export async function sayBrought(em: EntityManager, clock: Clock, asked: BringingAsked): Promise<SaidBrought> {
  const { body, file, person, isTrial } = asked
  if ((await installationKind(em)) === 'site') return wrong(refusal('BROUGHT_ELSEWHERE'))
  if (!(await em.findOne(BodyEntity, { code: body }))) return wrong(`L’ente «${body}» non c’è.`)
  const now = clock.now(body)
  const viewer = await viewerOf(em, { body, person }, romeDay(now))
  if (!viewer) return wrong(refusal('UNKNOWN_PERSON', { kind: 'position', person }))
  if (!hasRole(viewer)) return wrong(`«${person}» oggi non ha nessun ruolo nell’ente «${body}».`)
  const { rows, faults } = readValuesFile(await firstBytes(file))
  const plans = await planShelf(clock).all(em, body)
  const brought = await bringValues(em, rows, faults, { body, viewer, plans, now, isTrial })
  if (brought.faults.length > 0) return { problem: faulty(file, brought), code: 1 }
  return { output: taken(brought, isTrial) }
}
