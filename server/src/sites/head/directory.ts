import { BodyEntity } from '../../identity/organisation/body.entity'
import type { Em } from '../../kernel/db/orm'
import { sha256 } from '../../kernel/db/rows'
import { daysOfYear, hasRole } from '@traguardo/shared/people'
import { audiences, visiblePlan } from '@traguardo/shared/plans'
import type { Directory, DirectoryAccount } from '@traguardo/shared/sync'
import type { Plans } from '../../sync/scopes'
import type { SiteEntity } from './site.entity'
import type { SitePerson } from './site-people'

/** What a site serves: the plans as its people together may see them, those people, and the accounts that it is given. */
export async function directoryOf(
  em: Em,
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
      audiences: Object.fromEntries(audiences(plan)),
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
