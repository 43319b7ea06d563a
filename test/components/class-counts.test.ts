import type { Plan } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import ClassCounts from '../../client/src/objectives/ClassCounts.vue'
import { useReplica } from '../../client/src/replica/replica'
import { onNewDevice, onPage, personOf, show, sitDown } from '../support/mounted'
import { aPolicy } from '../support/scores'

onNewDevice()

const policy = aPolicy({
  classes: [
    { name: 'Alta', from: 0.9, most: 0.25 },
    { name: 'Bassa', from: 0 },
  ],
})
const sheets = [0.95, 0.92, 0.4, 0.3, null].map((achievement) => ({ achievement }))
const withClasses = () => {
  const known = onPage(() => useReplica()).plan as { value: Plan | null }
  if (known.value) known.value = { ...known.value, policies: [policy], policy: policy.code }
}

describe('sheets by class', () => {
  it('[SC143.5] are counted beside their limits for whoever sees every sheet', async () => {
    await sitDown(personOf('controllo-gestione', 'controller', 'ENTE'))
    expect(show(ClassCounts, { sheets }).find('[data-part="classes"]').exists()).toBe(false)
    withClasses()
    const lines = show(ClassCounts, { sheets }).findAll('li')
    expect(lines.map((line) => line.text().replace(/\s+/g, ' '))).toEqual([
      '«Alta» (da 90,00 %): 2. Al più 1. 1 di troppo.',
      '«Bassa» (da 0,00 %): 2.',
    ])
    expect(lines.map((line) => line.attributes('data-over'))).toEqual(['true', 'false'])
    expect(show(ClassCounts, { sheets }).text()).toContain('Ancora senza punteggio: 1.')
  })

  it('[SC143.5] are nobody else’s', async () => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    withClasses()
    expect(show(ClassCounts, { sheets }).find('[data-part="classes"]').exists()).toBe(false)
  })
})
