import { expect, it } from 'vitest'
import WhatIf from '../../client/src/indicator/WhatIf.vue'
import { onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

it.each([
  ['[RI124.1] what can be tried begins with what the person enters', 'RI', 'Registro Imprese'],
  ['whoever enters for another unit begins with theirs', 'PROM', 'Promozione'],
])('%s', async (_rule, unit, name) => {
  await sitDown(personOf('somebody', 'unit-head', unit))
  const shown = show(WhatIf, { code: 'Percent_IndiceTrasp' })
  expect(shown.findAll('option').length).toBeGreaterThan(5)
  expect(shown.get('option').text()).toContain(name)
  expect(shown.get('.what-if-row label').text()).toContain(name)
})
