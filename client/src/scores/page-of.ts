import type { ScoreNode } from '@traguardo/shared/scoring'

type Named = Pick<ScoreNode, 'kind' | 'code'>

export const indicatorPage = (code: string): string => `/indicatore/${encodeURIComponent(code)}`

/** The page that says why a score is what it is. */
export const whyPage = ({ kind, code }: Named): string => `/perche/${kind}/${encodeURIComponent(code)}`

/** The page where a score is looked at. */
export function pageOf(node: Named): string {
  if (node.kind === 'indicator') return indicatorPage(node.code)
  if (node.kind === 'sheet' || node.kind === 'individual') return whyPage(node)
  return `/albero?apri=${node.kind}/${encodeURIComponent(node.code)}`
}
