import { describe, expect, it } from 'vitest'
import ReplaceFields from '../../client/src/editor/fields/ReplaceFields.vue'
import { onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

describe('an indicator in the place of another, in the editor', () => {
  it('[SC145.6] asks for a day, and which of the two counts for the year', async () => {
    await sitDown(personOf('controllo-gestione', 'controller', 'ENTE'))
    const shown = show(ReplaceFields)
    const button = shown.get('button')
    await button.trigger('click')
    expect(shown.emitted('replace')).toBeUndefined()
    await shown.get('input[type="date"]').setValue('2021-07-15')
    await button.trigger('click')
    await shown.get('select').setValue('own')
    await button.trigger('click')
    expect(shown.emitted('replace')).toEqual([
      [{ from: '2021-07-15', time: 'whole-year' }],
      [{ from: '2021-07-15', time: 'own' }],
    ])
  })
})
