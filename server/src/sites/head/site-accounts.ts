import { daysOfYear, hasRole } from '@traguardo/shared/people'
import { audiencesOf, visiblePlan } from '@traguardo/shared/plans'
import type { Directory, DirectoryAccount, PushAnswer, Verdict } from '@traguardo/shared/sync'
import { withMessage } from '@traguardo/shared/refusals'
import type { IsoDate, IsoInstant } from '@traguardo/shared/model'
import { BodyEntity } from '../../identity/organisation/body.entity'
import type { EntityManager } from '../../kernel/db/orm'
import { sha256, insertNew } from '../../kernel/db/rows'
import type { Plans } from '../../sync/scopes'
import { SiteEntity } from './site.entity'
import type { SitePerson } from './site-people'
import { AccountEntity } from '../../identity/accounts/account.entity'
import { RecoveryCodeEntity } from '../../identity/accounts/factor/recovery-code.entity'
import { openSecret } from '../../identity/accounts/totp'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import type { Keyring } from '../../kernel/secrets/keyring'
import { SiteAccountEntity } from '../../identity/accounts/site-account.entity'

/**
 * Returns the directory that a site serves: the plans as its people together may see them, those people, and the
 * accounts that it is given.
 */
export async function directoryOf(
  em: EntityManager,
  site: SiteEntity,
  people: readonly SitePerson[],
  { plans, accounts }: { readonly plans: Plans; readonly accounts: readonly DirectoryAccount[] },
): Promise<Directory> {
  const { name } = await em.findOneOrFail(BodyEntity, { code: site.body })
  const grantsOf = new Map(people.map(({ person, grants }) => [person, grants]))
  return {
    name: site.name,
    body: { code: site.body, name },
    plans: plans.map(({ plan }) => ({
      ...visiblePlan(
        plan,
        [daysOfYear(plan.firstYear, plan.lastYear)],
        ...people.filter(hasRole).flatMap(({ holders }) => holders),
      ),
      // The site does not see all sheets, and has to name scopes as we do.
      audiences: Object.fromEntries(audiencesOf(plan)),
      people: plan.people.flatMap((one) => {
        const grants = grantsOf.get(one.code)
        return grants ? [{ ...one, roles: [...grants] }] : []
      }),
    })),
    people: people.map(({ person: code, title }) => ({ code, title })),
    grants: people.flatMap(({ person, grants }) => grants.map((grant) => ({ person, ...grant }))),
    accounts,
  }
}

/** Changes whenever the directory does; that a code was used is no news that would be worth the way. */
export const directoryHash = ({ accounts, ...rest }: Directory): string =>
  sha256(JSON.stringify({ ...rest, accounts: accounts.map(({ totpUsed: _, ...account }) => account) }))

const tell = (verdict: Verdict): Verdict =>
  'refusal' in verdict ? { ...verdict, refusal: withMessage(verdict.refusal) } : verdict

/** An answer with its refusals in words: a site with earlier software takes none without [RF4]. */
export const tellRefusals = (answer: PushAnswer): PushAnswer => ({
  ...answer,
  verdicts: answer.verdicts.map(tell),
  tray: answer.tray.map((record) => ({ ...record, verdict: record.verdict && tell(record.verdict) })),
})

/** The people of a site on a day. */
interface SitePeople {
  readonly people: readonly SitePerson[]
  readonly today: IsoDate
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Somebody whose account a site is given: enough to know whose days it is, and not the name [RI65]. */
type SiteHolder = Pick<DirectoryAccount, 'person' | 'holder' | 'from' | 'to' | 'username'>

const siteHolder = ({ id, person, account, from, to }: HolderEntity): SiteHolder => ({
  username: account ?? '',
  person: person.code,
  holder: id,
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
})

/**
 * Returns the holders, today and to come, of the positions of people who have a role at a site: the site judges by its
 * own day. One statement.
 */
export async function holdersOfPeople(
  em: EntityManager,
  { body }: SiteEntity,
  { people, today }: SitePeople,
): Promise<readonly SiteHolder[]> {
  const codes = people.filter(hasRole).map(({ person }) => person)
  const holders = await em.find(
    HolderEntity,
    { person: { body, code: { $in: codes } }, account: { $ne: null }, $or: [{ to: null }, { to: { $gte: today } }] },
    // Earlier software takes the last of a position: whoever holds it now.
    { populate: ['person'], strategy: 'joined', orderBy: { from: 'desc', id: 'asc' } },
  )
  return holders.map(siteHolder)
}

/** Those of these whose accounts are switched on, as a site is given them. Two statements. */
async function recordsOf(
  em: EntityManager,
  keyring: Keyring,
  holders: readonly SiteHolder[],
): Promise<readonly DirectoryAccount[]> {
  const names = holders.map(({ username }) => username)
  const accounts = await em.find(AccountEntity, { username: { $in: names }, disabledAt: null }, { refresh: true })
  const codes = await em.find(RecoveryCodeEntity, { account: { $in: names }, used: false })
  const known = new Map(accounts.map((account) => [account.username, account]))
  const records = holders.flatMap((holder): readonly DirectoryAccount[] => {
    const account = known.get(holder.username)
    if (!account) return []
    const { hash, totp, totpUsed } = account
    if (totp === null) return [{ ...holder, hash }]
    const own = codes.filter((code) => code.account.username === holder.username).map((code) => code.hash)
    return [{ ...holder, hash, totp: openSecret(keyring, totp), totpUsed, recovery: own.sort(byText) }]
  })
  return records.sort((a, b) => byText(b.from ?? '', a.from ?? '') || byText(a.username, b.username))
}

/**
 * The accounts that a site is given: of those who hold a role there today, the ones that signed in there [SY53]. A site that
 * was given all of them before keeps them until it says which it uses.
 * @param isAsking false for a site of earlier software: it asks for no second factor, and gets no account that has one
 */
export async function accountsFor(
  em: EntityManager,
  keyring: Keyring,
  site: SiteEntity,
  { isAsking, ...people }: SitePeople & { readonly isAsking: boolean },
): Promise<readonly DirectoryAccount[]> {
  const rows = await em.find(SiteAccountEntity, { site: site.id })
  const used = new Set(rows.map(({ account }) => account.username))
  const holders = await holdersOfPeople(em, site, people)
  const given = holders.filter(({ username }) => site.givesAll || used.has(username))
  const records = await recordsOf(em, keyring, given)
  return records.filter(({ totp }) => isAsking || totp === undefined)
}

const rowsOf = (site: SiteEntity, accounts: readonly string[], since: IsoInstant) =>
  accounts.map((account) => ({ site: site.id, account, since }))

/** Notes that an account signs in at a site, and gives its record. */
export async function giveSiteAccount(
  em: EntityManager,
  keyring: Keyring,
  site: SiteEntity,
  { holder, at }: { readonly holder: SiteHolder; readonly at: IsoInstant },
): Promise<DirectoryAccount | null> {
  await insertNew(em, SiteAccountEntity, rowsOf(site, [holder.username], at))
  const [record] = await recordsOf(em, keyring, [holder])
  return record ?? null
}

/** Report of a site about the accounts that it was given. */
interface AccountsSaid {
  /** Those that were used there; left out by earlier software. */
  readonly accounts?: readonly string[] | undefined
  /** Hashes of codes that were used there. */
  readonly spent?: readonly string[] | undefined
}

/**
 * Takes in what a site says of its accounts: which of all that it was given it uses, once [SY53]; and which codes are
 * used up, of accounts that it was given [SY55]. Saying it again changes nothing.
 */
export async function takeAccountsSaid(
  em: EntityManager,
  site: SiteEntity,
  people: SitePeople,
  { said: { accounts, spent = [] }, at }: { readonly said: AccountsSaid; readonly at: IsoInstant },
): Promise<void> {
  if (site.givesAll && accounts) {
    const said = new Set(accounts)
    const holders = await holdersOfPeople(em, site, people)
    const used = [...new Set(holders.map(({ username }) => username))].filter((account) => said.has(account))
    await insertNew(em, SiteAccountEntity, rowsOf(site, used, at))
    site.givesAll = false
    await em.flush()
  }
  if (spent.length === 0) return
  const given = await em.find(SiteAccountEntity, { site: site.id })
  const names = given.map(({ account }) => account.username)
  await em.nativeUpdate(RecoveryCodeEntity, { account: { $in: names }, hash: { $in: [...spent] } }, { used: true })
}
