import type { RoleGrant } from '@traguardo/shared/model'
import type { RoleGrantEntity } from './role-grant.entity'

/** A grant as the shared rules take it. */
export const grantOf = ({ role, unit, from, to, deputy }: RoleGrantEntity): RoleGrant => ({
  role,
  unit: unit.code,
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
  ...(deputy ? { deputy } : {}),
})
