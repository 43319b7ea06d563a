import type { Word } from './words'

/** Params of a sentence: flat, so that they go everywhere as JSON. Days and instants are texts in ISO form. */
export type RefusalParams = Readonly<Record<string, string | number>>

/** The same sentence in Italian and in English, with the same places. */
export type Sentence = readonly [it: string, en: string]

/**
 * Sentences of a code: one, or one for each `kind` of it; `''` is the kind of those that name none. Placeholders:
 * `{name}` a text or a number, `{n|one|# of them}` a number by its plural, `{day:day}` a day, `{at:moment}` an instant,
 * `{x:word}` a word of the list in `words.ts`, `{code:said}` the sentence of another code with the same params. A part
 * in `[ ]` is left out where a param that it names is not there.
 */
export type RefusalEntries = Readonly<Record<string, Sentence | Readonly<Record<string, Sentence>>>>

type Place<P extends string> = P extends `${infer Name}|${string}`
  ? { readonly [K in Name]: number }
  : P extends `${infer Name}:${infer As}`
    ? { readonly [K in Name]: As extends 'word' ? Word : string }
    : { readonly [K in P]: string | number }

type Named<Said extends string> = Said extends `${string}{${infer P}}${infer Rest}` ? Place<P> & Named<Rest> : unknown

type Places<Said extends string> = Said extends `${infer Before}[${infer Optional}]${infer After}`
  ? Named<Before> & Partial<Named<Optional>> & Places<After>
  : Named<Said>

type Kind<K extends string> = K extends '' ? { readonly kind?: never } : { readonly kind: K }

/** The params of an entry, as its sentences name them. */
export type ParamsIn<E> = E extends Sentence
  ? Kind<''> & Places<E[0]>
  : { [K in keyof E & string]: E[K] extends Sentence ? Kind<K> & Places<E[K][0]> : never }[keyof E & string]
