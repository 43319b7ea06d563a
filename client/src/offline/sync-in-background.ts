import { nowOf } from './clock'
import { type OpenReplica, openReplica } from './open-replica'
import { takeFirst } from './store/first-version'
import { exchangeAlone } from './exchange-alone'
import { HasLeft } from './store/indexed-db-store'
import { Refused } from './refused'
import { tellSignedOut } from './transport'
import { saveKnown, readKnown } from './working-set'

/**
 * One exchange for whoever is signed in on this device, from the service worker. Rejects where nobody answered: then the
 * browser tries again. A refusal waits for the person. Where somebody has left offline, it is that which is told.
 */
export async function syncInBackground(): Promise<void> {
  if (await readKnown('signedOut')) {
    await tellSignedOut()
    await saveKnown('signedOut', null)
    return
  }
  const session = await readKnown('session')
  if (!session) return
  const status = await readKnown('status')
  let desk: OpenReplica | null = null
  try {
    desk = await openReplica(session.body, session.person, {
      now: () => nowOf(status, Date.now()),
      readFirst: takeFirst,
    })
    await exchangeAlone(desk)
    new BroadcastChannel('traguardo').postMessage({ type: 'values' })
  } catch (reason) {
    if (!(reason instanceof Refused) && !(reason instanceof HasLeft)) throw reason
  } finally {
    desk?.close()
  }
}
