import { aggregationFor, checkReady, proposeFormula } from '@traguardo/shared/plans'
import { AGGREGATIONS, MEASURE_KINDS } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, operational, strategic } from '../../support/scoring'

const LABELS = { above: 'Numeratore', below: 'Denominatore' }
const proposed = (unit: string, code = 'I1') => {
  const indicator = anIndicator(code, { unit, targets: [] })
  const objectives = [strategic('S1'), operational('O1', 'S1', { units: ['U1', 'U2'] })]
  const plan = proposeFormula(aPlan({ objectives, indicators: [indicator], measures: [] }), indicator, LABELS)
  const [made] = plan.indicators
  return { plan, formula: made?.formula, kinds: plan.measures.map(({ kind, aggregation }) => `${kind} ${aggregation}`) }
}

describe('a formula that is proposed', () => {
  it.each([
    ['%', ['count sum', 'count sum']],
    ['Percentuale', ['count sum', 'count sum']],
    ['gg', ['days mean']],
    ['giorni lavorativi', ['days mean']],
    ['€', ['money sum']],
    ['N.', ['count sum']],
    ['data', ['date last']],
    ['sì/no', ['boolean last']],
    ['punti', ['number mean']],
    ['pratiche', ['number sum']],
  ])('[FO35] in «%s» is of %j, and nothing is said of it but what several units do', (unit, kinds) => {
    const { plan, kinds: found } = proposed(unit)
    expect(found).toEqual(kinds)
    const said = checkReady(plan, 2021).map(({ code }) => code)
    expect(said.filter((code) => code !== 'INDICATOR_WITHOUT_TARGET' && code !== 'UNITS_TOGETHER')).toEqual([])
    expect(plan.measures.every(({ entry }) => entry.by === 'units' && entry.units.join() === 'U1,U2')).toBe(true)
  })

  it('[FO35] is a ratio in percent, each part with its name', () => {
    const { plan, formula } = proposed('in %')
    expect(formula).toBe('I1.num / I1.den')
    expect(plan.measures.map(({ label }) => label)).toEqual([
      'Numeratore: Indicatore I1',
      'Denominatore: Indicatore I1',
    ])
  })

  it('[FO35] names measures that a formula can name, and that are not there yet', () => {
    expect(proposed('N.', 'DFP 1.3 (bis)').formula).toBe('DFP_1.3_bis_.val')
    const { plan } = proposed('%')
    const [indicator] = plan.indicators
    expect(indicator && proposeFormula(plan, indicator, LABELS).indicators[0]?.formula).toBe('I1.num-2 / I1.den-2')
  })

  it('[SC71.1] a kind that has no sum loses that of the kind before', () => {
    const changed = MEASURE_KINDS.map((kind) => AGGREGATIONS.map((before) => aggregationFor(kind, before)).join(' '))
    expect(Object.fromEntries(MEASURE_KINDS.map((kind, at) => [kind, changed[at]]))).toEqual({
      number: 'sum last mean max',
      count: 'sum last mean max',
      money: 'sum last mean max',
      days: 'mean last mean max',
      percentage: 'last last mean max',
      date: 'last last mean max',
      boolean: 'last last mean max',
      level: 'last last mean max',
      'project-plan': 'last last mean max',
    })
  })
})
