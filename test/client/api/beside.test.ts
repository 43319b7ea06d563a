import { describe, expect, it } from 'vitest'
import { createNews, LOOK_EVERY } from '../../../client/src/api/beside'

/** Somebody who waits for news among toys: time passes by hand. */
function waiting() {
  const world = { inSight: true, here: 5 as number | null, answer: 5 as number | null, time: 100_000 }
  const seen = { opened: 0, closed: 0, asked: 0, pulled: 0 }
  let stream: { onCount(count: number): void; onEnd(): void } | null = null
  const news = createNews(
    {
      mayListen: () => world.inSight,
      countHere: async () => world.here,
      pull: () => (seen.pulled += 1),
      schedule: (work) => work(),
      now: () => world.time,
      random: () => 0.5,
    },
    {
      open(onCount, onEnd) {
        seen.opened += 1
        stream = { onCount, onEnd }
        return () => {
          seen.closed += 1
          stream = null
        }
      },
      async ask() {
        seen.asked += 1
        return world.answer
      },
    },
  )
  const settle = () => new Promise((done) => setTimeout(done))
  return {
    ...{ news, world, seen },
    async say(count: number): Promise<void> {
      stream?.onCount(count)
      await settle()
    },
    end: () => stream?.onEnd(),
    /** Looks as often as a page does in so many seconds. */
    async pass(seconds: number): Promise<void> {
      for (let at = 0; at < seconds * 1000; at += LOOK_EVERY) {
        world.time += LOOK_EVERY
        await news.look()
        await settle()
      }
    },
  }
}

describe('news on a device', () => {
  it('[SY106.1] what it has not got is fetched, once', async () => {
    const { news, say, seen } = waiting()
    await news.look()
    await say(6)
    await say(6)
    expect(seen.pulled).toBe(1)
    await say(7)
    expect(seen.pulled).toBe(2)
  })

  it('[SY106.2] what it has already is not fetched again', async () => {
    const { news, say, seen } = waiting()
    await news.look()
    await say(5)
    expect(seen.pulled).toBe(0)
  })

  it('[SY106.3] a count that went back, as after a restore, is fetched for too', async () => {
    const { news, say, seen } = waiting()
    await news.look()
    await say(3)
    expect(seen.pulled).toBe(1)
  })

  it('[SY107.1] out of sight no stream is open, and none is asked for', async () => {
    const { news, world, seen, pass } = waiting()
    await news.look()
    world.inSight = false
    await pass(60)
    expect(seen).toEqual({ opened: 1, closed: 1, asked: 0, pulled: 0 })
    world.inSight = true
    await news.look()
    expect(seen.opened).toBe(2)
  })

  it('[SY107.2] where no stream comes through it is asked every few seconds', async () => {
    const { news, world, seen, pass } = waiting()
    await news.look()
    await pass(15)
    expect(seen.asked).toBe(0)
    world.answer = 6
    await pass(20)
    expect(seen.asked).toBeGreaterThan(0)
    expect(seen.pulled).toBe(1)
  })

  it('[SY107.3] a stream that ends is opened again later and later, and it is asked meanwhile', async () => {
    const { news, end, seen, pass } = waiting()
    await news.look()
    const waits: number[] = []
    for (let time = 0; time < 4; time++) {
      end()
      const { opened } = seen
      let seconds = 0
      for (; seen.opened === opened; seconds += 5) await pass(5)
      waits.push(seconds)
    }
    expect(waits).toEqual([5, 10, 20, 40])
    expect(seen.asked).toBeGreaterThan(0)
  })

  it('[SY107.4] a stream that something in between holds back is given up', async () => {
    const { news, seen, pass } = waiting()
    await news.look()
    await pass(70)
    expect(seen.closed).toBe(1)
  })

  it('[SY107.5] where nobody answers a pull finds out why', async () => {
    const { news, world, end, seen, pass } = waiting()
    await news.look()
    end()
    world.answer = null
    world.time -= 5000
    await pass(5)
    expect(seen).toMatchObject({ asked: 1, pulled: 1 })
  })
})
