import { StartFailure } from '../../kernel/runtime/start-failure'

/** Access to the metrics: by a token, or from this machine, on a port of their own. */
export type MetricsDoor =
  { readonly type: 'token'; readonly token: string } | { readonly type: 'port'; readonly port: number }

const SHORTEST = 24
const HIGHEST_PORT = 65_535

/** Reads `TRAGUARDO_METRICHE`; null where nobody may read them. Throws `StartFailure`, which never says the token. */
export function metricsOf(text: string | undefined): MetricsDoor | null {
  const said = text?.trim() ?? ''
  if (said === '' || /^(0|no|off|false)$/i.test(said)) return null
  const port = Number(said)
  if (/^\d{1,5}$/.test(said) && port > 0 && port <= HIGHEST_PORT) return { type: 'port', port }
  if (said.length >= SHORTEST && /^[\x21-\x7e]+$/.test(said)) return { type: 'token', token: said }
  throw new StartFailure(
    `TRAGUARDO_METRICHE non va bene: scriva una porta di questo computer, per esempio 9464, oppure un segreto di almeno ${SHORTEST} caratteri, senza spazi.`,
  )
}
