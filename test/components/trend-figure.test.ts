import { describe, expect, it, beforeEach } from 'vitest'
import TrendFigure from '../../client/src/trend/TrendFigure.vue'
import { here, onNewDevice, personOf, show, sitDown } from '../support/mounted'
import { massaCarrara } from '../support/massa-carrara'

onNewDevice()
beforeEach(() => sitDown(personOf('po-registro-imprese', 'unit-head', 'RI')))

const lines = (shown: ReturnType<typeof show>) =>
  shown.findAll('.plain-table tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))

describe('an indicator over time', () => {
  const indicator =
    massaCarrara.indicators.find(({ code }) => code === 'Percent_RilascioCO') ??
    massaCarrara.indicators.find(({ formula }) => formula.includes('Percent_RilascioCO')) ??
    expect.fail('no such indicator')

  it('says that there is nothing to show before anything was entered', () => {
    expect(show(TrendFigure, { code: indicator.code }).text()).toContain('Ancora nessun valore')
  })

  it('says in a sentence and in a table what it draws, and who entered it', async () => {
    const cell = { body: massaCarrara.body.code, unit: 'RI', year: 2021, period: 2, field: 'value' } as const
    for (const [half, number] of [
      ['num', 512],
      ['den', 520],
    ] as const)
      await here().replica.edit({ ...cell, measure: `Percent_RilascioCO.${half}` }, { type: 'number', number })
    const shown = show(TrendFigure, { code: indicator.code })
    expect(shown.get('.sentence').text()).toContain('II quadrimestre 2021: 98,46 %')
    const second = lines(shown).find(([period]) => period === 'II quadrimestre 2021')
    expect(second?.[1]).toContain('98,46 %')
    expect(second?.[4]).toContain('P.O.')
    expect(lines(shown).find(([period]) => period === 'I quadrimestre 2021')?.[1]).toBe('n.d.')
    expect(
      lines(shown)
        .find(([period]) => period === 'III quadrimestre 2021')
        ?.slice(1, 3),
    ).toEqual(['', '80,00 %'])
  })

  it('is nothing where the plan has no such indicator', () => {
    expect(show(TrendFigure, { code: 'X' }).text()).toBe('')
  })
})
