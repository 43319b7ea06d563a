import type { Plan } from '@traguardo/shared/model'
import { beforeEach, describe, expect, it } from 'vitest'
import MapView from '../../client/src/dashboard/MapView.vue'
import { arrowsOf } from '../../client/src/dashboard/figures/arrows'
import { lanesOf, placed, wrapped } from '../../client/src/dashboard/figures/strategy-map'
import { useReplica } from '../../client/src/replica/replica'
import { useScores } from '../../client/src/scores/scores'
import { onNewDevice, onPage, personOf, show, sitDown } from '../support/mounted'
import { massaCarrara } from '../support/massa-carrara'

onNewDevice()
beforeEach(() => sitDown(personOf('segretario-generale', 'manager', 'ENTE')))

const strategic = massaCarrara.objectives.filter(({ level }) => level === 'strategic')
const operational = massaCarrara.objectives.find(({ level }) => level === 'operational') ?? expect.fail('none')
const [first, second, third] = strategic.map(({ code }) => code)

/** The plan with causes and effects: from the second to the first, from an operational one to the second. */
function linked(changes: Partial<Plan> = {}): Plan {
  const effects = new Map([
    [second, [first ?? '']],
    [operational.code, [second ?? '', 'gone']],
  ])
  const objectives = massaCarrara.objectives.map((one) => {
    const own = effects.get(one.code)
    return own ? { ...one, effects: own } : one
  })
  return { ...massaCarrara, objectives, ...changes }
}
const nodes = () => onPage(useScores).nodes.value

describe('the strategy map', () => {
  it('has every strategic objective once in the lane of its perspective, and the operational ones that are linked', () => {
    const codes = lanesOf(linked(), nodes()).flatMap((lane) => lane.nodes.map(({ code }) => code))
    expect([...codes].sort()).toEqual([...strategic.map(({ code }) => code), operational.code].sort())
    expect(lanesOf(massaCarrara, nodes()).map(({ key }) => key)).toEqual(['users', 'processes', 'growth'])
  })

  it('has areas as lanes where the plan names no perspectives', () => {
    const without = <T extends object>(one: T): T => ({ ...one, perspectives: undefined })
    const plan = linked()
    const areas = { areas: plan.areas.map(without), objectives: plan.objectives.map(without) }
    const lanes = lanesOf({ ...plan, ...areas }, nodes())
    expect(lanes.map(({ title }) => title)).toEqual(massaCarrara.areas.map(({ title }) => title))
  })

  it.each([300, 700, 1500])(
    'at %d pixels lies within them, no node upon another, each arrow at the edges of its nodes',
    (width) => {
      const lanes = placed(lanesOf(linked(), nodes()), width)
      const all = lanes.flatMap((lane) => lane.nodes)
      for (const one of all) {
        expect(one.x).toBeGreaterThanOrEqual(0)
        expect(one.x + one.width).toBeLessThanOrEqual(width)
        for (const other of all.filter(({ code }) => code !== one.code)) {
          const apart = one.x + one.width <= other.x || other.x + other.width <= one.x
          expect(apart || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true)
        }
      }
      const arrows = arrowsOf(lanes)
      expect(arrows.map(({ from, to }) => [from.code, to.code])).toEqual(
        expect.arrayContaining([
          [second, first],
          [operational.code, second],
        ]),
      )
      for (const { path } of arrows) expect(path).not.toContain('NaN')
    },
  )

  it('has every title whole, in lines', () => {
    expect(wrapped('Una prova breve', 10)).toEqual(['Una prova', 'breve'])
    for (const { lines, score } of placed(lanesOf(linked(), nodes()), 300).flatMap((lane) => lane.nodes))
      expect(lines.join(' ')).toBe(score.title)
  })

  it('says to ears what it draws: in a node, in a list, in a table', () => {
    const known = onPage(useReplica).plan as { value: Plan | null }
    known.value = linked()
    const shown = show(MapView)
    const titleOf = (code = '') => massaCarrara.objectives.find((one) => one.code === code)?.title ?? ''
    const node = shown.get(`[data-node="objectives/${second}"]`)
    expect(node.attributes('href')).toContain('/albero?apri=')
    expect(
      node
        .findAll('tspan')
        .map((line) => line.text())
        .join(' '),
    ).toBe(titleOf(second))
    expect(node.text()).toMatch(/copertura \d+,\d\d %/)
    const line = shown.get(`[id="${node.attributes('aria-describedby')}"]`)
    expect(line.text().replace(/\s+/g, ' ')).toBe(`${titleOf(second)} aiuta a raggiungere ${titleOf(first)}`)
    const list = shown.findAll('section li').map((line) => line.text().replace(/\s+/g, ' '))
    expect(list).toContain(`${titleOf(second)} aiuta a raggiungere ${titleOf(first)}`)
    const row = shown.findAll('.plain-table tbody tr').find((one) => one.text().includes(titleOf(second)))
    expect(row?.findAll('td').at(-1)?.text()).toBe(titleOf(first))
    expect(shown.find(`[data-arrow="${second}/${first}"]`).exists()).toBe(true)
    expect(shown.find(`[data-arrow$="/${third}"]`).exists()).toBe(false)
  })

  it('says where causes and effects are written, where there are none', () => {
    expect(show(MapView).text()).toContain('Questo piano non dice ancora quale obiettivo aiuta quale')
  })
})
