import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

/** The text of a file of the repository. */
export const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8')

/** Is a file made by a program? By its name alone. */
export const isGenerated = (path: string): boolean => path.endsWith('.generated.ts')

/** Every file that git has or would take, by its path from the root. */
export function repositoryFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: ROOT,
  })
  const deleted = new Set(execFileSync('git', ['ls-files', '--deleted'], { cwd: ROOT }).toString().split('\n'))
  return listed
    .toString()
    .split('\n')
    .filter((path) => path !== '' && !deleted.has(path))
}

const IMPORT = /\b(?:from\s|import\s|import\()\s*['"]([^'"\n]+)['"]/g

/** What a source file imports, as it writes it. */
export const importsOf = (path: string): readonly string[] =>
  [...read(path).matchAll(IMPORT)].map((match) => match[1] ?? '')

/** Lines of code: neither blank nor comment alone. */
export const linesOfCode = (path: string): number =>
  read(path)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*(\/\/|\*|\/\*)/.test(line)).length
