import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DOUBT_CODES } from '../../../shared/src/plans/target/doubts'
import { REFUSALS } from '../../../shared/src/refusals/list'
import { read, repositoryFiles } from '../../support/repository'
import { flat, wordsIn } from '../../support/words'

const [english, italian] = [wordsIn('en'), wordsIn('it')]
const all = (words: typeof italian) => [...words.values()].flatMap((sentences) => flat(sentences))
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the sentences', () => {
  it('lie in both languages beside those who say them', () => {
    expect(italian.size).toBeGreaterThan(20)
    expect([...english.keys()]).toEqual([...italian.keys()])
  })

  it('have the same keys in Italian and English, each group in one place', () => {
    for (const [folder, sentences] of italian)
      expect(flat(english.get(folder) ?? {}).map(([key]) => key)).toEqual(flat(sentences).map(([key]) => key))
    const groups = [...italian.values()].flatMap((sentences) => Object.keys(sentences))
    expect(groups.filter((group, at) => groups.indexOf(group) !== at)).toEqual([])
  })

  it('name the same places in both', () => {
    const inEnglish = new Map(all(english))
    for (const [key, text] of all(italian)) expect([key, places(inEnglish.get(key) ?? '')]).toEqual([key, places(text)])
  })

  it('are never empty', () => {
    expect([...all(italian), ...all(english)].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('are each said by somebody', () => {
    const sources = repositoryFiles()
      .filter((path) => /^client\/src\/.*\.(ts|vue)$/.test(path))
      .map(read)
      .join('\n')
    const literal = new Set([...sources.matchAll(/'([a-zA-Z]+\.[\w.-]+)'/g)].map(([, key]) => key))
    const begun = [...new Set([...sources.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{/g)].map(([, begin = '']) => begin))]
    const isSaid = (key: string) => literal.has(key) || begun.some((begin) => key.startsWith(begin))
    expect(all(italian).filter(([key]) => !isSaid(key))).toEqual([])
  })
})

/** Names in capitals that are no codes of refusals. */
const OTHER_NAMES =
  /^(?:TRAGUARDO_|AWS_|CSV_|HPE_|SQLITE_|DATABASE_URL|ECONNRESET$|ETIMEDOUT$|SKIP_WAITING$|INTERNAL_SERVER_ERROR$|WHEN_REQUIRED$)/

/** Codes that the program's own sources give out. */
function codesInSources(): ReadonlySet<string> {
  const folders = ['shared/src', 'server/src', 'client/src'].map((folder) =>
    resolve(import.meta.dirname, '../../..', folder),
  )
  const texts = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(resolve(folder, path), 'utf8')),
  )
  const found = texts.flatMap((text) => [
    ...text.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g),
    ...text.matchAll(/\bcode: '([A-Z]+)'/g),
  ])
  return new Set(found.flatMap(([, code]) => (code && !OTHER_NAMES.test(code) ? [code] : [])))
}

describe('what is refused', () => {
  it('[RI7] has sentences in both languages for every code', () => {
    // What is in doubt of a target is said beside it, and refused by nobody.
    const doubts = new Set<string>(DOUBT_CODES)
    expect([...codesInSources()].filter((code) => !(code in REFUSALS) && !doubts.has(code))).toEqual([])
  })
})
