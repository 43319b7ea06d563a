import { readdir, readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { print } from './figure'

const DIST = resolve(import.meta.dirname, '../../client/dist')
const BUDGET = 150 * 1024

/** Scripts that a page names, and those that a script imports at once (`import ... from`, `import '...'`). */
const IN_PAGE = /(?:src|href)="\/(assets\/[^"]+\.js)"/g
const STATIC = /(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

/** The scripts that these need before they run, themselves included, by file name. */
async function closure(first: readonly string[]): Promise<ReadonlySet<string>> {
  const needed = new Set(first)
  for (const name of needed)
    for (const next of found(await readFile(resolve(DIST, 'assets', name), 'utf8'), STATIC)) needed.add(next)
  return needed
}

async function gzipBytes(names: Iterable<string>): Promise<number> {
  let sum = 0
  for (const name of names) sum += gzipSync(await readFile(resolve(DIST, 'assets', name))).length
  return sum
}

/** What a first visit carries before the sign-in page, and the page of measures, can be used. */
export async function bench(): Promise<void> {
  const page = found(await readFile(resolve(DIST, 'index.html'), 'utf8'), IN_PAGE).map((path) => basename(path))
  const built = await readdir(resolve(DIST, 'assets'))
  for (const [what, route] of [
    ['first-visit-gzip-bytes', 'SignInPage'],
    ['measures-gzip-bytes', 'ValuesPage'],
  ] as const) {
    const chunk = built.find((name) => name.startsWith(`${route}-`) && name.endsWith('.js'))
    if (page.length === 0 || !chunk) throw new Error(`client/dist has no entry or no ${route}`)
    const ours = await gzipBytes(await closure([...page, chunk]))
    print({ bench: 'client', what, ours, peer: 'limit', theirs: BUDGET, better: 'less', goal: 1 })
  }
}
