import { eliminatedIn, itemAddress, type Objective, type ParentRule, type Plan, type Policy } from '../../model'
import { formatNumber } from '../../values'
import { policyFor, rolesOfSheets } from '../policy/policy-for'
import { parentAddress } from './groups'
import { weigh, type Weighable, type Weight } from './weights'

interface Brother extends Weighable {
  readonly code: string
  readonly title: string
}

/** Items that weigh against each other under one item of a plan, with their weights as scoring takes them. */
export interface Brothers {
  /** Address of what they stand under: `objectives/O1`, `areas/AS1`, `sheets/SG`, `body/B`. */
  readonly above: string
  readonly list: 'indicators' | 'objectives' | 'areas'
  readonly items: readonly Brother[]
  readonly weights: readonly Weight[]
  /** Are weights printed that differ, and does the policy weigh all alike [PR12.11]? */
  readonly areUnused: boolean
  /** The sum of the printed weights with those of what has none; null where none weighs anything. */
  readonly sum: number | null
  /** The same without what an act has eliminated by the end of the year. */
  readonly sumLeft: number | null
  /** Do they sum to a total? Multipliers, points and money sum to nothing in particular [PR12.3]. */
  readonly hasTotal: boolean
}

/** Doubles add crumbs that no print has. */
const FINE = 1_000_000

/** Finds the part of its sheet that an objective counts in; null where its sheet has no parts [SC142]. */
export function sheetParts(plan: Plan, policy: Policy): (objective: Objective) => string | null {
  const rolesOf = rolesOfSheets(plan)
  return ({ sheet, component = '' }) => {
    const parts =
      sheet === undefined ? undefined : policyFor(policy, { level: 'sheet', roles: rolesOf(sheet) }).components
    if (!parts) return null
    return parts.some(({ code }) => code === component) ? component : (parts[0]?.code ?? null)
  }
}

/** All brothers of a plan, by what they stand under, in the order of the plan. */
export function brothersIn(plan: Plan, year: number, policy: Policy): readonly Brothers[] {
  const found = new Map<
    string,
    { readonly above: string; readonly list: Brothers['list']; readonly items: Brother[]; readonly isPart: boolean }
  >()
  const partOf = sheetParts(plan, policy)
  const replaced = new Set(plan.indicators.flatMap(({ replaces }) => replaces?.indicator ?? []))
  const add = (above: string, list: Brothers['list'], item: Brother, part: string | null = null): void => {
    const key = `${list} ${above} ${part ?? ''}`
    const known = found.get(key)
    if (known) known.items.push(item)
    else found.set(key, { above, list, items: [item], isPart: part !== null })
  }
  for (const area of plan.areas) add(itemAddress('body', plan.body.code), 'areas', area)
  for (const objective of plan.objectives) add(parentAddress(objective), 'objectives', objective, partOf(objective))
  for (const indicator of plan.indicators) add(itemAddress('objectives', indicator.objective), 'indicators', indicator)
  const ruleOf = (above: string, list: Brothers['list']): ParentRule['weights'] => {
    if (list === 'indicators') return policy.indicatorWeights
    if (list === 'areas') return policy.body.weights
    const { areas, objectives, sheets } = policy
    return (above.startsWith('areas/') ? areas : above.startsWith('sheets/') ? sheets : objectives).weights
  }
  return [...found.values()].map(({ above, list, items, isPart }) => {
    const printed = items.some(({ weight = 0 }) => weight > 0)
    const rule = ruleOf(above, list)
    const differ = new Set(items.map(({ weight }) => weight)).size > 1
    const last = `${year}-12-31`
    const isLeft = ({ code }: Brother) =>
      list === 'areas' ||
      (!(list === 'indicators' && replaced.has(code)) && !eliminatedIn(plan, itemAddress(list, code), year, last))
    const printedWeights = weigh(items, 'printed', year)
    const sumOf = (counts: (item: Brother) => boolean) => {
      const sum = items.reduce((all, item, at) => all + (counts(item) ? (printedWeights[at]?.weight ?? 0) : 0), 0)
      return printed ? Math.round(sum * FINE) / FINE : null
    }
    return {
      above,
      list,
      items,
      weights: weigh(items, rule, year),
      areUnused: rule === 'equal' && printed && differ,
      sum: sumOf(() => true),
      sumLeft: sumOf(isLeft),
      // In a part of a sheet weights are rescaled to its total.
      hasTotal: printed && policy.weights === 'shares' && !isPart,
    }
  })
}

/** Do printed weights sum to a total, in the decimals that people are shown of both? Where they need not nothing is wrong [PR12.1]; with or without what is eliminated. */
export const sumsTo = ({ sum, sumLeft, hasTotal }: Brothers, total = 100): boolean =>
  !hasTotal || [sum, sumLeft].some((one) => one !== null && formatNumber(one) === formatNumber(total))
