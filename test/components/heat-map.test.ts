import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import HeatMap from '../../client/src/dashboard/HeatMap.vue'
import { here, onNewDevice, personOf, show, sitDown } from '../support/mounted'
import { massaCarrara } from '../support/massa-carrara'

onNewDevice()
beforeEach(() => sitDown(personOf('segretario-generale', 'manager', 'ENTE')))

const codesOf = (level: string) => massaCarrara.objectives.filter((one) => one.level === level).map(({ code }) => code)
const cellsIn = (shown: ReturnType<typeof show>) =>
  shown.findAll('.heat-cell').map((cell) => cell.attributes('data-node')?.replace('objectives/', ''))

describe('the tree in one look', () => {
  it('is areas with their objectives, each a way to its page, and everything below as a table', async () => {
    const shown = show(HeatMap)
    expect(shown.findAll('.heat-row h3').map((title) => title.text())).toEqual(
      massaCarrara.areas.map(({ title }) => title),
    )
    expect([...cellsIn(shown)].sort()).toEqual([...codesOf('strategic')].sort())
    const [first] = codesOf('strategic')
    expect(shown.get(`[data-node="objectives/${first}"] a`).attributes('href')).toBe(
      `/albero?apri=objectives/${encodeURIComponent(first ?? '')}`,
    )
    expect(shown.findAll('.plain-table tbody tr').length).toBeGreaterThan(massaCarrara.indicators.length)
    await shown.get('input[type="checkbox"]').setValue(true)
    await flushPromises()
    expect([...cellsIn(shown)].sort()).toEqual([...codesOf('operational')].sort())
  })

  it('says of each on how much it rests, and how its indicators go until it has an outcome', async () => {
    const cell = { body: massaCarrara.body.code, unit: 'RI', year: 2021, period: 2, field: 'value' } as const
    for (const [half, number] of [
      ['num', 512],
      ['den', 520],
    ] as const)
      await here().replica.edit({ ...cell, measure: `Percent_RilascioCO.${half}` }, { type: 'number', number })
    const shown = show(HeatMap)
    for (const one of shown.findAll('.heat-cell')) expect(one.text()).toMatch(/copertura \d+,\d\d %/)
    const tones = shown.findAll('.heat-cell .heat-mark').map((mark) => mark.attributes('data-tone'))
    expect(tones).toEqual(expect.arrayContaining(['good', 'poor', 'none']))
    // What is said in a colour is said in words: in the cell where it wants somebody, in the legend else.
    for (const one of shown.findAll('.heat-cell:has([data-tone="poor"])')) expect(one.text()).toContain('a rischio')
    expect(shown.get('.heat-legend').text()).toContain('non raggiunto')
  })
})
