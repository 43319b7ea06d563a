import type { IsoInstant } from '@traguardo/shared/model'
import { hasRole } from '@traguardo/shared/people'
import type { DirectoryAccount } from '@traguardo/shared/sync'
import { AccountEntity } from '../../identity/accounts/account.entity'
import { RecoveryCodeEntity } from '../../identity/accounts/factor/recovery-code.entity'
import { openSecret } from '../../identity/accounts/totp'
import type { Em } from '../../kernel/db/orm'
import { insertNew } from '../../kernel/db/write-rows'
import { PersonEntity } from '../../identity/organisation/person.entity'
import type { Keyring } from '../../kernel/secrets/keyring'
import { SiteAccountEntity } from '../../identity/accounts/site-account.entity'
import { SiteEntity } from './site.entity'
import type { SitePerson } from './site-people'

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** The accounts of the people who hold a role at a site today, by their position. One statement. */
export async function accountsOfPeople(
  em: Em,
  { body }: SiteEntity,
  people: readonly SitePerson[],
): Promise<ReadonlyMap<string, string>> {
  const codes = people.filter(hasRole).map(({ person }) => person)
  const named = await em.find(PersonEntity, { body, code: { $in: codes }, account: { $ne: null } })
  return new Map(named.flatMap(({ code, account }) => (account === null ? [] : [[code, account] as const])))
}

/** Those of these accounts that are switched on, as a site is given them. Two statements. */
async function recordsOf(
  em: Em,
  keyring: Keyring,
  named: ReadonlyMap<string, string>,
): Promise<readonly DirectoryAccount[]> {
  const names = [...named.values()]
  const accounts = await em.find(AccountEntity, { username: { $in: names }, disabledAt: null }, { refresh: true })
  const codes = await em.find(RecoveryCodeEntity, { account: { $in: names }, used: false })
  const known = new Map(accounts.map((account) => [account.username, account]))
  const records = [...named].flatMap(([person, username]): readonly DirectoryAccount[] => {
    const account = known.get(username)
    if (!account) return []
    const { hash, totp, totpUsed } = account
    if (totp === null) return [{ username, hash, person }]
    const own = codes.filter((code) => code.account.username === username).map((code) => code.hash)
    return [{ username, hash, person, totp: openSecret(keyring, totp), totpUsed, recovery: own.sort(byText) }]
  })
  return records.sort((a, b) => byText(a.username, b.username))
}

/**
 * The accounts that a site is given: of those who hold a role there today, the ones that signed in there [SY53]. A site that
 * was given all of them before keeps them until it says which it uses.
 * @param isAsking false for a site of earlier software: it asks for no second factor, and gets no account that has one
 */
export async function accountsFor(
  em: Em,
  keyring: Keyring,
  site: SiteEntity,
  { people, isAsking }: { readonly people: readonly SitePerson[]; readonly isAsking: boolean },
): Promise<readonly DirectoryAccount[]> {
  const rows = await em.find(SiteAccountEntity, { site: site.id })
  const used = new Set(rows.map(({ account }) => account))
  const named = await accountsOfPeople(em, site, people)
  const given = new Map([...named].filter(([, account]) => site.givesAll || used.has(account)))
  const records = await recordsOf(em, keyring, given)
  return records.filter(({ totp }) => isAsking || totp === undefined)
}

const rowsOf = (site: SiteEntity, accounts: readonly string[], since: IsoInstant) =>
  accounts.map((account) => ({ site_id: site.id, account_username: account, since }))

/** Notes that an account signs in at a site, and gives its record. */
export async function giveSiteAccount(
  em: Em,
  keyring: Keyring,
  site: SiteEntity,
  { person, username, at }: { readonly person: string; readonly username: string; readonly at: IsoInstant },
): Promise<DirectoryAccount | null> {
  await insertNew(em, 'site_account', ['site_id', 'account_username'], rowsOf(site, [username], at))
  const [record] = await recordsOf(em, keyring, new Map([[person, username]]))
  return record ?? null
}

/** What a site says of the accounts that it was given. */
export interface AccountsSaid {
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
  em: Em,
  site: SiteEntity,
  people: readonly SitePerson[],
  { said: { accounts, spent = [] }, at }: { readonly said: AccountsSaid; readonly at: IsoInstant },
): Promise<void> {
  if (site.givesAll && accounts) {
    const said = new Set(accounts)
    const used = [...(await accountsOfPeople(em, site, people)).values()].filter((account) => said.has(account))
    await insertNew(em, 'site_account', ['site_id', 'account_username'], rowsOf(site, used, at))
    await em.nativeUpdate(SiteEntity, { id: site.id }, { givesAll: false })
    site.givesAll = false
  }
  if (spent.length === 0) return
  const given = await em.find(SiteAccountEntity, { site: site.id })
  const names = given.map(({ account }) => account)
  await em.nativeUpdate(RecoveryCodeEntity, { account: { $in: names }, hash: { $in: [...spent] } }, { used: true })
}
