import {
  type PushAnswer,
  exchangeWork,
  memoryStore,
  type Push,
  receivePush,
  recordEdit,
  relayWork,
  type SyncStore,
} from '@traguardo/shared/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aKey, devicePorts, NOWHERE, receivePorts } from '../../support/sync'

/** An upstream that says all of this and never anything else, counted. */
function liar(say: (push: Push, round: number) => Partial<PushAnswer>) {
  const asked: Push[] = []
  const transport = async (push: Push): Promise<PushAnswer> => {
    asked.push(push)
    return {
      notice: 'none',
      epoch: 'e',
      verdicts: [],
      registers: [],
      tray: [],
      cursor: push.cursor,
      view: null,
      more: false,
      checksum: null,
      sums: null,
      safe: 0,
      serverTime: '2021-09-05T09:00:00.000Z',
      ...say(push, asked.length),
    }
  }
  return { asked, transport }
}

const LIES: Readonly<Record<string, (push: Push, round: number) => Partial<PushAnswer>>> = {
  'another has your name': () => ({ notice: 'cloned' }),
  'I lost something': () => ({ notice: 'new-epoch' }),
  'I lost something, once more': (_, round) => ({ notice: 'new-epoch', epoch: `e${round}` }),
  'there is more': () => ({ more: true }),
  'there is more, a step on': ({ cursor }) => ({ more: true, cursor: { ...cursor, stamp: cursor.stamp + 1 } }),
  'you see something else now': (_, round) => ({
    more: true,
    view: { token: `v${round % 2}`, scopes: [`s${round % 2}`], manages: [] },
  }),
  'the sums are others': () => ({ checksum: 'nonsense' }),
}

/** It is asked for everything anew once, and goes on. */
const IS_MENDED = new Set(['the sums are others'])
const MOST_ROUND_TRIPS = 8

async function phoneWithWork(): Promise<SyncStore> {
  const phone = memoryStore()
  await recordEdit(phone, { key: aKey, content: { type: 'number', number: 1 } }, devicePorts())
  return phone
}

/** A site with work of its people that the head office has still to decide. */
async function siteWithWork(): Promise<SyncStore> {
  const site = memoryStore()
  const phone = await phoneWithWork()
  const line = (push: Push) => receivePush(site, push, receivePorts({ provisional: true }))
  await exchangeWork(phone, line, devicePorts())
  return site
}

const SITE = { node: 'site', body: 'B' }

describe('an exchange with somebody who lies', () => {
  it('with who tells the truth, the work arrives and nothing is wrong', async () => {
    const head = memoryStore()
    const line = (push: Push) => receivePush(head, push, receivePorts())
    const phone = await exchangeWork(await phoneWithWork(), line, devicePorts())
    expect(phone).toMatchObject({ sent: 1, stopped: null })
    expect(
      await relayWork(await siteWithWork(), (push) => receivePush(head, push, receivePorts()), SITE),
    ).toMatchObject({
      forwarded: 1,
      stopped: null,
    })
  })

  it('[SY50.2] a site that is told that another has its name ends at once: it cannot take another', async () => {
    const { asked, transport } = liar(() => ({ notice: 'cloned' }))
    const { stopped } = await relayWork(await siteWithWork(), transport, SITE)
    expect([stopped, asked.length]).toEqual(['cloned', 1])
  })

  for (const [lie, say] of Object.entries(LIES)) {
    it(`[SY50.1] «${lie}»: the device ends after a few round trips, and its work is still there`, async () => {
      const { asked, transport } = liar(say)
      const phone = await phoneWithWork()
      let names = 0
      const ports = { ...devicePorts(), renew: async () => `name-${++names}` }
      const { stopped } = await exchangeWork(phone, transport, ports)
      expect(asked.length).toBeLessThanOrEqual(MOST_ROUND_TRIPS)
      expect(names).toBeLessThanOrEqual(1)
      expect(stopped === null).toBe(IS_MENDED.has(lie))
      expect(await phone.reading((tx) => tx.outbox(9))).toHaveLength(1)
    })
    it(`[SY50.4] «${lie}»: the site ends after a few round trips, and its work is still there`, async () => {
      const { asked, transport } = liar(say)
      const site = await siteWithWork()
      const { stopped } = await relayWork(site, transport, SITE)
      expect(asked.length).toBeLessThanOrEqual(MOST_ROUND_TRIPS)
      expect(stopped === null).toBe(IS_MENDED.has(lie))
      expect(await site.reading((tx) => tx.provisional(9))).toHaveLength(1)
    })
  }

  it('[SY50.1] whatever it says in whatever order, as long as it brings nothing', async () => {
    const answer = fc.record({
      notice: fc.constantFrom('none' as const, 'none' as const, 'new-epoch' as const, 'cloned' as const),
      epoch: fc.constantFrom('e', 'f', 'g'),
      more: fc.boolean(),
      stamp: fc.nat(3),
      behind: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 20 }), fc.boolean(), async (said, atSite) => {
        const { asked, transport } = liar((_, round) => {
          const { stamp, behind, ...one } = said[round % said.length] ?? { stamp: 0, behind: false }
          return { ...one, cursor: { ...NOWHERE, stamp, behind: behind ? { scopes: ['s'], stamp } : null } }
        })
        if (atSite) await relayWork(await siteWithWork(), transport, SITE)
        else await exchangeWork(await phoneWithWork(), transport, devicePorts())
        // What is sent and how it may be answered bounds it; a page of 3 empty answers is the longest there is.
        expect(asked.length).toBeLessThan(60)
      }),
    )
  })
})
