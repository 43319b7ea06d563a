import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { refusal } from '@traguardo/shared/refusals'
import { BodyEntity } from '../organisation/body.entity'
import type { Context } from '../../kernel/context'
import type { SignedInContext } from '../organisation/signed-in'
import { VERSION } from '../../kernel/runtime/version'
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts'
import { SessionType, SetupInput, SignInResult, StatusType } from './people.types'
import type { Principal } from '../organisation/signed-in'
import { positionsOf } from '../organisation/positions'
import { deviceOfSession } from './session-device'
import { setUp } from './setup'
import { endSession, signIn, startSession } from './sign-in'
import { confirmKeptIdentity } from './kept-identity'
import { switchToBody } from './switch-body'
import { tooManyAttempts } from '../accounts/guesses/floods'

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

  /** Whom the identity provider knows gives the code of the second factor. */
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
