import { EVERY_DAY, isController, maySeeSheet, unitsEnteredBy, type ViewingHolder } from '@traguardo/shared/people'
import { type Sheet, unitsBelow } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { aPlan } from '../../support/scoring'

const plan = aPlan()
const viewer = (code: string): ViewingHolder => ({
  ...{ person: code, holder: null, days: EVERY_DAY },
  roles: plan.people.find((one) => one.code === code)?.roles ?? [],
})
const sheet = (person: string, unit: string): Sheet => ({
  code: `S-${person}`,
  title: person,
  person,
  unit,
  weightTotal: 100,
})

describe('who may', () => {
  it('[RI2.1] enter: the head of a unit, for that unit', () => {
    expect(['anna', 'bruno', 'sg', 'cdg', 'nobody'].map((code) => unitsEnteredBy(viewer(code), plan))).toEqual([
      ['U1'],
      ['U2'],
      [],
      [],
      [],
    ])
  })

  it('[RI3.1] read a sheet: its person, whoever manages above, the controller; nobody else', () => {
    const annas = sheet('anna', 'U1')
    const readers = ['anna', 'bruno', 'sg', 'cdg', 'nobody'].filter((code) =>
      maySeeSheet(viewer(code), plan, annas, []),
    )
    expect(readers).toEqual(['anna', 'sg', 'cdg'])
    expect(maySeeSheet(viewer('anna'), plan, sheet('carla', 'U1'), [])).toBe(false)
    expect(maySeeSheet(viewer('anna'), plan, sheet('sg', 'ENTE'), [])).toBe(false)
  })

  it('run the cycle: the controller', () => {
    expect(['anna', 'sg', 'cdg'].map((code) => isController(viewer(code)))).toEqual([false, false, true])
  })

  it('a loop in the tree of units ends', () => {
    const loop = aPlan({
      units: [
        { code: 'X', name: 'X', kind: 'service', parent: 'Y' },
        { code: 'Y', name: 'Y', kind: 'service', parent: 'X' },
      ],
    })
    expect([...unitsBelow(loop, 'X')]).toEqual(['X', 'Y'])
  })
})
