import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { dueCells } from '@traguardo/shared/values'
import { beforeEach, describe, expect, it } from 'vitest'
import { measureCards } from '../../client/src/values/use-entry'
import MeasureCard from '../../client/src/values/MeasureCard.vue'
import { massaCarrara } from '../support/massa-carrara'
import { here, onNewDevice, personOf, settled, show, sitDown, sitDownEarly } from '../support/mounted'

onNewDevice()
const HEAD = personOf('po-registro-imprese', 'unit-head', 'RI')

const [, second] = periodsOf(USUAL_CALENDAR, 2021)
const card = measureCards(second ? dueCells(massaCarrara, 'RI', second) : []).find(
  ({ code }) => code === 'Percent_RifiutoRI',
)

describe('the card of a ratio', () => {
  beforeEach(() => sitDown(HEAD))

  it('has the title of its indicator, and a field with its label for each of its two measures', () => {
    const shown = show(MeasureCard, { card, done: false })
    expect(shown.get('h3').text()).toBe(card?.indicators[0]?.title)
    const labels = shown.findAll('label').map((label) => label.text())
    for (const { measure } of card?.cells ?? []) expect(labels).toContain(measure.label)
    expect(shown.findAll('input[data-measure]')).toHaveLength(2)
    expect(shown.get('h3 a').attributes('href')).toContain('Percent_RifiutoRI')
  })

  it('shows what the two come to while they are typed', async () => {
    const shown = show(MeasureCard, { card, done: false })
    expect(shown.text()).not.toContain('82,00 %')
    const [above, below] = shown.findAll('input[data-measure]')
    await above?.setValue('41')
    await above?.trigger('change')
    await settled(() => shown.text().includes('su questo dispositivo'))
    await below?.setValue('50')
    await settled(() => shown.text().includes('82,00 %'))
    expect(shown.text()).toContain('82,00 %')
  })

  it('says to who does not see it that it is done', () => {
    expect(show(MeasureCard, { card, done: true }).get('h3').text()).toContain('(fatta)')
  })
})

describe('the card of a ratio before the scores are there', () => {
  beforeEach(() => sitDownEarly(HEAD))

  it('has fields, and says no score; then it says that of what was typed meanwhile', async () => {
    const shown = show(MeasureCard, { card, done: false })
    const line = () => shown.get('[data-indicator]')
    expect(line().get('[data-part="value"]').text()).toBe('…')
    expect(line().text()).not.toContain('n.d.')
    const [above, below] = shown.findAll('input[data-measure]')
    await above?.setValue('41')
    await above?.trigger('change')
    await settled(() => shown.text().includes('su questo dispositivo'))
    await below?.setValue('50')
    expect(line().get('.indicator-score dd').text()).toBe('…')
    await here().scores.ready()
    await settled(() => line().find('.score-bar').exists())
    expect(line().get('[data-part="value"]').text()).toBe('82,00 %')
  })
})
