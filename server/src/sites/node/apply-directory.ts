import type { DirectoryAccount, Directory, SiteSignIn, SiteSignInAnswer } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import type { IsoInstant } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import { randomUUID } from 'node:crypto'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { AccountEntity } from '../../identity/accounts/account.entity'
import { RecoveryCodeEntity } from '../../identity/accounts/factor/recovery-code.entity'
import { openSecret, sealSecret } from '../../identity/accounts/totp'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager } from '../../kernel/db/orm'
import { insertNew } from '../../kernel/db/rows'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import { PersonEntity } from '../../identity/organisation/person.entity'
import { SessionEntity } from '../../identity/accounts/devices/session.entity'
import type { Keyring } from '../../kernel/secrets/keyring'
import { rescopeWhereDue } from '../../sync/rescope'
import { BodyEntity } from '../../identity/organisation/body.entity'
import { UnitEntity } from '../../identity/organisation/unit.entity'
import { RoleGrantEntity } from '../../identity/organisation/role-grant.entity'
import { holdPlan } from '../../plans/plan-loader'
import { PlanEntity } from '../../plans/plan.entity'
import { replaceDirectory, remember } from './site-memory'
import { letterhead, OFFICE_NAME } from '../envelope'
import type { Credential } from '../messages'

/** Later of two steps: a code counts once. */
const later = (a: number | null, b: number | null | undefined): number | null =>
  a === null || b === null || b === undefined ? (a ?? b ?? null) : Math.max(a, b)

/** Takes over what the head office says; true where whoever is signed in has to show again who it is [SY56]. */
function takeOver(keyring: Keyring, account: AccountEntity, given: DirectoryAccount): boolean {
  const secret = account.totp === null ? null : openSecret(keyring, account.totp)
  const factor = given.totp ?? null
  const isOther = account.hash !== given.hash || (factor !== null && factor !== secret)
  account.hash = given.hash
  if (factor !== secret) Object.assign(account, { totp: factor && sealSecret(keyring, factor), totpUsed: null })
  account.totpUsed = later(account.totpUsed, given.totpUsed)
  return isOther
}

/** The codes that stand in for factors: those of the head office, but what was used here stays used [SY55]. */
async function applyCodes(tx: EntityManager, accounts: readonly DirectoryAccount[]): Promise<void> {
  const rows = accounts.flatMap(({ username, recovery = [] }) => recovery.map((hash) => ({ account: username, hash })))
  const hashes = new Set(rows.map(({ hash }) => hash))
  const held = await tx.find(RecoveryCodeEntity, { account: { $in: accounts.map(({ username }) => username) } })
  const gone = held.filter(({ hash }) => !hashes.has(hash)).map(({ hash }) => hash)
  if (gone.length > 0) await tx.nativeDelete(RecoveryCodeEntity, { hash: { $in: gone } })
  await insertNew(tx, RecoveryCodeEntity, rows)
}

/**
 * Takes in these accounts, each for a holder of its position, whose row is not there: a new password or another factor ends
 * what was open with the old one.
 * @param people by code
 */
async function applyAccounts(
  tx: EntityManager,
  keyring: Keyring,
  accounts: readonly DirectoryAccount[],
  people: ReadonlyMap<string, PersonEntity>,
): Promise<void> {
  const ours = accounts.filter(({ person }) => people.has(person))
  const names = ours.map(({ username }) => username)
  const held = new Map((await tx.find(AccountEntity, { username: { $in: names } })).map((one) => [one.username, one]))
  const changed: string[] = []
  for (const given of ours) {
    const { username, hash, person, holder = v7(), from = null, to = null } = given
    const account = held.get(username) ?? tx.create(AccountEntity, { username, hash })
    held.set(username, account)
    if (takeOver(keyring, account, given)) changed.push(username)
    const who = people.get(person)
    if (who) tx.create(HolderEntity, { id: holder, person: who, account: username, from, to })
  }
  await tx.flush()
  if (changed.length > 0) await tx.nativeDelete(SessionEntity, { account: { $in: changed } })
  await applyCodes(tx, ours)
}

/** A directory that the head office sent. */
interface GivenDirectory {
  readonly directory: Directory
  readonly hash: string
  /** Hash of the one that was held when it was asked for. */
  readonly asked: string | null
}

/** People, roles and accounts as the head office says, and no others: whoever left may not enter any more. */
async function applyPeople(
  em: EntityManager,
  keyring: Keyring,
  { directory, hash, asked }: GivenDirectory,
): Promise<void> {
  const { body, people, grants, accounts } = directory
  await inTransaction(em, async (tx) => {
    if (!(await replaceDirectory(tx, asked, hash))) return
    const home = await tx.findOneOrFail(BodyEntity, { code: body.code })
    const known = new Map((await tx.find(PersonEntity, { body: body.code })).map((person) => [person.code, person]))
    for (const { code, title } of people) {
      const person = known.get(code) ?? tx.create(PersonEntity, { id: v7(), body: home, code, title })
      person.title = title
      known.set(code, person)
    }
    await tx.flush()
    const units = new Map((await tx.find(UnitEntity, { body: body.code })).map((unit) => [unit.code, unit]))
    await tx.nativeDelete(RoleGrantEntity, {})
    for (const { person, unit, role, from = null, to = null, deputy = false } of grants) {
      const [who, where] = [known.get(person), units.get(unit)]
      if (who && where) tx.create(RoleGrantEntity, { id: v7(), person: who, unit: where, role, from, to, deputy })
    }
    const names = accounts.map(({ username }) => username)
    await tx.nativeDelete(SessionEntity, { account: { $nin: names } })
    await tx.nativeDelete(AccountEntity, { username: { $nin: names } })
    await tx.nativeDelete(HolderEntity, {})
    await applyAccounts(tx, keyring, accounts, known)
  })
}

/** Takes in what the head office says this site serves. What people entered is not touched. */
export async function applyDirectory(
  em: EntityManager,
  keyring: Keyring,
  given: GivenDirectory,
  at: IsoInstant,
): Promise<void> {
  const { directory } = given
  const spans = new Set(directory.plans.map(({ firstYear, lastYear }) => `${firstYear}/${lastYear}`))
  for (const plan of directory.plans) await holdPlan(em, plan, at)
  await rescopeWhereDue(em, { now: () => at })
  const held = await em.find(PlanEntity, { body: directory.body.code })
  for (const { id, firstYear, lastYear } of held)
    if (!spans.has(`${firstYear}/${lastYear}`)) await em.nativeDelete(PlanEntity, { id })
  await applyPeople(em, keyring, given)
}

/** The same for a name that nobody has, a wrong password and a line that is away: it tells nobody who has an account. */
const needsLine = refusal('FIRST_SIGN_IN_NEEDS_LINE')

type Person = NonNullable<SiteSignInAnswer['person']>

/** Takes in somebody who signs in here for the first time, with the roles held here. */
async function applyPerson(em: EntityManager, keyring: Keyring, body: string, given: Person): Promise<boolean> {
  if ((await em.count(BodyEntity, { code: body })) === 0) return false
  const { code, title, grants, account } = given
  await inTransaction(em, async (tx) => {
    // An exchange that is under way knows nothing of this account: its directory is not taken.
    await remember(tx, { directory: randomUUID() })
    const known = await tx.findOne(PersonEntity, { body, code })
    const who = known ?? tx.create(PersonEntity, { id: v7(), body, code, title })
    await tx.flush()
    if (!known) {
      const units = new Map((await tx.find(UnitEntity, { body })).map((unit) => [unit.code, unit]))
      for (const { unit, role, from = null, to = null, deputy = false } of grants) {
        const where = units.get(unit)
        if (where) tx.create(RoleGrantEntity, { id: v7(), person: who, unit: where, role, from, to, deputy })
      }
    }
    // Earlier software names no holder: then it is the one of the position.
    await tx.nativeDelete(HolderEntity, account.holder ? { id: account.holder } : { person: who.id })
    await applyAccounts(tx, keyring, [account], new Map([[code, who]]))
  })
  return true
}

/** Ports with which a site asks the head office about somebody. */
interface SignInPorts {
  readonly credential: Credential
  readonly keyring: Keyring
  now(): string
  /** One letter to the head office and its answer. Rejects where none came. */
  ask(request: SiteSignIn): Promise<SiteSignInAnswer>
  /** One exchange: it brings the plans, where there are none yet. */
  sync(): Promise<unknown>
}

/** Asks the head office who this is, and takes in what it gives: from then on no line is needed [SY54]. Answers the user name. */
export async function firstSignIn(
  em: EntityManager,
  { credential: { body }, keyring, now, ask, sync }: SignInPorts,
  typed: Pick<SiteSignIn, 'username' | 'password' | 'code'>,
): Promise<Result<string, Refusal>> {
  let said: SiteSignInAnswer
  try {
    said = await ask({ ...letterhead('sign-in', OFFICE_NAME, now()), ...typed })
  } catch {
    return err(needsLine)
  }
  const { person, refusal: refused } = said
  if (!person) return err(refused ?? needsLine)
  if (await applyPerson(em, keyring, body, person)) return ok(person.account.username)
  await sync()
  return (await applyPerson(em, keyring, body, person)) ? ok(person.account.username) : err(needsLine)
}
