import { BodyEntity } from '../../bodies/body.entity'
import type { Em } from '../../db/orm'
import { sha256 } from '../../db/sha256'
import { AccountEntity } from '../../account/account.entity'
import { PersonEntity } from '../../people/person.entity'
import { hasRole } from '@traguardo/shared/people'
import { audiences, visiblePlan } from '@traguardo/shared/plans'
import type { Plans } from '../../sync/scopes'
import type { Directory } from '../messages'
import type { SiteEntity } from './site.entity'
import type { SitePerson } from './site-people'

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** What a site serves: the plans as its people together may see them, and those people with their accounts. */
export async function directoryOf(
  em: Em,
  site: SiteEntity,
  people: readonly SitePerson[],
  plans: Plans,
): Promise<Directory> {
  const { name } = await em.findOneOrFail(BodyEntity, { code: site.body })
  const codes = people.map(({ person }) => person)
  const named = await em.find(PersonEntity, { body: site.body, code: { $in: codes }, account: { $ne: null } })
  const names = named.flatMap(({ account }) => account ?? [])
  const accounts = await em.find(AccountEntity, { disabledAt: null, username: { $in: names } })
  const hashes = new Map(accounts.map(({ username, hash }) => [username, hash]))
  const grantsOf = new Map(people.map(({ person, grants }) => [person, grants]))
  return {
    body: { code: site.body, name },
    plans: plans.map(({ plan }) => ({
      ...visiblePlan(plan, ...people.filter(hasRole)),
      // The site does not see all sheets, and has to name scopes as we do.
      audiences: Object.fromEntries(audiences(plan)),
      people: plan.people.flatMap((one) => {
        const grants = grantsOf.get(one.code)
        return grants ? [{ ...one, roles: [...grants] }] : []
      }),
    })),
    people: people.map(({ person: code, title }) => ({ code, title })),
    grants: people.flatMap(({ person, grants }) => grants.map((grant) => ({ person, ...grant }))),
    accounts: named
      .flatMap(({ code, account }) => {
        const hash = hashes.get(account ?? '')
        return account !== null && hash !== undefined ? [{ username: account, hash, person: code }] : []
      })
      .sort((a, b) => byText(a.username, b.username)),
  }
}

/** Changes whenever the directory does. */
export const directoryHash = (directory: Directory): string => sha256(JSON.stringify(directory))
