import { explanationOf, sayVerdict, type ScoreNode, verdictOf } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import ExplanationTree from '../../client/src/indicator/ExplanationTree.vue'
import PolicyText from '../../client/src/policy/PolicyText.vue'
import TreeNode from '../../client/src/tree/TreeNode.vue'
import ScoreBar from '../../client/src/ui/ScoreBar.vue'
import { aPlan, atLeast, byDate, aMeasure, cell, onceMeasure } from '../support/scoring'
import { onNewDevice, personOf, show, sitDown } from '../support/mounted'
import { aPolicy, CLOSED, scoreOf } from '../support/scores'

onNewDevice()

const measures = [onceMeasure('A', { aggregation: 'last' })]
const bands = aPolicy().bands.map((band) => (band.code === 'not-met' ? { ...band, name: 'da rivedere' } : band))
const scored = (number: number, today: string) =>
  scoreOf(atLeast(100), [cell('A', number)], { measures, policy: aPolicy({ bands }), today })
const said = (node: ScoreNode): string => {
  const verdict = verdictOf(node)
  return verdict ? sayVerdict(verdict) : ''
}

describe('a score on a page', () => {
  it.each([
    ['2021-09-05', ['in linea', 'in ritardo', 'a rischio']],
    [CLOSED, ['raggiunto', 'parzialmente raggiunto', 'da rivedere']],
  ])('[SC80.1] [SC80.2] [SC80.4] is painted with its one verdict, on %s', async (today, words) => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    const nodes = [100, 80, 10].map((number) => scored(number, today))
    expect(nodes.map(said)).toEqual(words)
    for (const node of nodes) {
      const bar = show(ScoreBar, { of: node })
      expect(bar.find('.score-band').text()).toBe(said(node))
      expect(bar.attributes('data-tone')).toBe(verdictOf(node)?.tone)
      const line = show(TreeNode, { node, open: new Set(), shown: null })
      expect(line.find('.score-band').text()).toBe(said(node))
      // No other verdict beside it.
      for (const other of words.filter((word) => word !== said(node) && !said(node).includes(word)))
        expect(line.text()).not.toContain(other)
    }
  })

  it('[SC80.1] says of a day that is past why there is no score, and how it goes', async () => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    const node = scoreOf(byDate('2021-06-15'), [], { measures: [aMeasure('A', { kind: 'date', aggregation: 'last' })] })
    expect(show(ScoreBar, { of: node, why: 'manca «A»' }).find('.score-band').text()).toBe('manca «A», a rischio')
  })
})

describe('an explanation on its page', () => {
  it('[SC84.2] has the rule behind its details, with the way to its paragraph on the page of the rules', async () => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    const of = explanationOf(scored(80, CLOSED), aPlan({ measures }))
    const page = show(ExplanationTree, { of, depth: 0 })
    expect(page.find('.sentence').text()).not.toMatch(/SC\d/)
    const rule = page.find('[data-rule=SC10]')
    expect(rule.text()).toContain('«Almeno»')
    expect(rule.find('a').attributes('href')).toBe('/regole#regola-grows')
    const rules = show(PolicyText, { policy: aPolicy() })
    expect(rules.get('#regola-grows').text()).toContain('Con «almeno»')
  })
})
