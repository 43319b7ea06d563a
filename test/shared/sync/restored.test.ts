import { registerId } from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { SmallNet, type SmallPhone } from '../../support/sim/small-net'
import { aKey } from '../../support/sync'

const number = (value: number) => ({ type: 'number', number: value })
const DAY = 86_400_000

let net: SmallNet
let anna: SmallPhone
let bruno: SmallPhone
beforeEach(() => {
  net = new SmallNet()
  anna = net.phone('anna')
  bruno = net.phone('bruno')
})

/** Nobody waits for anything that is put off. */
async function expectRest(...phones: readonly SmallPhone[]): Promise<void> {
  for (const phone of phones) {
    const { pending, registers } = await net.view(phone)
    expect(pending).toBe(0)
    expect(registers.map(({ state }) => state)).not.toContain('deferred')
  }
  expect(await net.site.reading((tx) => tx.provisional(99))).toEqual([])
}

/** Anna's value meets one of Bruno that she had not seen. */
async function conflict(phone = anna): Promise<string> {
  await net.edit(bruno, 1)
  const refused = await net.edit(phone, 2)
  await net.sync(bruno, phone)
  await net.relay()
  await net.sync(phone)
  return refused
}

describe('after the head office was put back', () => {
  it('[SY70.3] what was typed over an open conflict is decided, and what it stands on is kept as it was', async () => {
    const empty = await net.head.copy()
    const first = await conflict()
    const second = await net.edit(anna, 3)
    await net.sync(anna)
    expect(await net.kept(first)).toBe(`conflict, ended by ${second}`)
    net.head = empty
    await net.rest(anna, bruno)
    expect(await net.kept(first)).toBe(`conflict, ended by ${second}`)
    expect(await net.kept(second)).toBe('conflict')
    expect(await net.tray(anna)).toEqual([second])
    expect(await net.value()).toEqual(number(1))
    await expectRest(anna, bruno)
  })

  it('[SY70.2] each of what is kept goes again once', async () => {
    const empty = await net.head.copy()
    const first = await conflict()
    const second = await net.edit(anna, 3)
    await net.sync(anna)
    net.head = empty
    net.pushes.length = 0
    await net.rest(anna, bruno)
    const sent = net.pushes.flatMap(({ operations }) => operations.map(({ id }) => id))
    for (const id of [first, second]) expect(sent.filter((one) => one === id)).toEqual([id])
  })

  it('[SY70.3] over several generations, and after a second restore', async () => {
    const empty = await net.head.copy()
    const chain = [await conflict()]
    for (const value of [3, 4, 5]) {
      chain.push(await net.edit(anna, value))
      await net.sync(anna)
    }
    const last = chain.at(-1) ?? ''
    const before = await Promise.all(chain.map((id) => net.kept(id)))
    for (let restore = 0; restore < 2; restore++) {
      net.head = await empty.copy()
      await net.rest(anna, bruno)
      expect(await Promise.all(chain.map((id) => net.kept(id)))).toEqual(before)
      expect(await net.tray(anna)).toEqual([last])
      await expectRest(anna, bruno)
    }
    await net.settle(anna, last, 'mine')
    await net.rest(anna, bruno)
    expect(await net.value()).toEqual(number(5))
  })

  it('[SY70.4] what somebody let go of never comes to life, whoever comes first', async () => {
    const empty = await net.head.copy()
    const first = await conflict()
    await net.settle(anna, first, 'theirs')
    await net.sync(anna)
    net.head = empty
    // Bruno, whose value stood there, is away: it would be applied over nothing.
    await net.sync(anna)
    expect(await net.value()).toBeUndefined()
    expect(await net.kept(first)).toMatch(/^conflict, ended by/)
    await net.rest(anna, bruno)
    expect(await net.value()).toEqual(number(1))
    expect(await net.tray(anna)).toEqual([])
    await expectRest(anna, bruno)
  })

  it('[SY70.3] an own value that was kept over the other stands again, once the other is back', async () => {
    const empty = await net.head.copy()
    const first = await conflict()
    await net.settle(anna, first, 'mine')
    await net.sync(anna)
    expect(await net.value()).toEqual(number(2))
    net.head = empty
    await net.rest(anna, bruno)
    expect(await net.value()).toEqual(number(2))
    expect(await net.tray(anna)).toEqual([])
    expect(await net.tray(bruno)).toEqual([])
    await expectRest(anna, bruno)
  })

  it('[SY70.6] while it is on its way again, what was let go of is shown nowhere and nobody types over it', async () => {
    const empty = await net.head.copy()
    const first = await conflict()
    await net.settle(anna, first, 'theirs')
    await net.sync(anna)
    net.head = empty
    await net.sync(bruno)
    const { store } = anna
    const settled = await store.reading((tx) => tx.operations([first]))
    await store.transaction((tx) => tx.putOperations(settled.map((record) => ({ ...record, verdict: null }))))
    const shown = (await net.view(anna)).registers.find(({ id }) => id === registerId(aKey))
    expect(shown?.content).toEqual(number(1))
    const next = await net.edit(anna, 7)
    const [record] = await store.reading((tx) => tx.operations([next]))
    expect(record?.operation.base).not.toBe(first)
  })

  it.each(['accept', 'decline'] as const)(
    '[SY70.5] a late value and the answer to it (%s) find each other again',
    async (answer) => {
      const mara = net.phone('mara')
      await net.sync(anna, mara)
      const empty = await net.head.copy()
      net.closed = true
      const late = await net.edit(anna, 4)
      await net.sync(anna, mara)
      await net.settle(mara, late, { answer, decision: { reason: 'Guasto della linea', inTime: true } })
      await net.sync(mara, anna)
      const before = await net.value()
      net.head = empty
      // The answer comes first.
      await net.sync(mara)
      await net.rest(mara, anna)
      expect(await net.value()).toEqual(before)
      expect(before).toEqual(answer === 'accept' ? number(4) : undefined)
      expect(await net.kept(late)).toMatch(/^rejected, ended by/)
      expect([...(await net.tray(mara)), ...(await net.tray(anna))]).toEqual([])
      await expectRest(anna, mara)
    },
  )

  it('[SY70.4] from another device of the same person too, whichever comes first', async () => {
    const other = net.phone('anna')
    const empty = await net.head.copy()
    const first = await conflict()
    await net.sync(other)
    await net.settle(other, first, 'theirs')
    await net.sync(other, anna)
    for (const order of [
      [other, anna],
      [anna, other],
    ]) {
      net.head = await empty.copy()
      await net.sync(...order)
      await net.rest(...order, bruno)
      expect(await net.kept(first)).toMatch(/^conflict, ended by/)
      expect(await net.value()).toEqual(number(1))
      expect([...(await net.tray(anna)), ...(await net.tray(other))]).toEqual([])
      await expectRest(anna, other, bruno)
    }
  })

  it('[SY70.3] over a site: the office, and then the site too', async () => {
    const carla = net.phone('carla', 'site')
    const [office, atSite] = [await net.head.copy(), await net.site.copy()]
    const first = await conflict(carla)
    const second = await net.edit(carla, 3)
    await net.rest(carla, bruno)
    expect(await net.kept(first)).toBe(`conflict, ended by ${second}`)
    net.head = office
    await net.rest(carla, bruno)
    expect(await net.kept(first)).toBe(`conflict, ended by ${second}`)
    expect(await net.tray(carla)).toEqual([second])
    await expectRest(carla, bruno)
    net.site = atSite
    await net.rest(carla, bruno)
    expect(await net.tray(carla)).toEqual([second])
    await expectRest(carla, bruno)
  })
})

describe('what nobody brings any more', () => {
  /** Anna's value stands on one of Bruno, who wrote his after the copy that the head office is put back to. */
  async function standsOnBruno(): Promise<string> {
    await net.sync(anna, bruno)
    const before = await net.head.copy()
    await net.edit(bruno, 1)
    await net.sync(bruno, anna)
    const edit = await net.edit(anna, 2)
    await net.sync(anna)
    expect(await net.value()).toEqual(number(2))
    net.head = before
    return edit
  }

  it('[SY71.2] is waited for as long as somebody who came lately has not come again', async () => {
    const edit = await standsOnBruno()
    for (let round = 0; round < 3; round++) await net.sync(anna)
    expect((await net.view(anna)).registers).toMatchObject([{ state: 'deferred' }])
    await net.rest(anna, bruno)
    expect(await net.kept(edit)).toBe('applied')
    expect(await net.value()).toEqual(number(2))
    await expectRest(anna, bruno)
  })

  it('[SY71.2] is waited for no longer once everybody has said that this was all: a person decides', async () => {
    const edit = await standsOnBruno()
    // Bruno's storage was emptied: he comes with nothing, under another name.
    const emptied = net.phone('bruno')
    await net.rest(anna, emptied)
    expect(await net.kept(edit)).toBe('conflict')
    expect(await net.value()).toBeUndefined()
    expect(await net.tray(anna)).toEqual([edit])
    await expectRest(anna, emptied)
    // Whoever comes with it in the end is right as well.
    await net.rest(anna, bruno)
    expect(await net.value()).toEqual(number(1))
  })

  it('[SY71.6] is not waited for where who had it did not come for ninety days', async () => {
    const edit = await standsOnBruno()
    await net.head.transaction(async (tx) => {
      const [row] = await tx.nodes([bruno.node])
      if (row) await tx.claimNodes([{ ...row, lastSeen: new Date(Date.parse(net.now) - 91 * DAY).toISOString() }])
    })
    await net.rest(anna)
    expect(await net.kept(edit)).toBe('conflict')
    await expectRest(anna)
  })

  it('[SY71.3] a site speaks for the devices whose work it brings, and waits for nobody itself', async () => {
    const carla = net.phone('carla', 'site')
    await net.rest(carla, anna, bruno)
    const before = await net.head.copy()
    await net.edit(bruno, 1)
    await net.sync(bruno)
    await net.rest(carla)
    const edit = await net.edit(carla, 2)
    await net.rest(carla)
    net.head = before
    const emptied = net.phone('bruno')
    await net.rest(carla, anna, emptied)
    expect(await net.kept(edit)).toBe('conflict')
    expect(await net.tray(carla)).toEqual([edit])
    await expectRest(carla, anna, emptied)
  })

  it('[SY71.5] leaves nothing put off once everybody has come', async () => {
    await standsOnBruno()
    await net.sync(anna)
    expect((await net.view(anna)).registers).toMatchObject([{ state: 'deferred' }])
    const emptied = net.phone('bruno')
    await net.rest(anna, emptied)
    await expectRest(anna, emptied)
  })
})
