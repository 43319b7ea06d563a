import type { Sentence } from './sentence'

/** Words that stand in sentences in place of a param `{x:word}`. */
export const REFUSAL_WORDS = {
  quadrimestri: ['quadrimestri', 'four-month periods'],
  semestri: ['semestri', 'half-years'],
  trimestri: ['trimestri', 'quarters'],
} as const satisfies Readonly<Record<string, Sentence>>

/** One of them. */
export type Word = keyof typeof REFUSAL_WORDS
