import { indicatorScore } from './sentence-indicator'
import { least, meets, range, type Range, shareIn, sumOf, times } from './sentence-numbers'

/** A sentence and those of what stands below it: all that the checker sees. */
export interface Said {
  readonly sentence: string
  readonly children: readonly Said[]
}

const PERCENT = String.raw`-?[\d.]+,\d{2,} %`
const SCORED = String.raw`(\d+) voc[ei] valutat[ea] su (\d+)`
const WEIGHTS = 'a pesi uguali|con i pesi stampati|con le risorse come pesi|ognuna per il suo tempo'
const rule = (text: string) => new RegExp(`^${text}$`)
const OWN = '(, ciascuna al massimo 100,00 %)?'
const MEAN = rule(`media di ${SCORED}, a pesi uguali${OWN}`)
const WEIGHTED = rule(
  `media ponderata di ${SCORED}, (?:con (?:i pesi stampati|le risorse come pesi)|ognuna per il suo tempo)${OWN}`,
)
const SUM = rule(
  `somma dei contributi di ${SCORED}, (${WEIGHTS})(, ciascuna al massimo (?:per il suo denaro|100,00 %))?`,
)
const WORST = rule(`il peggiore di ${SCORED}: «[^»]*», (${PERCENT})`)
const SHARE = rule(`peso di ciò che è «[^»]*» \\((da|oltre) (${PERCENT})\\) tra ${SCORED}, (${WEIGHTS})`)
const LABEL = 'i suoi indicatori|i suoi obiettivi operativi|«[^»]*»'
const PART = rule(`(${PERCENT}) (?:${LABEL}) \\((${PERCENT}): (.*)\\)`)
const NEXT_PART = new RegExp(` e (?=${PERCENT} (?:${LABEL}) \\()`)
const ONLY = rule(
  `solo (${LABEL}), (.*), perché (?:${LABEL}) (?:valutati )?(?:non hanno punteggio|non ha punteggio|pesano zero|pesa zero)(?: e .*)?`,
)
const CUT = rule(`(.*), in tutto al massimo 100,00 % invece di (${PERCENT})`)
const GROUP = rule(
  `(${PERCENT})(?:, [^:;]*)?: (.*?)(?:; provvisorio: [^;]*)?(?:; (?:pesa (${PERCENT})|(decide|non decide)[^;]*))?\\.`,
)
const BY_HAND = rule(`(${PERCENT}) dato dal valutatore .*?(?:; (?:pesa (${PERCENT})|(decide|non decide)[^;]*))?\\.`)

/** A score as its sentence says it; `value` is null for none. */
interface Scored {
  readonly value: Range | null
  readonly weighs: Range | null
  /** Where the worst decides, whether it does. */
  readonly decides: boolean | null
}

function fail(why: string): never {
  throw new Error(why)
}

const demand = (so: boolean, why: string): void => {
  if (!so) fail(why)
}

/** Those below that count: with a score and a weight. */
const counted = (below: readonly Scored[]) =>
  below.flatMap(({ value, weighs }) => (value && weighs ? [{ value, weighs }] : []))

function counts(below: readonly Scored[], said: string | undefined, parts: string | undefined) {
  const found = counted(below)
  demand(found.length === Number(said), `${String(said)} counted, of ${found.length}`)
  demand(below.length === Number(parts), `${String(parts)} parts, of ${below.length}`)
  return found
}

const sameWeights = (all: readonly { readonly weighs: Range }[]): boolean =>
  all.every(({ weighs }) => meets(weighs, all[0]?.weighs ?? weighs))

const contributed = (all: readonly { readonly value: Range; readonly weighs: Range }[]): Range =>
  sumOf(all.map(({ value, weighs }) => times(value, weighs)))

/** What the rule that is told makes of what stands below: the sum of contributions, and the sum of weights. */
function ruled(text: string, below: readonly Scored[]): { readonly made: Range; readonly whole: Range | null } {
  const mean = MEAN.exec(text)
  const found = mean ?? WEIGHTED.exec(text)
  if (found) {
    const all = counts(below, found[1], found[2])
    demand(!mean || sameWeights(all), 'weights that are not equal')
    const earned = all.map(({ value, weighs }) => ({ weighs, value: found[3] ? least([value, range(1)]) : value }))
    return { made: contributed(earned), whole: sumOf(all.map(({ weighs }) => weighs)) }
  }
  const sum = SUM.exec(text)
  if (sum) {
    const all = counts(below, sum[1], sum[2])
    demand(sum[3] !== 'a pesi uguali' || sameWeights(all), 'weights that are not equal')
    const earned = all.map(({ value, weighs }) => ({ weighs, value: sum[4] ? least([value, range(1)]) : value }))
    return { made: contributed(earned), whole: null }
  }
  const worst = WORST.exec(text)
  if (worst) {
    const all = below.flatMap(({ value, decides }) => (value && decides !== null ? [{ value, decides }] : []))
    demand(all.length === Number(worst[1]) && below.length === Number(worst[2]), 'others count')
    const made = least(all.map(({ value }) => value))
    demand(meets(made, shareIn(worst[3] ?? '')), 'the worst is another')
    demand(
      all.some(({ value, decides }) => decides && meets(value, made)),
      'the worst does not decide',
    )
    return { made, whole: range(1) }
  }
  const share = SHARE.exec(text) ?? fail(`no rule: ${text}`)
  const all = counts(below, share[3], share[4])
  demand(share[5] !== 'a pesi uguali' || sameWeights(all), 'weights that are not equal')
  const from = shareIn(share[2] ?? '')
  const sure = all.filter(({ value }) => value.low >= from.high)
  const maybe = all.filter(({ value }) => value.high >= from.low)
  const made = range(sumOf(sure.map(({ weighs }) => weighs)).low, sumOf(maybe.map(({ weighs }) => weighs)).high)
  return { made, whole: sumOf(all.map(({ weighs }) => weighs)) }
}

/** Parts of a strategic objective or a sheet, one after the other among those below; null where the text tells of no parts. */
function partsIn(text: string): readonly (readonly [Range, Range, string])[] | null {
  const parts = text.split(NEXT_PART).map((one) => PART.exec(one))
  if (parts.length < 2 || parts.some((one) => one === null)) return null
  return parts.map((one) => [shareIn(one?.[1] ?? ''), shareIn(one?.[2] ?? ''), one?.[3] ?? ''])
}

function partsScore(parts: readonly (readonly [Range, Range, string])[], below: readonly Scored[]): Range {
  // Parts in which nothing counts are not told, and stand among those below all the same.
  let start = 0
  const made = parts.map(([share, score, text]) => {
    const size = Number(/ valutat[ea] su (\d+)/.exec(text)?.[1])
    const isOwn = (at: number): boolean => {
      try {
        const of = ruled(text, below.slice(at, at + size))
        return (of.whole === null || meets(of.whole, share)) && meets(of.made, times(share, score))
      } catch {
        return false
      }
    }
    const at = [...below.keys()].find((place) => place >= start && isOwn(place))
    if (at === undefined) return fail('a part weighs or scores something else')
    demand(
      counted(below.slice(start, at)).every(({ weighs }) => weighs.low <= 0),
      'something between the parts counts',
    )
    start = at + size
    return times(share, score)
  })
  if (!parts.some(([, , text]) => SUM.test(text)))
    demand(meets(sumOf(parts.map(([share]) => share)), range(1)), 'the parts are no whole')
  return sumOf(made)
}

function groupScore(value: Range, text: string, below: readonly Scored[]): void {
  const cut = CUT.exec(text)
  if (cut) {
    const before = shareIn(cut[2] ?? '')
    demand(before.high >= 1 && meets(value, range(1)), 'the cut cuts nothing')
    return groupScore(before, cut[1] ?? '', below)
  }
  const parts = partsIn(text)
  if (parts) return demand(meets(partsScore(parts, below), value), 'the parts come to something else')
  const only = ONLY.exec(text)
  if (only) {
    const size = Number(/ valutat[ea] su (\d+)/.exec(only[2] ?? '')?.[1])
    const { made, whole } =
      [...below.keys()].reduce<{ made: Range; whole: Range | null } | null>((found, at) => {
        if (found) return found
        const others = [...below.slice(0, at), ...below.slice(at + size)]
        const isOut = counted(others).every(({ weighs }) => weighs.low <= 0)
        try {
          const of = ruled(only[2] ?? '', below.slice(at, at + size))
          return others.length > 0 && isOut && meets(of.made, value) ? of : null
        } catch {
          return null
        }
      }, null) ?? fail('the other part counts')
    return demand(
      (whole === null || meets(whole, range(1))) && meets(made, value),
      'the only part comes to something else',
    )
  }
  const { made, whole } = ruled(text, below)
  demand(whole === null || meets(whole, range(1)), 'the weights are no whole')
  demand(meets(made, value), `the rule comes to ${made.low} to ${made.high}`)
}

const weight = (weighs: string | undefined, decides: string | undefined) => ({
  weighs: weighs === undefined ? null : shareIn(weighs),
  decides: decides === undefined ? null : decides === 'decide',
})

function scoreOf({ sentence, children }: Said): Scored {
  const below = children.map(scoreOf)
  if (/^n\.d\. \((eliminato|neutralizzato) dal /.test(sentence)) return { value: null, weighs: null, decides: null }
  if (/^n\.d\.: (niente|la sua sola voce|nessuna delle)/.test(sentence)) {
    demand(counted(below).length === 0, 'something below has a score')
    return { value: null, weighs: null, decides: null }
  }
  if (sentence.startsWith('n.d.: ciò che è valutato pesa zero')) {
    demand(
      counted(below).every(({ weighs }) => weighs.low <= 0),
      'something below weighs',
    )
    return { value: null, weighs: null, decides: null }
  }
  const hand = BY_HAND.exec(sentence)
  if (hand) return { value: shareIn(hand[1] ?? ''), ...weight(hand[2], hand[3]) }
  if (children.length === 0) {
    const { value, weighs, decides } = indicatorScore(sentence)
    return { value, ...weight(weighs, decides) }
  }
  const group = GROUP.exec(sentence) ?? fail(`no sentence of a group: ${sentence}`)
  const value = shareIn(group[1] ?? '')
  groupScore(value, group[2] ?? '', below)
  return { value, ...weight(group[3], group[4]) }
}

/**
 * Computes a score from nothing but its sentence and those of what stands below it [SC85]: null where they agree, else
 * the lowest sentence that contradicts, and what.
 */
export function contradiction(said: Said): string | null {
  for (const child of said.children) {
    const below = contradiction(child)
    if (below !== null) return below
  }
  try {
    scoreOf(said)
    return null
  } catch (error) {
    return `${said.sentence} ${error instanceof Error ? error.message : String(error)}`
  }
}
