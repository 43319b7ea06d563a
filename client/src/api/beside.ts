import { confirmIdentity } from '../modules/confirm-identity'

/** May what is at an address be taken along? Where the server wants to know once more who asks, the person is asked. */
export async function mayDownload(address: string): Promise<boolean> {
  const look = () =>
    fetch(address, { method: 'HEAD' }).then(
      ({ status }) => status,
      () => 0,
    )
  const status = await look()
  return status === 403 ? (await confirmIdentity()) && (await look()) === 200 : status === 200
}

/** Address of the news. */
const NEWS = '/novita'

/**
 * Listens to how far the body of who is signed in has come at the server: a count, whenever it moves and every fifteen seconds.
 * @param onEnd the stream could not be opened, or has ended; it does not come back by itself
 * @returns closes it
 */
function openNews(onCount: (count: number) => void, onEnd: () => void): () => void {
  const source = new EventSource(NEWS)
  source.onmessage = ({ data }: MessageEvent<string>) => onCount(Number(data))
  source.onerror = () => {
    source.close()
    onEnd()
  }
  return () => source.close()
}

/** Asks how far the body has come; null where the server does not say. */
async function askNews(): Promise<number | null> {
  try {
    const response = await fetch(NEWS, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(5000) })
    const { stamp } = (await response.json()) as { readonly stamp?: unknown }
    return typeof stamp === 'number' ? stamp : null
  } catch {
    return null
  }
}

/** Ways by which news come. */
interface Line {
  /** Opens the stream of counts; gives the way to close it. */
  open(onCount: (count: number) => void, onEnd: () => void): () => void
  /** Asks for the count once; null for no answer. */
  ask(): Promise<number | null>
}

/** The world as whoever waits for news sees it: in a browser a page that is in sight or not, in a test toys. */
export interface NewsPorts {
  /** Is the page in sight, somebody here, and the line in order? */
  mayListen(): boolean
  /** Tells how far this device is; null for nobody's. */
  countHere(): Promise<number | null>
  /** Fetches what there is. */
  pull(): void
  /** Calls back once after so many milliseconds. */
  schedule(work: () => void, milliseconds: number): void
  now(): number
  /** 0..1, to spread the pulls of many devices. */
  random(): number
}

/** Between two looks whether news come, milliseconds; so often it is asked for them where they do not. */
export const LOOK_EVERY = 5000
/** The server says a word every fifteen seconds: after so long without one none comes through. */
const SILENCE = 20_000
/** A stream on which nothing came for so long is held back by something in between, and is given up. */
const LONGEST_SILENCE = 60_000
const FIRST_WAIT = 5000
const LONGEST_WAIT = 300_000
/** All who hear of a value would fetch it in the same moment. */
const SPREAD = 200

/**
 * Waits for news while the page is in sight, and fetches them: by a stream, or by asking where none comes through. What a
 * device has already, such as what it sent itself, it does not fetch again [SY106, SY107].
 */
export function createNews(ports: NewsPorts, line: Line = { open: openNews, ask: askNews }) {
  const { now } = ports
  let close: (() => void) | null = null
  /** The last word, by stream or by asking, and the last by stream. */
  let heardAt = 0
  let streamedAt = 0
  let openedAt = 0
  let openFrom = 0
  let wait = FIRST_WAIT
  let fetchedFor: number | null = null

  async function hear(count: number): Promise<void> {
    heardAt = now()
    if (count === fetchedFor) return
    const here = await ports.countHere()
    if (here === null || here === count) return
    fetchedFor = count
    ports.schedule(ports.pull, ports.random() * SPREAD)
  }

  function stop(): void {
    close?.()
    close = null
  }

  function giveUp(): void {
    stop()
    openFrom = now() + wait
    wait = Math.min(wait * 2, LONGEST_WAIT)
    heardAt = 0
  }

  function open(): void {
    heardAt = openedAt = streamedAt = now()
    close = line.open((count) => {
      streamedAt = now()
      // One that is ended again at once is not asked for more and more often.
      if (now() - openedAt > LONGEST_SILENCE) wait = FIRST_WAIT
      void hear(count)
    }, giveUp)
  }

  /** Opens, closes or asks, as things are now. */
  async function look(): Promise<void> {
    if (!ports.mayListen()) return stop()
    if (close && now() - streamedAt > LONGEST_SILENCE) giveUp()
    if (!close && now() >= openFrom) return open()
    if (now() - heardAt < SILENCE) return
    const count = await line.ask()
    if (count !== null) return hear(count)
    // A pull finds out why: no line, or nobody is signed in any more.
    heardAt = now()
    ports.pull()
  }

  return { look, stop }
}
