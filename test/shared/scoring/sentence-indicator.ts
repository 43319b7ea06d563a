import { dayNumber } from '@traguardo/shared/calendar'
import {
  least,
  meets,
  minus,
  numberIn,
  over,
  plus,
  range,
  type Range,
  shareIn,
  sumOf,
  times,
  Told,
} from './sentence-numbers'

/** Score and weight as the sentence of an indicator says them. */
export interface IndicatorSaid {
  readonly value: Range | null
  readonly weighs: string | undefined
  /** "decide" or "non decide", where the worst does. */
  readonly decides: string | undefined
}

const N = String.raw`(-?\d[\d.]*(?:,\d+)?|sì|no)`
const P = String.raw`(-?[\d.]+,\d{2,} %)`
const D = String.raw`(\d\d/\d\d/\d{4})`
const WHOLE = (text: string) => new RegExp(`^${text}$`)

function fail(why: string): never {
  throw new Error(why)
}

const demand = (so: boolean, why: string): void => {
  if (!so) fail(why)
}

/** The value that a sentence begins with: a number, a day, a level by its place. */
interface ValueSaid {
  readonly number: Range | null
  readonly day: number | null
  readonly level: { readonly rank: number; readonly of: number } | null
}

const dayIn = (text: string): number => dayNumber(text.split('/').reverse().join('-'))

function valueIn(text: string): ValueSaid {
  if (WHOLE(D).test(text)) return { number: null, day: dayIn(text), level: null }
  // Several days answer several milestones, and are told one by one after.
  if (/^\d\d\/\d\d\/\d{4} e /.test(text)) return NOTHING
  const level = /\(livello (\d+) di (\d+)\)$/.exec(text)
  if (level) return { number: null, day: null, level: { rank: Number(level[1]), of: Number(level[2]) } }
  const [made = '', told = null] = text.split(' = ').reverse()
  const isPercent = made.endsWith(' %')
  const bare = /^(-?\d[\d.]*(?:,\d+)?|sì|no)(?: .*)?$/.exec(made)?.[1] ?? fail(`no value: ${made}`)
  const number = isPercent ? times(shareIn(made), range(100)) : numberIn(bare)
  if (told !== null) {
    const computed = new Told(told).whole()
    const isSo = meets(computed, number) || (isPercent && meets(times(computed, range(100)), number))
    demand(isSo, `${told} is ${computed.low} to ${computed.high}`)
  }
  return { number, day: null, level: null }
}

const HOLDS: Readonly<Record<string, (a: Range, b: Range) => boolean>> = {
  almeno: (a, b) => a.high >= b.low,
  'più di': (a, b) => a.high > b.low,
  'al massimo': (a, b) => a.low <= b.high,
  'meno di': (a, b) => a.low < b.high,
  'pari a': meets,
}
const FAILS: Readonly<Record<string, (a: Range, b: Range) => boolean>> = {
  almeno: (a, b) => a.low < b.high,
  'più di': (a, b) => a.low <= b.high,
  'al massimo': (a, b) => a.high > b.low,
  'meno di': (a, b) => a.high >= b.low,
  'pari a': () => true,
}
const LEVELS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  almeno: (a, b) => a >= b,
  sopra: (a, b) => a > b,
  'al massimo': (a, b) => a <= b,
  sotto: (a, b) => a < b,
}

type Reader = readonly [RegExp, (found: readonly string[], said: ValueSaid) => Range]

const met = (number: Range | null, word: string, wanted: string, table: typeof HOLDS): void =>
  demand(table[word]?.(number ?? fail('no number'), numberIn(wanted)) ?? false, `it is not so: ${word} ${wanted}`)

/** Is one of two told numbers the value? */
const holdsValue = ({ number }: ValueSaid, ...told: readonly Range[]): void =>
  demand(number !== null && told.some((one) => meets(one, number)), 'the value is none of these')

/** What the last threshold that is reached is worth, or what lies between two in proportion. */
function thresholds(list: string, how: string | undefined, number: Range | null): Range {
  const value = number ?? fail('no number')
  const marks = list.split(/, (?=-?\d)/).map((one) => {
    const [at = '', worth = ''] = one.split(' dà ')
    return { at: numberIn(at), worth: shareIn(worth) }
  })
  const [first, last] = [marks[0] ?? fail('no threshold'), marks.at(-1) ?? fail('no threshold')]
  const grows = first.at.low <= last.at.low
  const worths = marks.flatMap(({ at, worth }, index) => {
    const isReached = grows ? value.high >= at.low : value.low <= at.high
    const next = marks[index + 1]
    const isLast = !next || (grows ? value.low <= next.at.high : value.high >= next.at.low)
    if (!isReached || !isLast) return []
    if (how === 'a scatti' || !next) return [worth]
    const share = over(minus(value, at), minus(next.at, at))
    const part = range(Math.max(0, share.low), Math.min(1, share.high))
    return [plus(worth, times(part, minus(next.worth, worth)))]
  })
  const isUnder = grows ? value.low <= first.at.high : value.high >= first.at.low
  return unionOf([...worths, ...(isUnder ? [range(0)] : [])])
}

const unionOf = (all: readonly Range[]): Range =>
  range(Math.min(...all.map(({ low }) => low)), Math.max(...all.map(({ high }) => high)))

const READERS: readonly Reader[] = [
  [
    WHOLE(`è (almeno|più di|al massimo|meno di|pari a) ${N}`),
    ([, word = '', wanted = ''], { number }) => {
      met(number, word, wanted, HOLDS)
      return range(1)
    },
  ],
  [
    WHOLE(`non è (almeno|più di|al massimo|meno di|pari a) ${N}, tutto o niente`),
    ([, word = '', wanted = ''], { number }) => {
      met(number, word, wanted, FAILS)
      return range(0)
    },
  ],
  [
    WHOLE(`(non )?è tra ${N} e ${N}(, tutto o niente)?`),
    ([, not, from = '', to = ''], { number }) => {
      const value = number ?? fail('no number')
      const inside = value.high >= numberIn(from).low && value.low <= numberIn(to).high
      demand(not !== undefined || inside, 'it is not between them')
      return range(not === undefined ? 1 : 0)
    },
  ],
  [
    WHOLE(`(non )?è (almeno|sopra|al massimo|sotto) .* \\(livello (\\d+)\\)(, tutto o niente)?`),
    ([, not, word = '', wanted = ''], { level }) => {
      const isMet = LEVELS[word]?.(level?.rank ?? fail('no level'), Number(wanted)) ?? false
      demand(isMet === (not === undefined), 'the level is another')
      return range(isMet ? 1 : 0)
    },
  ],
  [
    WHOLE(`è tra ${N} e ${N}, la tolleranza di ${N}`),
    ([, from = '', to = ''], { number }) => {
      const value = number ?? fail('no number')
      demand(value.high >= numberIn(from).low && value.low <= numberIn(to).high, 'it is not near enough')
      return range(1)
    },
  ],
  [
    WHOLE(`soglie (.*), (in proporzione|a scatti)(?:, limite ${P})?`),
    ([, list = '', how, limit], { number }) => {
      const made = thresholds(list, how, number)
      return limit === undefined ? made : least([made, shareIn(limit)])
    },
  ],
  [
    WHOLE('(\\d+) su (\\d+) livelli'),
    ([, reached = '', needed = ''], { level }) => {
      const { rank, of } = level ?? fail('no level')
      demand([rank, of + 1 - rank].includes(Number(reached)), 'the level is another')
      return range(Number(reached) / Number(needed))
    },
  ],
  [
    WHOLE(`${N} su ${N}`),
    ([, above = '', below = ''], said) => {
      holdsValue(said, numberIn(above), numberIn(below))
      const divisor = numberIn(below)
      // Over what is next to nothing anything may come out: the limit beside it says what counts.
      if (divisor.low <= 0 && divisor.high >= 0) return range(-Infinity, Infinity)
      return over(numberIn(above), divisor)
    },
  ],
  [
    WHOLE(`il minore sul maggiore, ${N} su ${N}`),
    ([, above = '', below = ''], said) => {
      const [a, b] = [numberIn(above), numberIn(below)]
      holdsValue(said, a, b)
      demand(Math.abs(a.low) <= Math.abs(b.high) + 0.01, 'the smaller is the larger')
      return over(a, b)
    },
  ],
  [
    WHOLE(`2 meno ${N} su ${N}`),
    ([, above = '', below = ''], said) => {
      holdsValue(said, numberIn(above))
      return minus(range(2), over(numberIn(above), numberIn(below)))
    },
  ],
  [
    WHOLE(`dal valore di partenza ${N} a ${N}, ${N} su ${N}`),
    ([, from = '', to = '', done = '', way = ''], { number }) => {
      const start = numberIn(from)
      demand(meets(numberIn(done), minus(number ?? fail('no number'), start)), 'another way is done')
      demand(meets(numberIn(way), minus(numberIn(to), start)), 'the way is another')
      return over(numberIn(done), numberIn(way))
    },
  ],
  [
    WHOLE(`oltre lo zero con ${N}, limite ${P}`),
    ([, value = '', limit = ''], said) => {
      holdsValue(said, numberIn(value))
      return shareIn(limit)
    },
  ],
  [
    WHOLE(`in tempo, entro il ${D}`),
    ([, wanted = ''], { day }) => {
      demand(day !== null && day <= dayIn(wanted), 'it is not in time')
      return range(1)
    },
  ],
  [
    WHOLE(`([\\d.]+) giorn[oi] dopo il ${D}(?:, (\\d+) di tolleranza)?(?:, meno ${P} al giorno)?`),
    ([, days = '', wanted = '', grace, loss], { day }) => {
      const late = Number(days.replaceAll('.', ''))
      demand(day !== null && day - dayIn(wanted) === late, 'the days late are others')
      const beyond = Math.max(0, late - Number(grace ?? 0))
      const lost = times(loss === undefined ? range(1) : shareIn(loss), range(beyond))
      return range(Math.max(0, 1 - lost.high), Math.max(0, 1 - lost.low))
    },
  ],
  [
    WHOLE(`scadenze (.*), (in media|tutte o nessuna)`),
    ([, list = '', how]) => {
      const worth = list.split(/, (?=\d\d\/)/).map((one) => shareIn(one.split(': ')[1] ?? ''))
      if (how === 'in media') return over(sumOf(worth), range(worth.length))
      return range(worth.every(({ high }) => high >= 1) ? 1 : 0)
    },
  ],
]

/** The achievement that the told way gives, before what bounds it. */
function way(text: string, said: ValueSaid): Range {
  const by = WHOLE(`${N} al ${D}, (.*)`).exec(text)
  const value: ValueSaid = by ? { number: numberIn(by[1] ?? ''), day: null, level: null } : said
  const rest = by?.[3] ?? text
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(rest)
    if (found) return read(found, value)
  }
  return fail(`no way: ${rest}`)
}

const floored = ({ low, high }: Range): Range => range(Math.max(0, low), Math.max(0, high))

/** What an indicator is worth by the told way, its bounds and its step; null where the step says it alone. */
function worthBy(text: string, said: ValueSaid): Range | null {
  const step = `(.*), scatto: da ${P}(?: a ${P})?(?:, in proporzione da ${P} a ${P} fino a ${P})?`
  const [, before = text, from, to, lowest, most, end] = WHOLE(step).exec(text) ?? []
  const bounded = WHOLE(`(.*?) = ${P}(?:, limite ${P})?`).exec(before)
  const made = way(bounded?.[1] ?? before, said)
  let worth = floored(made)
  if (bounded) {
    const grade = shareIn(bounded[2] ?? '')
    demand(meets(grade, made), 'the way gives something else')
    if (bounded[3] !== undefined) {
      worth = shareIn(bounded[3])
      const isCut = grade.high < 0 ? meets(worth, range(0)) : grade.low < worth.high || worth.high >= 1
      demand(isCut, 'the limit cuts nothing')
      demand(!(grade.low < worth.low && grade.low >= 0) || meets(worth, range(1)), 'the limit is no limit')
    }
  }
  if (from === undefined) return worth
  demand(worth.high >= shareIn(from).low, 'the step is higher')
  demand(to === undefined || worth.low <= shareIn(to).high, 'the step is lower')
  if (lowest === undefined || most === undefined || end === undefined) return null
  const share = over(minus(worth, shareIn(from)), minus(shareIn(end), shareIn(from)))
  const part = range(Math.min(1, Math.max(0, share.low)), Math.min(1, Math.max(0, share.high)))
  return plus(shareIn(lowest), times(part, minus(shareIn(most), shareIn(lowest))))
}

const TAIL = `vale ${P}(?:, [^;]*)?(?:; provvisorio: [^;]*)?(?:; (?:pesa ${P}|(decide|non decide)[^;]*))?\\.$`

/** Reads the sentence of an indicator, and computes what it is worth from what it says. */
export function indicatorScore(sentence: string): IndicatorSaid {
  const tail = new RegExp(TAIL).exec(sentence)
  if (!tail) {
    demand(!/ vale |pesa/.test(sentence), `no sentence of an indicator: ${sentence}`)
    return { value: null, weighs: undefined, decides: undefined }
  }
  const value = shareIn(tail[1] ?? '')
  const [, , weighs, decides] = tail
  const head = sentence.slice(0, tail.index)
  if (head.endsWith("(nessun obiettivo per quest'anno): ")) {
    demand(meets(value, range(0)), 'what has no target counts')
    return { value, weighs, decides }
  }
  const [, told = '', rest = ''] = /^(.*?)(?:; obiettivo (.*))$/.exec(head) ?? fail(`nothing is asked: ${sentence}`)
  if (told.includes('(') && /(: |anno chiuso, |giorn[oi], )$/.test(rest)) {
    demand(
      meets(value, range(0)) || (meets(value, range(1)) && told.includes('zero su zero')),
      'what is missing counts',
    )
    return { value, weighs, decides }
  }
  // What is asked may hold any text: its end is where a way begins that can be read.
  const ends = [...rest.matchAll(/: /g)].map(({ index }) => index)
  const reasons: string[] = []
  for (const end of ends) {
    try {
      const worth = worthBy(
        rest.slice(end + 2).replace(/, $/, ''),
        /^Scadenze$|^n\.d\./.test(told) ? NOTHING : valueIn(told),
      )
      demand(worth === null || meets(worth, value), `worth ${worth?.low ?? 0} to ${worth?.high ?? 0}`)
      return { value, weighs, decides }
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error))
    }
  }
  return fail(reasons.join('; '))
}

const NOTHING: ValueSaid = { number: null, day: null, level: null }
