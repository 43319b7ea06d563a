import { sayRefusal } from '@traguardo/shared/refusals'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  checkEvidence,
  EVIDENCE_TYPES,
  LARGEST_EVIDENCE,
  MOST_PIECES,
  NEVER_TAKEN,
  NOT_THE_FILE,
  tooManyPieces,
} from '../../../shared/src/sync/protocol/evidence'
import {
  countSchema,
  DayTextSchema,
  GREATEST_COUNT,
  IdSchema,
  InstantSchema,
  listSchema,
  NameSchema,
  orNull,
  ParamsSchema,
  partsSchema,
  RefusalSchema,
  textSchema,
} from '../../../shared/src/sync/protocol/parts'
import { SitePassSchema, SiteReportSchema } from '../../../shared/src/sync/site/site-messages'

const is = (schema: v.GenericSchema, raw: unknown) => v.safeParse(schema, raw).success
const read = (schema: v.GenericSchema, raw: unknown) => v.safeParse(schema, raw).output

describe('the parts of what comes', () => {
  const ID = '0190a5b2-1234-7abc-8def-0123456789ab'

  it.each<[string, v.GenericSchema, readonly unknown[], readonly unknown[]]>([
    ['an id', IdSchema, [ID], [ID.toUpperCase(), `${ID}0`, `x${ID}`, ID.slice(1), ID.replace('-', ''), '', 7, null]],
    ['a name', NameSchema, ['A', 'a.b:c%d-e_f g', 'x'.repeat(128)], ['', 'x'.repeat(129), 'a/b', 'è', 'a\n', 'a<', 7]],
    [
      'a moment',
      InstantSchema,
      [
        '2021-09-05T08:00:00Z',
        '2021-09-05T08:00:00.123Z',
        '2021-09-05T08:00:00.123456Z',
        '2021-09-05T08:00:00+02:00',
        '2021-09-05T08:00:00-10:30',
      ],
      [
        '2021-09-05T08:00:00',
        '2021-09-05',
        '2021-99-05T08:00:00Z',
        '2021-09-05T99:00:00Z',
        '2021-09-05T08:00:00.Z',
        '2021-09-05T08:00:00.1234567Z',
        'x2021-09-05T08:00:00Z',
        '2021-09-05T08:00:00Zx',
        '2021-09-05T08:00:00+2:00',
        7,
      ],
    ],
    [
      'a day',
      DayTextSchema,
      ['2021-09-05', '2021-99-99'],
      ['2021-9-5', '05/09/2021', '2021-09-05x', 'x2021-09-05', 20210905],
    ],
    ['a count', countSchema(), [0, 1, GREATEST_COUNT], [-1, 1.5, GREATEST_COUNT + 1, Number.NaN, '1', null]],
    ['a count up to three', countSchema(3), [0, 3], [4]],
    ['a text of three', textSchema(3), ['', 'abc', 'è\n'], ['abcd', 'a\u0000', 'a\u202e', '\ud800', 7]],
    ['a list', listSchema(countSchema()), [[], [1, 2]], [[1, 'x'], 'x', { length: 0 }, null]],
    ['params', ParamsSchema, [{}, { a: 1, b: 'x' }], [{ a: null }, { a: {} }, { a: true }, 'x', null]],
  ])('[SY36.1] %s', (_what, schema, good, bad) => {
    expect([good.filter((one) => !is(schema, one)), bad.filter((one) => is(schema, one))]).toEqual([[], []])
  })

  it('[SY36.2] nothing stands beside them, and what earlier software left out is none', () => {
    const schema = partsSchema({ a: v.number(), b: orNull(v.string()) })
    expect(read(schema, { a: 1, b: 'x', c: 2 })).toEqual({ a: 1, b: 'x' })
    expect([read(schema, { a: 1 }), read(schema, { a: 1, b: null })]).toEqual([
      { a: 1, b: null },
      { a: 1, b: null },
    ])
    expect([is(schema, { b: 'x' }), is(schema, { a: 1, b: 7 }), is(schema, null), is(schema, 'x')]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('[RF3.1] a refusal has a code, and of earlier software nothing but its message', () => {
    const whole = { code: 'X', params: { n: 1 }, message: 'Y' }
    expect([
      read(RefusalSchema, { ...whole, more: 1 }),
      read(RefusalSchema, { code: 'X', message: 'Y' }),
      read(RefusalSchema, { code: 'X' }),
    ]).toEqual([...[whole, { ...whole, params: null }, { code: 'X', params: null }]])
    expect([is(RefusalSchema, { message: 'Y' }), is(RefusalSchema, { code: 'X', message: 7 })]).toEqual([false, false])
  })

  it('the report of a site says what waits, with none for what earlier software did not say', () => {
    const whole = { waiting: 1, files: 2, refused: 3, problem: 'X' }
    expect(read(SiteReportSchema, whole)).toEqual(whole)
    expect(read(SiteReportSchema, { waiting: 1, refused: 3 })).toEqual({
      waiting: 1,
      files: null,
      refused: 3,
      problem: null,
    })
    expect(read(SiteReportSchema, { ...whole, files: 'x', problem: 7 })).toEqual({
      ...whole,
      files: null,
      problem: null,
    })
    expect([
      is(SiteReportSchema, { refused: 3 }),
      is(SiteReportSchema, { waiting: 1 }),
      is(SiteReportSchema, { ...whole, waiting: -1 }),
    ]).toEqual([...[false, false, false]])
  })

  it('[SY51.1] a pass is for one request, and its nonce is none that can be guessed', () => {
    const pass = {
      purpose: 'pass',
      files: 'f',
      request: 'r',
      to: 'office',
      at: '2021-09-05T08:00:00Z',
      nonce: 'n'.repeat(16),
      answers: null,
    }
    expect(read(SitePassSchema, pass)).toEqual(pass)
    const { answers: _, ...older } = pass
    expect(read(SitePassSchema, older)).toEqual(pass)
    for (const wrong of [
      { purpose: 'file' },
      { files: 7 },
      { request: null },
      { at: 'x' },
      { nonce: 'n'.repeat(15) },
      { nonce: 'n'.repeat(65) },
      { nonce: 'n'.repeat(15) + '!' },
    ])
      expect([wrong, is(SitePassSchema, { ...pass, ...wrong })]).toEqual([wrong, false])
    expect([
      is(SitePassSchema, { ...pass, nonce: 'n-_9'.repeat(16) }),
      is(SitePassSchema, { ...pass, nonce: `x${'n'.repeat(64)}` }),
    ]).toEqual([true, false])
  })
})

describe('a file that proves a value', () => {
  const file = { name: 'a.pdf', size: 1, mime: 'application/pdf' }
  const said = (changes: Partial<typeof file>) => {
    const refused = checkEvidence({ ...file, ...changes })
    return refused && `${refused.code} ${sayRefusal(refused, 'it')}`
  }

  it('[SY27.2] is not empty, not too large, and of a kind that is taken', () => {
    const tooLarge = 'EVIDENCE_TOO_LARGE «a.pdf» supera 25 MB: lo riduca o lo divida.'
    const noKind =
      'EVIDENCE_TYPE «a.pdf» non è di un tipo ammesso: alleghi un PDF, un’immagine o un documento (docx, xlsx, odt, ods…).'
    expect([said({}), said({ size: LARGEST_EVIDENCE }), said({ size: LARGEST_EVIDENCE + 1 })]).toEqual([
      null,
      null,
      tooLarge,
    ])
    expect([said({ size: 0 }), said({ size: -1 })]).toEqual([
      'EVIDENCE_EMPTY «a.pdf» è vuoto.',
      'EVIDENCE_EMPTY «a.pdf» è vuoto.',
    ])
    expect([said({ mime: 'text/html' }), said({ mime: '' }), said({ mime: 'image/svg+xml' })]).toEqual([
      noKind,
      noKind,
      noKind,
    ])
    expect(LARGEST_EVIDENCE).toBe(26_214_400)
    const office = 'application/vnd.openxmlformats-officedocument.'
    const open = 'application/vnd.oasis.opendocument.'
    expect(EVIDENCE_TYPES).toEqual([
      ...[
        'application/pdf',
        'image/jpeg',
        'image/png',
        'image/webp',
        'image/heic',
        `${office}wordprocessingml.document`,
      ],
      ...[`${office}spreadsheetml.sheet`, `${office}presentationml.presentation`, `${open}text`, `${open}spreadsheet`],
      `${open}presentation`,
    ])
  })

  it('[SY44.1] is one of twenty at most', () => {
    expect(MOST_PIECES).toBe(20)
    expect(sayRefusal(tooManyPieces, 'it')).toBe(
      'Questa misura ha già 20 allegati: ne tolga uno, o li unisca in un solo documento.',
    )
  })

  it('[SY43.2] that is refused for what it is is sent no more', () => {
    expect([NEVER_TAKEN, NOT_THE_FILE]).toEqual([
      ['EVIDENCE_TYPE', 'EVIDENCE_TOO_LARGE', 'EVIDENCE_EMPTY'],
      'EVIDENCE_HASH',
    ])
  })
})
