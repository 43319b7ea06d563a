import { describe, expect, it } from 'vitest'
import { errorText, scrubText } from '../../../server/src/kernel/log/error-text'
import { readable } from '../../../server/src/kernel/log/log'
import { keptLog } from '../../support/log-lines'

/** As the ORM makes them: everything that the database said hangs on it. */
class DriverException extends Error {}

describe('an error as it is written down', () => {
  it.each([
    [
      'a statement with its values',
      'insert into "account" ("username", "email") values (\'mario\', \'mario@ente.it\') - SQLITE_CONSTRAINT: UNIQUE constraint failed: account.email',
      'SQLITE_CONSTRAINT: UNIQUE constraint failed: account.email',
    ],
    [
      'a statement within a sentence',
      "Context creation failed: select * from `session` where `token` = 'mario - rossi' - SQLITE_ERROR: no such table: session",
      'Context creation failed: SQLITE_ERROR: no such table: session',
    ],
    [
      'a server of mail',
      '550 5.1.1 <mario@ente.it>: Recipient mario@ente.it rejected',
      '550 5.1.1 …: Recipient … rejected',
    ],
    ['a value in quotes', 'invalid input syntax for type integer: "mario"', 'invalid input syntax for type integer: …'],
    [
      'what is no JSON',
      'Unexpected token m, "mario rossi" is not valid JSON',
      'Unexpected token m, … is not valid JSON',
    ],
    ['a link', 'fetch failed: https://ente.it/password/abc?utente=mario', 'fetch failed: …'],
    ['a hash', `no file ${'ab12'.repeat(16)} here`, 'no file … here'],
    ['a number', 'value 61234567 is out of range', 'value … is out of range'],
    ['our own words', 'The round of mail took longer than 10 minutes: the next one begins', null],
  ])('[RI49.4] %s', (_what, message, told) => {
    expect(scrubText(message)).toBe(told ?? message)
  })

  it('[RI49.4] keeps kind, code, names of the schema and place, down to its causes, and nothing else that it carries', () => {
    const cause = Object.assign(new Error('Key "mario" exists'), {
      code: '23505',
      constraint: 'account_pkey',
      table: 'account',
      detail: 'Key (username)=(mario) already exists.',
      parameters: ['mario'],
    })
    const text = errorText(Object.assign(new DriverException(cause.message), { code: '23505', cause, query: 'mario' }))
    expect(text).toMatchObject({
      type: 'DriverException',
      code: '23505',
      cause: { type: 'Error', message: 'Key … exists', constraint: 'account_pkey', table: 'account' },
    })
    expect(text.stack).toMatch(/^at .*error-text\.test\.ts/m)
    expect(JSON.stringify(text)).not.toContain('mario')
  })

  it('[RI49.4] a message of several lines does not come back as a place', () => {
    const error = new Error('first\n    at mario (rossi)\nlast')
    expect(JSON.stringify(errorText(error).stack)).not.toContain('mario')
  })

  it('[RI49.4] stands in the log so, whoever writes it there', () => {
    const { logger, lines, text } = keptLog()
    const error = new Error('no «mario»')
    logger.error(error)
    logger.error({ err: error, req: { headers: { cookie: 'mario' } }, res: 'mario' }, error.message)
    expect(lines()).toHaveLength(2)
    for (const line of lines()) expect(line).toMatchObject({ level: 'error', err: { type: 'Error', message: 'no …' } })
    expect(text()).not.toContain('mario')
  })
})

describe('in a terminal', () => {
  it('[RI49.7] a line of the log is a line to read', () => {
    const { logger, text, forget } = keptLog()
    const read = (): string => readable(text().trimEnd()).replace(/^\d\d:\d\d:\d\d/, '20:05:01')
    logger
      .child({ request: '4f0c12ab9e' })
      .info({ method: 'POST', route: '/graphql', asks: ['sync'], status: 200, ms: 12.3 }, 'richiesta')
    expect(read()).toBe('20:05:01 POST /graphql 200 12.3 ms asks=["sync"] 4f0c12ab9e')
    forget()
    logger.warn({ job: 'sede', waiting: 3 }, 'scambio')
    expect(read()).toBe('20:05:01 warn scambio job=sede waiting=3')
    forget()
    logger.error({ job: 'mail', err: new Error('closed') })
    expect(read()).toMatch(/^20:05:01 error errore imprevisto job=mail Error: closed\n    at /)
  })
})
