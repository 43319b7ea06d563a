import {
  type PushAnswer,
  type Content,
  type Evidence,
  exchangeWork,
  fileStatuses,
  type HeadStore,
  markBackup,
  memoryStore,
  type Push,
  putWithSums,
  receivePush,
  recordEdit,
  type SyncStore,
} from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aKey, devicePorts, receivePorts } from '../../support/sync'

const FILE: Evidence = { type: 'evidence', sha256: 'a'.repeat(64), size: 9, mime: 'application/pdf', name: 'a.pdf' }
const KEY = { ...aKey, field: `evidence/${FILE.sha256}` } as const

class World {
  readonly head: HeadStore = memoryStore()
  readonly phone: SyncStore = memoryStore()
  readonly pushes: Push[] = []
  refuses = false

  put = (content: Content) => recordEdit(this.phone, { key: KEY, content }, devicePorts())
  sync = () =>
    exchangeWork(
      this.phone,
      async (push): Promise<PushAnswer> => {
        this.pushes.push(push)
        const refusal = this.refuses ? { code: 'PERIOD_CLOSED', params: {}, message: 'No.' } : null
        return receivePush(this.head, push, receivePorts({ judge: () => refusal }))
      },
      devicePorts(),
    )

  /** What the head office says of the bytes. */
  say = (complete: boolean, isToldWith: 'a stamp' | 'nothing' = 'a stamp') =>
    this.head.transaction(async (tx) => {
      const states = await tx.registersSince('B', -1, null, 10)
      const stamp = await tx.count('stamp/B', isToldWith === 'a stamp' ? 1 : 0)
      const changed = states.map((state) => ({
        ...state,
        complete,
        ...(isToldWith === 'a stamp' ? { stamp } : {}),
      }))
      await putWithSums(tx, 'B', changed, states)
    })

  backUp = () => this.head.transaction(async (tx) => markBackup(tx, 'B', await tx.count('stamp/B', 0)))
  standing = async () =>
    (await this.phone.reading((tx) => fileStatuses(tx, { body: 'B', person: 'anna' }, [FILE.sha256]))).get(FILE.sha256)
}

describe('where a file stands whose bytes a device holds', () => {
  it('[SY60.1] one that is taken away before it went is never sent', async () => {
    const world = new World()
    expect(await world.standing()).toBe('unknown')
    await world.put(FILE)
    expect(await world.standing()).toBe('wait')
    await world.put(null)
    expect(await world.standing()).toBe('aside')
    await world.sync()
    expect(await world.standing()).toBe('aside')
  })

  it('[SY60.4] one that was taken away is let go of once nobody can ask for it again', async () => {
    const world = new World()
    await world.put(FILE)
    await world.put(null)
    await world.sync()
    expect(await world.standing()).toBe('aside')
    await world.backUp()
    await world.sync()
    expect(await world.standing()).toBe('gone')
  })

  it('[SY60.1] nor is one that is taken away after its value has gone, though its bytes have not', async () => {
    const world = new World()
    await world.put(FILE)
    await world.sync()
    expect(await world.standing()).toBe('send')
    await world.put(null)
    expect(await world.standing()).toBe('aside')
  })

  it('[SY60.5] one whose value was refused waits aside: its value may still be taken', async () => {
    const world = new World()
    world.refuses = true
    await world.put(FILE)
    await world.sync()
    expect(await world.standing()).toBe('aside')
  })

  /** A file that has arrived, after the last backup. */
  async function arrived(): Promise<World> {
    const world = new World()
    await world.put(FILE)
    await world.sync()
    await world.backUp()
    await world.say(true)
    await world.sync()
    return world
  }

  it('[SY61.1] one that has arrived is kept until a backup holds it', async () => {
    const world = await arrived()
    // The backup holds the register, and not that its bytes have come.
    expect(await world.standing()).toBe('owed')
    await world.backUp()
    await world.sync()
    expect(await world.standing()).toBe('safe')
  })

  it('[SY61.2] one that had arrived is sent again where the head office misses it', async () => {
    const world = await arrived()
    await world.say(false)
    await world.sync()
    expect(await world.standing()).toBe('send')
  })
})

describe('checksums and bytes', () => {
  const complete = async ({ phone }: World) =>
    (await phone.reading((tx) => tx.registersSince('B', -1, null, 10))).map((state) => state.complete)

  it('[SY62.1] a reader that missed that bytes are gone finds out by the checksum', async () => {
    const world = new World()
    await world.put(FILE)
    await world.sync()
    await world.say(true)
    await world.sync()
    expect(await complete(world)).toEqual([true])
    await world.say(false, 'nothing')
    await world.sync()
    expect(await complete(world)).toEqual([false])
    const after = world.pushes.length
    await world.sync()
    expect(world.pushes.length).toBe(after + 1)
  })

  it('[SY62.2] earlier software hears the checksum that it knows, whatever is missing', async () => {
    const world = new World()
    await world.put(FILE)
    await world.sync()
    const last = world.pushes.at(-1) ?? expect.fail('no push')
    const ask = (protocol: number, verify: boolean) =>
      receivePush(world.head, { ...last, operations: [], protocol, verify }, receivePorts())
    const [old, today] = [await ask(2, true), await ask(3, true)]
    expect(old.checksum).toMatch(/^[0-9a-f]{16}$/)
    expect(old.sums?.map(({ sum }) => sum.length)).toEqual([16])
    expect(today.checksum).toMatch(/^[0-9a-f]{32}$/)
    await world.say(true)
    expect((await ask(2, false)).checksum).toBe(old.checksum)
    expect((await ask(3, false)).checksum).not.toBe(today.checksum)
  })

  it('[SY62.3] with a head office of earlier software what both know is compared, and nothing is read twice', async () => {
    const world = new World()
    await world.put(FILE)
    await world.sync()
    const short = ({ checksum, sums, ...rest }: PushAnswer): PushAnswer => ({
      ...rest,
      checksum: checksum && checksum.slice(0, 16),
      sums: sums && sums.map(({ scope, sum }) => ({ scope, sum: sum.slice(0, 16) })),
    })
    let asked = 0
    const earlier = async (push: Push) => {
      asked += 1
      return short(await receivePush(world.head, push, receivePorts()))
    }
    await exchangeWork(world.phone, earlier, devicePorts())
    expect(asked).toBe(1)
  })

  it('[SY62.4] with sums of one’s own from earlier software a scope is read once more, and not twice', async () => {
    const world = new World()
    await world.put(FILE)
    await world.sync()
    await world.phone.transaction(async (tx) => {
      const sums = await tx.scopeSums('B')
      await tx.putScopeSums(
        'B',
        sums.map(({ scope, sum }) => ({ scope, sum: sum.slice(0, 16) })),
      )
    })
    const before = world.pushes.length
    await world.sync()
    // The question, its answer by scope, and the scope anew.
    expect(world.pushes.length - before).toBe(3)
    await world.sync()
    expect(world.pushes.length - before).toBe(4)
  })
})
