import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Canaries } from './stage/canaries'
import { changesBetween } from './stage/digest'
import { leaksIn, malformedIn, outline } from './stage/faults'
import type { Reply } from './wire/http'
import { operation, registerOf } from './wire/sync'
import { addressesIn } from './doors/addresses'

const canaries = new Canaries()
const text = canaries.text('a text', 'sheet')
const number = canaries.number('a number', 'body')
const hash = canaries.known('a hash', 'body', 'f'.repeat(63) + '0')
const liar = { name: 'liar', mayKnow: () => false }
const asked = { path: '/' }

const reply = (body: string | Buffer, changes: Partial<Reply> = {}): Reply => {
  const bytes = Buffer.from(body)
  return {
    status: 200,
    headers: {},
    bytes,
    text: bytes.toString(),
    code: null,
    message: null,
    answer: null,
    ...changes,
  }
}
const leaks = (answer: Reply, from = asked) => leaksIn(canaries.all, liar, from, answer)

describe('what looks at the answers to hostile clients', () => {
  it.each([
    ['as it is', text],
    ['in JSON', JSON.stringify({ x: [text] })],
    ['in JSON by code points', text.replaceAll(/./g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)],
    ['in an address', encodeURIComponent(text)],
    ['in hexadecimal', Buffer.from(text).toString('hex')],
    ['in base 64', Buffer.from(`{"a":"${text}"}`).toString('base64')],
    ['in base 64, one letter on', Buffer.from(`{"aa":"${text}"}`).toString('base64')],
    ['in base 64 of addresses', Buffer.from(`{"aaa":"${text}"}`).toString('base64url')],
    ['folded as in a calendar', `SUMMARY:${text.slice(0, -5)}\r\n ${text.slice(-5)}`],
    ['among bytes', Buffer.concat([Buffer.from([0, 255, 0]), Buffer.from(text), Buffer.from([0])])],
  ])('[RI32.1] finds a text %s', (_how, body) => {
    expect(leaks(reply(body))).toEqual(['leaks a text'])
  })

  it('[RI32.1] finds a number as it is stored and as it is shown, and a hash', () => {
    const shown = new Intl.NumberFormat('it-IT').format(number)
    expect(leaks(reply(`{"number":${number}}`))).toEqual(['leaks a number'])
    expect(leaks(reply(`<td>${shown}</td>`))).toEqual(['leaks a number'])
    expect(leaks(reply('', { headers: { etag: `"${hash}"` } }))).toEqual(['leaks a hash'])
  })

  it('[RI32.1] finds nothing where nothing is, and lets pass what is theirs or what they said themselves', () => {
    expect(leaks(reply(gzipSync(text)))).toEqual([])
    expect(leaks(reply(`canarino 12345678 ${'e'.repeat(64)}`))).toEqual([])
    expect(leaks(reply(`«${text}» non c’è`), { path: `/?x=${encodeURIComponent(text)}` } as never)).toEqual([])
    expect(leaksIn(canaries.all, { name: 'owner', mayKnow: () => true }, asked, reply(text))).toEqual([])
  })

  it('[RI34] does not take an error of the server, a stack, or a refusal without words', () => {
    expect(malformedIn(reply('', { status: 500 }))).not.toEqual([])
    expect(
      malformedIn(reply('{"errors":[{"extensions":{"code":"X"}},{"extensions":{"code":"INTERNAL_ERROR"}}]}')),
    ).not.toEqual([])
    expect(malformedIn(reply('Error: x\n    at f (/app/server/main.js:1:2)'))).not.toEqual([])
    expect(malformedIn(reply('Not Found', { status: 404 }))).not.toEqual([])
    expect(malformedIn(reply('{}', { status: 404, code: 'NOT_FOUND', message: 'No' }))).not.toEqual([])
    expect(malformedIn(reply('{}', { status: 404, code: 'NOT_FOUND', message: 'Questo non c’è.' }))).toEqual([])
  })

  it('[RI32.2] tells what is another’s from what is not there only by more than its name', () => {
    const of = (name: string, code: string) => reply('', { code, message: `«${name}» non c’è` })
    expect(outline(of('a', 'X'), ['a', 'b'])).toBe(outline(of('b', 'X'), ['a', 'b']))
    expect(outline(of('a', 'X'), ['a', 'b'])).not.toBe(outline(of('b', 'Y'), ['a', 'b']))
  })

  it('[RI33] sees a row that changed, came or went', () => {
    const rows = (...all: string[]) => new Map([['register', new Set(all)]])
    expect(changesBetween(rows('a', 'b'), rows('a', 'b'))).toEqual([])
    expect(changesBetween(rows('a', 'b'), rows('a', 'c'))).toEqual(['register lost b', 'register got c'])
  })

  it('[RI31] reads the addresses of an application from the tree that it prints', () => {
    const tree = '├── /a (GET, HEAD)\n│   └── * (POST)\n├── /b/:id (GET)\n└── * (GET)\n'
    expect(addressesIn(tree)).toEqual(['GET /a', 'HEAD /a', 'POST /a/*', 'GET /b/:id', 'GET *'])
  })

  it('makes the ids of registers that a client makes', () => {
    const key = { body: 'B', measure: 'M1', unit: 'U1', year: 2021, period: 2, field: 'value' }
    expect(operation('anna', 'phone', key, null).register).toBe(registerOf(key))
    expect(registerOf(key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
