import { describe, expect, it } from 'vitest'
import { type Refusal, refusal, refusalIn, sayRefusal, withMessage } from '../../../shared/src/refusals'
import { OperationRecordSchema, RefusalSchema, VerdictSchema } from '../../../shared/src/sync/protocol'
import * as v from 'valibot'

const inBoth = (refused: Refusal) => [sayRefusal(refused, 'it'), sayRefusal(refused, 'en')]

describe('a refusal', () => {
  it('[RF1.5] has no code that is not in the list', () => {
    // @ts-expect-error The list is closed: the compiler refuses any other code, and every part is compiled.
    const unknown = refusal('NOT_IN_THE_LIST')
    expect(sayRefusal(unknown, 'it')).toBe('NOT_IN_THE_LIST')
  })

  it('[RF1.3] says in both languages what it names', () => {
    expect(inBoth(refusal('EVIDENCE_TOO_LARGE', { kind: 'named', name: 'verbale.pdf', limit: 25 }))).toEqual([
      '«verbale.pdf» supera 25 MB: lo riduca o lo divida.',
      '«verbale.pdf» is larger than 25 MB: make it smaller or divide it.',
    ])
    expect(inBoth(refusal('CALENDAR_IN_USE', { year: 2021, division: 'trimestri' }))).toEqual([
      'Per il 2021 ci sono già valori inseriti nei trimestri: la suddivisione non si cambia più.',
      'For 2021 there are values in the quarters already: the division does not change any more.',
    ])
  })

  it('[RI50.3] names the request in which something came up that nobody foresaw', () => {
    expect(inBoth(refusal('INTERNAL_ERROR', { kind: 'request', request: 'ab-12' }))).toEqual([
      'Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce (codice richiesta ab-12).',
      'Unexpected error of the server: try again, and tell whoever runs it if it happens again (request code ab-12).',
    ])
  })

  it('[RF2.3] has its plurals right', () => {
    expect(inBoth(refusal('NOT_COMPLETE', { missing: 1, first: 'Dipendenti' }))).toEqual([
      'Manca una misura, per prima «Dipendenti»: inserisca il valore o scriva perché resta n.d.',
      'One measure is missing, the first one is «Dipendenti»: enter the value, or write why it stays n.d.',
    ])
    expect(inBoth(refusal('TOO_MANY_ATTEMPTS', { kind: 'known', minutes: 1 }))).toEqual([
      'Troppi tentativi non riusciti: riprovi fra un minuto.',
      'Too many failed attempts: try again in a minute.',
    ])
  })

  it('[RF2.1] writes numbers as Italy does, in both languages', () => {
    expect(inBoth(refusal('NOT_COMPLETE', { missing: 12_345, first: 'Dipendenti' }))).toEqual([
      expect.stringContaining('12.345 misure'),
      expect.stringMatching(/^12\.345 measures are missing, /),
    ])
  })

  it('[RF2.2] writes days as Italy does, in both languages', () => {
    expect(
      inBoth(refusal('PERIOD_CLOSED', { kind: 'late', period: 'II quadrimestre 2021', day: '2021-09-15' })),
    ).toEqual([
      'Il II quadrimestre 2021 si è chiuso il 15/09/2021: chieda al controllo di gestione di riaprirlo.',
      'II quadrimestre 2021 closed on 15/09/2021: ask the management controller to open it again.',
    ])
  })

  it('[RF3.1] of earlier software is said by its sentence: what was refused before stays readable', () => {
    const said = { operation: 'o1', stamp: 7, provisional: false }
    const kept = { ...said, type: 'rejected', refusal: { code: 'PERIOD_CLOSED', message: 'Il I semestre è chiuso.' } }
    const verdict = v.parse(VerdictSchema, kept)
    expect('refusal' in verdict && inBoth(verdict.refusal)).toEqual([
      'Il I semestre è chiuso.',
      'Il I semestre è chiuso.',
    ])
    // As it lies in a device's store, which nobody has looked at since.
    expect(inBoth(kept.refusal as unknown as Refusal)).toEqual(['Il I semestre è chiuso.', 'Il I semestre è chiuso.'])
    expect(v.is(OperationRecordSchema.entries.verdict, kept)).toBe(true)
  })

  it('[RF3.2] of a newer program is said by what came with it; never by a gap', () => {
    expect(inBoth({ code: 'NOT_KNOWN_YET', params: { n: 1 }, message: 'Frase nuova.' })).toEqual([
      'Frase nuova.',
      'Frase nuova.',
    ])
    expect(inBoth({ code: 'WRONG_CODE', params: { kind: 'new' }, message: 'Codice.' })[0]).toBe('Codice.')
    expect(inBoth({ code: 'constructor', params: {} })).toEqual(['constructor', 'constructor'])
  })

  it('[RF3.1] without what it names is said by what came with it', () => {
    expect(inBoth({ code: 'NO_PLAN', params: {}, message: 'Per il 2030 non c’è.' })[0]).toBe('Per il 2030 non c’è.')
  })

  it('[RF5.3] leaves out what is not known', () => {
    const fault = { kind: 'bracket' } as const
    expect(inBoth(refusal('FORMULA_SYNTAX', fault))).toEqual(['Qui serve «)».', 'Here «)» is needed.'])
    expect(inBoth(refusal('FORMULA_SYNTAX', { ...fault, indicator: 'I1', at: 4 }))[1]).toBe(
      'Formula of «I1», character 4: Here «)» is needed.',
    )
  })

  it('[RF4.1] carries its sentence where earlier software reads it, and is read with and without params', () => {
    const full = withMessage(refusal('EVIDENCE_EMPTY', { name: 'a.pdf' }))
    expect(full).toEqual({ code: 'EVIDENCE_EMPTY', params: { name: 'a.pdf' }, message: '«a.pdf» è vuoto.' })
    expect(refusalIn(JSON.stringify(full))).toEqual(full)
    expect(refusalIn('{"code":"EVIDENCE_EMPTY","message":"Vuoto."}')).toEqual({
      ...{ code: 'EVIDENCE_EMPTY', params: null, message: 'Vuoto.' },
    })
    expect(refusalIn('{"code":"X","message":"Y","params":{"n":[1]}}')).toMatchObject({ params: null })
    expect(['', '{"code":1}', 'null'].map(refusalIn)).toEqual([null, null, null])
    expect(v.safeParse(RefusalSchema, { code: 'X', params: { deep: {} }, message: 'Y' }).success).toBe(false)
  })
})
