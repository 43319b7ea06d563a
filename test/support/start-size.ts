import { readdir, readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const DIST = resolve(import.meta.dirname, '../../client/dist')

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

/** The scripts that a browser needs before this page of the built client can be used. */
export async function startScripts(route: string): Promise<readonly string[]> {
  const page = found(await readFile(resolve(DIST, 'index.html'), 'utf8'), IN_PAGE).map((path) => basename(path))
  const built = await readdir(resolve(DIST, 'assets'))
  const chunk = built.find((name) => name.startsWith(`${route}-`) && name.endsWith('.js'))
  if (page.length === 0 || !chunk) throw new Error(`client/dist has no entry or no ${route}`)
  const names = [...(await closure([...page, chunk]))]
  return Promise.all(names.map((name) => readFile(resolve(DIST, 'assets', name), 'utf8')))
}

/** Bytes of JavaScript, compressed, that a browser needs before this page of the built client can be used. */
export async function startSize(route: string): Promise<number> {
  return (await startScripts(route)).reduce((sum, script) => sum + gzipSync(script).length, 0)
}
