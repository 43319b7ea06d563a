import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { type IsoInstant, itemAddress } from '@traguardo/shared/model'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { v7 } from 'uuid'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { BodyEntity } from '../organisation/body.entity'
import { UnitEntity } from '../organisation/unit.entity'
import { claimInstallation } from '../../kernel/db/installation'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager } from '../../kernel/db/orm'
import { appendEntry } from '../../kernel/audit/append'
import { AccountEntity } from '../accounts/account.entity'
import { badName, isPlainName } from '../accounts/accounts'
import { hashPassword } from '../accounts/hashing'
import { refusePassword } from '../accounts/passwords'
import { SetupInput, type SessionDeviceType, SessionType, SignInResult, StatusType } from './people.types'
import { HolderEntity } from '../organisation/holder.entity'
import { PersonEntity } from '../organisation/person.entity'
import { RoleGrantEntity } from '../organisation/role-grant.entity'
import { hashOfToken, sessionHash, tokenOf } from '../accounts/devices/cookie'
import type { Context } from '../../kernel/context'
import { type Principal, type SignedInContext, personsOf, positionsOf } from '../organisation/positions'
import { SessionEntity } from '../accounts/devices/session.entity'
import { findSession } from './sessions'
import { VERSION } from '../../kernel/runtime/version'
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts'
import { endSession, signIn, startSession } from './sign-in'
import { confirmKeptIdentity } from './kept-identity'
import { tooManyAttempts } from '../accounts/guesses/floods'

/** Codes that a first body begins with: its plan file may use them, and finds its people there. */
const ROOT_UNIT = 'ENTE'
const CONTROLLER = 'controllo-gestione'
const LONGEST_TEXT = 200

const alreadyDone: Refusal = refusal('ALREADY_SET_UP')

const isText = (text: string): boolean => text.trim().length > 0 && text.length <= LONGEST_TEXT && !/\p{Cc}/u.test(text)

function refuseInput({ bodyCode, bodyName, username, title }: SetupInput): Refusal | null {
  if (!isPlainName(bodyCode)) return badName('body')
  if (!isPlainName(username)) return badName('username')
  if (!isText(bodyName) || !isText(title)) return refusal('BAD_TEXT', { kind: 'body', limit: LONGEST_TEXT })
  return null
}

/** Makes the first body, its root unit, its controller and their account: once, and only where nothing is there. */
async function setUp(em: EntityManager, input: SetupInput, now: IsoInstant): Promise<Result<string, Refusal>> {
  const refusal = refuseInput(input)
  if (refusal) return err(refusal)
  // Asked before the password is judged: anybody may ask, and judging is work.
  if ((await em.count(BodyEntity)) > 0) return err(alreadyDone)
  const weak = await refusePassword(input.password, [input.username, input.bodyName, input.title])
  if (weak) return err(weak)
  const hash = await hashPassword(input.password)
  try {
    await inTransaction(em, async (tx) => {
      await claimInstallation(tx, 'real')
      const body = tx.create(BodyEntity, { code: input.bodyCode, name: input.bodyName.trim() })
      const unit = tx.create(UnitEntity, { id: v7(), body, code: ROOT_UNIT, name: input.bodyName.trim() })
      const person = tx.create(PersonEntity, { id: v7(), body, code: CONTROLLER, title: input.title.trim() })
      const holder = tx.create(HolderEntity, { id: v7(), person, account: input.username })
      tx.create(RoleGrantEntity, { id: v7(), person, unit, role: 'controller' })
      tx.create(AccountEntity, { username: input.username, hash })
      await tx.flush()
      const actor = { body: input.bodyCode, person: CONTROLLER, holder: holder.id, at: now }
      const about = [itemAddress('people', CONTROLLER)]
      await appendEntry(tx, [{ ...actor, action: 'setup', about, detail: { username: input.username } }])
    })
    return ok(input.username)
  } catch (error) {
    // Two first visits at once: the second finds the claim taken.
    if (error instanceof UniqueConstraintViolationException) return err(alreadyDone)
    throw error
  }
}

/**
 * Returns what has come from the device of this session in this position; null where nothing has. One statement [SY83].
 */
async function deviceOfSession({ em, request }: Context, viewer: Principal): Promise<SessionDeviceType | null> {
  const [row] = await em.execute<{ lastSeen: string; operations: number | string | null }[]>(
    'select d."last_seen" as "lastSeen", (select max(o."seq") from "operation" o where o."node" = d."node") as "operations" ' +
      'from "device" d where d."body" = ? and d."person" = ? and d."credential" = ? order by d."last_seen" desc limit 1',
    [viewer.body, viewer.person, sessionHash(request)],
    'all',
  )
  return row ? { lastSeen: row.lastSeen, operations: Number(row.operations ?? 0) } : null
}

/** Goes on in another body, in the own position there; the next session begins there too. */
async function switchToBody(
  { app, em, request, viewer }: SignedInContext,
  body: string,
): Promise<Result<Principal, Refusal>> {
  const { username } = viewer
  const person = (await personsOf(em, username, app.clock)).find((one) => one.body.code === body)
  const token = tokenOf(request)
  if (!person || !token) return err(refusal('NO_POSITION_THERE', { body }))
  await em.nativeUpdate(SessionEntity, { token: hashOfToken(token) }, { person })
  await em.nativeUpdate(AccountEntity, { username }, { lastPerson: person.id })
  const session = await findSession(em.fork(), token, app.clock)
  return session ? ok(session) : err(refusal('NOT_SIGNED_IN', { kind: 'expired' }))
}

/** The clock of the body goes along: a device that signs in must know at once which day it is there. */
const sessionAt = async ({ app, em }: Context, viewer: Principal): Promise<SessionType> => ({
  ...viewer,
  positions: await positionsOf(em, viewer.username, app.clock),
  now: app.clock.now(viewer.body),
  deviceKey: app.keyring.mac('device-key', JSON.stringify([viewer.username, viewer.body, viewer.person])),
})

@Resolver()
export class PeopleResolver {
  @Query(() => StatusType)
  async status(@Ctx() { em, app, viewer }: Context): Promise<StatusType> {
    return {
      version: VERSION,
      demo: app.demo,
      now: app.clock.now(viewer?.body),
      needsSetup: !app.demo && !app.site && (await em.count(BodyEntity)) === 0,
      accounts: app.demo ? await demoAccounts(em) : [],
      site: (await app.site?.status())?.name ?? null,
      demoPassword: app.demo ? DEMO_PASSWORD : null,
      canReset: app.mail !== null,
      oidc: app.oidc,
    }
  }

  @Query(() => SessionType, { nullable: true })
  async me(@Ctx() context: Context): Promise<SessionType | null> {
    const { viewer } = context
    return viewer && { ...(await sessionAt(context, viewer)), device: () => deviceOfSession(context, viewer) }
  }

  @Mutation(() => SignInResult)
  async signIn(
    @Arg('username', () => String) username: string,
    @Arg('password', () => String) password: string,
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Ctx() context: Context,
  ): Promise<typeof SignInResult> {
    const result = await signIn(context, { username, password, code })
    return result.ok ? sessionAt(context, result.value) : result.error
  }

  /** A person known to the identity provider gives the code of the second factor. */
  @Mutation(() => SignInResult)
  async signInConfirm(@Arg('code', () => String) code: string, @Ctx() context: Context): Promise<typeof SignInResult> {
    const result = await confirmKeptIdentity(context, code)
    return result.ok ? sessionAt(context, result.value) : result.error
  }

  @Mutation(() => Boolean)
  async signOut(@Ctx() context: Context): Promise<boolean> {
    await endSession(context)
    // Nothing that the server gave stays in the browser's own cache, whatever was let into it [SY45].
    context.reply.header('clear-site-data', '"cache"')
    return true
  }

  @Mutation(() => SignInResult)
  async bodySwitch(
    // Not `body`: the table asks that to be one's own.
    @Arg('to', () => String) to: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SignInResult> {
    const switched = await switchToBody(context, to)
    return switched.ok ? sessionAt(context, switched.value) : switched.error
  }

  @Mutation(() => SignInResult)
  async setup(
    @Arg('input', () => SetupInput) input: SetupInput,
    @Ctx() context: Context,
  ): Promise<typeof SignInResult> {
    if (context.app.demo) return refusal('DEMO')
    if (!(await context.app.mayTry(context.request, 'setup'))) return tooManyAttempts
    const made = await setUp(context.em, input, context.app.clock.now())
    if (!made.ok) return made.error
    const session = await startSession(context, made.value, { isFirst: true })
    if (session) return sessionAt(context, session)
    return refusal('NOT_SIGNED_IN', { kind: 'ready' })
  }
}
