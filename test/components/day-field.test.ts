import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import type { Target } from '@traguardo/shared/model'
import { dueCells } from '@traguardo/shared/values'
import { beforeEach, describe, expect, it } from 'vitest'
import MeasureField from '../../client/src/values/field/MeasureField.vue'
import { aMeasure, anIndicator, aPlan } from '../support/scoring'
import { kept, onNewDevice, personOf, settled, show, sitDown } from '../support/mounted'

onNewDevice()
beforeEach(() => sitDown(personOf('po-registro-imprese', 'unit-head', 'RI')))

const third = periodsOf(USUAL_CALENDAR, 2021)[2] ?? expect.fail('a year has three periods')
const days = (code: string, target: Target) => {
  const plan = aPlan({
    measures: ['A', 'E'].map((one) => aMeasure(one, { kind: 'date', aggregation: 'last' })),
    indicators: [anIndicator('I1', { unit: 'date', targets: [target] })],
  })
  const due = dueCells(plan, 'U1', third).find(({ measure }) => measure.code === code) ?? expect.fail('not owed')
  return { due, shown: show(MeasureField, { due }) }
}
const last: Target = { type: 'by-dates', dates: ['2021-09-30', '2021-12-31'], year: 2021, printed: 'x' }
const event: Target = { type: 'after-event', event: 'E', amount: 30, unit: 'days', year: 2021, printed: 'x' }

describe('a field for a day', () => {
  it('[SC73.5] says how many are asked for in one period, and takes them as they are written', async () => {
    const { due, shown } = days('A', last)
    expect(shown.get('[data-part="several"]').text()).toContain('2 giorni')
    const input = shown.get('input[data-measure]')
    await input.setValue('20/12/2021 e 20/09/2021')
    await input.trigger('change')
    await settled(() => kept({ ...due.cell, field: 'value' }) !== null)
    expect(kept({ ...due.cell, field: 'value' })).toEqual({ type: 'date', date: '2021-09-20', also: ['2021-12-20'] })
    expect((input.element as HTMLInputElement).value).toBe('20/09/2021 e 20/12/2021')
    expect(
      days('A', { ...last, dates: ['2021-06-30', '2021-12-31'] })
        .shown.find('[data-part="several"]')
        .exists(),
    ).toBe(false)
  })

  it('[SC38.2] of an event offers to say that it did not happen', async () => {
    const offered = async (code: string) => {
      const { shown } = days(code, event)
      await shown.get('button.icon-button[aria-expanded]').trigger('click')
      return shown.get('.measure-menu button').text()
    }
    expect([await offered('E'), await offered('A')]).toEqual(['L’evento non è avvenuto', 'Segna come non applicabile'])
  })
})
