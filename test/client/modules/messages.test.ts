import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REFUSALS } from '../../../shared/src/refusals/list'
import { enSaid } from '../../../client/src/words/en-said'
import { en as enFirst } from '../../../client/src/words/en'
import { enMore } from '../../../client/src/words/en-more'
import { it as itFirst } from '../../../client/src/words/it'
import { itMore } from '../../../client/src/words/it-more'
import { compileSentences, type Sentences } from '../../../client/src/modules/messages'

const [en, italian] = [
  { ...enFirst, ...enMore },
  { ...itFirst, ...itMore },
]
const flat = (sentences: Sentences, at = ''): [string, string][] =>
  Object.entries(sentences).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${at}${key}`, value]] : flat(value, `${at}${key}.`),
  )
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the sentences', () => {
  it('have the same keys in Italian and English', () => {
    expect(flat(en).map(([key]) => key)).toEqual(flat(italian).map(([key]) => key))
  })

  it('name the same places in both', () => {
    const english = new Map(flat(en))
    for (const [key, text] of flat(italian)) expect([key, places(english.get(key) ?? '')]).toEqual([key, places(text)])
  })

  it('are never empty', () => {
    expect([...flat(italian), ...flat(en)].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('take words into their places', () => {
    const { hello } = compileSentences({ hello: '{n} di {m}' })
    expect(typeof hello === 'function' ? hello({ named: (name) => ({ n: 1, m: 2 })[name] }) : null).toBe('1 di 2')
  })
})

/** Names in capitals that are no codes of refusals. */
const OTHER_NAMES =
  /^(?:TRAGUARDO_|AWS_|HPE_|SQLITE_|DATABASE_URL|ETIMEDOUT$|SKIP_WAITING$|INTERNAL_SERVER_ERROR$|WHEN_REQUIRED$)/

/** Codes that the program's own sources give out. */
function codesInSources(): ReadonlySet<string> {
  const folders = ['shared/src', 'server/src', 'client/src'].map((folder) =>
    resolve(import.meta.dirname, '../../..', folder),
  )
  const texts = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.startsWith('words/'))
      .map((path) => readFileSync(resolve(folder, path), 'utf8')),
  )
  const found = texts.flatMap((text) => [
    ...text.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g),
    ...text.matchAll(/\bcode: '([A-Z]+)'/g),
  ])
  return new Set(found.flatMap(([, code]) => (code && !OTHER_NAMES.test(code) ? [code] : [])))
}

describe('the record', () => {
  it('[RE1] has words for all that is written into it', () => {
    const folder = resolve(import.meta.dirname, '../../../server/src')
    const actions = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => [...readFileSync(resolve(folder, path), 'utf8').matchAll(/\baction: '([a-zA-Z.]+)'/g)])
      .flatMap(([, action]) => action?.replace('.', '-') ?? [])
    expect(actions.length).toBeGreaterThan(20)
    const known = new Set(flat(italian).map(([key]) => key))
    expect(actions.filter((action) => !known.has(`record.action.${action}`))).toEqual([])
  })
})

describe('what is refused', () => {
  it('[RI7] has an English sentence for every code, and for no other', () => {
    const codes = codesInSources()
    expect([...codes].filter((code) => !(code in enSaid) && !(code in REFUSALS))).toEqual([])
    const texts = new Set([...codes, 'BUDGET', 'CYCLE', 'DAYS', 'TARGET', 'WEIGHTS'])
    expect(Object.keys(enSaid).filter((code) => !texts.has(code))).toEqual([])
  })
})
