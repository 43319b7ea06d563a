import { claimInstallation, installationKind } from '../db/installation'
import type { Em } from '../db/orm'
import { AccountEntity } from '../people/account.entity'
import { DEMO_PASSWORD } from '../people/demo-accounts'
import { hashPassword } from '../people/passwords'
import { PersonEntity } from '../people/person.entity'
import { readPlanFile } from '../plans/file/plan-import'
import { loadPlan } from '../plans/plan-loader'
import { demoPlans } from './demo-plans'

/** An account for every person, all with one hash: hashing is made to be slow, and this password is no secret. */
async function addAccounts(em: Em): Promise<void> {
  const people = await em.find(PersonEntity, {}, { orderBy: { id: 'asc' } })
  const taken = new Set((await em.find(AccountEntity, {})).map(({ username }) => username))
  const hash = await hashPassword(DEMO_PASSWORD)
  for (const person of people) {
    const username = taken.has(person.code) ? `${person.code}.${person.body.code.toLowerCase()}` : person.code
    if (taken.has(username)) continue
    taken.add(username)
    em.create(AccountEntity, { username, hash, person })
  }
  await em.flush()
}

/** Fills empty data with the demo: its plans and an account for everybody in them. Does nothing where it was done. */
export async function loadDemo(orm: Em): Promise<void> {
  const em = orm.fork()
  if ((await installationKind(em)) === 'demo') return
  for (const text of demoPlans) {
    const read = readPlanFile(text)
    if (!read.ok) throw new Error(`Faulty demo plan: ${JSON.stringify(read.error[0])}`)
    await loadPlan(em, read.value)
  }
  await addAccounts(em)
  // Last: a first start that was cut off is begun again.
  await claimInstallation(em, 'demo')
}
