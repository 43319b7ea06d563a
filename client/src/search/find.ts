import type { Plan } from '@traguardo/shared/model'
import { pageOf } from '../scores/scores'

type What =
  | `search.${'page' | 'term' | 'measure' | 'unit'}`
  | `kind.${Plan['objectives'][number]['level'] | 'area' | 'indicator' | 'sheet'}`

/** Something that can be found, and the page that shows it. */
export interface Entry {
  /** Key of what it is. */
  readonly what: What
  readonly title: string
  readonly to: string
  /** Everything it is found by. */
  readonly text: string
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

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

/** Entries with every word that was typed, whatever its accents; those whose title begins with them first. */
export function find(entries: readonly Entry[], typed: string): readonly Entry[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const rank = (entry: Entry): number => {
    const [title, text] = [plain(entry.title), plain(entry.text)]
    if (!words.every((word) => text.includes(word))) return -1
    if (title.startsWith(words.join(' '))) return 2
    return words.every((word) => title.includes(word)) ? 1 : 0
  }
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry)
}
