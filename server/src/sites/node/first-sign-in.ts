import { err, ok, type Result } from '@traguardo/shared/result'
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import type { SiteSignIn, SiteSignInAnswer } from '@traguardo/shared/sync'
import { BodyEntity } from '../../identity/organisation/body.entity'
import { UnitEntity } from '../../identity/organisation/unit.entity'
import type { Em } from '../../kernel/db/orm'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import { PersonEntity } from '../../identity/organisation/person.entity'
import { RoleGrantEntity } from '../../identity/organisation/role-grant.entity'
import type { Keyring } from '../../kernel/secrets/keyring'
import { letterhead, OFFICE } from '../envelope'
import type { Credential } from '../messages'
import { applyAccounts } from './apply-accounts'
import { remember } from './site-memory'

/** The same for a name that nobody has, a wrong password and a line that is away: it tells nobody who has an account. */
export const needsLine = refusal('FIRST_SIGN_IN_NEEDS_LINE')

type Person = NonNullable<SiteSignInAnswer['person']>

/** Takes in somebody who signs in here for the first time, with the roles held here. */
async function applyPerson(em: Em, keyring: Keyring, body: string, given: Person): Promise<boolean> {
  const home = await em.findOne(BodyEntity, { code: body })
  if (!home) return false
  const { code, title, grants, account } = given
  await em.transactional(async (tx) => {
    // An exchange that is under way knows nothing of this account: its directory is not taken.
    await remember(tx as Em, { directory: randomUUID() })
    const known = await tx.findOne(PersonEntity, { body, code })
    const who = known ?? tx.create(PersonEntity, { id: v7(), body: home, code, title })
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
    await applyAccounts(tx as Em, keyring, [account], new Map([[code, who]]))
  })
  return true
}

/** How a site asks the head office about somebody. */
export interface SignInPorts {
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
  em: Em,
  { credential: { body }, keyring, now, ask, sync }: SignInPorts,
  typed: Pick<SiteSignIn, 'username' | 'password' | 'code'>,
): Promise<Result<string, Refusal>> {
  let said: SiteSignInAnswer
  try {
    said = await ask({ ...letterhead('sign-in', OFFICE, now()), ...typed })
  } catch {
    return err(needsLine)
  }
  const { person, refusal: refused } = said
  if (!person) return err(refused ?? needsLine)
  if (await applyPerson(em.fork(), keyring, body, person)) return ok(person.account.username)
  await sync()
  return (await applyPerson(em.fork(), keyring, body, person)) ? ok(person.account.username) : err(needsLine)
}
