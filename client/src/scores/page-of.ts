import type { ScoreNode } from '@traguardo/shared/scoring'

/** The page where a score is looked at. */
export function pageOf({ kind, code }: Pick<ScoreNode, 'kind' | 'code'>): string {
  const name = encodeURIComponent(code)
  if (kind === 'indicator') return `/indicatore/${name}`
  return kind === 'sheet' || kind === 'individual' ? `/perche/${kind}/${name}` : `/albero?apri=${kind}/${name}`
}
