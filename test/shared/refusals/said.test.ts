import { type Refusal, refusal, refusalIn, sayRefusal } from '@traguardo/shared/refusals'
import { describe, expect, it } from 'vitest'

const inBoth = (refused: Refusal) => [sayRefusal(refused, 'it'), sayRefusal(refused, 'en')]

describe('a sentence', () => {
  it('writes moments by the clock of Rome, in each language', () => {
    const [it, en] = inBoth({ code: 'SITE_FILE_OLD', params: { at: '2021-01-19T23:30:00.000Z' } })
    expect(it).toBe('Questo file è del 20 gennaio 2021 alle ore 00:30, troppo vecchio: ne prepari un altro alla sede.')
    expect(en).toBe('This file is of 20 January 2021 at 00:30, too old: have another one prepared at the site.')
    expect(inBoth({ code: 'SITE_FILE_OLD', params: { at: 'ieri' } })[0]).toContain('è del ieri,')
  })

  it('[RF5.2] quotes another by its code, with the same params, and names one that quotes yet another', () => {
    const about = { about: 'Indicatore' }
    const quoting = (fault: string, more: object = {}) =>
      inBoth({ code: 'DRAFT_MALFORMED', params: { ...about, fault, ...more } })
    expect(quoting('TEXT_TOO_LONG', { limit: 20 })[0]).not.toContain('TEXT_TOO_LONG')
    expect(quoting('EVIDENCE_EMPTY', { name: 'a.pdf' })).toEqual([
      'La bozza non è salvata. Indicatore: «a.pdf» è vuoto.',
      'The draft is not saved. Indicatore: «a.pdf» is empty.',
    ])
    expect(quoting('NOT_A_DATE', { kind: 'none' })[0]).toBe(
      'La bozza non è salvata. Indicatore: La data non esiste nel calendario.',
    )
    expect(quoting('NOT_A_DATE')[0]).toBe(
      'La bozza non è salvata. Indicatore: Non è una data: scriva giorno, mese e anno, per esempio 5/9/2021.',
    )
    for (const unknown of ['EVIDENCE_EMPTY', 'PLAN_FAULTY', 'NOT_IN_THE_LIST', 'toString'])
      expect(quoting(unknown)[0]).toBe(`La bozza non è salvata. Indicatore: ${unknown}`)
  })

  it('puts a word of the list, or what is quoted in its place', () => {
    const found = (what: string) => inBoth({ code: 'UNKNOWN_REFERENCE', params: { code: 'X', what } })
    expect(found('unit')).toEqual(["«X» non è un'unità di questo piano.", '«X» is not a unit of this plan.'])
    expect(found('«+»')[0]).toBe('«X» non è «+» di questo piano.')
  })

  it('[RF2.3] takes one alone for one', () => {
    const left = (count: number) => inBoth(refusal('NOT_ALL_CONFIRMED', { left: count }))
    expect([0, 1, 2].map((count) => left(count)[0]?.split(':')[0])).toEqual([
      ...['Mancano le validazioni di 0 unità', 'Manca la validazione di un’unità', 'Mancano le validazioni di 2 unità'],
    ])
    expect(left(1500)[1]).toMatch(/^1500 units|^1\.500 units/)
  })

  it('[RF3.1] is its message or its code where it cannot be made', () => {
    expect(inBoth({ code: 'EVIDENCE_EMPTY', params: null, message: 'Vuoto.' })).toEqual(['Vuoto.', 'Vuoto.'])
    expect(inBoth({ code: 'EVIDENCE_EMPTY', params: {}, message: 'Vuoto.' })).toEqual(['Vuoto.', 'Vuoto.'])
    expect(inBoth({ code: 'EVIDENCE_EMPTY', params: { name: 'a' }, message: 'Vuoto.' })).toEqual([
      '«a» è vuoto.',
      '«a» is empty.',
    ])
    expect(inBoth({ code: 'EVIDENCE_EMPTY', params: null })).toEqual(['EVIDENCE_EMPTY', 'EVIDENCE_EMPTY'])
    expect(inBoth({ code: 'NEGATIVE', params: null })).toEqual([
      'Il valore non può essere negativo.',
      'The value cannot be below zero.',
    ])
    expect(inBoth({ code: 'X', params: {}, message: '' })).toEqual(['X', 'X'])
  })

  it('[RF4.1] is read from an answer with a code and a message, and from nothing else', () => {
    const read = (answer: unknown) => refusalIn(JSON.stringify(answer))
    const whole = { code: 'X', message: 'Y', params: { n: 1, t: 'x' } }
    expect(read(whole)).toEqual(whole)
    expect([
      read({ code: 'X' }),
      read({ message: 'Y' }),
      read({ code: 1, message: 'Y' }),
      read({ code: 'X', message: 2 }),
    ]).toEqual([...[null, null, null, null]])
    expect([
      read({ ...whole, params: null }),
      read({ ...whole, params: 'x' }),
      read({ ...whole, params: { n: true } }),
    ]).toEqual(Array.from({ length: 3 }, () => ({ ...whole, params: null })))
    expect(refusalIn('no JSON')).toBeNull()
  })
})
