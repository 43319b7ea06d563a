import { rescopeWhereDue } from '../../sync/rescope'
import type { IsoInstant } from '@traguardo/shared/model'
import { v7 } from 'uuid'
import type { Directory } from '@traguardo/shared/sync'
import { BodyEntity } from '../../identity/organisation/body.entity'
import { UnitEntity } from '../../identity/organisation/unit.entity'
import type { Em } from '../../kernel/db/orm'
import { AccountEntity } from '../../identity/accounts/account.entity'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import { PersonEntity } from '../../identity/organisation/person.entity'
import { RoleGrantEntity } from '../../identity/organisation/role-grant.entity'
import { SessionEntity } from '../../identity/accounts/devices/session.entity'
import { holdPlan } from '../../plans/plan-loader'
import { PlanEntity } from '../../plans/plan.entity'
import type { Keyring } from '../../kernel/secrets/keyring'
import { applyAccounts } from './apply-accounts'
import { replaceDirectory } from './site-memory'

/** A directory that the head office sent. */
interface GivenDirectory {
  readonly directory: Directory
  readonly hash: string
  /** Hash of the one that was held when it was asked for. */
  readonly asked: string | null
}

/** People, roles and accounts as the head office says, and no others: whoever left may not enter any more. */
async function applyPeople(em: Em, keyring: Keyring, { directory, hash, asked }: GivenDirectory): Promise<void> {
  const { body, people, grants, accounts } = directory
  await em.transactional(async (tx) => {
    if (!(await replaceDirectory(tx as Em, asked, hash))) return
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
    await applyAccounts(tx as Em, keyring, accounts, known)
  })
}

/** Takes in what the head office says this site serves. What people entered is not touched. */
export async function applyDirectory(em: Em, keyring: Keyring, given: GivenDirectory, at: IsoInstant): Promise<void> {
  const { directory } = given
  const spans = new Set(directory.plans.map(({ firstYear, lastYear }) => `${firstYear}/${lastYear}`))
  for (const plan of directory.plans) await holdPlan(em, plan, at)
  await rescopeWhereDue(em, { now: () => at })
  const held = await em.fork().find(PlanEntity, { body: directory.body.code })
  for (const { id, firstYear, lastYear } of held)
    if (!spans.has(`${firstYear}/${lastYear}`)) await em.nativeDelete(PlanEntity, { id })
  await applyPeople(em.fork(), keyring, given)
}
