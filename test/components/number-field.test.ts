import { describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import MeasureField from '../../client/src/values/field/MeasureField.vue'
import NumberField from '../../client/src/ui/field/NumberField.vue'
import { aMeasure } from '../support/scoring'
import { onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

function field(before: number | null, props: Record<string, unknown> = {}) {
  const number = ref(before)
  const set = (value: number | null) => (number.value = value)
  const shown = show(
    defineComponent(() => () => {
      const own = { label: 'Numero', modelValue: number.value, 'onUpdate:modelValue': set, ...props }
      return h('form', [h(NumberField, own)])
    }),
  )
  const input = shown.get('input')
  return {
    number,
    input,
    text: () => input.element.value,
    said: () => (shown.find('p').exists() ? shown.get('p').text() : ''),
    isSendable: () => shown.get('form').element.checkValidity(),
    async type(text: string) {
      await input.setValue(text)
      await nextTick()
    },
  }
}

describe('a field for a number', () => {
  it.each([
    ['1000.50', '€', 1000.5, '1.000,5'],
    ['1.000,5', '€', 1000.5, '1.000,5'],
    ['€ 1.000,50', '€', 1000.5, '1.000,5'],
    ['33 %', '%', 33, '33'],
    ['33', undefined, 33, '33'],
  ])('[VA13.1] [VA13.2] «%s» is read, and shown as it was read', async (typed, sign, value, text) => {
    const one = field(7, { sign })
    await one.type(typed)
    expect([one.number.value, one.text(), one.said()]).toEqual([value, text, ''])
    expect(one.isSendable()).toBe(true)
  })

  it.each(['abc', '33 %', '1.2.3', '1 2', '12,'])(
    '[VA13.4] «%s» stays as typed, with what is wrong with it',
    async (typed) => {
      const one = field(7, { sign: '€' })
      await one.type(typed)
      expect(one.text()).toBe(typed)
      expect(one.said()).toMatch(/^Non è un numero: .+/)
      expect(one.input.attributes('aria-invalid')).toBe('true')
      expect(one.isSendable()).toBe(false)
      await one.type('8')
      expect([one.number.value, one.said(), one.isSendable()]).toEqual([8, '', true])
    },
  )

  it('[VA13.5] keeps the number that stood there while it cannot be read', async () => {
    const one = field(7, { sign: '€' })
    await one.type('33 %')
    expect(one.number.value).toBe(7)
  })

  it('[VA14.3] is not in doubt where only whole numbers are taken', async () => {
    const one = field(null, { whole: true })
    await one.type('1.234')
    expect([one.number.value, one.said()]).toEqual([1234, ''])
  })

  it('[VA14.2] says how it read what can be read in two ways', async () => {
    const one = field(null)
    await one.type('1.234')
    expect([one.number.value, one.said()]).toEqual([1234, expect.stringContaining('1234')])
    await one.type('1,234')
    expect([one.number.value, one.said()]).toEqual([1.234, expect.stringContaining('1,234')])
    await one.type('1234')
    expect(one.said()).toBe('')
  })

  it('[VA13.4] is empty for no number, where one may be missing', async () => {
    const free = field(7)
    await free.type(' ')
    expect([free.number.value, free.text()]).toEqual([null, ''])
    const needed = field(7, { required: true })
    await needed.type('')
    expect([needed.number.value, needed.said()]).toEqual([7, 'Scriva un numero.'])
  })

  it('shows what another puts there', async () => {
    const one = field(7)
    await one.type('abc')
    one.number.value = 1234.5
    await nextTick()
    expect([one.text(), one.said()]).toEqual(['1.234,5', ''])
  })
})

describe('a field of a measure', () => {
  it('[VA14.2] says how it reads what can be read in two ways, while it is typed', async () => {
    await sitDown(personOf('po-registro-imprese', 'unit-head', 'RI'))
    const cell = { body: 'B', measure: 'A', unit: 'RI', year: 2021, period: 2 }
    const shown = show(MeasureField, { due: { measure: aMeasure('A', { kind: 'money' }), cell, indicators: [] } })
    const input = shown.get('input[data-measure]')
    await input.setValue('1.234')
    expect(shown.get('[data-part="reading"]').text()).toContain('1234')
    await input.setValue('1.234,0')
    expect(shown.find('[data-part="reading"]').exists()).toBe(false)
  })
})
