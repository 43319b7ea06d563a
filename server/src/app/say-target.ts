import { readTarget, sayDoubt, type TargetReading } from '@traguardo/shared/plans'
import { targetWords } from '@traguardo/shared/scoring'

/** Options of the command line beside a target's text. */
export interface SayTargetOptions {
  readonly text: string
  readonly unit?: string | undefined
  readonly year?: string | undefined
  readonly isJson: boolean
  /** The year where none is given. */
  readonly thisYear: number
}

/** Text to be printed, and the exit code: 0 for a target that was read, doubts or not. */
interface Said {
  readonly output: string
  readonly code: 0 | 1
}

function inWords(
  text: string,
  { target, doubts }: TargetReading,
  { unit, year }: { unit?: string; year: number },
): string {
  const said = target ? `si legge ${targetWords({ ...target, year, printed: text }, unit)}.` : 'non si legge.'
  const lead = target ? 'Da confermare' : 'Perché'
  return [`«${text}»: ${said}`, ...doubts.map((one) => `${lead}: ${sayDoubt(one)}`)].join('\n')
}

const inJson = (text: string, { target, doubts, left }: TargetReading): string =>
  JSON.stringify({ text, target, doubts: doubts.map((one) => ({ ...one, message: sayDoubt(one) })), left }, null, 2)

/** Reads a target from the command line as editor and import read it, and says how [PL6.7]; a year that is none is refused. */
export function sayTarget({ text, unit, year, isJson, thisYear }: SayTargetOptions): Said {
  if (year !== undefined && !/^(?:19|20)\d\d$/.test(year))
    return { output: `«${year}» non è un anno: scriva per esempio --anno ${thisYear}.`, code: 1 }
  const about = { year: Number(year ?? thisYear), ...(unit === undefined ? {} : { unit }) }
  const reading = readTarget(text, about)
  return { output: isJson ? inJson(text, reading) : inWords(text, reading, about), code: reading.target ? 0 : 1 }
}
