import { usualCalendar } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import NeutralisePart from '../../client/src/indicator/NeutralisePart.vue'
import { useReplica } from '../../client/src/replica/replica'
import { onNewDevice, onPage, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

const about = 'objectives/1.1'
const neutralised = {
  ...{
    id: 'n1',
    about,
    periods: [2],
    from: '2021-09-01',
    reason: 'sede allagata',
    by: 'oiv',
    at: '2021-09-01T08:00:00.000Z',
  },
  act: { organ: 'OIV', number: '4', date: '2021-09-01' },
}
/** The plan that lies on the device, with an act of the year. */
const withAct = () => {
  const { plan } = onPage(() => useReplica())
  const known = plan as { value: Plan | null }
  if (known.value) known.value = { ...known.value, calendars: [{ ...usualCalendar(2021), neutralised: [neutralised] }] }
}

describe('an act that leaves something out', () => {
  it('[RI100.1] is shown to everybody with who entered it and why, and entered by those who may', async () => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    expect(show(NeutralisePart, { about }).find('[data-part="neutralise"]').exists()).toBe(false)
    withAct()
    const shown = show(NeutralisePart, { about })
    expect(shown.get('li').text()).toContain(
      'periodi: II quadrimestre 2021, dal 01/09/2021, con OIV n. 4 del 01/09/2021: «sede allagata»',
    )
    expect(shown.find('form').exists()).toBe(false)
    expect(shown.find('button').exists()).toBe(false)
  })

  it('[RI100.1] offers a form to the evaluator, for an objective or an indicator alone', async () => {
    await sitDown(personOf('oiv', 'evaluator', 'ENTE'))
    const shown = show(NeutralisePart, { about })
    expect(shown.findAll('label').map((one) => one.text())).toEqual([
      ...['I quadrimestre 2021', 'II quadrimestre 2021', 'III quadrimestre 2021'],
      ...['Vale dal', 'Organo', 'Numero dell’atto', 'Data dell’atto', 'Motivo'],
    ])
    expect(show(NeutralisePart, { about: 'areas/AS1' }).find('form').exists()).toBe(false)
  })
})
