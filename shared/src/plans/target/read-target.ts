import type { TargetRule } from '../../model'
import { numberOf } from './read-number'
import { doubt, type TargetDoubt } from './doubts'
import type { PartReading, TargetSurroundings } from './found'
import { SIGN } from './lexicon'
import { readAmount, readRange } from './read-amount'
import { readDays, readSpan } from './read-day'
import { readBenchmark, readChange, readEarlier, readKept, readLevel, readMeans, readWord } from './read-relative'
import { readPeriodFirst, readPeriodOfAlgorithm } from './read-since'
import { form, scannedText, Scanner } from './scanner'

/** Reading of a target: a proposal, what a person has to confirm of it, and what of the text was not used. */
export interface TargetReading {
  readonly target: TargetRule | null
  readonly doubts: readonly TargetDoubt[]
  readonly left: readonly string[]
}

type Reader = (scan: Scanner, about: TargetSurroundings) => PartReading | null

/** The grammar: what a target can be, the more particular before what would read a part of it. */
const READERS: readonly Reader[] = [
  readWord,
  readKept,
  readEarlier,
  readMeans,
  readBenchmark,
  readChange,
  readPeriodFirst,
  readSpan,
  readDays,
  readRange,
  readAmount,
  readLevel,
]

const LABEL = form(
  "(?:target|obiettivo|valore atteso|risultato atteso|valore|indicatore|itp|n\\.?|n°|nr\\.?|numero|il|lo|la|i|gli|le|l'|è di|è|di|per l'|per|:|\\(|\\*)",
)
const OF_YEAR = form("(?:per )?(?:l')?anno ((?:19|20)\\d\\d) ?:?")
const OR = /^(?:o|oppure|od|ovvero)\b/i
const ANOTHER = new RegExp(`\\d|${SIGN}`, 'u')
/** Words that may not be skipped: without it another target would be read. */
const DECIDES = new RegExp(
  `\\d|${SIGN}|^(?:entro|non|tra|fra|da|dal|dopo|oltre|senza|escluso|nessuno|nessuna|zero)$`,
  'iu',
)
const ITEM = /[0-9a-z]\) ?/iy
const LONGEST = 300
const PUNCTUATION = /^[\s.,;:()]+|[\s.,;:()]+$/g

const unread = (text: string, doubts: readonly TargetDoubt[]): TargetReading => ({
  target: null,
  doubts,
  left: text === '' ? [] : [text],
})

/** Decides what is left over: another condition takes the reading away, words are a doubt [PL6.3]. */
function withRest(text: string, found: PartReading, before: readonly string[], rest: string): TargetReading {
  if (found.target === null) return unread(text, found.doubts)
  if (OR.test(rest)) return unread(text, [doubt('EITHER')])
  if (ANOTHER.test(rest)) return unread(text, [doubt('SEVERAL_TARGETS')])
  const left = [before.join(' '), rest].map((one) => one.replace(PUNCTUATION, '')).filter((one) => one !== '')
  const over = left.length > 0 ? [doubt('LEFT_OVER', { left: left.join(' … ') })] : []
  return { target: found.target, doubts: [...found.doubts, ...over], left }
}

/** A bare number beside an algorithm may be days after the end of each period. */
const BARE = /^\d+(?:,0+)?$/

/**
 * Reads a target as a body writes it [PL1-PL6]. What comes out is a proposal: whatever is not certain is a doubt, and so
 * is whatever is left over; there is no target where nobody could be sure of one. The one reader of editor and import.
 * @example readTarget('<= 2,00 gg', { year: 2021 }).target // { type: 'at-most', value: 2 }
 */
export function readTarget(printed: string, about: TargetSurroundings): TargetReading {
  const text = scannedText(printed)
  if (BARE.test(text)) {
    const found = readPeriodOfAlgorithm(numberOf(text) ?? -1, about)
    if (found) return withRest(text, found, [], '')
  }
  const scan = new Scanner(text.length > LONGEST ? '' : text)
  scan.take(ITEM)
  const before: string[] = []
  const years: TargetDoubt[] = []
  while (!scan.isDone) {
    const found = READERS.reduce<PartReading | null>(
      (first, read) => first ?? scan.whole(() => read(scan, about)),
      null,
    )
    if (found) {
      const rest = scan.rest.replace(PUNCTUATION, '')
      if (before.some((word) => DECIDES.test(word)))
        return unread(text, [doubt(found.target && ANOTHER.test(rest) ? 'SEVERAL_TARGETS' : 'NO_TARGET')])
      return withRest(text, { ...found, doubts: [...years, ...found.doubts] }, before, rest)
    }
    const year = scan.take(OF_YEAR)?.[1]
    if (year !== undefined && Number(year) !== about.year) years.push(doubt('ANOTHER_YEAR', { year }))
    if (year === undefined && !scan.take(LABEL)) before.push(scan.skip())
  }
  return unread(text, [doubt('NO_TARGET')])
}
