import { describe, expect, it } from 'vitest'
import SheetPart from '../../client/src/objectives/SheetPart.vue'
import { onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

describe('the part of a year that counts for a holder', () => {
  it('[RI75.4] is said with both numbers', async () => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    const text = show(SheetPart, { part: { held: 116, of: 365 }, achievement: null }).text()
    expect(text).toContain('116')
    expect(text).toContain('365')
  })
})
