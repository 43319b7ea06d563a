import type { Refusal } from './refusal'
import { REFUSALS } from './list'
import type { Entries, Params, Sentence } from './sentence'
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

/** A sentence with its places filled; null where a param that it names is missing. */
function fill(said: string, params: Params, language: Language): string | null {
  let isWhole = true
  const text = said.replace(PLACE, (_place, name: string, one?: string, many?: string, as?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) isWhole = false
    if (value === undefined) return ''
    if (one !== undefined && many !== undefined) return value === 1 ? one : many.replace('#', textOf(value))
    return as === undefined ? textOf(value) : formed(String(value), as, language)
  })
  return isWhole ? text : null
}

/** The sentence of a code and kind; null for one that this program does not know. */
function sentenceOf(code: string, kind: string): Sentence | null {
  const entries: Entries = REFUSALS
  const entry = Object.hasOwn(entries, code) ? entries[code] : undefined
  if (entry === undefined) return null
  if (Array.isArray(entry)) return entry as unknown as Sentence
  const kinds = entry as Readonly<Record<string, Sentence>>
  return (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? null
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
export const withMessage = (refusal: Refusal): Refusal & { readonly message: string } => ({
  ...refusal,
  message: sayRefusal(refusal, 'it'),
})
