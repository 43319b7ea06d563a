import { randomBytes, randomInt } from 'node:crypto'
import type { Asked, Reply } from '../wire/http'

/**
 * Who may see a canary: `sheet` whoever may see the sheet of the P.O. Anagrafe; `body` who holds a role in the chamber;
 * `plan` whoever may read its plan, a site among them;
 * `own` the P.O. alone, `control` the controller; each with whoever reads it by office.
 */
export type Circle = 'sheet' | 'body' | 'plan' | 'own' | 'control'

/** Something unmistakable that was planted. */
export interface Canary {
  readonly name: string
  readonly circle: Circle
  readonly text: string
}

const MARK = 'canarino'
/** What is shorter stands in base 64 by chance. */
const SHORTEST = 8
const SMALLEST = 61_000_000
const LARGEST = 99_000_000

/** Everything that was planted, and the way to find it again. */
export class Canaries {
  readonly all: Canary[] = []

  /** A text: letters, an accent and digits that stand nowhere else. */
  text(name: string, circle: Circle): string {
    return this.keep({ name, circle, text: `${MARK} ${name} perché ${randomBytes(9).toString('hex')}` })
  }

  /** A text of plain letters, for what takes no other: a user name, a mail address. */
  plain(name: string, circle: Circle): string {
    return this.keep({ name, circle, text: `${MARK}-${randomBytes(9).toString('hex')}` })
  }

  /** A number of eight digits that stands nowhere else. */
  number(name: string, circle: Circle): number {
    return Number(this.keep({ name, circle, text: String(randomInt(SMALLEST, LARGEST)) }))
  }

  /** Something that came about by itself: a hash, a secret, an id. */
  known(name: string, circle: Circle, text: string): string {
    return this.keep({ name, circle, text })
  }

  private keep(canary: Canary): string {
    this.all.push(canary)
    return canary.text
  }
}

/** Places of a text in base 64, whatever stands before and after it. */
function inBase64(bytes: Buffer): readonly string[] {
  const whole = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // What shares a character with the bytes around it is another character there.
    const end = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1
    return text.slice([0, 2, 3][before], end)
  })
  return whole.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}

/** Every form in which a text may stand in an answer. */
function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const grouped = /^\d{8}$/.test(text) ? ['.', ',', ' ', '\u00a0'] : []
  return [
    text,
    encodeURIComponent(text),
    bytes.toString('hex'),
    ...(bytes.length >= SHORTEST ? inBase64(bytes) : []),
    ...grouped.map((mark) => `${text.slice(0, 2)}${mark}${text.slice(2, 5)}${mark}${text.slice(5)}`),
  ]
}

/** The last part is what is random, so what is looked for is that: an answer may cut the rest. */
const needleOf = ({ text }: Canary): string => (text.startsWith(MARK) ? (text.split(/[ -]/).at(-1) ?? text) : text)

const needles = new WeakMap<Canary, readonly string[]>()
function needlesOf(canary: Canary): readonly string[] {
  const known = needles.get(canary) ?? [...new Set(formsOf(needleOf(canary)))]
  needles.set(canary, known)
  return known
}

/** JSON, HTML and calendars write the same text in several ways. */
const plainly = (text: string): string =>
  !/\\u|&#|\\\/|\n[ \t]/.test(text)
    ? text
    : text
        .replaceAll(/\\u([0-9a-f]{4})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
        .replaceAll(/&#x([0-9a-f]+);/gi, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
        .replaceAll('\\/', '/')
        // A calendar breaks its lines (RFC 5545, 3.1).
        .replaceAll(/\r?\n[ \t]/g, '')

/** The mark in every form; the last letters of a text in base 64 depend on what follows. */
const MARKS = formsOf(MARK).map((form) => form.slice(0, -1))

/** Which canaries stand in a text, in whatever encoding. */
export function found(canaries: readonly Canary[], text: string): readonly Canary[] {
  const plain = plainly(text)
  const forms = plain === text ? [text] : [text, plain]
  const stands = (needle: string): boolean => forms.some((form) => form.includes(needle))
  // Texts bear a mark: where it stands in no form, none of them has to be looked for.
  const isMarked = MARKS.some(stands)
  return canaries.filter((canary) => (isMarked || !canary.text.startsWith(MARK)) && needlesOf(canary).some(stands))
}

/** Everything of an answer that somebody can read: line of status, headers, bytes. */
export const wordsOf = ({ status, headers, text, bytes }: Reply): string =>
  [String(status), JSON.stringify(headers), text, bytes.includes(0) ? bytes.toString('latin1') : ''].join('\n')

/** What the asker said itself: no leak where it comes back. */
export const saidIn = ({ path, headers, body }: Asked): string =>
  [path, JSON.stringify(headers ?? {}), body?.toString() ?? ''].join('\n')
