import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { dueCells } from '@traguardo/shared/values'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import MeasureField from '../../client/src/values/field/MeasureField.vue'
import { massaCarrara } from '../support/massa-carrara'
import { kept, onNewDevice, personOf, settled, show, sitDown } from '../support/mounted'

onNewDevice()
// It comes when it is asked for, which on a busy machine is later than a test waits.
beforeAll(() => import('../../client/src/values/field/NotApplicableWhy.vue'))
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
    note: () => kept({ ...due.cell, field: 'note' }),
    async type(text: string) {
      await input.setValue(text)
      await input.trigger('change')
      await input.trigger('blur')
    },
  }
}

/** Writes why a measure does not apply, where that is asked. */
async function give(reason: string): Promise<void> {
  await settled(() => document.querySelector('dialog textarea') !== null)
  const area = document.querySelector<HTMLTextAreaElement>('dialog textarea') ?? expect.fail('nobody asks why')
  area.value = reason
  area.dispatchEvent(new Event('input'))
  area.form?.dispatchEvent(new Event('submit', { cancelable: true }))
  await new Promise((next) => setTimeout(next))
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
    await give('Nessuna domanda nel periodo')
    await settled(() => kept() !== null)
    expect(kept()).toEqual({ type: 'not-applicable' })
  })

  it('[CO12.3] asks why a measure does not apply, without a line, and keeps the reason as its note', async () => {
    const { type, kept, note } = field(COUNT)
    await type('n.a.')
    await give('')
    expect(kept()).toBeNull()
    await give('Nessuna domanda nel periodo')
    await settled(() => kept() !== null)
    expect([kept(), note()]).toEqual([{ type: 'not-applicable' }, 'Nessuna domanda nel periodo'])
  })

  it('[CO12.3] leaves what stood there where no reason is given', async () => {
    const { shown, text, type, kept } = field(COUNT)
    await type('12')
    await settled(() => kept() !== null)
    await type('n.a.')
    await settled(() => shown.find('dialog').exists())
    await shown.get('dialog .btn-outline-primary').trigger('click')
    await settled(() => text() === '12')
    expect([text(), kept()]).toEqual(['12', { type: 'number', number: 12 }])
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
