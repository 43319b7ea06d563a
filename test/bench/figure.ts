/** One measured figure beside a peer's. */
interface Figure {
  readonly bench: string
  readonly what: string
  readonly ours: number
  readonly peer: string
  readonly theirs: number
  /** Which side is better: a rate grows, a time or a size shrinks. */
  readonly better: 'more' | 'less'
  /** The ratio to reach. */
  readonly goal: number
}

const short = (value: number): string => String(Number(value.toPrecision(4)))

/** Prints one line; the ratio is turned so that more is better. */
export function print({ bench, what, ours, peer, theirs, better, goal }: Figure): void {
  const ratio = better === 'more' ? ours / theirs : theirs / ours
  console.log(
    `bench ${bench} ${what} ours=${short(ours)} peer=${peer}:${short(theirs)} ratio=${short(ratio)} goal=${goal}`,
  )
}

const WARM_UP_MS = 1000
const MEASURED_MS = 2000
const FEWEST = 5

/** Median milliseconds of a piece of work, repeated for some seconds after a second that only warms up. */
export async function medianMs(work: () => unknown): Promise<number> {
  const warm = performance.now() + WARM_UP_MS
  while (performance.now() < warm) await work()
  const times: number[] = []
  const end = performance.now() + MEASURED_MS
  while (performance.now() < end || times.length < FEWEST) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

/** The one in the middle. */
export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** The number below which ninety-nine of a hundred are. */
export const p99 = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.ceil(numbers.length * 0.99) - 1] ?? Number.NaN

/**
 * Measures several things by turns, each in every round: what else the machine does then falls on all of them.
 * @returns what each gave in each round
 */
export async function byTurns<T>(
  rounds: number,
  works: readonly (() => Promise<T>)[],
): Promise<readonly (readonly T[])[]> {
  const found: T[][] = works.map(() => [])
  for (let round = 0; round < rounds; round++) for (const [at, work] of works.entries()) found[at]?.push(await work())
  return found
}
