import type { Plan, Policy } from '@traguardo/shared/model'
import { checkPlan, planDiff, putPolicy } from '@traguardo/shared/plans'
import { policyOf, SHIPPED_POLICIES } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPlan } from '../../support/scoring'
import { aPolicy } from '../../support/scores'

const shipped = (code: string) => SHIPPED_POLICIES.find((one) => one.code === code) ?? expect.fail(code)
const codesOf = (plan: Plan) => [2021, 2022, 2023].map((year) => policyOf(plan, year).code)
const capped: Policy = { ...shipped('default'), cap: 1.2 }

describe('another policy for a year', () => {
  it('[PR30.1] holds for that year and those after it', () => {
    expect(codesOf(putPolicy(aPlan(), 2022, shipped('lineare')))).toEqual(['default', 'lineare', 'lineare'])
    const whole = putPolicy(aPlan({ policyYears: [{ year: 2022, policy: 'isr-2018' }] }), 2021, shipped('lineare'))
    expect([codesOf(whole), whole.policyYears]).toEqual([['lineare', 'lineare', 'lineare'], undefined])
  })

  it('[PR30.2] that the product ships is followed by its code', () => {
    expect(putPolicy(aPlan(), 2021, shipped('lineare')).policies).toBeUndefined()
  })

  it('[PR30.3] that was changed is one of the plan’s own, in its first version', () => {
    const plan = putPolicy(aPlan(), 2022, capped)
    expect(codesOf(plan)).toEqual(['default', 'regole-2022', 'regole-2022'])
    expect(policyOf(plan, 2022)).toEqual({ ...capped, code: 'regole-2022', version: 1 })
    expect(checkPlan(plan)).toEqual([])
  })

  it('[PR30.4] that is the plan’s own becomes its next version, and another one where an earlier year keeps it', () => {
    const plan = aPlan({ policy: 'prova', policies: [aPolicy({ version: 4 })] })
    const changed = aPolicy({ version: 4, cap: 1.1 })
    const next = putPolicy(plan, 2021, changed)
    expect([codesOf(next), policyOf(next, 2021).version, next.policies?.length]).toEqual([
      ['prova', 'prova', 'prova'],
      5,
      1,
    ])
    const later = putPolicy(plan, 2023, changed)
    expect(codesOf(later)).toEqual(['prova', 'prova', 'regole-2023'])
    expect(policyOf(later, 2021)).toEqual(aPolicy({ version: 4 }))
  })

  it('[PR30.5] is a change of the plan, whether it is followed by its code or was changed', () => {
    const told = (plan: Plan, before = aPlan()) =>
      planDiff(before, plan).map(({ kind, list, code, fields }) => [
        kind,
        list,
        code,
        ...fields.map(({ field }) => field),
      ])
    expect(told(putPolicy(aPlan(), 2022, shipped('lineare')))).toEqual([['updated', 'body', 'B', 'policy']])
    expect(told(putPolicy(aPlan(), 2022, capped))).toEqual([
      ['inserted', 'policies', 'regole-2022'],
      ['updated', 'body', 'B', 'policy'],
    ])
    const plan = aPlan({ policy: 'prova', policies: [aPolicy()] })
    expect(told(putPolicy(plan, 2021, aPolicy({ cap: 1.1 })), plan)).toEqual([
      ['updated', 'policies', 'prova', 'version', 'cap'],
    ])
    expect(told(putPolicy(aPlan(), 2021, shipped('default')))).toEqual([])
  })
})
