import {
  type PushAnswer,
  answerIn,
  devicePushIn,
  memoryStore,
  receivePush,
  SiteLetterSchema,
} from '@traguardo/shared/sync'
import { safeParse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { aPush, anOperation, receivePorts } from '../../support/sync'

const answerTo = (): Promise<PushAnswer> =>
  receivePush(memoryStore(), aPush([anOperation({}), anOperation({ seq: 2 })]), receivePorts())

describe('one definition of what ends say to one another', () => {
  it('[SY90.1] reads an answer back as it was given, also with the nulls of GraphQL for the parts that a verdict has not', async () => {
    const answer = await answerTo()
    expect(answerIn(JSON.parse(JSON.stringify(answer)))).toEqual(answer)
    const told = answer.verdicts.map((verdict) => ({ keptAs: null, current: null, refusal: null, ...verdict }))
    expect(answerIn({ ...answer, verdicts: told, more: false }).verdicts).toMatchObject(answer.verdicts)
  })

  it.each<[string, (answer: PushAnswer) => object]>([
    ['without a cursor', ({ cursor: _cursor, ...answer }) => answer],
    [
      'with a verdict of another kind',
      (answer) => ({ ...answer, verdicts: [{ ...answer.verdicts[0], type: 'maybe' }] }),
    ],
    [
      'with a refusal that does not say why',
      (answer) => ({ ...answer, verdicts: [{ ...answer.verdicts[0], type: 'rejected' }] }),
    ],
    ['with a register without a head', (answer) => ({ ...answer, registers: [{ id: anOperation({}).id }] })],
  ])('[SY90.2] takes no answer %s', async (_, broken) => {
    const answer = await answerTo()
    expect(() => answerIn(broken(answer))).toThrow()
  })

  it('[SY90.2] says of a push which part has no form; a cursor without one holds nothing', () => {
    const push = { ...aPush([anOperation({})]), cursor: undefined, lastSeq: 1 }
    expect(devicePushIn({ ...push, at: { view: null, stamp: -1, tray: 0, behind: null } })).toMatchObject({
      ok: true,
      value: { at: { view: null, stamp: 0, tray: 0, behind: null } },
    })
    expect(devicePushIn({ ...push, node: 'a\u0000' })).toEqual({ ok: false, error: 'node' })
    expect(devicePushIn({ ...push, protocol: -1 })).toEqual({ ok: false, error: 'protocol' })
    expect(devicePushIn({ ...push, ended: ['not an id'] })).toEqual({ ok: false, error: 'ended' })
    expect(devicePushIn(null).ok).toBe(false)
  })

  it('[SY90.2] reads the letter of a site, and of earlier software without a head, and nothing else', () => {
    const { lastSeq: _seq, ...push } = aPush([anOperation({})])
    const report = { waiting: 1, refused: 0 }
    const read = (letter: object) => safeParse(SiteLetterSchema, letter).success
    expect(read({ push, report, directory: null, whole: false })).toBe(true)
    expect(read({ purpose: 'sign-in', username: 'anna', password: 'x', code: null })).toBe(true)
    expect(read({ push, report: { waiting: -1, refused: 0 }, directory: null, whole: false })).toBe(false)
    expect(read({ push: { ...push, operations: {} }, report, directory: null, whole: false })).toBe(false)
    expect(read({ purpose: 'pass', push, report, directory: null, whole: false })).toBe(false)
  })
})
