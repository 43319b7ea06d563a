import { nodeAddress, type ScoreNode } from '@traguardo/shared/scoring'

type Named = Pick<ScoreNode, 'kind' | 'code'>

/** Its address as a page's has it: a code may hold what means something there. */
const inPath = ({ kind, code }: Named): string => nodeAddress({ kind, code: encodeURIComponent(code) })

export const indicatorPage = (code: string): string => `/indicatore/${encodeURIComponent(code)}`

/** The page that says why a score is what it is. */
export const whyPage = (node: Named): string => `/perche/${inPath(node)}`

/** The page where a score is looked at. */
export function pageOf(node: Named): string {
  if (node.kind === 'indicator') return indicatorPage(node.code)
  if (node.kind === 'sheet' || node.kind === 'individual') return whyPage(node)
  return `/albero?apri=${inPath(node)}`
}
