import { Writable } from 'node:stream'

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

/** Where the log goes: lines of JSON, or for a person who sits before it, lines to read. Both beside what the program says. */
export const logOutput = (out: NodeJS.WriteStream): Writable =>
  out.isTTY
    ? new Writable({
        write: (chunk: Buffer, _encoding, done) =>
          void out.write(`${readable(chunk.toString().trimEnd())}\n`, () => done()),
      })
    : out
