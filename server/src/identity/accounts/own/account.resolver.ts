import { Field, InputType, Int, ObjectType, Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { refusal } from '@traguardo/shared/refusals'
import { orRefusal, DONE, DoneResult } from '../../../kernel/graphql/refusal.types'
import type { SignedInContext } from '../../organisation/positions'
import { inTransaction } from '../../../kernel/db/in-transaction'
import { giveCookie, hashOfToken, newToken, sessionHash } from '../devices/cookie'
import { SessionEntity } from '../devices/session.entity'
import { addressedFrom } from '../guesses/from'
import { deviceText, rememberDevice } from '../guesses/known-device'
import { DeviceEntity } from '../devices/device.entity'
import { AccountEntity } from '../account.entity'
import { NO_FEED, feedOf, renewFeedSecret } from '../feed-secret'
import { tellAccount } from '../tell-account'
import { NO_PASSWORD, checkPassword, refusePassword } from '../passwords'
import { RecoveryCodeEntity } from '../factor/recovery-code.entity'
import type { Context } from '../../../kernel/context'
import { tooManyAttempts } from '../guesses/floods'
import { sendReset, useLink } from '../link/use-link'
import { hashPassword } from '../hashing'
import { guardGuess } from '../guesses/guard-guess'
import { changeOwn, ownAccount } from '../factor/own-account'

@ObjectType('OpenSession', { description: 'A browser in which this account is signed in.' })
class OpenSessionType {
  @Field(() => String)
  id!: string

  @Field(() => String, { description: 'What the browser calls itself.' })
  agent!: string

  @Field(() => String)
  since!: string

  @Field(() => String)
  lastSeen!: string

  @Field(() => Boolean, { description: 'Is it the one that asks?' })
  isThis!: boolean
}

@ObjectType('OwnDevice', { description: 'A device on which this person works offline.' })
class OwnDeviceType {
  @Field(() => String, { description: 'Not its name among machines, which nobody else should know.' })
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  lastSeen!: string

  @Field(() => String, { nullable: true })
  revokedAt!: string | null
}

@ObjectType('OwnSettings', { description: 'How one’s own account is set.' })
class OwnSettingsType {
  @Field(() => String)
  username!: string

  @Field(() => String, { nullable: true })
  email!: string | null

  @Field(() => Boolean, { description: 'Is a second factor asked for?' })
  totp!: boolean

  @Field(() => Boolean, { description: 'Was a password chosen? Who only comes by the identity provider has none.' })
  hasPassword!: boolean

  @Field(() => Int, { description: 'Codes left that stand in for a lost second factor.' })
  recoveryLeft!: number

  @Field(() => String, { description: '`each`, `daily` or `none`: how often reminders are mailed.' })
  mail!: string

  @Field(() => String, { nullable: true, description: 'Address of the calendar of deadlines (ICS).' })
  feed!: string | null

  @Field(() => String, { nullable: true, description: 'Public key for notices of the browser.' })
  pushKey!: string | null

  @Field(() => [OpenSessionType])
  sessions!: readonly OpenSessionType[]

  @Field(() => [OwnDeviceType])
  devices!: readonly OwnDeviceType[]
}

@InputType('OwnSettingsInput')
class OwnSettingsInput {
  @Field(() => String)
  mail!: string
}

const OwnSettingsResult = orRefusal('OwnSettingsResult', 'OwnSettings', OwnSettingsType)

/**
 * Gives the own account another password: every other session ends, this one goes on under a new token, and every other
 * device is a stranger again [RI17].
 */
async function takePassword(context: SignedInContext, account: AccountEntity, hash: string): Promise<void> {
  const { app, em, request, reply } = context
  const { username } = account
  const here = sessionHash(request)
  const token = newToken()
  await inTransaction(em, async (tx) => {
    await tellAccount(tx, app.clock, username, [
      { action: 'password.change', detail: addressedFrom(request), news: { kind: 'password' } },
    ])
    await tx.nativeUpdate(AccountEntity, { username }, { hash, ...NO_FEED })
    await tx.nativeDelete(SessionEntity, { account: username, token: { $ne: here } })
    await tx.nativeUpdate(SessionEntity, { token: here }, { token: hashOfToken(token) })
    await tx.nativeUpdate(DeviceEntity, { credential: here }, { credential: hashOfToken(token) })
  })
  giveCookie(request, reply, token)
  rememberDevice(app.keyring, deviceText(request), context, { username, hash })
}

/** Name of a device that never gave one. */
const NAMELESS = 'Dispositivo senza nome'

/**
 * Returns the settings of the own account, the sessions in which it is signed in, and the devices on which it works.
 */
async function settingsOf({ app, em, request, viewer }: SignedInContext): Promise<OwnSettingsType> {
  const { username, body, person, holds } = viewer
  const account = await em.findOneOrFail(AccountEntity, { username }, { refresh: true })
  const sessions = await em.find(SessionEntity, { account: username }, { orderBy: { createdAt: 'desc' } })
  // Those of the position are its holder's [RI62].
  const devices = holds ? await em.find(DeviceEntity, { body, person }, { orderBy: { lastSeen: 'desc' } }) : []
  const here = sessionHash(request)
  return {
    username,
    email: account.email,
    totp: account.totp !== null,
    hasPassword: account.hash !== NO_PASSWORD,
    recoveryLeft: await em.count(RecoveryCodeEntity, { account: username, used: false }),
    mail: account.mail,
    feed: `${app.address}/calendario/${await feedOf(em, app.keyring, username)}.ics`,
    pushKey: app.pushKey,
    sessions: sessions.map(({ token, agent, createdAt, lastSeen }) => ({
      id: token,
      agent,
      since: createdAt,
      lastSeen: lastSeen ?? createdAt,
      isThis: token === here,
    })),
    devices: devices.map(({ node, name, lastSeen, revokedAt }) => ({
      id: hashOfToken(node),
      name: name || NAMELESS,
      lastSeen,
      revokedAt,
    })),
  }
}

type Answer = typeof DoneResult

@Resolver()
export class AccountResolver {
  @Query(() => OwnSettingsResult)
  mySettings(@Ctx() context: SignedInContext): Promise<typeof OwnSettingsResult> {
    return settingsOf(context)
  }

  @Mutation(() => OwnSettingsResult)
  async mySettingsSave(
    @Arg('input', () => OwnSettingsInput) { mail }: OwnSettingsInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof OwnSettingsResult> {
    if (mail !== 'each' && mail !== 'daily' && mail !== 'none') return refusal('BAD_CHOICE')
    await changeOwn(context, 'account.mail', (tx, username) => tx.nativeUpdate(AccountEntity, { username }, { mail }))
    return settingsOf(context)
  }

  /** The answer is the same, and comes as soon, whether the account is there or not: it tells nobody who has one. */
  @Mutation(() => DoneResult)
  async passwordForgotten(@Arg('username', () => String) username: string, @Ctx() context: Context): Promise<Answer> {
    const { app, request } = context
    const { mail } = app
    if (!mail) return refusal('NO_MAIL')
    if (!(await app.mayTry(request, `reset ${username}`))) return tooManyAttempts
    app.afterwards(() => sendReset(context, mail, username))
    return DONE
  }

  @Mutation(() => DoneResult)
  async passwordSet(
    @Arg('token', () => String) token: string,
    @Arg('password', () => String) password: string,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const { app, request } = context
    if (!(await app.mayTry(request, `link ${hashOfToken(token)}`))) return tooManyAttempts
    const used = await useLink(context, token, password)
    return used.ok ? DONE : used.error
  }

  @Mutation(() => DoneResult)
  async passwordChange(
    @Arg('current', () => String) current: string,
    @Arg('password', () => String) password: string,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { viewer } = context
    const account = await ownAccount(context)
    const wrong = await guardGuess(context, { account, typed: viewer.username, isTold: true }, async () =>
      (await checkPassword(account.hash, current)) ? null : refusal('WRONG_CREDENTIALS', { kind: 'current' }),
    )
    if (wrong) return wrong
    const weak = await refusePassword(password, [viewer.username, viewer.title, viewer.bodyName])
    if (weak) return weak
    await takePassword(context, account, await hashPassword(password))
    return DONE
  }

  /** Another address for the calendar: whoever has the one until now reads nothing by it any more [RI27]. */
  @Mutation(() => OwnSettingsResult)
  async feedRenew(@Ctx() context: SignedInContext): Promise<typeof OwnSettingsResult> {
    await changeOwn(context, 'feed.renew', (tx, username) => renewFeedSecret(tx, context.app.keyring, username))
    return settingsOf(context)
  }

  /** A device that was lost: nothing more is taken from it, and whoever holds it is signed out, under whatever name. */
  @Mutation(() => DoneResult)
  async deviceRevoke(@Arg('id', () => String) id: string, @Ctx() context: SignedInContext): Promise<Answer> {
    const { app, em, viewer } = context
    const { body, person, holds } = viewer
    const own = holds ? await em.find(DeviceEntity, { body, person, revokedAt: null }) : []
    const device = own.find(({ node }) => hashOfToken(node) === id)
    if (!device) return refusal('UNKNOWN_DEVICE')
    await changeOwn(context, 'device.revoke', async (tx, username) => {
      await tx.nativeUpdate(DeviceEntity, { node: device.node }, { revokedAt: app.clock.now(body) })
      await tx.nativeDelete(SessionEntity, { account: username, token: device.credential ?? '' })
    })
    return DONE
  }

  @Mutation(() => DoneResult)
  async sessionRevoke(@Arg('id', () => String) id: string, @Ctx() context: SignedInContext): Promise<Answer> {
    const where = { token: id, account: context.viewer.username }
    if ((await context.em.count(SessionEntity, where)) === 0) return refusal('UNKNOWN_SESSION')
    await changeOwn(context, 'session.revoke', (tx) => tx.nativeDelete(SessionEntity, where))
    return DONE
  }
}
