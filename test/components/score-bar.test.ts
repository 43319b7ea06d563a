import { describe, expect, it } from 'vitest'
import ScoreBar from '../../client/src/ui/ScoreBar.vue'
import { onNewDevice, show } from '../support/mounted'

onNewDevice()

const met = { code: 'met', name: 'raggiunto', tone: 'good' } as const
const scored = {
  ...{ achievement: 0.9, band: met, coverage: 1, absence: null },
  ...{ isClosed: false, manual: null, indicator: null },
}
const bar = (of: object) => {
  const shown = show(ScoreBar, { of: { ...scored, ...of } })
  const text = shown.findAll('.score-words > *').map((one) => one.text())
  return { text: text.join(' '), tone: shown.get('.score-bar').attributes('data-tone') }
}

describe('a score as it is painted', () => {
  it('[SC65.1] has a number, its coverage and no colour where little is known of it', () => {
    const thin = bar({ band: null, coverage: 0.019, isProvisional: true })
    expect(thin).toEqual({ text: '90,00 % provvisorio: copertura 1,90 %', tone: 'none' })
  })

  it('[SC65.2] says beside its band that it is provisional, and nothing of it once all is there', () => {
    expect(bar({ coverage: 0.75, isProvisional: true })).toEqual({
      text: '90,00 % raggiunto provvisorio: copertura 75,00 %',
      tone: 'good',
    })
    expect(bar({ isProvisional: false })).toEqual({ text: '90,00 % raggiunto', tone: 'good' })
    expect(bar({ band: null })).toEqual({ text: '90,00 %', tone: 'none' })
  })

  it('[RI152] says its coverage once, whether it is provisional or not', () => {
    const shown = (of: object) => show(ScoreBar, { of: { ...scored, ...of }, covered: true }).text()
    expect(shown({ coverage: 0.75, isProvisional: true }).match(/copertura/g)).toHaveLength(1)
    expect(shown({ coverage: 1, isProvisional: false })).toContain('copertura 100,00 %')
    expect(shown({ achievement: null, coverage: 0, isProvisional: true }).match(/copertura/g)).toHaveLength(1)
  })

  it('[SC74.4] shows the decimals that tell it from the band above', () => {
    expect(bar({ achievement: 0.89996, decimals: 3 }).text).toBe('89,996 % raggiunto')
  })
})
