import { read } from '../support/repository'

/** Where the scales stand. */
const SCALE = 'client/src/ui/style/_scale.scss'

/** How far something is from something else, and how large its text is. */
const SPACING =
  /(?:^|[\s;{])((?:margin|padding)(?:-[a-z]+)*|(?:row-|column-)?gap|inset|top|right|bottom|left|scroll-(?:margin|padding)(?:-[a-z]+)*)\s*:\s*([^;{}]+);/g
const TYPE = /(?:^|[\s;{])(font(?:-size)?)\s*:\s*([^;{}]+);/g
const BREAKPOINT = /@(media|container)\s*([^{]*)\{/g
const LENGTH = /-?\d*\.?\d+(?:px|r?em|pt|ch|v[hw])/

/** Off the scales with a reason: what hides all but one dot, and paper, which has sizes of its own. */
const ALLOWED: ReadonlySet<string> = new Set(['margin: -1px', 'font-size: 10pt'])

/** The styles of a file: all of it, or what a component has in its blocks. */
const stylesOf = (path: string): string =>
  path.endsWith('.vue')
    ? [...read(path).matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, text]) => text).join('\n')
    : read(path)

/** Lengths of a file's styles that are written by hand where a scale has a step. */
export function offScale(path: string): readonly string[] {
  if (path === SCALE) return []
  const text = stylesOf(path)
  return [SPACING, TYPE, BREAKPOINT].flatMap((rule) =>
    [...text.matchAll(rule)]
      .map(([, name = '', value = '']) => `${name}: ${value.trim()}`)
      .filter((said) => LENGTH.test(said) && !ALLOWED.has(said))
      .map((said) => `${path}: ${said}`),
  )
}
