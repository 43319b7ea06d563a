import type { Plan } from '@traguardo/shared/model'
import { pageOf } from '../scores/scores'

type What =
  | `search.${'page' | 'term' | 'measure' | 'unit'}`
  | `palette.${'action' | 'person' | 'year'}`
  | `kind.${Plan['objectives'][number]['level'] | 'area' | 'indicator' | 'sheet'}`

/** Something that can be found, and the page that shows it; or something that can be done. */
export interface Entry {
  /** Key of what it is. */
  readonly what: What
  readonly title: string
  readonly to: string
  /** Everything it is found by. */
  readonly text: string
  /** Does it, in place of leading anywhere. */
  readonly run?: () => unknown
}

/** Everything of a plan that has a page. */
export function entriesOf(plan: Plan): readonly Entry[] {
  const entry = (what: What, title: string, to: string, ...more: (string | undefined)[]): Entry => ({
    what,
    title,
    to,
    text: [title, ...more].filter(Boolean).join(' '),
  })
  const user = new Map<string, string>()
  for (const { code, formula } of plan.indicators)
    for (const measure of plan.measures)
      if (!user.has(measure.code) && formula.includes(measure.code)) user.set(measure.code, code)
  return [
    ...plan.areas.map((one) =>
      entry('kind.area', one.title, pageOf({ kind: 'area', code: one.code }), one.code, one.description),
    ),
    ...plan.objectives.map((one) =>
      entry(
        `kind.${one.level}`,
        one.title,
        one.level === 'individual' ? `/obiettivi#${one.sheet ?? ''}` : pageOf({ kind: one.level, code: one.code }),
        one.code,
        one.description,
        one.responsible,
      ),
    ),
    ...plan.indicators.map((one) =>
      entry('kind.indicator', one.title, pageOf({ kind: 'indicator', code: one.code }), one.code, one.description),
    ),
    ...plan.measures.flatMap((one) => {
      const indicator = user.get(one.code)
      return indicator
        ? [entry('search.measure', one.label, pageOf({ kind: 'indicator', code: indicator }), one.code, one.source)]
        : []
    }),
    ...plan.units.map((one) =>
      entry('search.unit', one.name, `/cruscotto?vista=unita&unita=${encodeURIComponent(one.code)}`, one.code),
    ),
    ...plan.sheets.map((one) => entry('kind.sheet', one.title, `/obiettivi#${one.code}`, one.code)),
  ]
}
