import { refusal, type Refusal } from '@traguardo/shared/refusals'
import { getNamedType, type GraphQLOutputType, isUnionType, type GraphQLField, type GraphQLSchema } from 'graphql'
import { isPlainData } from '@traguardo/shared/model'
import {
  CONFIRMED_FIELDS,
  hasRole,
  holdsRole,
  isConfirmed,
  type ApiField,
  RIGHTS,
  type AskingRole,
} from '@traguardo/shared/people'
import 'reflect-metadata'
import { buildSchema, type BuildSchemaOptions, getMetadataStorage } from 'type-graphql'
import type { Context } from '../../kernel/context'
import { isAway, sayTrouble, troubleOf } from '../../kernel/db/trouble'
import { noteRefusal } from '../../audit/note-refusal'
import { isCrowded } from '../../identity/accounts/hashing'
import { badText } from '../../kernel/graphql/bad-text'
import { confirmNeeded } from '../../kernel/graphql/confirm-needed'
import { sayRefusals } from '../../kernel/graphql/refusal.types'
import { AccountResolver } from '../../identity/accounts/own/account.resolver'
import { ConfirmResolver, FactorResolver } from '../../identity/accounts/factor/factor.resolver'
import { CalendarResolver } from '../../calendar/calendar.resolver'
import { HistoryResolver } from '../../sync/history/history.resolver'
import { NoticesResolver } from '../../notifications/notices.resolver'
import { PeopleResolver } from '../../identity/sessions/people.resolver'
import { ListsResolver } from '../../lists/lists.resolver'
import { LifeResolver } from '../../plans/life/life.resolver'
import { PlanResolver } from '../../plans/plan.resolver'
import { relationResolvers } from '../../plans/typed/relations'
import { RecordResolver } from '../../audit/record.resolver'
import { TreePlanResolver, TreeResolver } from '../../scoring/tree.resolver'
import { FormerResolver } from '../../sheets/former.resolver'
import { SheetsResolver } from '../../sheets/sheets.resolver'
import { SitesResolver } from '../../sites/sites.resolver'
import { HoldersResolver, StaffResolver } from '../../identity/users/staff.resolver'
import { SyncResolver } from '../../sync/sync.resolver'

/** Characters of a text that somebody sends of whom nothing is known: names, passwords, tokens are shorter. */
const LONGEST = 2000
/** Arguments that come sealed: as long as a request may be; their author is checked before they are opened. */
const SEALED = new Set(['envelope'])

const longText = refusal('TEXT_TOO_LONG')

/** Is a text among these arguments longer than any that is meant, or their values more than any form has [RI12]? */
function isTooLong(args: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(args).some(([name, value]) => {
    if (typeof value === 'string') return !SEALED.has(name) && value.length > LONGEST
    return typeof value === 'object' && value !== null && isTooLong(value as Readonly<Record<string, unknown>>)
  })
}

/** Can a field of this type answer with a refusal? */
function mayRefuse(type: GraphQLOutputType): boolean {
  const named = getNamedType(type)
  return isUnionType(named) && named.getTypes().some(({ name }) => name === 'Refusal')
}

/**
 * Does what a root field does. Where others hold the same data for too long, or the disk is full, that is a refusal like
 * any other; a database that is away, or newer than the program, is none: to whoever asks it is as if there were no line [RI45].
 */
async function orTrouble({ app, request }: Context, refuses: boolean, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    const trouble = troubleOf(error)
    if (!refuses || trouble === null || isAway(trouble)) throw error
    app.log(error, { request: request.id })
    const said: Refusal = sayTrouble(trouble)
    return said
  }
}

type Arguments = Readonly<Record<string, unknown>>

/** The body that a call is about, where it says one: in `body`, or inside `push`. */
function bodyAsked(args: Arguments): unknown {
  const push = args['push']
  return args['body'] ?? (typeof push === 'object' && push !== null ? (push as Arguments)['body'] : undefined)
}

/** Refusal of people whose roles have ended; they may still send what they hold, and manage their account [RI9]. */
const noRole = refusal('NO_ROLE')

/** Returns the refusal of a question that the viewer may not ask, or null. */
function barrier(who: AskingRole, { viewer, app }: Context, args: Arguments): Refusal | null {
  if (who === 'public') return null
  if (!viewer) return refusal('NOT_SIGNED_IN')
  const body = bodyAsked(args)
  if (body !== undefined && body !== viewer.body) return refusal('NOT_YOUR_BODY', { kind: 'data', own: viewer.body })
  if (who === 'signed-in') return null
  if (who === 'any-role') return hasRole(viewer) ? null : noRole
  if (app.site) return refusal('AT_SITE')
  if (who === 'own-account' || holdsRole(viewer, ...who)) return null
  if (!hasRole(viewer)) return noRole
  return who.includes('controller') ? refusal('NOT_CONTROLLER') : refusal('NOT_YOUR_ROLE')
}

/** Root fields that hash a password. */
const HASHES = new Set([
  'signIn',
  'setup',
  'passwordSet',
  'passwordChange',
  'totpBegin',
  'totpEnd',
  'recoveryRenew',
  'sessionConfirm',
])

const crowded = refusal('TOO_BUSY')

/**
 * Returns the refusal of a call that is not even tried, or null: what anybody may ask is measured before it is worked
 * on [RI12, RI14].
 */
function excess(who: AskingRole, name: string, args: Arguments): Refusal | null {
  if (who === 'public' && isTooLong(args)) return longText
  return HASHES.has(name) && isCrowded() ? crowded : null
}

const LISTS = ['objectives', 'indicators', 'measures', 'benchmarks', 'values']
/** Root fields that read much and write nothing: where there is a replica they are answered from it. A tree knows itself when it reads much. */
const READS = new Set([...LISTS, 'history', 'record', 'planExport', 'planLife', 'sheetLives'])

const toRead = async (name: string, context: Context): Promise<Context> =>
  READS.has(name) ? { ...context, em: await context.app.readerOf(context.em) } : context

/** Has whoever asks this shown not long ago who it is? [RI26] */
const stale = (name: string, { viewer, app }: Context): boolean =>
  CONFIRMED_FIELDS.has(name as ApiField) && !isConfirmed(viewer?.confirmedAt ?? null, app.clock.now())

function guardField(name: string, field: GraphQLField<unknown, Context>): void {
  const who = (RIGHTS as Readonly<Record<string, AskingRole>>)[name]
  const inner = field.resolve
  if (!who || !inner) throw new Error(`${name} has no row in RIGHTS: nobody may ask it`)
  const isChange = name.startsWith('Mutation.')
  const refuses = mayRefuse(field.type)
  const resolve: typeof inner = async (root, args, context, info) => {
    // A push sorts out its own: one poisoned operation must not hold up the others.
    const barred =
      barrier(who, context, args) ??
      excess(who, field.name, args) ??
      (field.name !== 'sync' && !isPlainData(args) ? badText : null) ??
      (stale(name, context) ? confirmNeeded : null)
    const answer: unknown = barred ?? (await inner(root, args, await toRead(field.name, context), info))
    if (isChange) await noteRefusal(context, field.name, answer, args)
    return answer
  }
  field.resolve = (root, args, context, info) =>
    orTrouble(context, refuses, async () => resolve(root, args, context, info))
}

/** Puts the table of rights before every root field. Throws for a field that has no row. */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(type?.getFields() ?? {})) guardField(`${type?.name}.${field.name}`, field)
  return schema
}

/**
 * Builds a schema in which plain fields are read by GraphQL itself, without the wrappers that type-graphql puts around each:
 * a tree has tens of thousands of them. A field that has a resolver keeps it.
 */
export function buildPlainly(resolvers: BuildSchemaOptions['resolvers']): Promise<GraphQLSchema> {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true
  return buildSchema({ resolvers, validate: false })
}

let made: Promise<GraphQLSchema> | undefined

async function makeSchema(): Promise<GraphQLSchema> {
  const schema = await buildPlainly([
    AccountResolver,
    CalendarResolver,
    ConfirmResolver,
    FactorResolver,
    HistoryResolver,
    LifeResolver,
    ListsResolver,
    NoticesResolver,
    PeopleResolver,
    PlanResolver,
    RecordResolver,
    FormerResolver,
    SheetsResolver,
    SitesResolver,
    HoldersResolver,
    StaffResolver,
    SyncResolver,
    TreeResolver,
    TreePlanResolver,
    ...relationResolvers,
  ])
  sayRefusals(schema)
  return guardSchema(schema)
}

/** The whole schema behind its table of rights: made once, it has no state. */
export const theSchema = (): Promise<GraphQLSchema> => (made ??= makeSchema())
