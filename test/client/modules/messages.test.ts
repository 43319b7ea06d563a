import { describe, expect, it } from 'vitest'
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
