import 'fake-indexeddb/auto'
import { createUnfinished } from '../../../client/src/replica/replica'
import { exportWork, type OperationRecord, recordEdit } from '@traguardo/shared/sync'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type OpenReplica, openReplica } from '../../../client/src/offline/open-replica'
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
import { saveKnown, readKnown } from '../../../client/src/offline/working-set'
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
async function close(...desks: readonly OpenReplica[]): Promise<void> {
  for (const desk of desks) desk.close()
  await new Promise((done) => setImmediate(done))
}

/** Somebody stands at the device, signed in; what they left does not open for them yet. */
async function knock(who: Session, secret: string): Promise<number> {
  await saveKnown('session', who)
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
  it('[SY61.1] a file that arrived outlasts its person’s absence, sealed, until a backup of the head office holds it', async () => {
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

  /** Anna works, whatever it is, and leaves; then it is looked at what she left. */
  const whenLeft = (look: (before: Awaited<ReturnType<typeof heldBy>>) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 12 }), async (steps) => {
        const desk = await signIn(ANNA)
        await workOn(desk, steps)
        const before = await heldBy(desk)
        expect(await leaveDevice(ANNA, false)).toBe('left')
        await close(desk)
        await clearOthers(null)
        await look(before)
        await newWorld()
      }),
      { numRuns: 15, endOnFailure: true },
    )

  it('[SY45.1] leaves nothing to be read', () => whenLeft(expectNothingToRead))

  it('[SY45.3] leaves the pending work as it was for who comes back, and nothing that was confirmed', () =>
    whenLeft(async (before) => {
      const back = await signIn(ANNA)
      expect(await heldBy(back)).toEqual(before)
      expect(await back.db.count('registers')).toBe(0)
      back.close()
    }))

  it('[SY45.4] lets what is found again go out, each operation once', () =>
    whenLeft(async ({ outbox }) => {
      const back = await signIn(ANNA)
      await send(back)
      expect(await arrived(outbox)).toEqual(outbox.map(({ operation }) => operation))
      back.close()
    }))

  it('[SY47.1] needs no line', async () => {
    await close(await signIn(ANNA))
    const { fetch } = globalThis
    let asked = 0
    globalThis.fetch = () => ((asked += 1), Promise.reject(new TypeError('no line')))
    expect(await leaveDevice(ANNA, false)).toBe('left')
    globalThis.fetch = fetch
    expect([asked, await readKnown('session')]).toEqual([0, null])
  })

  it('[SY48.1] counts the values and the files that have not gone out', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [
      { do: 'edit', period: 1, text: 'x' },
      { do: 'edit', period: 2, text: 'y' },
    ])
    const sha256 = 'a'.repeat(64)
    await desk.db.put('files', { sha256, blob: new Blob(['x']), name: 'x.pdf', waiting: 1 })
    const content = { type: 'evidence', sha256, size: 1, mime: 'application/pdf', name: 'x.pdf' } as const
    await recordEdit(desk.store, { key: keyOf(1, `evidence/${sha256}`), content }, desk.ports)
    const unsent = await unsentOf(ANNA)
    desk.close()
    await newWorld()
    expect(unsent).toEqual({ values: 2, files: 1, unfinished: 0, sealable: true })
  })

  it('[SY46.1] seals with a key that cannot leave the browser, and that goes with its person', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    const found = await readDevice()
    expect([found.includes('KEY extractable false'), found.includes('KEY extractable true')]).toEqual([true, false])
    await leaveDevice(ANNA, false)
    await close(desk)
    expect(await readDevice()).not.toContain('KEY ')
    await newWorld()
  })

  it('[SY47.2] a power cut at any moment ends signed in with everything, or left with nothing to be read', async () => {
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

  it('[SY47.3] another tab that writes while one leaves: what was called saved comes back, the rest says that it was not', async () => {
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

  it('[SY46.3] leaves what does not open where it is, and says so each time', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    const { pending } = await heldBy(desk)
    await leaveDevice(ANNA, false)
    await close(desk)
    for (let time = 0; time < 2; time++) expect(await knock(ANNA, 'another-key-of-the-server')).toBe(1)
    expect(await knock(ANNA, SECRET)).toBe(0)
    const back = await deskOf('anna')
    expect((await heldBy(back)).pending).toEqual(pending)
    back.close()
    await newWorld()
  })

  it('[SY46.2] is opened by nothing but what the server gives this person', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    const before = await heldBy(desk)
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

  it('[SY46.4] what does not open is thrown away only where its person wants it, and nothing else of them', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    await leaveDevice(ANNA, false)
    await close(desk)
    expect(await knock(ANNA, 'another-key-of-the-server')).toBe(1)
    await discardClosed(ANNA, 'another-key-of-the-server')
    expect(await knock(ANNA, 'another-key-of-the-server')).toBe(0)
    expect(await knock(ANNA, SECRET)).toBe(0)
  })

  it('[SY45.3] takes every body of the account along: in each the work is there again', async () => {
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

  it('[SY48.3] without a key nothing is left behind in the open: one stays, or leaves what is in a file', async () => {
    await saveKnown('session', ANNA)
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

  it('[SY47.4] whoever heard of a person before they left opens nothing of them again', async () => {
    const desk = await signIn(ANNA)
    await workOn(desk, [{ do: 'edit', period: 1, text: 'x' }])
    await leaveDevice(ANNA, false)
    await close(desk)
    await clearOthers(null)
    await expect(openReplica('B', 'anna', AT_DESK)).rejects.toBeInstanceOf(HasLeft)
    await expectNothingToRead()
    await signIn(session('bruno')).then(close)
    await expect(openReplica('B', 'anna', AT_DESK)).rejects.toBeInstanceOf(HasLeft)
  })

  const typed = (period: number) => ({ id: `r${period}`, key: keyOf(period), text: `12,5 ${CANARY}`, over: '' })

  it('[SY82.1] what was typed and not entered goes with its person, and comes back', async () => {
    const { load, keepText, dropText, texts, whenWritten } = createUnfinished()
    const desk = await signIn(ANNA)
    await load(desk.db)
    await keepText(typed(1))
    await keepText(typed(2))
    await dropText('r2')
    const before = await heldBy(desk)
    expect(before.unfinished).toMatchObject([typed(1)])
    expect(await leaveDevice(ANNA, false)).toBe('left')
    // A page that has not heard of it types on.
    await keepText(typed(3))
    await close(desk)
    await clearOthers(null)
    await expectNothingToRead()
    const back = await signIn(ANNA)
    expect(await heldBy(back)).toEqual(before)
    await load(back.db)
    expect([...texts.values()]).toMatchObject([typed(1)])
    await whenWritten()
    await close(back)
  })

  /** Anna, who has typed something and entered nothing. */
  async function typing() {
    const unfinished = createUnfinished()
    const desk = await signIn(ANNA)
    await unfinished.load(desk.db)
    await unfinished.keepText(typed(1))
    await unfinished.whenWritten()
    return { desk, unfinished }
  }

  it('[SY82.3] what was typed and not entered is seen by nobody else', async () => {
    const { desk, unfinished } = await typing()
    await leaveDevice(ANNA, false)
    await close(desk)
    const bruno = await signIn(session('bruno'), 'what-the-server-gives-to-bruno')
    await unfinished.load(bruno.db)
    expect(unfinished.texts.size).toBe(0)
    expect((await heldBy(bruno)).unfinished).toEqual([])
    await close(bruno)
    await newWorld()
  })

  it('[SY81.1] what was typed and not entered is never sent', async () => {
    const { desk } = await typing()
    const outcome = await send(desk)
    expect([outcome.sent, (await heldBy(desk)).outbox]).toEqual([0, []])
    await close(desk)
    await newWorld()
  })

  it('[SY81.2] what was typed and not entered stands in no file of work', async () => {
    const { desk } = await typing()
    await workOn(desk, [{ do: 'edit', period: 2, text: 'entered' }])
    const file = JSON.stringify(await exportWork(desk.store, desk.ports))
    expect([file.includes('entered'), file.includes('12,5')]).toEqual([true, false])
    await close(desk)
    await newWorld()
  })

  it('[SY81.3] what was typed and not entered is counted apart', async () => {
    const { desk } = await typing()
    expect(await unsentOf(ANNA)).toEqual({ values: 0, files: 0, unfinished: 1, sealable: true })
    await close(desk)
    await newWorld()
  })

  it('[SY81.4] what was typed and not entered ends when it is entered or put away', async () => {
    const { desk, unfinished } = await typing()
    await unfinished.dropText('r1')
    await unfinished.whenWritten()
    expect([unfinished.texts.size, (await heldBy(desk)).unfinished]).toEqual([0, []])
    await close(desk)
    await newWorld()
  })

  it('[SY81.5] what was typed and not entered is in one list, also of a cell that is not shown', async () => {
    const { desk, unfinished } = await typing()
    const elsewhere = { ...typed(2), key: { ...keyOf(2), measure: 'tolta', unit: 'U9' } }
    await unfinished.keepText(elsewhere)
    await unfinished.whenWritten()
    const again = createUnfinished()
    await again.load(desk.db)
    expect([...again.texts.values()]).toMatchObject([typed(1), elsewhere])
    await close(desk)
    await newWorld()
  })

  it('[SY82.2] without a key what was typed stays with its person, and one who left under an earlier version finds it', async () => {
    await saveKnown('session', ANNA)
    const desk = await deskOf('anna')
    const row = { id: 'r1', key: keyOf(1), text: '12,5', over: '', at: '2021-09-05T08:00:00.000Z' }
    await desk.db.put('unfinished', row)
    expect(await leaveDevice(ANNA, false)).toBe('no-key')
    await saveKnown('session', session('bruno'))
    await close(desk)
    await clearOthers(session('bruno'))
    const back = await deskOf('anna')
    expect((await heldBy(back)).unfinished).toEqual([row])
    await close(back)
  })

  it('[SY47.5] a storage too full to seal in changes nothing but what can be fetched again: one is still signed in', async () => {
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
  it('[SY49.1] who left under an earlier version leaves only what is unsent; the others nothing', async () => {
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
    await saveKnown('session', session('carla'))
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

  it('[SY45.1] two pages that put a device in order at one time leave nothing, whichever is first', async () => {
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

  it('[SY47.4] a page that hears of a person while they leave does not take them up again', async () => {
    await close(await signIn(ANNA))
    const [left] = await Promise.all([leaveDevice(ANNA, false), comeBack(ANNA, SECRET)])
    expect(left).toBe('left')
    await clearOthers(null)
    await expectNothingToRead()
  })

  it('[SY49.2] whose session another person replaced is sealed, and finds all of it again', async () => {
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
