import { romeDay } from '@traguardo/shared/calendar'
import { withMessage } from '@traguardo/shared/refusals'
import type { SiteSignIn, SiteSignInAnswer } from '@traguardo/shared/sync'
import { tellAccount } from '../../identity/accounts/tell-account'
import type { Context } from '../../kernel/context'
import type { Em } from '../../kernel/db/orm'
import { checkCredentials, wrongCredentials } from '../../identity/sessions/sign-in'
import { rememberPeople } from './rules-of-site'
import { holdersOfPeople, giveSiteAccount } from './site-accounts'
import type { SiteEntity } from './site.entity'
import { peopleOf } from './site-people'

type Said = Pick<SiteSignInAnswer, 'refusal' | 'person'>

/**
 * Judges the first sign-in of somebody at a site, as one here: by the same rules, counted with the same tries. Of those who
 * hold no role there today it says what it says of nobody [SY54].
 */
export async function serveSignIn(
  context: Context,
  site: SiteEntity,
  typed: Pick<SiteSignIn, 'username' | 'password' | 'code'>,
): Promise<Said> {
  const { em, app } = context
  const now = app.clock.now(site.body)
  const today = romeDay(now)
  const people = await peopleOf(em, site, today)
  const holders = await holdersOfPeople(em, site, { people, today })
  const named = new Map(
    holders
      .filter(({ from = today, to = today }) => from <= today && today <= to)
      .map((holder) => [holder.username, holder]),
  )
  const checked = await checkCredentials(context, typed, ({ username }) => named.has(username))
  if (!checked.ok) return { refusal: withMessage(checked.error), person: null }
  const { username } = checked.value
  const holder = named.get(username)
  const who = people.find(({ person }) => person === holder?.person)
  if (!who || !holder) return { refusal: withMessage(wrongCredentials), person: null }
  await rememberPeople(em, site, [who])
  const account = await em.fork().transactional(async (tx) => {
    await tellAccount(tx as Em, app.clock, username, [{ action: 'signIn.site', detail: { site: site.name } }])
    return giveSiteAccount(tx as Em, app.keyring, site, { holder, at: now })
  })
  if (!account) return { refusal: withMessage(wrongCredentials), person: null }
  return { refusal: null, person: { code: who.person, title: who.title, grants: who.grants, account } }
}
