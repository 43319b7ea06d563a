import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { ICONS } from '../../client/src/ui/icons'

const client = createRequire(resolve(import.meta.dirname, '../../client/package.json'))
const drawings = resolve(dirname(client.resolve('bootstrap-italia/package.json')), 'src/svg')

/** A drawing of Bootstrap Italia (24 x 24) as a symbol: its shapes, without its own frame. */
function symbolOf([name, file]: readonly [string, string]): string {
  const text = readFileSync(resolve(drawings, `it-${file}.svg`), 'utf8')
  const shapes = [...text.matchAll(/<(?:path|polygon|rect)[^>]*>/g)].map(([shape]) => shape.replace(/\s+/g, ' '))
  return `  <symbol id="${name}" viewBox="0 0 24 24">${shapes.join('')}</symbol>\n`
}

it('the icons of the app are those of Bootstrap Italia, in one file', async () => {
  const symbols = Object.entries(ICONS).map(symbolOf).join('')
  const file = resolve(import.meta.dirname, '../../client/src/ui/icons.svg')
  await expect(`<svg xmlns="http://www.w3.org/2000/svg">\n${symbols}</svg>\n`).toMatchFileSnapshot(file)
})
