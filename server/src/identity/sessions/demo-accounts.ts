import type { Role } from '@traguardo/shared/model'
import type { EntityManager } from '../../kernel/db/orm'
import type { DemoAccountType } from './people.types'
import { HolderEntity } from '../organisation/holder.entity'
import { RoleGrantEntity } from '../organisation/role-grant.entity'

/** The password of every demo account. It is shown on the sign-in page: it protects nothing. */
export const DEMO_PASSWORD = 'Traguardo-2021'

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  controller: 'controllo di gestione',
  manager: 'dirigente o P.O.',
  'unit-head': 'responsabile di unità',
  evaluator: 'OIV',
  'governing-body': 'organi',
}

/** The accounts of the demo with their positions, in the order in which they were made. */
export async function demoAccounts(em: EntityManager): Promise<DemoAccountType[]> {
  const holders = await em.find(
    HolderEntity,
    { account: { $ne: null } },
    { populate: ['person.body'], strategy: 'joined', orderBy: { person: { id: 'asc' } } },
  )
  const grants = await em.find(RoleGrantEntity, {})
  const named = new Set<string>()
  const first = holders.filter(({ account }) => account && !named.has(account) && named.add(account))
  return first.map(({ person, account }) => {
    const roles = new Set(grants.filter((grant) => grant.person.id === person.id).map(({ role }) => role))
    const { code: body, name: bodyName } = person.body
    return {
      body,
      bodyName,
      username: account ?? '',
      title: person.title,
      role: [...roles].map((role) => ROLE_NAMES[role]).join(', '),
    }
  })
}
