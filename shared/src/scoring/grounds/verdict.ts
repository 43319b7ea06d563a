import type { BandTone } from '../../model'
import type { Language } from '../../refusals'
import type { Band, Course, IndicatorScore, ScoreNode } from '../score'
import type { NumberGrounds } from './grounds'

/** Verdict on a score: how it goes by now, or the band that the policy puts it in. */
export type ScoreVerdict =
  | { readonly type: 'course'; readonly course: Course; readonly tone: BandTone }
  | { readonly type: 'band'; readonly band: Band; readonly tone: BandTone }

/** Facts that a verdict is made of. */
export type Judged = Pick<ScoreNode, 'achievement' | 'band' | 'isClosed'> & {
  readonly manual: object | null
  readonly indicator: Pick<IndicatorScore, 'course'> | null
}

const TONES: Readonly<Record<Course, BandTone>> = { 'on-course': 'good', late: 'fair', 'at-risk': 'poor' }

/**
 * Returns the one verdict on a score: of an indicator its course before the close, of everything else, and at the close,
 * the band of the body's policy [SC80]. Null where there is none: nothing is expected yet, or little is known.
 */
export function verdictOf({ band, isClosed, indicator, manual }: Judged): ScoreVerdict | null {
  if (indicator && !isClosed && !manual) {
    const { course } = indicator
    return course && { type: 'course', course, tone: TONES[course] }
  }
  return band && { type: 'band', band, tone: band.tone }
}

const NO_COURSES: ScoreNode['courses'] = { 'on-course': 0, late: 0, 'at-risk': 0 }

/** Counts an indicator on the course that is its verdict; on none where its verdict is a band, or there is none [SC130.1]. */
export function coursesOf(of: Judged): ScoreNode['courses'] {
  const verdict = verdictOf(of)
  return verdict?.type === 'course' ? { ...NO_COURSES, [verdict.course]: 1 } : NO_COURSES
}

/**
 * Lists the indicators below a score that are at risk, as many as are counted there, and at the close those in a band that
 * is poor [SC130].
 */
export function missesOf(node: ScoreNode): readonly ScoreNode[] {
  if (node.kind !== 'indicator') return node.children.flatMap(missesOf)
  const missed = node.isClosed ? verdictOf(node)?.tone === 'poor' : node.courses['at-risk'] > 0
  return missed ? [node] : []
}

const COURSES: Readonly<Record<Language, Readonly<Record<Course, string>>>> = {
  it: { 'on-course': 'in linea', late: 'in ritardo', 'at-risk': 'a rischio' },
  en: { 'on-course': 'on course', late: 'late', 'at-risk': 'at risk' },
}

/** The usual names of bands in English; a body's own stay as the body says them. */
const BANDS: Readonly<Record<string, string>> = {
  raggiunto: 'met',
  'parzialmente raggiunto': 'partly met',
  'non raggiunto': 'not met',
  'assolutamente non raggiunto': 'not met at all',
}

/** Says a course in the reader's language. */
export const sayCourse = (course: Course, language: Language = 'it'): string => COURSES[language][course]

/** Says a band by its own name: that of the body's policy [SC80.2]. */
export const sayBand = ({ name }: Pick<Band, 'name'>, language: Language = 'it'): string =>
  language === 'it' ? name : (BANDS[name] ?? name)

/** Says a verdict: the same words on every page and in every sentence [SC80]. */
export const sayVerdict = (verdict: ScoreVerdict, language: Language = 'it'): string =>
  verdict.type === 'course' ? sayCourse(verdict.course, language) : sayBand(verdict.band, language)

/** Distance from what was asked for, in the indicator's unit or in days: below zero is worse than asked [RI137]. */
export interface Deviation {
  readonly amount: number
  readonly of: 'number' | 'days'
}

function numberDeviation({ actual, comparison, wanted, range }: NumberGrounds): number {
  if (range) return Math.min(0, actual - range.from, range.to - actual)
  if (comparison === 'equals') return -Math.abs(actual - wanted)
  return comparison === 'at-most' || comparison === 'less-than' ? wanted - actual : actual - wanted
}

/** Returns how far an indicator is from its target; null where that is neither a number nor a day, or nothing is there. */
export function deviationOf({ grounds: { how } }: Pick<IndicatorScore, 'grounds'>): Deviation | null {
  if (how.type === 'number') return { amount: numberDeviation(how) + 0, of: 'number' }
  return how.type === 'day' ? { amount: 0 - how.daysLate, of: 'days' } : null
}
