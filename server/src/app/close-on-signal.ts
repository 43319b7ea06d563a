import type { FastifyInstance } from 'fastify'
import type { Log } from '../kernel/log/log'

/** One Ctrl-C comes several times: from the terminal, and from npm that hands it on. Milliseconds. */
const SAME = 500
/** What the program does by itself is waited for so long after the last request, milliseconds. */
const LAST = 15_000

/**
 * Ends the program when it is told to: once gently, whatever is open is answered within the limit; the second time it says
 * that it is at it; the third time ends at once [RI43].
 * @param seconds the limit
 */
export function closeOnSignal(app: FastifyInstance, log: Log, seconds: number): void {
  let told = 0
  let last = -Infinity
  const end = async (): Promise<void> => {
    console.log(`Chiudo: finisco le richieste aperte (${app.openRequests()}), al massimo in ${seconds} s.`)
    const late = setTimeout(() => process.exit(1), seconds * 1000 + LAST)
    late.unref()
    const cut = await app.closeGently(seconds * 1000)
    log.info({ cut }, 'chiuso')
    process.exit(0)
  }
  const onSignal = (): void => {
    const now = performance.now()
    const isSame = now - last < SAME
    last = now
    if (isSame) return
    told += 1
    if (told === 1)
      end().catch((error: unknown) => {
        log.error({ err: error })
        process.exit(1)
      })
    else if (told === 2) console.log('Sto già chiudendo: ancora una volta per terminare subito.')
    else process.exit(1)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
