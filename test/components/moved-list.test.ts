import { movedWeight } from '@traguardo/shared/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import MovedList from '../../client/src/indicator/MovedList.vue'
import { useScores } from '../../client/src/scores/scores'
import { onNewDevice, onPage, personOf, show, sitDown } from '../support/mounted'
import { aPlan, anIndicator, cell, onceMeasure, operational, strategic } from '../support/scoring'
import { get, nodesOf } from '../support/scores'

onNewDevice()
beforeEach(() => sitDown(personOf('controllo-gestione', 'controller', 'ENTE')))

const na = { type: 'not-applicable' } as const
const measures = ['A', 'B', 'C', 'D'].map((code) => onceMeasure(code))
const eliminated = { from: '2021-07-26', note: 'Eliminato con deliberazione n. 97' }
const plan = aPlan({
  measures,
  indicators: [
    anIndicator('A', { weight: 40 }),
    anIndicator('B', { formula: 'B', weight: 30 }),
    anIndicator('C', { formula: 'C', weight: 20, eliminated }),
    anIndicator('D', { formula: 'D' }),
  ],
})

describe('the list of weight that moved', () => {
  it('says of each share why it moved, who said so, and where it went', () => {
    const said = { ...cell('B', na), by: 'resp-ri', at: '2021-09-01T08:00:00.000Z' }
    const nodes = nodesOf(plan, [cell('A', 10), cell('D', 5), said])
    const lines = show(MovedList, { list: movedWeight(get(nodes, 'objectives/O1')) }).findAll('li')
    expect(lines.map((line) => [line.attributes('data-moved'), line.attributes('data-why')])).toEqual([
      ['indicators/B', 'not-applicable'],
      ['indicators/D', 'taken'],
      ['indicators/C', 'eliminated'],
    ])
    const [na1, taken, gone] = lines.map((line) => line.text().replace(/\s+/g, ' '))
    expect(na1).toContain('25,00 % Indicatore B: non applicabile, come inserito, lo dice')
    expect(na1).toContain('il 01/09/2021. Il suo peso è passato a 2 altri sotto «Operativo O1»')
    expect(taken).toContain('non ha un peso: pesa la media di quelli accanto')
    expect(gone).toContain('eliminato dal 26/07/2021: «Eliminato con deliberazione n. 97».')
    expect(lines[2]?.find('s').text()).toBe('Indicatore C')
  })

  it('says of what is scored and weighs zero what its sentence says', () => {
    const broke = aPlan({
      measures,
      objectives: [strategic('S1'), operational('O1'), operational('O2')],
      indicators: [anIndicator('A', { weight: 0 }), anIndicator('B', { formula: 'B', objective: 'O2' })],
    })
    const list = movedWeight(get(nodesOf(broke, [cell('A', 10), cell('B', 10)]), 'objectives/S1'))
    expect(show(MovedList, { list }).text()).toContain('Operativo O1: ciò che è valutato pesa zero. Il suo peso')
  })

  it('says that no weight has gone anywhere while nothing took any', () => {
    const list = movedWeight(get(nodesOf(plan, []), 'objectives/O1'))
    const text = show(MovedList, { list }).text()
    expect(text).toContain('Nessun peso è passato ad altro')
    expect(text).toContain('Il suo peso non è passato a nessuno.')
    expect(text).not.toContain('del peso è passato ad altro')
  })

  it('is not there while nothing has moved', () => {
    expect(show(MovedList, { list: [] }).find('[data-part="moved"]').exists()).toBe(false)
  })

  it('keeps a long list short until more is asked for', () => {
    const many = onPage(useScores).nodes.value.get('body/CCIAA-MS')
    const list = many ? movedWeight(many) : []
    expect(list.length).toBeGreaterThan(20)
    const shown = show(MovedList, { list })
    expect(shown.findAll('details li')).toHaveLength(list.length - 20)
    expect(shown.get('summary').text()).toBe(`Altri ${list.length - 20}`)
  })
})
