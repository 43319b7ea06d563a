import { stemmer } from '@orama/stemmers/italian'
import MiniSearch, { type Query } from 'minisearch'
import type { Plan } from '@traguardo/shared/model'
import { pageOf, sheetPage } from '../scores/scores'

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
  /** Does it while the field stays, and says there what came of it. */
  readonly tell?: () => Promise<readonly { readonly text: string; readonly isBad: boolean }[]>
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
        one.level === 'individual' ? sheetPage(one.sheet ?? '') : pageOf({ kind: one.level, code: one.code }),
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
    ...plan.sheets.map((one) => entry('kind.sheet', one.title, sheetPage(one.code), one.code)),
  ]
}

/** Words that say nothing of what is looked for, as long as there are others. */
const SMALL =
  /^(?:a|ad|al|allo|ai|agli|alla|alle|con|col|da|dal|dalla|dai|dagli|dalle|di|del|dello|dei|degli|della|delle|e|ed|il|lo|la|i|gli|le|in|nel|nella|nei|negli|nelle|l|d|dell|all|dall|nell|sull|un|una|uno|o|per|su|sul|sulla|sui|sulle|of|the|and|to|in|an)$/
/** A word of so many letters may have one of them wrong. */
const FORGIVEN = 4
/** Of a long one two: they are often two that changed places. */
const LONG = 8
/** Begins a stem, so that no word that is typed begins like one. */
const STEM = '~'

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

const isCode = (word: string): boolean => /[\d_]/.test(word)
const partsOf = (word: string): readonly string[] => word.split(/[\p{P}\p{S}]+/u).filter(Boolean)
const trimmed = (word: string): string => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '')
const wordsOf = (text: string): readonly string[] => plain(text).split(/\s+/).map(trimmed).filter(Boolean)
/** "~temp" of "tempo" and of "tempi". */
const stemOf = (word: string): string => STEM + stemmer(word)

/** A text as it is kept: each word as it stands, its parts, and their stems; of a code the whole and the parts. */
const kept = (text: string): string[] =>
  wordsOf(text).flatMap((word) => {
    const parts = partsOf(word)
    return [...new Set([word, ...parts, ...parts.filter((part) => !isCode(part)).map(stemOf)])]
  })

/** A word that was typed: as something begins, as another form of it, or with one letter wrong. */
function asked(word: string): Query {
  const fuzzy = isCode(word) || word.length < FORGIVEN ? false : word.length < LONG ? 1 : 2
  const begun = { queries: [word], prefix: true, fuzzy }
  if (isCode(word)) return begun
  const stem = stemOf(word)
  return {
    combineWith: 'OR',
    queries: [begun, { queries: [stem], prefix: false, fuzzy: fuzzy && stem.length > FORGIVEN ? 1 : false }],
  }
}

/** Parts of a text that was typed, of which each has to be found; small words only where there are no others. */
function typedWords(typed: string): readonly string[] {
  const all = wordsOf(typed).flatMap((word) => (isCode(word) ? [word] : partsOf(word)))
  const telling = all.filter((word) => !SMALL.test(word))
  return telling.length > 0 ? telling : all
}

/**
 * Makes what finds entries by words in any form: "tempo medio" finds "Tempi medi", whatever the accents, by the beginning
 * of a word, with one letter wrong, and by codes. The best found come first, those found by their title before others.
 */
export function searchIn<Found extends Pick<Entry, 'title' | 'text'>>(
  entries: readonly Found[],
): (typed: string) => readonly Found[] {
  const index = new MiniSearch<{ readonly id: number; readonly title: string; readonly text: string }>({
    fields: ['title', 'text'],
    tokenize: kept,
    processTerm: (term) => term,
    searchOptions: { tokenize: (term) => [term], boost: { title: 4 }, weights: { fuzzy: 0.2, prefix: 0.7 } },
  })
  index.addAll(entries.map(({ title, text }, id) => ({ id, title, text })))
  return (typed) => {
    const words = typedWords(typed)
    if (words.length === 0) return []
    const begun = plain(typed.trim())
    const rank = (entry: Found, score: number) => (plain(entry.title).startsWith(begun) ? 1e6 : 0) + score
    return index
      .search({ combineWith: 'AND', queries: words.map(asked) })
      .flatMap(({ id, score }) => {
        const entry = entries[Number(id)]
        return entry ? [{ entry, rank: rank(entry, score) }] : []
      })
      .sort((a, b) => b.rank - a.rank)
      .map(({ entry }) => entry)
  }
}
