/** Refusals of nobody in particular that are written down one by one in a minute; the rest is counted. */
const MOST_A_MINUTE = 10
const MINUTE = 60_000

interface Window {
  readonly from: number
  written: number
  untold: number
}

const windows = new Map<string, Window>()

/**
 * Says whether a refusal of somebody unknown is written down, and how many before it were not: whoever asks ten thousand
 * times does not fill the record [RI15]. Counted for each kind of request, by this process.
 * @param now milliseconds
 */
export function mayTell(action: string, now: number): { readonly untold: number } | null {
  const last = windows.get(action)
  const isOver = !last || now - last.from >= MINUTE || now < last.from
  const window = isOver ? { from: now, written: 0, untold: last?.untold ?? 0 } : last
  windows.set(action, window)
  if (window.written >= MOST_A_MINUTE) {
    window.untold += 1
    return null
  }
  window.written += 1
  const { untold } = window
  window.untold = 0
  return { untold }
}
