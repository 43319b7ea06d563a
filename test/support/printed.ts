import type { Page } from 'playwright-core'
import { inflateSync } from 'node:zlib'

type Objects = ReadonlyMap<string, string>

/** Objects of a PDF by their numbers: their dictionaries and, where text is in them, what stands in their streams. */
function objectsOf(bytes: Buffer): Objects {
  const objects = new Map<string, string>()
  for (const [, id = '', body = ''] of bytes.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const at = body.indexOf('stream\n')
    const head = at === -1 ? body : body.slice(0, at)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const isText = at !== -1 && head.includes('/FlateDecode') && !/\/(?:Length1|Subtype)/.test(head)
    const raw = Buffer.from(body.slice(at + 7, at + 7 + length), 'latin1')
    objects.set(id, isText ? inflateSync(raw).toString('latin1') : head)
  }
  return objects
}

const refs = (text: string, name: string): readonly string[] =>
  [...text.matchAll(new RegExp(`/${name} (\\d+) 0 R`, 'g'))].map(([, id = '']) => id)

const letterOf = (code: number): string => String.fromCodePoint(code)
const hex = (text: string): number => Number.parseInt(text, 16)

/** Letters that the glyphs of a font stand for. */
function lettersOf(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>()
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, from = '', to = ''] of block.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(hex(from), (to.match(/.{4}/g) ?? []).map((one) => letterOf(hex(one))).join(''))
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', last = '', to = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let at = hex(from); at <= hex(last); at += 1) letters.set(at, letterOf(hex(to) + at - hex(from)))
  return letters
}

/** Reads the text of a page, its pieces in the order in which they were drawn. */
function textIn(objects: Objects, page: string): string {
  const fonts = new Map(
    [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const [map = ''] = refs(objects.get(id) ?? '', 'ToUnicode')
      return [name, lettersOf(objects.get(map) ?? '')]
    }),
  )
  let letters: ReadonlyMap<number, string> = new Map()
  let text = ''
  const drawn = refs(page, 'Contents').map((id) => objects.get(id) ?? '')
  for (const [, font, shown] of drawn.join('\n').matchAll(/\/(F\d+) [\d.]+ Tf|<(\w+)> Tj|\bET\b/g)) {
    if (font) letters = fonts.get(font) ?? new Map()
    else if (shown) text += (shown.match(/.{4}/g) ?? []).map((one) => letters.get(hex(one)) ?? '').join('')
    else text += ' '
  }
  return text.replace(/\s+/g, ' ')
}

/** Prints a page, and reads each sheet of the paper. */
export async function printed(page: Page): Promise<readonly string[]> {
  const objects = objectsOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }))
  const sheets = [...objects.values()].filter((one) => /\/Type \/Page\b(?!s)/.test(one))
  return sheets.map((one) => textIn(objects, one))
}
