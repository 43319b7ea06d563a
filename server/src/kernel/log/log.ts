import { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'
import { StartFailure } from '../runtime/start-failure'
import { errorText } from './error-text'

type Line = Readonly<Record<string, unknown>>

const CLOCK = { from: 11, to: 19 }
/** Said by their places in the line, or by themselves. */
const PLACED = new Set(['level', 'time', 'msg', 'request', 'method', 'route', 'status', 'ms', 'err'])

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A line of the log as a person reads it in a terminal. */
export function readable(text: string): string {
  const line = JSON.parse(text) as Line
  const { level, time, msg, request, method, route, status, ms, err } = line
  const asked = method === undefined ? [msg] : [method, route, status, ms === undefined ? msg : `${textOf(ms)} ms`]
  const others = Object.entries(line).flatMap(([name, value]) => (PLACED.has(name) ? [] : [`${name}=${textOf(value)}`]))
  const { type, message, stack } = (err ?? {}) as Line
  const error = err === undefined ? [] : [`${textOf(type)}: ${textOf(message)}`]
  const parts = [
    textOf(time).slice(CLOCK.from, CLOCK.to),
    level === 'info' ? '' : level,
    ...asked,
    ...others,
    ...error,
    request,
  ]
  const first = parts
    .filter((part) => part !== undefined && part !== '')
    .map(textOf)
    .join(' ')
  return stack === undefined ? first : `${first}\n    ${textOf(stack).replaceAll('\n', '\n    ')}`
}

/**
 * Returns the stream of the log: lines of JSON, or for a person who sits before it, lines to read. Both beside what the
 * program says.
 */
export const logOutput = (out: NodeJS.WriteStream): Writable =>
  out.isTTY
    ? new Writable({
        write: (chunk: Buffer, _encoding, done) =>
          void out.write(`${readable(chunk.toString().trimEnd())}\n`, () => done()),
      })
    : out

/** From which weight on lines are written; `silent` writes none. */
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type Level = (typeof LEVELS)[number]

export type ServerLog = Logger

/** Source of an error: the request, or the work that is done by itself, in which it came up. */
interface About {
  readonly request?: string
  readonly job?: string
}

/** Log of unexpected errors, and of sentences for whoever runs the server; whoever asked does not read them. */
export type ErrorLog = (error: unknown, about?: About) => void

/** Reads `TRAGUARDO_LOG`. Throws `StartFailure` where it names no level. */
export function levelOf(text: string | undefined): Level {
  const said = text?.trim() || 'info'
  const level = LEVELS.find((one) => one === said.toLowerCase())
  if (level) return level
  throw new StartFailure(
    `TRAGUARDO_LOG vale «${said}»: scriva uno fra ${LEVELS.join(', ')}, per esempio TRAGUARDO_LOG=warn.`,
  )
}

const nothing = (): undefined => undefined

/**
 * The log: a line of JSON for each thing that happened. Errors are told without what may be somebody's, whatever library
 * wrote them, and requests and answers never as they are [RI49].
 */
export const openLog = (level: Level, to: Writable): ServerLog =>
  pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => errorText(error), req: nothing, res: nothing },
      hooks: {
        logMethod(args, method) {
          const [about, ...rest] = args as unknown[]
          // A library says the error's own message once more.
          const isError = about instanceof Error || (typeof about === 'object' && about !== null && 'err' in about)
          method.apply(this, (isError ? [about, 'errore imprevisto'] : [about, ...rest]) as typeof args)
        },
      },
    },
    to,
  )

let warn = (sentence: string): void => console.warn(sentence)

/** Says something to whoever runs the server, or gives a command, from where no log is at hand. */
export const sayWarning = (sentence: string): void => warn(sentence)

/** From here on such sentences stand in the log. */
export const warnThrough = (log: ServerLog): void => {
  warn = (sentence) => log.warn(sentence)
}

/** The log as the parts of the program take it. */
export const errorLog =
  (log: ServerLog): ErrorLog =>
  (error, about = {}) =>
    typeof error === 'string' ? log.warn(about, error) : log.error({ ...about, err: error })
