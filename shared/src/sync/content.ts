import type { MeasureValue, Refusal, StepDone } from '../model'
import { err, ok, type Result } from '../result'
import type { Content, RegisterField } from './operation'

/** Characters of a note at most. */
export const LONGEST_NOTE = 4000

const malformed: Result<never, Refusal> = err({
  code: 'MALFORMED_CONTENT',
  message: 'Il valore ricevuto non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.',
})

const MOST_STEPS = 200

function parseSteps(done: unknown): Result<MeasureValue, Refusal> {
  if (!Array.isArray(done) || done.length > MOST_STEPS) return malformed
  const steps = done.flatMap((one: unknown): StepDone[] => {
    const { step, on } = (typeof one === 'object' && one !== null ? one : {}) as { step?: unknown; on?: unknown }
    return typeof step === 'string' && typeof on === 'string' ? [{ step, on }] : []
  })
  return steps.length === done.length ? ok({ type: 'steps', done: steps }) : malformed
}

function parseValue(raw: object): Result<MeasureValue, Refusal> {
  const { type, number, date, done } = raw as Readonly<Record<'type' | 'number' | 'date' | 'done', unknown>>
  if (type === 'number' && typeof number === 'number' && Number.isFinite(number)) return ok({ type, number })
  if (type === 'date' && typeof date === 'string') return ok({ type, date })
  if (type === 'steps') return parseSteps(done)
  return type === 'not-applicable' ? ok({ type }) : malformed
}

/** Content as it came over the wire, checked for its form; whether it fits the measure is `judgeOperation`'s. */
export function parseContent(field: RegisterField, raw: unknown): Result<Content, Refusal> {
  if (raw === null) return ok(null)
  if (field === 'value') return typeof raw === 'object' ? parseValue(raw) : malformed
  if (typeof raw !== 'string') return malformed
  return raw.length <= LONGEST_NOTE
    ? ok(raw)
    : err({ code: 'NOTE_TOO_LONG', message: `La nota supera ${LONGEST_NOTE} caratteri: la accorci.` })
}

/** The same text for the same steps and days, in whatever order they were ticked. */
const stepsText = (done: readonly StepDone[]): string =>
  done
    .map(({ step, on }) => `${step} ${on}`)
    .sort()
    .join('\n')

/** Do two contents say the same? [SY6] */
export function sameContent(left: Content, right: Content): boolean {
  if (left === null || right === null || typeof left === 'string' || typeof right === 'string') return left === right
  if (left.type === 'number') return right.type === 'number' && left.number === right.number
  if (left.type === 'date') return right.type === 'date' && left.date === right.date
  if (left.type === 'steps') return right.type === 'steps' && stepsText(left.done) === stepsText(right.done)
  return right.type === 'not-applicable'
}
