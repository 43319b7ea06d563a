import type { PushAnswer, Cursor } from '@traguardo/shared/sync'
import { anOperation, aKey, aPush, NOWHERE, receivePorts } from '../sync'
import { concurrentStore, Turns } from './concurrent-store'
import type { Engine } from './world'

/** One race: how many devices push at once, how many pushes each, and who is next at every call. */
export interface Race {
  readonly writers: number
  readonly pushes: number
  readonly order: readonly number[]
}

/** Devices push at the same time, each cells of its own, while a reader pulls. Gives what the reader misses at the end. */
export async function missedIn(
  { receivePush }: Engine,
  { writers, pushes, order }: Race,
  locks = true,
): Promise<readonly string[]> {
  let at = 0
  const turns = new Turns((choices) => (choices === 0 ? 0 : (order[at++ % order.length] ?? 0) % choices))
  const store = concurrentStore(turns, locks)
  const held = new Set<string>()
  const written: string[] = []
  let epoch: string | null = null
  let cursor: Cursor = NOWHERE

  async function write(writer: number): Promise<void> {
    const node = `phone-${writer}`
    for (let number = 1; number <= pushes; number++) {
      const operation = anOperation({ node, seq: number, key: { ...aKey, measure: `M${writer}.${number}` } })
      await receivePush(store, aPush([operation], { node }), receivePorts())
      written.push(operation.id)
    }
  }
  async function pullOnce(): Promise<PushAnswer> {
    const answer = await receivePush(
      store,
      aPush([], { node: 'reader', cursor, epoch }),
      receivePorts({ pageSize: 50 }),
    )
    if (answer.notice === 'new-epoch') epoch = answer.epoch
    else {
      for (const { head } of answer.registers) held.add(head)
      epoch = answer.epoch
      cursor = answer.cursor
    }
    return answer
  }
  const work = Promise.all([
    ...Array.from({ length: writers }, (_, writer) => write(writer)),
    (async () => {
      for (let look = 0; look < pushes * 3; look++) {
        await turns.next()
        await pullOnce()
      }
    })(),
  ])
  await turns.run(work)
  await turns.run(pullOnce())
  return written.filter((id) => !held.has(id))
}
