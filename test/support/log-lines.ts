import { Writable } from 'node:stream'
import { type Level, openLog } from '../../server/src/kernel/log/log'

/** A line of the log, read. */
export type LogLine = Readonly<Record<string, unknown>>

/** A log that is kept in memory: what would be on the disk, and its lines read. */
export function keptLog(level: Level = 'debug') {
  let text = ''
  const logger = openLog(
    level,
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString()
        done()
      },
    }),
  )
  const lines = (): readonly LogLine[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine)
  return { logger, text: () => text, lines, forget: () => (text = '') }
}
