/** What a profiler tells of one script: its address, where its functions stand and how often each ran. */
export interface ScriptCoverage {
  readonly scriptId: string
  readonly url: string
  readonly functions: readonly {
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[]
  }[]
}

const SOURCE = /\/((?:server|client|shared)\/src\/[^?#]+\.(?:ts|vue))/
/** What the tests' loader makes of an export: a function that hands it over. That is nobody's work. */
const HANDS_OVER = /^(?:get)?\s*\(\)\s*(?:=>)?\s*\{?\s*(?:try\s*\{)?\s*return [\w$.]+;?\s*\}?/

/**
 * The files of the product of which a function ran, by their path from the root: what profilers call a function is the whole
 * of a file too, which runs once when it is loaded.
 * @param pathOf where an address does not name the part itself
 * @param textOf the text of a script, where its loader adds functions
 */
export function filesThatRan(
  scripts: readonly ScriptCoverage[],
  pathOf: (url: string) => string = (url) => url,
  textOf: (scriptId: string) => string = () => '',
): readonly string[] {
  const ran = scripts.filter(({ scriptId, functions }) =>
    functions.some(({ ranges: [whole] }) => {
      if (!whole || whole.count === 0) return false
      return !HANDS_OVER.test(textOf(scriptId).slice(whole.startOffset, whole.endOffset))
    }),
  )
  return [...new Set(ran.flatMap(({ url }) => SOURCE.exec(pathOf(url))?.[1] ?? []))].sort()
}
