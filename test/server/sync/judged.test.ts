import { EVERY_DAY, type ViewingHolder } from '@traguardo/shared/people'
import { describe, expect, it } from 'vitest'
import { judgeBy } from '../../../server/src/sync/rules-of-push'
import { aPlan } from '../../support/scoring'
import { aKey, anOperation } from '../../support/sync'

const plan = aPlan()
const anna: ViewingHolder = {
  ...{ person: 'anna', holder: null, days: EVERY_DAY },
  roles: plan.people.find(({ code }) => code === 'anna')?.roles ?? [],
}
const operation = anOperation({ key: { ...aKey, measure: 'A' } })
const elsewhen = anOperation({ key: { ...aKey, measure: 'A', year: 2030 } })
const standing = () => null

describe('an operation of which nothing is known', () => {
  const rules = judgeBy([{ plan }], '2021-09-05', (person) => (person === 'anna' ? anna : undefined))

  it('[SY14.1] is refused where its year has no plan or its person no rights here, and excuses nothing', () => {
    for (const one of [elsewhen, { ...operation, person: 'nessuno' }]) {
      expect(rules.judge(one, standing as never)).toMatchObject({ code: 'NO_PLAN', params: { year: one.key.year } })
      expect(rules.excuses?.(one, null as never)).toBe(false)
      expect(rules.readsOf?.(one)).toEqual([])
    }
  })
})
