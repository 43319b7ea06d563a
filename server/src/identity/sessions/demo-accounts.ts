import type { Role } from '@traguardo/shared/model'
import type { Em } from '../../kernel/db/orm'
import type { DemoAccountType } from './people.types'
import { PersonEntity } from '../organisation/person.entity'
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
export async function demoAccounts(em: Em): Promise<DemoAccountType[]> {
  const people = await em.find(
    PersonEntity,
    { account: { $ne: null } },
    { populate: ['body'], strategy: 'joined', orderBy: { id: 'asc' } },
  )
  const grants = await em.find(RoleGrantEntity, {})
  const named = new Set<string>()
  const first = people.filter(({ account }) => account && !named.has(account) && named.add(account))
  return first.map((person) => {
    const roles = new Set(grants.filter((grant) => grant.person.id === person.id).map(({ role }) => role))
    const { code: body, name: bodyName } = person.body
    return {
      body,
      bodyName,
      username: person.account ?? '',
      title: person.title,
      role: [...roles].map((role) => ROLE_NAMES[role]).join(', '),
    }
  })
}
