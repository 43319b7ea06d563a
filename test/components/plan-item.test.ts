import { defineComponent, h } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import ItemForm from '../../client/src/editor/ItemForm.vue'
import { type Editor, useEditor } from '../../client/src/editor/use-editor'
import { massaCarrara } from '../support/massa-carrara'
import { labelled, onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()
beforeEach(() => sitDown(personOf('controllo-gestione', 'controller', 'ENTE')))

const CODE = 'Percent_LibriRI'

function form() {
  let editor: Editor | undefined
  const host = defineComponent({
    setup() {
      const own = useEditor()
      own.plan.value = massaCarrara
      editor = own
      return () => h(ItemForm, { editor: own })
    },
  })
  const shown = show(host)
  const at = editor ?? expect.fail('no editor')
  const input = (label: string) => labelled(shown, label)
  const indicator = () => at.plan.value?.indicators.find(({ code }) => code === CODE)
  return { shown, editor: at, input, indicator }
}

describe('the form of the plan editor', () => {
  it('asks to choose something first', () => {
    expect(form().shown.get('[data-part="item"]').text()).toBe('Scelga un elemento dell’albero per modificarlo.')
  })

  it('shows what is chosen, and writes what is typed into the plan', async () => {
    const { shown, editor, input, indicator } = form()
    editor.chosen.value = { list: 'indicators', code: CODE }
    await shown.vm.$nextTick()
    expect(shown.get('h2').text()).toBe(CODE)
    const weight = input('Peso')
    await weight.setValue('12,5')
    expect(indicator()?.weight).toBe(12.5)
    expect((weight.element as HTMLInputElement).value).toBe('12,5')
    await weight.setValue('33 %')
    expect(indicator()?.weight).toBe(33)
    await weight.setValue('molto')
    expect(indicator()?.weight).toBe(33)
    expect((weight.element as HTMLInputElement).value).toBe('molto')
    expect(shown.get('.field-error').text()).toMatch(/^Non è un numero/)
    await weight.setValue('')
    expect(indicator()).not.toHaveProperty('weight')
  })

  it('says at the field what is wrong with a target, and takes one that can be read', async () => {
    const { shown, editor, indicator } = form()
    editor.chosen.value = { list: 'indicators', code: CODE }
    await shown.vm.$nextTick()
    const targets = () => shown.findAll('input').filter((one) => /^Target/.test(labelOf(one.attributes('id'))))
    const labelOf = (id: string | undefined) => shown.find(`label[for="${id}"]`).text()
    const [target] = targets()
    const before = indicator()?.targets
    await target?.setValue('forse')
    await target?.trigger('change')
    expect(shown.get('.field-error').text().length).toBeGreaterThan(10)
    expect(indicator()?.targets).toEqual(before)
    await target?.setValue('>= 70%')
    await target?.trigger('change')
    expect(shown.find('.field-error').exists()).toBe(false)
    expect(indicator()?.targets).not.toEqual(before)
  })

  it('[VA13.1] [VA13.5] takes a budget as it is typed, and does not let go of one for a slip', async () => {
    const { shown, editor, input } = form()
    const item = { list: 'areas', code: massaCarrara.areas[0]?.code ?? '' } as const
    editor.chosen.value = item
    await shown.vm.$nextTick()
    const euro = () => editor.plan.value?.areas[0]?.resources?.find(({ year }) => year === 2021)?.euro
    const budget = input('Euro nel 2021')
    await budget.setValue('1000.50')
    expect(euro()).toBe(1000.5)
    expect((budget.element as HTMLInputElement).value).toBe('1.000,5')
    await budget.setValue('1.000,5 euro')
    expect(euro()).toBe(1000.5)
    expect((budget.element as HTMLInputElement).value).toBe('1.000,5 euro')
    expect(shown.get('.field-error').text()).toMatch(/^Non è un numero/)
    await budget.setValue('')
    expect(euro()).toBeUndefined()
  })

  it('goes back step by step', async () => {
    const { shown, editor, input } = form()
    editor.chosen.value = { list: 'indicators', code: CODE }
    await shown.vm.$nextTick()
    await input('Peso').setValue('7')
    editor.undo()
    await shown.vm.$nextTick()
    expect(editor.plan.value).toEqual(massaCarrara)
  })

  it('says what something without a weight weighs, by the code that scores it', async () => {
    const { shown, editor } = form()
    const [first, second, third] = massaCarrara.indicators.filter(({ objective }) => objective === '1.1.1')
    const codes = [first?.code, second?.code, third?.code]
    const weigh = (code: string | undefined) =>
      code === codes[0] ? { weight: 30 } : code === codes[1] ? { weight: 50 } : {}
    editor.plan.value = {
      ...massaCarrara,
      indicators: massaCarrara.indicators.map((one) => ({ ...one, ...weigh(one.code) })),
    }
    const hintOf = async (code = '') => {
      editor.chosen.value = { list: 'indicators', code }
      await shown.vm.$nextTick()
      return shown.text()
    }
    expect(await hintOf(codes[2])).toContain('Vuoto: pesa 40, la media di quelli accanto che hanno un peso')
    expect(await hintOf(CODE)).toContain('tutti pesano lo stesso')
  })
})
