import type { Refusal } from './refusal'
import { REFUSALS } from './list'
import type { RefusalEntries, RefusalParams, Sentence } from './sentence'
import { REFUSAL_WORDS } from './words'

/** A language in which things are said. */
export type Language = 'it' | 'en'

const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^}]*)|:(\w+))?\}/g

const number = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 20 })
const moments: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  it: new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'long', timeStyle: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', dateStyle: 'long', timeStyle: 'short' }),
}

const textOf = (value: string | number): string => (typeof value === 'number' ? number.format(value) : value)

const pick = ([it, en]: Sentence, language: Language): string => (language === 'it' ? it : en)

/** A param in one of the forms that a place may ask for. */
function formed(value: string, as: string, language: Language): string {
  if (as === 'day') return value.split('-').reverse().join('/')
  if (as === 'word')
    return value in REFUSAL_WORDS ? pick(REFUSAL_WORDS[value as keyof typeof REFUSAL_WORDS], language) : value
  return Number.isFinite(Date.parse(value)) ? moments[language].format(new Date(value)) : value
}

const OPTIONAL = /\[([^\]]*)\]/g

/** Is there a param for each place? */
const hasAll = (said: string, params: RefusalParams): boolean =>
  [...said.matchAll(PLACE)].every(([, name = '']) => Object.hasOwn(params, name))

/** The sentence of a code and kind; null for one that this program does not know. */
function sentenceOf(code: string, kind: string): Sentence | null {
  const entries: RefusalEntries = REFUSALS
  const entry = Object.hasOwn(entries, code) ? entries[code] : undefined
  if (entry === undefined) return null
  if (Array.isArray(entry)) return entry as unknown as Sentence
  const kinds = entry as Readonly<Record<string, Sentence>>
  return (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? null
}

/** Returns the sentence of another code with the same params; a code that quotes yet another is only named. */
function saidOf(code: string, params: RefusalParams, language: Language): string {
  const sentence = sentenceOf(code, String(params['kind'] ?? ''))
  return sentence && !sentence[0].includes(':said}') ? (fill(pick(sentence, language), params, language) ?? code) : code
}

/** A sentence with its places filled; null where a param that it names is missing. */
function fill(said: string, params: RefusalParams, language: Language): string | null {
  const whole = said.replace(OPTIONAL, (_all, part: string) => (hasAll(part, params) ? part : ''))
  if (!hasAll(whole, params)) return null
  return whole.replace(PLACE, (_place, name: string, one?: string, many?: string, as?: string) => {
    const value = params[name] ?? ''
    if (as === 'said') return saidOf(String(value), params, language)
    if (one !== undefined && many !== undefined) return value === 1 ? one : many.replace('#', () => textOf(value))
    return as === undefined ? textOf(value) : formed(String(value), as, language)
  })
}

/**
 * Says a refusal in a language, from its code and params [RI7]. One that this program cannot say, of a newer program or from
 * before there were params, is said by the sentence that came with it, and where there is none by its code [RF3].
 */
export function sayRefusal({ code, params, message }: Refusal, language: Language): string {
  if (!params && message) return message
  const sentence = sentenceOf(code, String(params?.['kind'] ?? ''))
  return (sentence && fill(pick(sentence, language), params ?? {}, language)) ?? (message || code)
}

/** A refusal with its Italian sentence, for those that read it by hand and for earlier software, which reads nothing else. */
export const withMessage = <R extends Refusal>(refusal: R): R & { readonly message: string } => ({
  ...refusal,
  message: sayRefusal(refusal, 'it'),
})
