import type { Plan, Policy } from '../../model'
import type { NumberGrounds } from '../grounds/grounds'
import { overrideOf, type PolicyScope, rolesOfSheets } from '../policy/policy-for'
import type { IndicatorScore, NodeKind, ScoreNode } from '../score'

/** Settings of the policy behind rules that hold whatever the target asks. */
const OF_RULE: Readonly<Record<string, keyof Policy>> = {
  SC14: 'noTarget',
  SC15: 'missing',
  SC16: 'missingAtClose',
  SC17: 'zeroOverZero',
  SC50: 'judgement',
  SC96: 'noTarget',
}

const OF_GROUP: Readonly<Record<Exclude<NodeKind, 'indicator'>, keyof Policy>> = {
  body: 'body',
  area: 'areas',
  strategic: 'strategic',
  operational: 'objectives',
  individual: 'objectives',
  sheet: 'sheets',
}

function settingOfNumber({ comparison, way }: NumberGrounds, { target }: IndicatorScore): keyof Policy {
  if (way === 'thresholds') return 'thresholds'
  if (target?.type === 'equals') return way === 'within' ? 'equalsWithin' : 'equals'
  return comparison === 'at-most' || comparison === 'less-than' ? 'shrinks' : 'grows'
}

function settingOfIndicator(of: IndicatorScore): keyof Policy {
  const { how, step } = of.grounds
  if (step) return 'steps'
  if (how.type === 'number') return settingOfNumber(how, of)
  if (how.type === 'day') return 'dates'
  return how.type === 'milestones' ? 'milestones' : how.type === 'level' ? 'levels' : 'missing'
}

/** Finds the setting of the policy that made a score. */
function settingOf({ kind, rule, indicator }: ScoreNode): keyof Policy {
  const ofRule = OF_RULE[rule]
  if (ofRule) return ofRule
  if (kind === 'indicator') return indicator ? settingOfIndicator(indicator) : 'grows'
  return OF_GROUP[kind]
}

type Placed = Pick<Plan, 'objectives' | 'indicators' | 'people' | 'sheets'>

/** Finds the paragraph of a policy that made a score, by the name that it has among the policy's sentences [SC131.1]. */
export function paragraphsOf(plan: Placed, policy: Policy | null): (node: ScoreNode) => string {
  const objectives = new Map(plan.objectives.map((one) => [one.code, one]))
  const above = new Map(plan.indicators.map(({ code, objective }) => [code, objectives.get(objective)]))
  const rolesOf = rolesOfSheets(plan)
  const scopeOf = ({ kind, code }: ScoreNode): PolicyScope => {
    if (kind === 'indicator') {
      const on = above.get(code)
      return { level: on?.level ?? 'operational', roles: rolesOf(on?.sheet), indicator: code }
    }
    return { level: kind, roles: rolesOf(kind === 'sheet' ? code : objectives.get(code)?.sheet) }
  }
  return (node) => {
    const setting = settingOf(node)
    const override = policy && overrideOf(policy, scopeOf(node), setting)
    return override === null ? setting : `overrides-${override + 1}`
  }
}
