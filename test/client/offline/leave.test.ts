import 'fake-indexeddb/auto'
import { createUnfinished } from '../../../client/src/replica/replica'
import { type OperationRecord, recordEdit } from '@traguardo/shared/sync'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../../../client/src/offline/desk'
import { HasLeft } from '../../../client/src/offline/store/indexed-db-store'
import {
  clearOthers,
  comeBack,
  discardClosed,
  finishLeaving,
  leaveDevice,
  unsentOf,
} from '../../../client/src/offline/leave'
import type { Session } from '../../../client/src/offline/session'
import { keepKnown, readKnown } from '../../../client/src/offline/working-set'
import { powerCut, readDevice } from '../../support/device-storage'
import {
  AT_DESK,
  ANNA,
  arrived,
  aStep,
  attachArrived,
  backUp,
  CANARY,
  deskOf,
  heldBy,
  keyOf,
  newWorld,
  SECRET,
  send,
  session,
  signIn,
  workOn,
} from '../../support/leaving'

beforeEach(newWorld)

/** Closes desks, as a page does that goes: with what they hold. */
async function close(...desks: readonly Desk[]): Promise<void> {
  for (const desk of desks) desk.close()
  await new Promise((done) => setImmediate(done))
}

/** Somebody stands at the device, signed in; what they left does not open for them yet. */
async function knock(who: Session, secret: string): Promise<number> {
  await keepKnown('session', who)
  return comeBack(who, secret)
}

const expectNothingIn = (found: string) => {
  expect(found).not.toContain(CANARY)
  expect(found).not.toContain('KEY ')
  expect(found).not.toContain('anna')
}
const expectNothingToRead = async () => expectNothingIn(await readDevice())

/** What the device holds of somebody who is still there; null once they have left it for good. */
async function heldOrGone() {
  if (!(await readKnown('session'))) {
    await clearOthers(null)
    return null
  }
  const still = await deskOf('anna')
  const held = await heldBy(still)
  still.close()
  return held
}

const isRecord = (said: unknown): said is OperationRecord =>
  typeof said === 'object' && said !== null && 'operation' in said

describe('leaving a device', () => {
  it('[SY61] [SY45] a file that arrived outlasts its person’s absence, sealed, until a backup of the head office holds it', async () => {
    const sha256 = 'a'.repeat(64)
    const comeAndGo = async () => {
      expect(await leaveDevice(ANNA, false)).toBe('left')
      await clearOthers(null)
      await expectNothingToRead()
      return signIn(ANNA)
    }
    const desk = await signIn(ANNA)
    await attachArrived(desk, sha256)
    expect(await unsentOf(ANNA)).toMatchObject({ values: 0, files: 0 })
    await close(desk)
    const back = await comeAndGo()
    expect(await (await back.db.get('files', sha256))?.blob.text()).toBe(`${CANARY} ${sha256}`)
    // What the head office says is read again; then the backup is heard of.
    await send(back)
    await backUp()
    await send(back)
    await close(back)
    const later = await comeAndGo()
    expect(await later.db.get('files', sha256)).toBeUndefined()
    await close(later)
  })

  it('[SY45] leaves nothing to be read, and who comes back finds their pending work as it was, whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 12 }), async (steps) => {
        const desk = await signIn(ANNA)
        await workOn(desk, steps)
        const before = await heldBy(desk)
        expect(await leaveDevice(ANNA, false)).toBe('left')
        await close(desk)
        await clearOthers(null)
        await expectNothingToRead()
        const back = await signIn(ANNA)
        expect(await heldBy(back)).toEqual(before)
        expect(await back.db.count('registers')).toBe(0)
        // What was decided is read again; what was not goes out, each operation once, as if nothing had been.
        await send(back)
        expect(await arrived(before.outbox)).toEqual(before.outbox.map(({ operation }) => operation))
        back.close()
        await newWorld()
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })

  it('[SY47] a power cut at any moment ends signed in with everything, or left with nothing to be read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 8 }), fc.integer({ min: 0, max: 14 }), async (steps, after) => {
        const desk = await signIn(ANNA)
        await workOn(desk, steps)
        const before = await heldBy(desk)
        const power = powerCut(after)
        await leaveDevice(ANNA, false).catch(() => undefined)
        power.back()
        desk.close()
        await finishLeaving()
        const held = await heldOrGone()
        expect(held ?? before).toEqual(before)
        expectNothingIn(held ? '' : await readDevice())
        const cut = powerCut(after)
        await knock(ANNA, SECRET).catch(() => undefined)
        cut.back()
        const back = await signIn(ANNA)
        expect(await heldBy(back)).toEqual(before)
        back.close()
        await newWorld()
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })

  it('[SY47] another tab that writes while one leaves: what was called saved comes back, the rest says that it was not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 }), async (pauses) => {
        const [one, other] = [await signIn(ANNA), await deskOf('anna')]
        await workOn(one, [])
        const saved: OperationRecord[] = []
        const typing = (async () => {
          for (const [index, pause] of pauses.entries()) {
            for (let tick = 0; tick < pause; tick++) await new Promise((done) => setImmediate(done))
            const edit = { key: keyOf(index + 1), content: `${CANARY} ${index}` }
            const said = await recordEdit(other.store, edit, other.ports).catch((reason: unknown) => reason)
            expect(said).toSatisfy((one) => one instanceof HasLeft || isRecord(one))
            saved.push(...[said].filter(isRecord))
          }
        })()
        expect(await leaveDevice(ANNA, false)).toBe('left')
        await typing
        await close(one, other)
        await clearOthers(null)
        await expectNothingToRead()
        const back = await signIn(ANNA)
        expect((await heldBy(back)).pending).toEqual(saved)
        back.close()
        await newWorld()
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })

  it('[SY46] is opened by nothing but what the server gives this person; until then it stays, and says so', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    const before = await heldBy(desk)
    expect(await readDevice()).toContain('KEY extractable false')
    await leaveDevice(ANNA, false)
    desk.close()
    // Another account in her position, and she herself where the server has another key.
    expect(await knock({ ...ANNA, username: 'carla' }, 'what-the-server-gives-to-carla')).toBe(0)
    expect(await knock(ANNA, 'another-key-of-the-server')).toBe(1)
    const meanwhile = await deskOf('anna')
    expect((await heldBy(meanwhile)).pending).toEqual([])
    const edit = { key: keyOf(2), content: `${CANARY} meanwhile` }
    const later = await recordEdit(meanwhile.store, edit, meanwhile.ports)
    meanwhile.close()
    await leaveDevice(ANNA, false)
    expect(await knock(ANNA, SECRET)).toBe(1)
    await discardClosed({ ...ANNA, username: 'carla' }, SECRET)
    expect(await knock(ANNA, 'another-key-of-the-server')).toBe(0)
    const back = await deskOf('anna')
    expect((await heldBy(back)).pending).toEqual(expect.arrayContaining([...before.pending, later]))
    back.close()
    await newWorld()
  })

  it('[SY46] what does not open is thrown away only where its person wants it, and nothing else of them', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    await leaveDevice(ANNA, false)
    await close(desk)
    expect(await knock(ANNA, 'another-key-of-the-server')).toBe(1)
    await discardClosed(ANNA, 'another-key-of-the-server')
    expect(await knock(ANNA, 'another-key-of-the-server')).toBe(0)
    expect(await knock(ANNA, SECRET)).toBe(0)
  })

  it('[SY45] takes every body of the account along: in each the work is there again', async () => {
    const both = { ...ANNA, positions: [ANNA, { ...ANNA, person: 'anna-c', body: 'C' }] }
    const elsewhere = { ...both, body: 'C', person: 'anna-c' }
    const [here, there] = [await signIn(both), await signIn(elsewhere, 'the-secret-in-c')]
    await workOn(here, [{ do: 'edit', period: 1, text: 'x' }])
    await workOn(there, [{ do: 'edit', period: 2, text: 'y' }])
    const before = [await heldBy(here), await heldBy(there)]
    expect(await unsentOf(elsewhere)).toEqual({ values: 2, files: 0, unfinished: 0, sealable: true })
    expect(await leaveDevice(elsewhere, false)).toBe('left')
    await close(here, there)
    await clearOthers(null)
    await expectNothingToRead()
    const back = [await signIn(both), await signIn(elsewhere, 'the-secret-in-c')]
    for (const [at, one] of back.entries()) expect(await heldBy(one)).toEqual(before[at])
    await close(...back)
  })

  it('[SY46] without a key nothing is left behind in the open: one stays, or leaves what is in a file', async () => {
    await keepKnown('session', ANNA)
    const desk = await deskOf('anna')
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    const before = await heldBy(desk)
    expect(await unsentOf(ANNA)).toEqual({ values: 1, files: 0, unfinished: 0, sealable: false })
    expect(await leaveDevice(ANNA, false)).toBe('no-key')
    expect(await readKnown('session')).toEqual(ANNA)
    expect(await heldBy(desk)).toEqual(before)
    expect(await leaveDevice(ANNA, true)).toBe('left')
    await close(desk)
    await clearOthers(null)
    await expectNothingToRead()
  })

  it('[SY47] whoever heard of a person before they left opens nothing of them again', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    await leaveDevice(ANNA, false)
    await close(desk)
    await clearOthers(null)
    await expect(openDesk('B', 'anna', AT_DESK)).rejects.toBeInstanceOf(HasLeft)
    await expectNothingToRead()
    await signIn(session('bruno')).then(close)
    await expect(openDesk('B', 'anna', AT_DESK)).rejects.toBeInstanceOf(HasLeft)
  })

  it('[SY82] what was typed and not entered goes with its person, and comes back: alone it is reason enough to stay', async () => {
    const { load, keepText, dropText, texts, whenWritten } = createUnfinished()
    const typed = (period: number) => ({ id: `r${period}`, key: keyOf(period), text: `12,5 ${CANARY}`, over: '' })
    const desk = await signIn(ANNA)
    await load(desk.db)
    await keepText(typed(1))
    await keepText(typed(2))
    await dropText('r2')
    const before = await heldBy(desk)
    expect(before.unfinished).toMatchObject([typed(1)])
    expect(await unsentOf(ANNA)).toEqual({ values: 0, files: 0, unfinished: 1, sealable: true })
    expect(await leaveDevice(ANNA, false)).toBe('left')
    // A page that has not heard of it types on.
    await keepText(typed(3))
    await close(desk)
    await clearOthers(null)
    await expectNothingToRead()
    const bruno = await signIn(session('bruno'), 'what-the-server-gives-to-bruno')
    await load(bruno.db)
    expect(texts.size).toBe(0)
    await close(bruno)
    const back = await signIn(ANNA)
    expect(await heldBy(back)).toEqual(before)
    await load(back.db)
    expect([...texts.values()]).toMatchObject([typed(1)])
    await whenWritten()
    await close(back)
  })

  it('[SY82] without a key what was typed stays with its person, and one who left under an earlier version finds it', async () => {
    await keepKnown('session', ANNA)
    const desk = await deskOf('anna')
    const row = { id: 'r1', key: keyOf(1), text: '12,5', over: '', at: '2021-09-05T08:00:00.000Z' }
    await desk.db.put('unfinished', row)
    expect(await leaveDevice(ANNA, false)).toBe('no-key')
    await keepKnown('session', session('bruno'))
    await close(desk)
    await clearOthers(session('bruno'))
    const back = await deskOf('anna')
    expect((await heldBy(back)).unfinished).toEqual([row])
    await close(back)
  })

  it('[SY47] a storage too full to seal in changes nothing but what can be fetched again: one is still signed in', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [
      { do: 'edit', period: 1, text: 'x' },
      { do: 'file', bytes: 'y', waiting: 1 },
    ])
    const before = await heldBy(desk)
    const real = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, name?: IDBValidKey) {
      if (String(name).startsWith('sealed/')) throw new DOMException('full', 'QuotaExceededError')
      return name === undefined ? real.call(this, value) : real.call(this, value, name)
    }
    try {
      expect(await leaveDevice(ANNA, false)).toBe('full')
    } finally {
      IDBObjectStore.prototype.put = real
    }
    expect(await readKnown('session')).toEqual(ANNA)
    expect(await heldBy(desk)).toEqual(before)
    expect(await leaveDevice(ANNA, false)).toBe('left')
    desk.close()
    await newWorld()
  })
})

describe('what others left on a device', () => {
  it('[SY49] who left under an earlier version leaves only what is unsent; the others nothing', async () => {
    const [anna, bruno] = [await deskOf('anna'), await deskOf('bruno')]
    await workOn(anna, [
      { do: 'edit', period: 1, text: 'confirmed' },
      { do: 'exchange', refuse: false },
      { do: 'edit', period: 2, text: 'waits' },
    ])
    await workOn(bruno, [
      { do: 'edit', period: 3, text: 'confirmed' },
      { do: 'exchange', refuse: false },
    ])
    const { pending, outbox } = await heldBy(anna)
    await close(anna, bruno)
    await keepKnown('session', session('carla'))
    await clearOthers(session('carla'))
    const found = await readDevice()
    expect(found).not.toContain('confirmed')
    expect(found).not.toContain('Piano')
    expect(found).not.toContain('di altri')
    expect(found).not.toContain('bruno')
    const back = await deskOf('anna')
    expect((await heldBy(back)).pending).toEqual(pending)
    await send(back)
    expect(await arrived(outbox)).toHaveLength(1)
    back.close()
    await newWorld()
  })

  it('[SY45] two pages that put a device in order at one time leave nothing, whichever is first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), async (ticks) => {
        await close(await signIn(ANNA))
        await leaveDevice(ANNA, false)
        const first = clearOthers(null)
        for (let tick = 0; tick < ticks; tick++) await new Promise((done) => setImmediate(done))
        await Promise.all([first, clearOthers(null)])
        expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['traguardo'])
        await newWorld()
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })

  it('[SY47] a page that hears of a person while they leave does not take them up again', async () => {
    await close(await signIn(ANNA))
    const [left] = await Promise.all([leaveDevice(ANNA, false), comeBack(ANNA, SECRET)])
    expect(left).toBe('left')
    await clearOthers(null)
    await expectNothingToRead()
  })

  it('[SY49] whose session another person replaced is sealed, and finds all of it again', async () => {
    const anna = await signIn(ANNA)
    await workOn(anna, [{ do: 'edit', period: 1, text: 'waits' }])
    const before = await heldBy(anna)
    await close(anna)
    const bruno = await signIn(session('bruno'), 'what-the-server-gives-to-bruno')
    await clearOthers(session('bruno'))
    const found = await readDevice()
    expect(found).not.toContain(CANARY)
    expect(found).not.toContain('anna')
    bruno.close()
    const back = await signIn(ANNA)
    expect(await heldBy(back)).toEqual(before)
    back.close()
  })
})
