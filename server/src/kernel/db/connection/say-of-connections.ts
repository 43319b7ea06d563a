import { scrub } from '../../log/error-text'
import { sayWarning } from '../../log/log'

/** Connections that end together, as when PostgreSQL is restarted, are told of once. Milliseconds. */
const TOGETHER = 60_000
let quietUntil = 0

function say(text: unknown): void {
  const said = scrub(String(text))
  if (!said.startsWith('Connection Error')) return sayWarning(said)
  if (performance.now() < quietUntil) return
  quietUntil = performance.now() + TOGETHER
  sayWarning(`Il database ha chiuso le connessioni, se ne aprono altre da sé (${said}).`)
}

/** Where the driver says what it would print: in the log, like everything else. */
export const sayOfConnections = { debug: () => undefined, warn: say, error: say, deprecate: say }
