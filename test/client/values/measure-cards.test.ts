import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { dueCells } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { measureCards } from '../../../client/src/values/use-entry'
import { massaCarrara } from '../../support/massa-carrara'

const [, second] = periodsOf(USUAL_CALENDAR, 2021)
const cellsOf = (unit: string) => (second ? dueCells(massaCarrara, unit, second) : [])

describe('the cards of Le mie misure', () => {
  it.each(massaCarrara.units.map(({ code }) => code))('hold every cell of %s once', (unit) => {
    const cells = cellsOf(unit)
    const placed = measureCards(cells).flatMap((card) => card.cells)
    expect(placed).toHaveLength(cells.length)
    expect(new Set(placed)).toEqual(new Set(cells))
  })

  it('put the two measures of a ratio side by side', () => {
    const card = measureCards(cellsOf('RI')).find(({ code }) => code === 'Percent_RifiutoRI')
    expect(card?.cells.map(({ measure }) => measure.code)).toEqual(['Percent_RifiutoRI.num', 'Percent_RifiutoRI.den'])
  })

  it('name each indicator on one card', () => {
    const named = measureCards(cellsOf('RI')).flatMap(({ indicators }) => indicators.map(({ code }) => code))
    expect(new Set(named).size).toBe(named.length)
  })
})
