/** What vue-i18n hands to a message function. */
interface Context {
  named(name: string): unknown
}
type Message = (context: Context) => string
type Compiled = { readonly [key: string]: Message | Compiled }

/** Messages as they are written: groups of sentences, with `{name}` where a word comes in. */
export type Sentences = { readonly [key: string]: string | Sentences }

const PLACE = /\{(\w+)\}/g

const functionOf =
  (sentence: string) =>
  (context: Context): string =>
    sentence.replace(PLACE, (_place, name: string) => String(context.named(name) ?? ''))

/** Turns sentences into functions, so that no compiler has to travel to the phone. */
export function compileSentences(sentences: Sentences): Compiled {
  return Object.fromEntries(
    Object.entries(sentences).map(([key, value]) => [
      key,
      typeof value === 'string' ? functionOf(value) : compileSentences(value),
    ]),
  )
}
