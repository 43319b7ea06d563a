import type { Plan } from './plan'
import type { IsoDate } from './value'

/** Time that is an indicator's own, before or after another took its place. */
export interface OwnTime {
  readonly from: IsoDate
  readonly is: 'before' | 'after'
  /** Title of the other one. */
  readonly other: string
}

/** Finds the own time of the indicators of a year of which another takes the place, each for its time [SC145.2]. */
export function ownTimes({ indicators }: Pick<Plan, 'indicators'>, year: number): ReadonlyMap<string, OwnTime> {
  if (indicators.every(({ replaces }) => replaces?.time !== 'own')) return new Map()
  const titles = new Map(indicators.map(({ code, title }) => [code, title]))
  return new Map<string, OwnTime>(
    indicators.flatMap(({ code, title, replaces }): (readonly [string, OwnTime])[] => {
      const old = titles.get(replaces?.indicator ?? '')
      if (!replaces || replaces.time !== 'own' || old === undefined || Number(replaces.from.slice(0, 4)) !== year)
        return []
      return [
        [code, { from: replaces.from, is: 'after', other: old }],
        [replaces.indicator, { from: replaces.from, is: 'before', other: title }],
      ]
    }),
  )
}

/** Does a period that ends on that day fall in an indicator's own time? */
export const isInTime = ({ from, is }: OwnTime, { to }: { readonly to: IsoDate }): boolean =>
  is === 'before' ? to < from : to >= from
