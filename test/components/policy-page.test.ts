import { beforeEach, describe, expect, it } from 'vitest'
import PolicyEditor from '../../client/src/policy/PolicyEditor.vue'
import PolicyPage from '../../client/src/policy/PolicyPage.vue'
import { massaCarrara } from '../support/massa-carrara'
import { labelled, onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

describe('the page of the rules', () => {
  it('[SC93.7] tells everybody in sentences how the scores of the year are made, with source and version', async () => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    const shown = show(PolicyPage)
    expect(shown.get('h1').text()).toBe('Come si fanno i punteggi del 2021')
    expect(shown.get('[data-part="source"]').text()).toMatch(/^Fonte: .*Versione 1$/)
    expect(shown.get('[data-policy="tree"]').text()).toContain('per il 60 % i suoi indicatori e per il 40 %')
    expect(shown.get('[data-policy="bands"]').text()).toContain('«raggiunto» da 90 % in su')
    // Whoever prepares no plan tries no other rules.
    expect(shown.findAll('button').map((one) => one.text())).toEqual([])
  })

  it('[SC93.7] lets the controller try other rules', async () => {
    await sitDown(personOf('controllo-gestione', 'controller', 'ENTE'))
    expect(show(PolicyPage).get('button').text()).toBe('Prova a cambiare le regole')
  })
})

describe('other rules on trial', () => {
  beforeEach(() => sitDown(personOf('controllo-gestione', 'controller', 'ENTE')))
  const editor = () => show(PolicyEditor, { plan: massaCarrara, year: 2021 })

  it('[SC94.4] shows shares in percent, and takes them as percent', async () => {
    const shown = editor()
    expect(labelled(shown, 'Un risultato vale al più (%)').element.value).toBe('100')
    const from = labelled(shown, 'Da (%)')
    expect(from.element.value).toBe('90')
    await from.setValue('80')
    await from.trigger('change')
    expect(shown.text()).toContain('«raggiunto» da 80 % in su')
    expect(shown.find('[data-part="faults"]').exists()).toBe(false)
  })

  it('[SC94.4] says at once what is wrong, and offers nothing to adopt until it is mended', async () => {
    const shown = editor()
    const loss = labelled(shown, 'Ogni giorno di ritardo in più costa (%)')
    await loss.setValue('0')
    await loss.trigger('change')
    expect(shown.get('[data-part="faults"]').text()).toContain('Un ritardo non costa mai nulla')
    expect(shown.find('[data-part="impact"]').exists()).toBe(false)
    expect(shown.get<HTMLButtonElement>('.btn-primary').element.disabled).toBe(true)
    await loss.setValue('2,5')
    await loss.trigger('change')
    expect(shown.find('[data-part="faults"]').exists()).toBe(false)
    expect(shown.text()).toContain('ogni giorno di ritardo costa 2,5 %')
    expect(shown.get<HTMLButtonElement>('.btn-primary').element.disabled).toBe(false)
  })

  it('[SC94.4] adds rules for some, which read as such', async () => {
    const shown = editor()
    await shown.get('[data-part="overrides"] > .btn-outline-primary').trigger('click')
    expect(shown.get('[data-part="faults"]').text()).toContain('non cambia nulla')
    const own = shown.get('[data-part="override"]')
    const grows = own.findAll('label').find((one) => one.text() === 'Con «almeno»') ?? expect.fail('no field')
    await own.get(`#${grows.attributes('for')}`).setValue('met-or-not')
    expect(shown.find('[data-part="faults"]').exists()).toBe(false)
    expect(shown.text()).toContain('Solo per gli obiettivi individuali e i loro indicatori: Con «almeno»')
  })

  it('[SC142.6] takes parts of a sheet for a role alone', async () => {
    const shown = editor()
    await shown.get('[data-part="overrides"] > .btn-outline-primary').trigger('click')
    const own = shown.get('[data-part="override"]')
    const selects = own.findAll('select')
    await selects[0]?.setValue('sheet')
    await selects[1]?.setValue('manager')
    const parts = own.findAll('fieldset').find((one) => one.text().startsWith('Parti proprie')) ?? expect.fail('none')
    for (const total of ['70', '30']) {
      await parts.get(':scope > .btn-outline-primary').trigger('click')
      const field = parts.findAll<HTMLInputElement>('input[inputmode="decimal"]').at(-1) ?? expect.fail('no total')
      await field.setValue(total)
      await field.trigger('change')
    }
    expect(shown.find('[data-part="faults"]').exists()).toBe(false)
    expect(shown.text()).toContain(
      'nelle schede dei dirigenti: Una scheda ha più parti: «Parte 1» per il 70 %, «Parte 2» per il 30 %',
    )
  })

  it('[SC94.4] takes a choice of what goes beyond 100 %, and takes it back', async () => {
    const shown = editor()
    const cap = labelled(shown, 'Un risultato vale al più (%)')
    await cap.setValue('120')
    await cap.trigger('change')
    const beyond = labelled(shown, 'Oltre il 100 % in una scheda')
    await beyond.setValue('child')
    expect(shown.text()).toContain('Ognuno vi conta al più 100 %: ciò che ha in più non compensa gli altri.')
    await beyond.setValue('counts')
    expect(shown.text()).not.toContain('Ognuno vi conta al più 100 %')
  })

  it('[SC94.4] takes parts of a sheet, classes, and what is judged by hand', async () => {
    const shown = editor()
    await labelled(shown, 'Punteggio a mano del valutatore').setValue('override')
    await labelled(shown, 'A che cosa si dà un punteggio a mano').setValue('everything')
    expect(shown.text()).toContain('e agli obiettivi e indicatori dell’ente.')
    const addTo = async (legend: string) => {
      const rows = shown.findAll('fieldset.rows-field').find((one) => one.get('legend').text().startsWith(legend))
      const add = rows?.findAll('button').find((one) => one.text().startsWith('Aggiungi')) ?? expect.fail(legend)
      await add.trigger('click')
    }
    await addTo('Classi delle schede')
    expect(shown.text()).toContain(
      'Le schede si contano per classi, senza cambiare alcun punteggio: «Classe 1» da 0 %.',
    )
    await addTo('Parti di una scheda')
    expect(shown.get('[data-part="faults"]').text()).toContain('La parte «Parte 1» della scheda ha totale 0')
    const total = labelled(shown, 'Conta (es. 70)')
    await total.setValue('70')
    await total.trigger('change')
    expect(shown.find('[data-part="faults"]').exists()).toBe(false)
    expect(shown.text()).toContain('Una scheda ha più parti: «Parte 1» per il 100 %')
  })

  it('[SC94.4] begins from rules that are shipped, and says when there is nothing to adopt', async () => {
    const shown = editor()
    expect(shown.text()).toContain('Sono le regole in vigore: non c’è nulla da adottare.')
    const base = labelled(shown, 'Comincia da')
    await base.setValue('soglia-atteso-eccellente')
    expect(labelled(shown, 'Un risultato vale al più (%)').element.value).toBe('120')
    expect(shown.get('del').text()).not.toBe('')
    expect(shown.get('ins').text()).not.toBe('')
  })
})
