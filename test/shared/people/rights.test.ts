import {
  type ApiField,
  CONFIRMED_FIELDS,
  isConfirmed,
  mayAsk,
  mayValidate,
  RIGHTS,
  rolesOn,
  type Viewer,
} from '@traguardo/shared/people'
import { ROLES } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { aPlan } from '../../support/scoring'

const NOW = '2021-09-05T10:00:00.000Z'
const holder = (...roles: readonly (typeof ROLES)[number][]): Viewer => ({
  person: 'anna',
  roles: roles.map((role) => ({ role, unit: 'ENTE' })),
})
const asks = (field: ApiField) => [
  mayAsk(null, field),
  mayAsk(holder(), field),
  ...ROLES.map((role) => mayAsk(holder(role), field)),
]

describe('the table of rights', () => {
  it('[RI6.1] lets everybody ask what is public, and whoever is signed in what is theirs', () => {
    const all = [true, ...ROLES.map(() => true)]
    expect(asks('Query.status')).toEqual([true, ...all])
    expect(asks('Mutation.sync')).toEqual([false, ...all])
    expect(asks('Query.mySettings')).toEqual([false, ...all])
  })

  it('[RI9.4] lets nobody without a role ask about the body', () => {
    expect(asks('Query.tree')).toEqual([false, false, ...ROLES.map(() => true)])
    expect(asks('Query.notices')).toEqual([false, false, ...ROLES.map(() => true)])
  })

  it('[RI6.1] lets the roles ask that are named, and no other', () => {
    const who = (field: ApiField) => ROLES.filter((role) => mayAsk(holder(role), field))
    expect(who('Mutation.siteCreate')).toEqual(['controller'])
    expect([...who('Query.record')].sort()).toEqual(['controller', 'evaluator'])
    expect(who('Mutation.yearValidate')).toEqual(['evaluator'])
    expect([...who('Mutation.judgementDecide')].sort()).toEqual(['controller', 'evaluator', 'governing-body'])
    expect([...who('Mutation.reminderSend')].sort()).toEqual(['controller', 'manager'])
    expect(mayAsk(holder('manager', 'controller'), 'Mutation.siteCreate')).toBe(true)
  })

  it('[RI26.1] asks again who it is for what touches accounts and credentials, ten minutes after the last time', () => {
    expect([...CONFIRMED_FIELDS].filter((field) => !(field in RIGHTS))).toEqual([])
    expect(isConfirmed(null, NOW)).toBe(false)
    expect(isConfirmed('2021-09-05T09:50:00.001Z', NOW)).toBe(true)
    expect(isConfirmed('2021-09-05T09:50:00.000Z', NOW)).toBe(false)
  })
})

describe('roles', () => {
  it('[RI1.1] hold from their first day to their last, both included', () => {
    const role = { role: 'manager' as const, unit: 'U1' }
    const held = (days: { readonly from?: string; readonly to?: string }) =>
      rolesOn([{ ...role, ...days }], '2021-09-05').length === 1
    expect([{}, { from: '2021-09-05' }, { to: '2021-09-05' }].map(held)).toEqual([true, true, true])
    expect([{ from: '2021-09-06' }, { to: '2021-09-04' }].map(held)).toEqual([false, false])
  })

  it('[RI4.2] a unit is validated from above, by whoever does not enter it', () => {
    const plan = aPlan()
    const who = (unit: string) =>
      plan.people.filter(({ code, roles }) => mayValidate({ person: code, roles }, plan, unit)).map(({ code }) => code)
    expect([who('U1'), who('U2'), who('ENTE')]).toEqual([
      ['sg', 'cdg'],
      ['sg', 'cdg'],
      ['sg', 'cdg'],
    ])
    const above: Viewer = { person: 'x', roles: [{ role: 'manager', unit: 'U1' }] }
    expect([mayValidate(above, plan, 'U1'), mayValidate(above, plan, 'U2')]).toEqual([true, false])
  })
})
