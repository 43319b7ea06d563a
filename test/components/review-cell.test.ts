import { beforeEach, describe, expect, it } from 'vitest'
import { recordEdit, type RegisterKey } from '@traguardo/shared/sync'
import ReviewCell from '../../client/src/collection/ReviewCell.vue'
import { useCollection } from '../../client/src/collection/use-collection'
import { here, kept, onNewDevice, onPage, personOf, settled, show, sitDown } from '../support/mounted'

onNewDevice()

const KEY: RegisterKey = {
  ...{ body: 'CCIAA-MS', measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: 2, field: 'value' },
}
const REVIEW: RegisterKey = { ...KEY, field: 'review' }

beforeEach(async () => {
  await sitDown(personOf('segretario-generale', 'manager', 'AREA1'))
  const desk = here().replica.desk.value ?? expect.fail('no desk')
  await recordEdit(desk.store, { key: KEY, content: { type: 'number', number: 1204 } }, desk.ports)
  await here().replica.refresh()
})

function line(mayReview = true) {
  const standing = onPage(useCollection)
    .unitsIn(2)
    .find(({ unit }) => unit === 'RI')
  const cell = standing?.cells.find(({ due }) => due.measure.code === KEY.measure) ?? expect.fail('no cell')
  const shown = show(ReviewCell, { cell, odd: ['no-evidence'], mayReview })
  const button = (name: string) => shown.findAll('button').find((one) => one.text() === name)
  return { shown, button }
}

describe('a line of the review', () => {
  it('shows the value as it is written, and what is odd in it', () => {
    const { shown } = line()
    expect(shown.get('strong').text()).toBe('1.204')
    expect(shown.findAll('[data-odd]')).toHaveLength(1)
    expect(shown.get('[data-odd]').text()).not.toContain('review.')
  })

  it('is confirmed with one tap, which is on the device', async () => {
    const { button } = line()
    await button('Valida')?.trigger('click')
    await settled(() => kept(REVIEW) !== null)
    expect(kept(REVIEW)).toMatchObject({ type: 'review', state: 'confirmed', of: here().replica.find(KEY)?.head })
  })

  it('is given back with a reason, and not without one', async () => {
    const { shown, button } = line()
    await button('Rimanda')?.trigger('click')
    const dialog = shown.get('dialog')
    const area = dialog.get('textarea')
    await dialog.get('form').trigger('submit')
    expect(dialog.get('.field-error').text().length).toBeGreaterThan(10)
    expect(kept(REVIEW)).toBeNull()
    await area.setValue('Manca il mese di maggio')
    await dialog.get('form').trigger('submit')
    await settled(() => kept(REVIEW) !== null)
    expect(kept(REVIEW)).toMatchObject({ state: 'returned', reason: 'Manca il mese di maggio' })
  })

  it('keeps a reason that was begun and not given, and says so', async () => {
    const { shown, button } = line()
    await button('Rimanda')?.trigger('click')
    await shown.get('textarea').setValue('Manca il')
    await settled(() => shown.find('[data-part="unfinished"]').exists())
    expect(kept(REVIEW)).toBeNull()
  })

  it('is only read by who may not review it', () => {
    const { shown, button } = line(false)
    expect([button('Valida'), button('Riapri')]).toEqual([undefined, undefined])
    // The one button of that name stands in the dialog, which is closed.
    expect(shown.get('dialog').attributes()).not.toHaveProperty('open')
    expect(shown.findAll('button').filter((one) => !shown.get('dialog').element.contains(one.element))).toHaveLength(0)
    expect(shown.get('.actions a').attributes('href')).toBe('/storia/RI/Percent_LibriRI.num/2021/2')
  })
})
