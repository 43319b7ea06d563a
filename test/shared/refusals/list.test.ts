import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REFUSALS } from '../../../shared/src/refusals/list'
import type { RefusalEntries, Sentence } from '../../../shared/src/refusals/sentence'

const ROOT = resolve(import.meta.dirname, '../../..')

/** Texts of the sources in which something may be refused: the list itself apart. */
const sources = ['shared/src', 'server/src', 'client/src'].flatMap((folder) =>
  readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|vue)$/.test(path) && !/^(refusals\/said|words)\//.test(path))
    .map((path) => readFileSync(resolve(ROOT, folder, path), 'utf8')),
)

/** All sentences, with code and kind. */
const sentences = Object.entries(REFUSALS as RefusalEntries).flatMap(([code, entry]): [string, string, Sentence][] =>
  Array.isArray(entry)
    ? [[code, '', entry as unknown as Sentence]]
    : Object.entries(entry as Readonly<Record<string, Sentence>>).map(([kind, said]) => [code, kind, said]),
)

/** The places of a sentence, with the form that each asks for. */
const places = (said: string) =>
  [...said.matchAll(/\{(\w+)([|:]?)([^}]*)\}/g)]
    .map(([, name, form, rest]) => `${name}${form}${form === ':' ? rest : ''}`)
    .sort()

describe('the list of refusals', () => {
  it('[RF1.1] has each code once', async () => {
    const folder = resolve(ROOT, 'shared/src/refusals/said')
    const parts = await Promise.all(
      readdirSync(folder).map((file) => import(resolve(folder, file)) as Promise<Record<string, object>>),
    )
    const codes = parts.flatMap((part) => Object.values(part)).flatMap((entries) => Object.keys(entries))
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
    expect(codes.sort()).toEqual(Object.keys(REFUSALS).sort())
  })

  it('[RF1.2] has a sentence in Italian and one in English for each, and none is empty', () => {
    expect(sentences.length).toBeGreaterThan(200)
    expect(sentences.filter(([, , said]) => said.length !== 2)).toEqual([])
    expect(sentences.filter(([, , said]) => said.some((text) => text.trim() === ''))).toEqual([])
  })

  it('[RF1.3] names the same in Italian and in English', () => {
    for (const [code, kind, [italian, english]] of sentences)
      expect([code, kind, places(english)]).toEqual([code, kind, places(italian)])
  })

  it('[RF1.2] has no sentence in one language that stands in the other', () => {
    const same = sentences.filter(([, , [italian, english]]) => italian === english)
    expect(same.map(([code]) => code)).toEqual([])
  })

  it('[RF1.4] has no code, and no kind of one, that nobody says', () => {
    const unsaid = sentences.filter(
      ([code, kind]) =>
        !sources.some(
          (text) =>
            new RegExp(`['"]?\\b${code}\\b`).test(text) &&
            // The warnings of a password are those of the library: the compiler compares them.
            (kind === '' || code === 'PASSWORD_TOO_WEAK' || text.includes(`'${kind}'`)),
        ),
    )
    expect(unsaid.map(([code, kind]) => `${code} ${kind}`)).toEqual([])
  })
})
