/** A number as far as a sentence says it: somewhere from `low` to `high`. */
export interface Range {
  readonly low: number
  readonly high: number
}

export const range = (low: number, high = low): Range => ({ low, high })

/** Doubles of the arithmetic, and of the score itself, may fall a hair aside. */
const HAIR = 1e-9

export const meets = (a: Range, b: Range): boolean => {
  const hair = HAIR * Math.max(1, Math.abs(a.low), Math.abs(b.low), Math.abs(a.high), Math.abs(b.high))
  return a.low <= b.high + hair && b.low <= a.high + hair
}

const corners = (a: Range, b: Range, of: (x: number, y: number) => number): Range => {
  const all = [of(a.low, b.low), of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)]
  return range(Math.min(...all), Math.max(...all))
}

export const plus = (a: Range, b: Range): Range => range(a.low + b.low, a.high + b.high)
export const minus = (a: Range, b: Range): Range => range(a.low - b.high, a.high - b.low)
export const times = (a: Range, b: Range): Range => corners(a, b, (x, y) => x * y)
/** Throws where the divisor may be zero: of such a quotient nothing can be said. */
export function over(a: Range, b: Range): Range {
  if (b.low <= 0 && b.high >= 0) throw new Error('a divisor that may be zero')
  return corners(a, b, (x, y) => x / y)
}
export const least = (all: readonly Range[]): Range =>
  range(Math.min(...all.map(({ low }) => low)), Math.min(...all.map(({ high }) => high)))
export const greatest = (all: readonly Range[]): Range =>
  range(Math.max(...all.map(({ low }) => low)), Math.max(...all.map(({ high }) => high)))
export const sumOf = (all: readonly Range[]): Range => all.reduce(plus, range(0))

/** A number as people read it, with what two decimals, or three digits of a small one, leave open. */
export function numberIn(text: string): Range {
  if (text === 'sì') return range(1)
  if (text === 'no') return range(0)
  if (!/^-?\d[\d.]*(,\d+)?$/.test(text)) throw new Error(`no number: ${text}`)
  const value = Number(text.replaceAll('.', '').replace(',', '.'))
  if (value === 0) return range(-1e-12, 1e-12)
  const size = Math.abs(value)
  const decimals = text.split(',')[1]?.length ?? 0
  const half =
    size >= 10 ? 0.5 * 10 ** -Math.max(2, decimals) : 0.5 * 10 ** -Math.max(decimals, 3 - Math.floor(Math.log10(size)))
  return range(value - half, value + half)
}

/** "92,50 %" as a share of one. */
export function shareIn(text: string): Range {
  const value = Number(text.replace(' %', '').replaceAll('.', '').replace(',', '.'))
  if (Number.isNaN(value)) throw new Error(`no percent: ${text}`)
  const half = 0.5 * 10 ** -(text.replace(' %', '').split(',')[1]?.length ?? 2)
  return range((value - half) / 100, (value + half) / 100)
}

const NUMBER = String.raw`-?\d[\d.]*(?:,\d+)?`
const COMPARES: readonly (readonly [string, (a: Range, b: Range, holds: boolean) => boolean])[] = [
  ['è uguale a', (a, b, holds) => meets(a, b) || !holds],
  ['è diverso da', (a, b, holds) => meets(a, b) || holds],
  ['è meno di', (a, b, holds) => (holds ? a.low < b.high : a.high >= b.low)],
  ['è al massimo', (a, b, holds) => (holds ? a.low <= b.high : a.high > b.low)],
  ['è più di', (a, b, holds) => (holds ? a.high > b.low : a.low <= b.high)],
  ['è almeno', (a, b, holds) => (holds ? a.high >= b.low : a.low < b.high)],
]

/** Reads a formula told in words and computes it: brackets, chains from left to right, the functions. */
export class Told {
  private at = 0
  private readonly tokens: readonly string[]

  constructor(text: string) {
    const bare = text
      .replace(/«[^»]*» ?/g, '')
      .replace(/ (quest'anno|dell'anno prima|di \d+ anni prima|dell'ultimo periodo|del periodo prima)/g, '')
    this.tokens =
      bare.match(
        new RegExp(
          String.raw`la media di|il minore tra|il maggiore tra|poiché non è vero che|poiché|è [a-zù]+(?: (?:a|da|di|massimo))?|[a-zìù]+|${NUMBER}|[(),:]`,
          'g',
        ),
      ) ?? []
  }

  private get next(): string | undefined {
    return this.tokens[this.at]
  }

  private take(): string {
    const token = this.next
    if (token === undefined) throw new Error('a formula that ends too early')
    this.at += 1
    return token
  }

  private expect(token: string): void {
    if (this.take() !== token) throw new Error(`${token} is missing in a formula`)
  }

  whole(): Range {
    let found = this.chain()
    // "105 meno 100, su 100"
    while (this.next === ',') {
      this.take()
      found = this.apply(found, this.take())
    }
    if (this.next !== undefined) throw new Error(`${this.next} is too much in a formula`)
    return found
  }

  private apply(left: Range, operator: string): Range {
    const right = this.atom()
    if (operator === 'più') return plus(left, right)
    if (operator === 'meno') return minus(left, right)
    if (operator === 'per') return times(left, right)
    if (operator === 'su') return over(left, right)
    throw new Error(`no operation: ${operator}`)
  }

  private chain(): Range {
    if (this.next === 'poiché' || this.next === 'poiché non è vero che') return this.since()
    if (this.next === 'meno') {
      this.take()
      return minus(range(0), this.atom())
    }
    if (this.next === 'la media di' || this.next === 'il minore tra' || this.next === 'il maggiore tra')
      return this.fold(this.take())
    let found = this.atom()
    while (this.next === 'più' || this.next === 'meno' || this.next === 'per' || this.next === 'su')
      found = this.apply(found, this.take())
    return found
  }

  private fold(name: string): Range {
    const all = [this.atom()]
    while (this.next === ',' || this.next === 'e') {
      this.take()
      all.push(this.atom())
    }
    if (name === 'il minore tra') return least(all)
    return name === 'il maggiore tra' ? greatest(all) : over(sumOf(all), range(all.length))
  }

  private since(): Range {
    const holds = this.take() === 'poiché'
    const left = this.chain()
    const sign = this.take()
    const right = this.chain()
    const compare = COMPARES.find(([name]) => name === sign)
    if (!compare?.[1](left, right, holds)) throw new Error(`it is not so that ${sign}`)
    this.expect(':')
    return this.chain()
  }

  private atom(): Range {
    if (this.next !== '(') return numberIn(this.take())
    this.take()
    const found = this.chain()
    this.expect(')')
    return found
  }
}
