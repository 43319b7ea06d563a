import type { Indicator, Plan } from '@traguardo/shared/model'
import { computed, defineComponent, h, ref } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import IndicatorFields from '../../client/src/editor/IndicatorFields.vue'
import MeasuresPanel from '../../client/src/editor/MeasuresPanel.vue'
import { labelled, onNewDevice, personOf, show, sitDown } from '../support/mounted'
import { aMeasure, anIndicator, aPlan, atLeast } from '../support/scoring'

onNewDevice()
beforeEach(() => sitDown(personOf('controllo-gestione', 'controller', 'ENTE')))

/** An indicator in the editor, with its measures: what is done to it is done to the plan. */
function editor(indicator: Partial<Indicator>, about: Partial<Plan> = {}) {
  const plan = ref(aPlan({ indicators: [anIndicator('I1', { targets: [atLeast(80)], ...indicator })], ...about }))
  const own = computed(() => plan.value.indicators[0] ?? expect.fail('no indicator'))
  const change = (fields: object) => (plan.value = { ...plan.value, indicators: [{ ...own.value, ...fields }] })
  const edit = (next: Plan) => (plan.value = next)
  const host = defineComponent({
    setup: () => () => [
      h(IndicatorFields, { plan: plan.value, indicator: own.value, onChange: change }),
      h(MeasuresPanel, { plan: plan.value, indicator: own.value, onEdit: edit }),
    ],
  })
  const shown = show(host)
  const field = (label: string) => labelled(shown, label)
  const press = async (name: string) =>
    (shown.findAll('button').find((one) => one.text() === name) ?? expect.fail(name)).trigger('click')
  const said = () => shown.get('.formula-field [role="status"]').text()
  return { shown, field, press, said, plan, own }
}

describe('the formula of an indicator in the editor', () => {
  it('says at once what does not fit the unit of measure, and how to mend it', async () => {
    const { field, said, own } = editor({ unit: 'gg', formula: 'A / B' })
    expect(said()).toBe(
      "«I1»: La formula dà un rapporto, ma l'unità di misura stampata è «gg». Cambi l'unità, la formula o il tipo di una misura.",
    )
    await field('Unità di misura').setValue('Percentuale')
    expect(said()).toBe('La formula si legge.')
    await field('Algoritmo').setValue('A / B * 100 * 100')
    expect(said()).toContain('moltiplica per cento più di una volta')
    expect(own.value.formula).toBe('A / B * 100 * 100')
    await field('Algoritmo').setValue('A / B * 100')
    expect(said()).toBe('La formula si legge.')
    await field('Algoritmo').setValue('A / ')
    expect(said()).toMatch(/^Carattere 5:/)
  })

  it('is proposed as a ratio in percent, never as a number alone', async () => {
    const { press, said, own, plan } = editor({ unit: '%', formula: 'A' })
    await press('Proponi una formula')
    expect(own.value.formula).toBe('I1.num / I1.den')
    expect(plan.value.measures.slice(-2).map(({ kind, label }) => [kind, label])).toEqual([
      ['count', 'Numeratore: Indicatore I1'],
      ['count', 'Denominatore: Indicatore I1'],
    ])
    expect(said()).toBe('La formula si legge.')
  })

  it('has a measure added to it of the kind that its unit of measure asks for', async () => {
    const { press, plan } = editor({ unit: '€', formula: 'A' })
    await press('Aggiungi una misura')
    expect(plan.value.measures.at(-1)).toMatchObject({ code: 'I1.mis', kind: 'money', aggregation: 'sum' })
  })

  it('has measures that say how several units become one, and lose a sum that has no sense', async () => {
    const measures = [aMeasure('A', { kind: 'number', entry: { by: 'units', units: ['U1', 'U2'] } })]
    const { shown, field, plan } = editor({ unit: 'punti', formula: 'A' }, { measures })
    const rule = () => field('Dalle unità all’ente')
    expect(
      rule()
        .findAll('option')
        .map((one) => one.text())[0],
    ).toBe('come d’uso: si somma')
    await rule().setValue('max')
    expect(plan.value.measures[0]?.overUnits).toBe('max')
    await rule().setValue('')
    expect(plan.value.measures[0]).not.toHaveProperty('overUnits')
    await field('Tipo di valore').setValue('percentage')
    expect(plan.value.measures[0]).toMatchObject({ kind: 'percentage', aggregation: 'last' })
    await field('Tipo di valore').setValue('date')
    expect(shown.findAll('label').some((one) => one.text() === 'Dalle unità all’ente')).toBe(false)
  })
})
