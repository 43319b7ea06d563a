import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { dueCells } from '@traguardo/shared/values'
import { beforeEach, describe, expect, it } from 'vitest'
import MeasureField from '../../client/src/values/field/MeasureField.vue'
import { massaCarrara } from '../support/massa-carrara'
import { kept, onNewDevice, personOf, settled, show, sitDown } from '../support/mounted'

onNewDevice()
beforeEach(() => sitDown(personOf('po-registro-imprese', 'unit-head', 'RI')))

const [, second] = periodsOf(USUAL_CALENDAR, 2021)
const dueOf = (measure: string) => {
  const due = second && dueCells(massaCarrara, 'RI', second).find((one) => one.measure.code === measure)
  return due ?? expect.fail(`${measure} is not due`)
}
const COUNT = 'Percent_LibriRI.num'
const DAY = 'Data_AvvioCancellRI.val'

function field(measure: string) {
  const due = dueOf(measure)
  const shown = show(MeasureField, { due })
  const input = shown.get('input[data-measure]')
  return {
    shown,
    input,
    text: () => (input.element as HTMLInputElement).value,
    kept: () => kept({ ...due.cell, field: 'value' }),
    async type(text: string) {
      await input.setValue(text)
      await input.trigger('change')
      await input.trigger('blur')
    },
  }
}

describe('a field for a number', () => {
  it('has its label, and takes a number as people write it', async () => {
    const { shown, input, type, text, kept } = field(COUNT)
    const label = shown.get(`label[for="${input.attributes('id')}"]`)
    expect(label.text()).toBe(dueOf(COUNT).measure.label)
    await type('1.204')
    await settled(() => kept() !== null)
    expect(kept()).toEqual({ type: 'number', number: 1204 })
    await settled(() => shown.text().includes('su questo dispositivo'))
    expect(shown.text()).toContain('su questo dispositivo')
    expect(text()).toBe('1.204')
  })

  it.each(['dodici', '1,5,2', '-3', '1e3'])('says what is wrong with «%s», and keeps nothing of it', async (wrong) => {
    const { shown, input, type, text, kept } = field(COUNT)
    await type(wrong)
    await settled(() => shown.find('[role="alert"]').exists())
    expect(shown.get('[role="alert"]').text().length).toBeGreaterThan(10)
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(text()).toBe(wrong)
    expect(kept()).toBeNull()
  })

  it('takes its words back once what is typed is right', async () => {
    const { shown, type, kept } = field(COUNT)
    await type('dodici')
    await type('12')
    await settled(() => kept() !== null)
    expect(shown.find('[role="alert"]').exists()).toBe(false)
    expect(kept()).toEqual({ type: 'number', number: 12 })
  })

  it('is emptied by who empties it', async () => {
    const { type, kept } = field(COUNT)
    await type('12')
    await settled(() => kept() !== null)
    await type('')
    await settled(() => kept() === null)
    expect(kept()).toBeNull()
  })

  it('says that a measure does not apply, and that it does again', async () => {
    const { shown, kept } = field(COUNT)
    await shown.get('.icon-button').trigger('click')
    const menu = shown.get('.measure-menu').findAll('button')
    expect(shown.get('.icon-button').attributes('aria-expanded')).toBe('true')
    await menu[0]?.trigger('click')
    await settled(() => kept() !== null)
    expect(kept()).toEqual({ type: 'not-applicable' })
  })
})

describe('a field for a day', () => {
  it.each([
    ['30/8/2021', '2021-08-30'],
    ['30.08.2021', '2021-08-30'],
    ['30-8-2021', '2021-08-30'],
  ])('takes «%s»', async (text, date) => {
    const { type, kept } = field(DAY)
    await type(text)
    await settled(() => kept() !== null)
    expect(kept()).toEqual({ type: 'date', date })
  })

  it('does not take a day that is none', async () => {
    const { shown, type, kept } = field(DAY)
    await type('31/9/2021')
    await settled(() => shown.find('[role="alert"]').exists())
    expect(shown.get('[role="alert"]').text()).not.toBe('')
    expect(kept()).toBeNull()
  })
})
