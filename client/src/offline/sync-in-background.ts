import { nowOf } from './clock'
import { openDesk } from './desk'
import { exchangeAlone } from './exchange-alone'
import { Refused } from './refused'
import { readKnown } from './working-set'

/**
 * One exchange for whoever is signed in on this device, from the service worker. Rejects where nobody answered: then the
 * browser tries again. A refusal waits for the person.
 */
export async function syncInBackground(): Promise<void> {
  const session = await readKnown('session')
  if (!session || (await readKnown('signedOut'))) return
  const status = await readKnown('status')
  const desk = await openDesk(session.body, session.person, () => nowOf(status, Date.now()))
  try {
    await exchangeAlone(desk)
    new BroadcastChannel('traguardo').postMessage({ type: 'values' })
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason
  } finally {
    desk.db.close()
  }
}
