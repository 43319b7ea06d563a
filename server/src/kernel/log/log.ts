import type { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'
import { StartFailure } from '../runtime/start-failure'
import { errorText } from './error-text'

/** From which weight on lines are written; `silent` writes none. */
export const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type Level = (typeof LEVELS)[number]

export type Log = Logger

/** What is known beside an error: the request, or the work that is done by itself, in which it came up. */
export interface About {
  readonly request?: string
  readonly job?: string
}

/** Where an unexpected error, or a sentence for whoever runs the server, is written down; whoever asked does not read it. */
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
export const openLog = (level: Level, to: Writable): Log =>
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
export const warnThrough = (log: Log): void => {
  warn = (sentence) => log.warn(sentence)
}

/** The log as the parts of the program take it. */
export const errorLog =
  (log: Log): ErrorLog =>
  (error, about = {}) =>
    typeof error === 'string' ? log.warn(about, error) : log.error({ ...about, err: error })
