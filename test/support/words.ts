import { posix } from 'node:path'
import { read, repositoryFiles } from './repository'

/** Sentences by group and name, as they are written. */
export interface Sentences {
  readonly [key: string]: string | Sentences
}

/** The sentences of the client in a language, by the folder they lie in. */
export const wordsIn = (locale: 'it' | 'en'): ReadonlyMap<string, Sentences> =>
  new Map(
    repositoryFiles()
      .filter((path) => path.startsWith('client/src/') && posix.basename(path) === `words.${locale}.json`)
      .map((path) => [posix.dirname(path), JSON.parse(read(path)) as Sentences]),
  )

/** Sentences by their dotted key. */
export const flat = (sentences: Sentences, at = ''): readonly (readonly [string, string])[] =>
  Object.entries(sentences).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${at}${key}`, value] as const] : flat(value, `${at}${key}.`),
  )
