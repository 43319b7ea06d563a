import {
  type Absence,
  eliminatedIn,
  eliminationsOf,
  type IsoDate,
  itemAddress,
  type ManualScore,
  type Neutralisation,
  neutralisedIn,
  sheetOf,
} from '../../model'
import type { CompiledPlan } from './compile-plan'

/** Reason why something is out of the year's scores as a whole: an act took it out of the plan, or left it out of the year. */
export type LeftOut = Extract<Absence, { type: 'eliminated' | 'neutralised' }>

const byAct = ({ from, act, reason, by, at }: Neutralisation): LeftOut => ({
  type: 'neutralised',
  ...{ from, act, reason, by, at },
})

/** Everything that acts leave out as of a day, by its address [SC68, SC141]; of what is both, that it is eliminated. */
export function leftOutBy(compiled: CompiledPlan, today: IsoDate): ReadonlyMap<string, LeftOut> {
  const { plan, year, indicators } = compiled
  const found = new Map<string, LeftOut>()
  // Without its periods nothing is left of an indicator.
  for (const { part, indicator } of indicators) {
    if (part?.periods.length !== 0) continue
    const about = itemAddress('indicators', indicator.code)
    const [first] = part.acts
    if (first) found.set(about, byAct(first))
    else if (part.time) found.set(about, { type: 'eliminated', from: part.time.from, note: `«${part.time.other}»` })
  }
  for (const [about, one] of neutralisedIn(plan, year, today)) found.set(about, byAct(one))
  for (const about of eliminationsOf(plan).keys()) {
    const gone = eliminatedIn(plan, about, year, today)
    if (gone) found.set(about, { type: 'eliminated', from: gone.from, note: gone.note })
  }
  return found
}

/**
 * Scores by hand of the year, by the number of their node; none stands for what is left out, nor for what stands on no sheet
 * where the policy keeps them to sheets [SC50, SC68.5].
 */
export function manualScores(
  { plan, year, policy, nodes }: CompiledPlan,
  gone: ReadonlySet<number>,
): ReadonlyMap<number, ManualScore> {
  const given = policy.judgement === 'none' ? [] : (plan.judgements ?? []).filter((one) => one.year === year)
  return new Map(
    given.flatMap((one) => {
      const node = nodes.get(one.about)
      const isMeant = policy.judged === 'everything' || sheetOf(plan, one.about) !== null
      return node === undefined || gone.has(node) || !isMeant ? [] : [[node, one]]
    }),
  )
}
