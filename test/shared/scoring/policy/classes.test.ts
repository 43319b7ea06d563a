import type { Policy } from '@traguardo/shared/model'
import { checkPolicy, distributionOf, policySentences } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPolicy } from '../../../support/scores'

const CLASSES = [
  { name: 'Alta', from: 0.9, most: 0.25 },
  { name: 'Media', from: 0.6, most: 0.5 },
  { name: 'Bassa', from: 0 },
]
const policy = (classes: Policy['classes'] = CLASSES) => aPolicy({ ...(classes ? { classes } : {}) })

describe('classes of sheets', () => {
  it('[SC143.1] count each sheet once', () => {
    const found = distributionOf(policy(), [0.95, 0.9, 0.91, 0.7, 0.5, 0.2])
    expect(found?.classes.map(({ name, next, count, most }) => [name, next, count, most])).toEqual([
      ['Alta', null, 3, 1],
      ['Media', 0.9, 1, 3],
      ['Bassa', 0.6, 2, null],
    ])
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1.2, noNaN: true }))), (all) => {
        const made = distributionOf(policy(), all)
        expect(made?.classes.reduce((sum, { count }) => sum + count, 0)).toBe(made?.scored)
        expect((made?.scored ?? 0) + (made?.unscored ?? 0)).toBe(all.length)
      }),
    )
    expect(distributionOf(aPolicy(), [0.9])).toBeNull()
  })

  it('[SC143.2] hold their share of the sheets with a score at most, rounded down', () => {
    const mostOf = (sheets: number) =>
      distributionOf(
        policy(),
        Array.from({ length: sheets }, () => 0.5),
      )?.classes.map(({ most }) => most)
    expect([mostOf(3), mostOf(4), mostOf(7), mostOf(8)]).toEqual([
      [0, 1, null],
      [1, 2, null],
      [1, 3, null],
      [2, 4, null],
    ])
  })

  it('[SC143.3] leave out what has no score', () => {
    const found = distributionOf(policy(), [null, 0.95, null, 0.95, 0.95, 0.95])
    expect([found?.scored, found?.unscored, found?.classes[0]?.most]).toEqual([4, 2, 1])
  })

  it('[SC143.4] are at fault where they do not fall to 0, are percent, or have no room', () => {
    const kinds = (classes: Policy['classes']) =>
      checkPolicy(policy(classes)).map(({ key, said }) => `${key} ${said.kind}`)
    expect(kinds(CLASSES)).toEqual([])
    expect(
      kinds([
        { name: 'A', from: 0.9 },
        { name: 'B', from: 0.5 },
      ]),
    ).toEqual(['classes classes-order'])
    expect(
      kinds([
        { name: 'A', from: 0.5 },
        { name: 'B', from: 0.9 },
        { name: 'C', from: 0 },
      ]),
    ).toEqual(['classes classes-order'])
    expect(
      kinds([
        { name: 'A', from: 90 },
        { name: 'B', from: 0 },
      ]),
    ).toEqual(['classes classes-percent'])
    expect(
      kinds([
        { name: 'A', from: 0.9, most: 0.3 },
        { name: 'B', from: 0, most: 0.3 },
      ]),
    ).toEqual(['classes classes-room'])
    expect(
      kinds([
        { name: 'A', from: 0.9, most: 0.1 },
        { name: 'B', from: 0.5, most: 0.2 },
        { name: 'C', from: 0, most: 0.7 },
      ]),
    ).toEqual([])
  })

  it('[SC93.2] are said with their thresholds and shares', () => {
    const said = policySentences(policy(), 'it').flatMap(({ sentences }) => sentences.map(({ text }) => text))
    expect(said).toContain(
      'Le schede si contano per classi, senza cambiare alcun punteggio: «Alta» da 90 %, al più il 25 % delle schede; «Media» da 60 %, al più il 50 % delle schede; «Bassa» da 0 %.',
    )
  })
})
