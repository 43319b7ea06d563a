/** Parts of an error that may be written down. */
export interface ErrorText {
  readonly type: string
  readonly code?: string
  readonly message: string
  readonly stack?: string
  readonly cause?: ErrorText
  /** Names of the schema, where a database says which of its rules was broken. */
  readonly table?: string
  readonly constraint?: string
}

/** Text before the reason in an error of the database: the statement, with values in it. */
const STATEMENT = /\b(?:select|insert|update|delete|with|create|alter|drop)\b[^]* - /i

/** Texts that may be somebody's: quoted words, addresses, links, long digits, tokens, hashes [RI49]. */
const HIDDEN = [
  /'[^']*'|"[^"]*"|`[^`]*`|«[^»]*»|“[^”]*”|‘[^’]*’/g,
  /<[^>]*>|\{[^}]*\}|\[[^\]]*\]/g,
  /\b[a-z][a-z\d+.-]*:\/\/\S+/gi,
  /\S*@\S*/g,
  /\b(?=[\w-]*\d)[\w-]{10,}/g,
  /[\w-]{24,}/g,
  /\d{4,}/g,
]
const LONGEST = 300
/** Causes of causes that are told. */
const DEEPEST = 3

/** A sentence of an error without what may be somebody's. */
export const scrubText = (text: string): string =>
  HIDDEN.reduce((left, pattern) => left.replaceAll(pattern, '…'), text.replace(STATEMENT, '')).slice(0, LONGEST)

/** Returns the frames of an error, which name files of the program, and never the message that stands before them. */
const framesOf = ({ stack, message }: Error): string | undefined => {
  const after = stack?.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack
  const frames = after?.split('\n').filter((line) => /^\s+at /.test(line))
  return frames?.length ? frames.map((line) => line.trim()).join('\n') : undefined
}

const nameIn = (error: object, field: string): string | undefined => {
  const value = (error as Readonly<Record<string, unknown>>)[field]
  return typeof value === 'string' && /^\w{1,64}$/.test(value) ? value : undefined
}

/** An error as it may stand in a log: its kind, code, reason and place; no values, whoever threw it [RI49]. */
export function errorText(error: unknown, depth = 0): ErrorText {
  if (!(error instanceof Error)) return { type: typeof error, message: scrubText(String(error)) }
  const [code, table, constraint] = ['code', 'table', 'constraint'].map((field) => nameIn(error, field))
  const stack = framesOf(error)
  const hasCause = error.cause !== undefined && error.cause !== error && depth < DEEPEST
  return {
    type: nameIn(error.constructor, 'name') ?? 'Error',
    ...(code === undefined ? {} : { code }),
    message: scrubText(error.message),
    ...(table === undefined ? {} : { table }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(stack === undefined ? {} : { stack }),
    ...(hasCause ? { cause: errorText(error.cause, depth + 1) } : {}),
  }
}
