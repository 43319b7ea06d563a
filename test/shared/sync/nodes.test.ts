import {
  type Answer,
  type MemoryStore,
  memoryStore,
  type Operation,
  type Push,
  receive,
  type ReceivePorts,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { aKey, anOperation, aPush, receivePorts } from '../../support/sync'

let head: MemoryStore
beforeEach(() => {
  head = memoryStore()
})

const ask = (person: string, operations: readonly Operation[], changes: Partial<Push> = {}, ports = {}) =>
  receive(head, aPush(operations, changes), receivePorts({ person, ...ports }))
const codes = ({ verdicts }: Answer) =>
  verdicts.map((verdict) => ('refusal' in verdict ? verdict.refusal.code : verdict.type))
const cell = (measure: string) => ({ key: { ...aKey, measure } })

/** A site that brings what its people did. */
const site = (id: string): Partial<ReceivePorts> => ({
  ...{ persons: ['anna', 'bruno'], mayBring: () => true },
  bearer: { person: null, credential: id, name: 'Sede', receiver: null },
})

describe('a node', () => {
  it('[SY34] is somebody’s from the first push on, named or not, with or without operations', async () => {
    await ask('anna', [], { node: 'phone' })
    expect(await head.reading((tx) => tx.nodes(['phone']))).toMatchObject([{ person: 'anna', body: 'B' }])
    const stolen = anOperation({ person: 'bruno', node: 'phone', seq: 1 })
    expect(await ask('bruno', [stolen], { node: 'phone' })).toMatchObject({ notice: 'not-yours', verdicts: [] })
    expect(await head.reading((tx) => tx.operations([stolen.id]))).toEqual([])
    expect((await ask('anna', [anOperation({ seq: 1 })], { node: 'phone', lastSeq: 1 })).notice).toBe('none')
  })

  it('[SY34] that was shut out brings nothing, and what it held may come over another of its person', async () => {
    await ask('anna', [], { node: 'lost' })
    const [lost] = await head.reading((tx) => tx.nodes(['lost']))
    await head.transaction((tx) =>
      tx.claimNodes([{ ...(lost as NonNullable<typeof lost>), revokedAt: '2021-09-05T09:00:00.000Z' }]),
    )
    expect((await ask('anna', [anOperation({ node: 'lost' })], { node: 'lost' })).notice).toBe('revoked')
    expect(codes(await ask('anna', [anOperation({ node: 'lost' })], { node: 'phone' }))).toEqual(['applied'])
  })

  it('[SY34] of somebody else inside a push is refused by itself and uses up nothing; one’s own other is taken', async () => {
    await ask('bruno', [anOperation({ person: 'bruno', node: 'tablet', ...cell('M1') })], { node: 'tablet' })
    const forged = anOperation({ node: 'tablet', seq: 2, ...cell('M2') })
    const own = anOperation({ node: 'other-phone', seq: 7, ...cell('M3') })
    const answer = await ask('anna', [forged, own, anOperation({ seq: 1, ...cell('M4') })])
    expect(codes(answer)).toEqual(['NODE_NOT_YOURS', 'applied', 'applied'])
    expect(answer.verdicts[0]?.stamp).toBe(0)
    expect(await head.reading((tx) => tx.lastSeq('tablet'))).toBe(1)
    expect((await ask('bruno', [], { node: 'tablet', lastSeq: 1 })).notice).toBe('none')
    expect((await ask('bruno', [], { node: 'other-phone' })).notice).toBe('not-yours')
  })

  it('[SY34] of a site is the site’s: nobody stops it by bearing its name, and it brings its people’s devices', async () => {
    await receive(head, aPush([], { node: 'site-1' }), receivePorts(site('site-1')))
    expect((await ask('anna', [], { node: 'site-1' })).notice).toBe('not-yours')
    const poison = anOperation({ node: 'site-1', seq: 1, kind: 'dismiss', content: null, about: anOperation({}).id })
    expect(codes(await ask('anna', [poison]))).toEqual(['NODE_NOT_YOURS'])
    const brought = [
      anOperation({ node: 'phone-of-anna', ...cell('M1') }),
      anOperation({ node: 'phone-of-bruno', person: 'bruno', ...cell('M2') }),
      anOperation({ node: 'phone-of-anna', seq: 2, person: 'bruno', ...cell('M3') }),
      anOperation({ node: 'site-1', seq: 3, ...cell('M4') }),
    ]
    const answer = await receive(head, aPush(brought, { node: 'site-1' }), receivePorts(site('site-1')))
    expect(answer.notice).toBe('none')
    expect(codes(answer)).toEqual(['applied', 'applied', 'NODE_NOT_YOURS', 'NODE_NOT_YOURS'])
    expect(await head.reading((tx) => tx.nodes(['phone-of-anna']))).toMatchObject([
      { person: 'anna', credential: 'site-1' },
    ])
  })

  it('[SY34] that is the receiver’s own name is nobody’s who comes to it', async () => {
    const atSite = { bearer: { person: 'anna', credential: 'x', name: null, receiver: 'here' } }
    expect((await ask('anna', [], { node: 'here' }, atSite)).notice).toBe('not-yours')
    expect(codes(await ask('anna', [anOperation({ node: 'here' })], {}, atSite))).toEqual(['NODE_NOT_YOURS'])
  })

  it('[SY35] there are two hundred of a person in ninety days at most', async () => {
    for (let at = 0; at < 200; at++) await ask('anna', [], { node: `phone-${at}` })
    expect((await ask('anna', [], { node: 'one-more' })).notice).toBe('too-many')
    expect(codes(await ask('anna', [anOperation({ node: 'one-more' })], { node: 'phone-1' }))).toEqual([
      'TOO_MANY_DEVICES',
    ])
    expect((await ask('anna', [], { node: 'phone-7' })).notice).toBe('none')
    expect((await ask('bruno', [], { node: 'tablet' })).notice).toBe('none')
    const later = { now: '2021-12-24T09:00:00.000Z' }
    expect((await ask('anna', [], { node: 'one-more' }, later)).notice).toBe('none')
  })
})
