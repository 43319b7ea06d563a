import type { Session } from '../../client/src/offline/session'
import PaletteDialog from '../../client/src/search/PaletteDialog.vue'
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { onNewDevice, personOf, settled, show, sitDown } from '../support/mounted'

onNewDevice()

/** Opens the palette as somebody. */
async function opened(person: Session) {
  await sitDown(person)
  const shown = show(PaletteDialog)
  await flushPromises()
  const input = shown.get<HTMLInputElement>('[role="combobox"]')
  const titles = () => shown.findAll('[role="option"] .palette-title').map((one) => one.text())
  return { shown, input, titles }
}

const HEAD = personOf('RI', 'unit-head', 'RI')
const CONTROLLER = personOf('CG', 'controller', 'CG')

it('[RI121.3] offers only pages, people and actions that the person may have', async () => {
  const { input, titles, shown } = await opened(HEAD)
  const offered = async (typed: string) => {
    await input.setValue(typed)
    return titles().join('\n')
  }
  expect(await offered('')).toContain('Le mie misure')
  expect(await offered('esporta')).not.toContain('Esporta')
  expect(await offered('persone e ruoli')).not.toContain('Persone e ruoli')
  expect(await offered('sollecita')).not.toContain('A che punto è')
  expect(shown.text()).not.toContain('Persona')
  expect(await offered('esci')).toContain('Esci')
  expect(await offered('stampa')).toContain('Stampa questa pagina')
  shown.unmount()

  const controller = await opened(CONTROLLER)
  await controller.input.setValue('esporta')
  expect(controller.titles().slice(0, 2).sort()).toEqual(['Esporta il piano', 'Esporta il registro'])
  await controller.input.setValue('sollecita RI')
  expect(controller.titles()[0]).toBe('Sollecita: Servizio Registro Imprese')
  expect(controller.titles()).toContain('A che punto è: Servizio Registro Imprese')
  await controller.input.setValue('persone e ruoli')
  expect(controller.titles()[0]).toBe('Persone e ruoli')
})

it('marks one by the arrows, from the last on to the first', async () => {
  const { input, shown } = await opened(HEAD)
  await input.setValue('registro')
  const marked = () => shown.findAll('[role="option"]').findIndex((one) => one.attributes('aria-selected') === 'true')
  const { length } = shown.findAll('[role="option"]')
  expect(length).toBeGreaterThan(2)
  await input.trigger('keydown', { key: 'ArrowDown' })
  expect(marked()).toBe(1)
  await input.trigger('keydown', { key: 'ArrowUp' })
  await input.trigger('keydown', { key: 'ArrowUp' })
  expect(marked()).toBe(length - 1)
  expect(input.attributes('aria-activedescendant')).toBe(`palette-${length - 1}`)
})

it('[RI121.4] what was chosen last comes first, and lies with the person’s own data', async () => {
  const first = await opened(HEAD)
  await first.input.setValue('regole dei punteggi')
  const chosen = first.titles()[0] ?? ''
  await first.input.trigger('keydown', { key: 'Enter' })
  first.shown.unmount()

  const again = show(PaletteDialog)
  await settled(() => again.text().includes('Recente'))
  expect(again.get('[role="option"] .palette-title').text()).toBe(chosen)
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('regole')
})
