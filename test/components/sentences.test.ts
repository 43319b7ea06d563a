import { afterEach, describe, expect, it } from 'vitest'
import { nextTick, watchEffect } from 'vue'
import { setLocale, useWords } from '../../client/src/modules/i18n'

afterEach(() => setLocale('it'))

const ONLY_ITALIAN = { tried: { only: 'prova di {who}, {who} e {other}' } } as const

describe('a sentence', () => {
  it('says what its names stand for, each time, as it is written, and nothing for what nobody gave', () => {
    const { t } = useWords(ONLY_ITALIAN)
    expect(t('tried.only', { who: '$& {other}', other: 0 })).toBe('prova di $& {other}, $& {other} e 0')
    expect(t('tried.only', { who: 'A' })).toBe('prova di A, A e ')
  })

  it('is said anew where the language changes, and in Italian where English has none', async () => {
    const { t, te } = useWords(ONLY_ITALIAN)
    const said: string[] = []
    const stop = watchEffect(() => said.push(t('common.cancel')))
    await setLocale('en')
    await nextTick()
    stop()
    expect(said).toEqual(['Annulla', 'Cancel'])
    expect(t('tried.only', { who: 'A', other: 'B' })).toBe('prova di A, A e B')
    expect([te('tried.only'), te('common.cancel')]).toEqual([false, true])
  })

  it('is there by its whole name only', () => {
    const { te } = useWords()
    const names = [
      'common.cancel',
      'common',
      'common.cancel.length',
      'common.constructor',
      'common.constructor.name',
      '',
    ]
    expect(names.map((name) => te(name))).toEqual([true, false, false, false, false, false])
  })
})
