import { v7 } from 'uuid'
import { rescopeWhereDue } from '../../sync/rescope'
import type { Plan } from '@traguardo/shared/model'
import type { Clock } from '../../kernel/runtime/clock'
import { claimInstallation, installationKind } from '../../kernel/db/installation'
import type { EntityManager } from '../../kernel/db/orm'
import { AccountEntity } from '../../identity/accounts/account.entity'
import { DEMO_PASSWORD } from '../../identity/sessions/demo-accounts'
import { hashPassword } from '../../identity/accounts/hashing'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import { PersonEntity } from '../../identity/organisation/person.entity'
import { readPlanFile } from '../../plans/file/plan-import'
import { loadPlan } from '../../plans/plan-loader'
import { PlanEntity } from '../../plans/plan.entity'
import { demoPlans, FIRST_BODY } from './demo-plans'

/** Returns the user name of a person of the demo: `po-promozione`, and in the other bodies `po-promozione.isr`. */
const usernameOf = ({ code, body }: PersonEntity): string =>
  body.code === FIRST_BODY ? code : `${code}.${body.code.toLowerCase()}`

/** The Segretario Generale of the chamber directs its agency too: one account, two positions. */
const directs = ({ body, code }: PersonEntity): boolean => body.code === 'ISR' && code === 'direttore'

/** A holder, without a name, and an account for every position that has none, all with one hash: hashing is made to be slow, and this password is no secret. */
async function addAccounts(em: EntityManager): Promise<void> {
  const people = await em.find(PersonEntity, {}, { populate: ['body', 'holders'], orderBy: { id: 'asc' } })
  const taken = new Set((await em.find(AccountEntity, {})).map(({ username }) => username))
  const without = people.filter((person) => person.holders.length === 0 && !taken.has(usernameOf(person)))
  if (without.length === 0) return
  const hash = await hashPassword(DEMO_PASSWORD)
  for (const person of without) {
    const account = directs(person) ? 'segretario-generale' : usernameOf(person)
    em.create(HolderEntity, { id: v7(), person, account })
    if (!taken.has(account)) em.create(AccountEntity, { username: account, hash })
    taken.add(account)
  }
  await em.flush()
}

function readDemoPlan(text: string): Plan {
  const read = readPlanFile(text)
  if (!read.ok) throw new Error(`Faulty demo plan: ${JSON.stringify(read.error[0])}`)
  return read.value
}

/** The first body first, so that its people come first wherever they are listed. */
const firstBodyFirst = (a: Plan, b: Plan): number =>
  Number(b.body.code === FIRST_BODY) - Number(a.body.code === FIRST_BODY)

/**
 * Fills empty data with the demo: its plans and an account for everybody in them. In data that are the demo's already it
 * adds the bodies that a newer program brings along, and touches nothing else.
 */
export async function loadDemo(orm: EntityManager, clock: Clock): Promise<void> {
  const em = orm.fork()
  const kind = await installationKind(em)
  const known = new Set((await em.find(PlanEntity, {})).map(({ body }) => body.code))
  const missing = demoPlans.filter((text) => !known.has((JSON.parse(text) as Plan).body.code))
  for (const plan of missing.map(readDemoPlan).sort(firstBodyFirst))
    await loadPlan(em, plan, { at: clock.now(plan.body.code), person: '' })
  await rescopeWhereDue(em, clock)
  await addAccounts(em)
  // Last: a first start that was cut off is begun again.
  if (kind !== 'demo') await claimInstallation(em, 'demo')
}
