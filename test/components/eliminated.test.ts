import { beforeEach, expect, it } from 'vitest'
import TreeNode from '../../client/src/tree/TreeNode.vue'
import { onNewDevice, personOf, show, sitDown } from '../support/mounted'
import { aPlan, anIndicator, cell, onceMeasure } from '../support/scoring'
import { get, nodesOf } from '../support/scores'

onNewDevice()
beforeEach(() => sitDown(personOf('controllo-gestione', 'controller', 'ENTE')))

it('[SC68.6] what is eliminated is struck through in the tree, with what is said of it; its brothers are not', () => {
  const eliminated = { from: '2021-07-26', note: 'Eliminato con deliberazione n. 97' }
  const plan = aPlan({
    measures: ['A', 'B'].map((code) => onceMeasure(code)),
    indicators: [anIndicator('A'), anIndicator('B', { formula: 'B', eliminated })],
  })
  const node = get(nodesOf(plan, [cell('A', 10)]), 'objectives/O1')
  const tree = show(TreeNode, { node, open: new Set(['objectives/O1']), shown: null })
  const line = (code: string) => tree.get(`[data-node="indicators/${code}"]`)
  expect([line('A').classes('is-eliminated'), line('B').classes('is-eliminated')]).toEqual([false, true])
  expect(line('B').text()).toContain('eliminato')
  expect(line('B').text()).toContain('Eliminato con deliberazione n. 97')
})
