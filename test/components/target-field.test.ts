import type { Indicator, Plan, Target } from '@traguardo/shared/model'
import { defineComponent, h, ref } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import TargetField from '../../client/src/editor/target/TargetField.vue'
import { labelled, onNewDevice, personOf, show, sitDown } from '../support/mounted'
import { aMeasure, anIndicator, aPlan } from '../support/scoring'

onNewDevice()
beforeEach(() => sitDown(personOf('controllo-gestione', 'controller', 'ENTE')))

/** The field of the year 2021, which writes into its indicator. */
function field(about: Partial<Indicator> = {}, plan: Partial<Plan> = {}) {
  const indicator = ref(anIndicator('I1', { unit: 'gg', targets: [], ...about }))
  const whole = aPlan(plan)
  const change = (target: Target | null) => {
    const others = indicator.value.targets.filter(({ year }) => year !== 2021)
    indicator.value = { ...indicator.value, targets: [...(target ? [target] : []), ...others] }
  }
  const host = defineComponent({
    setup: () => () => h(TargetField, { plan: whole, indicator: indicator.value, year: 2021, onChange: change }),
  })
  const shown = show(host)
  const input = (label: string) => labelled(shown, label)
  const type = async (text: string) => {
    await input('Target 2021').setValue(text)
  }
  return { shown, input, type, target: () => indicator.value.targets[0] }
}

describe('the target of a year in the editor', () => {
  it('reads what is typed, says how, and says what is in doubt', async () => {
    const { shown, type, target } = field()
    await type('30 gg')
    expect(target()).toEqual({ year: 2021, printed: '30 gg', type: 'at-most', value: 30 })
    expect(shown.get('.target-reading').text()).toBe('Si legge: ≤ 30 gg.')
    expect(shown.get('.target-doubts').text()).toMatch(/^Il numero è senza segno/)
    await type('max 30 gg')
    expect(shown.find('.target-doubts').exists()).toBe(false)
  })

  it('says why a text is not read, and leaves the target as it was', async () => {
    const { shown, type, target } = field({ unit: 'N.' })
    await type('>= 3')
    await type('30/06 oppure 31/12')
    expect(target()).toMatchObject({ type: 'at-least', value: 3 })
    expect(shown.get('.field-error').text()).toMatch(/due possibilità/)
    await type('')
    expect(target()).toBeUndefined()
    expect(shown.find('.field-error').exists()).toBe(false)
  })

  it('builds a target from its form, and prints it as it is said', async () => {
    const { shown, input, target } = field({ unit: '%' })
    await input('Forma 2021').setValue('between')
    expect(target()).toBeUndefined()
    expect(shown.text()).toContain('Completi i campi')
    await input('Da').setValue('80')
    await input('A').setValue('90')
    expect(target()).toEqual({ year: 2021, printed: 'tra 80 e 90 %', type: 'between', from: 80, to: 90 })
    await input('Forma 2021').setValue('observed')
    expect(target()).toMatchObject({ type: 'observed', printed: 'solo rilevato' })
    await input('Forma 2021').setValue('first-year')
    expect(target()).toMatchObject({ type: 'first-year' })
  })

  it('passes the event, and offers the measures that hold its day', async () => {
    const measures = [aMeasure('A', { kind: 'date' }), aMeasure('EV', { kind: 'date' }), aMeasure('N')]
    const { input, type, target } = field({ formula: 'A', unit: 'data' }, { measures })
    await type('entro 30 gg dalla richiesta')
    expect(target()).toMatchObject({ type: 'after-event', event: 'EV', amount: 30, unit: 'days' })
    const offered = input('Misura che tiene il giorno del fatto').findAll('option')
    expect(offered.map((one) => one.attributes('value'))).toEqual(['', 'EV'])
    await input('Quanto tempo').setValue('45')
    expect(target()).toMatchObject({ amount: 45 })
  })

  it('passes the better side that the other years say', async () => {
    const targets: Target[] = [{ year: 2022, printed: '<= 3', type: 'at-most', value: 3 }]
    const { type, target } = field({ unit: 'N.', targets })
    await type('5')
    expect(target()).toMatchObject({ type: 'at-most', value: 5 })
  })
})
