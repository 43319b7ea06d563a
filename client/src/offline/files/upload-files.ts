import { type Refusal, refusal, refusalIn } from '@traguardo/shared/refusals'
import { NEVER_TAKEN, NOT_THE_FILE, type DeviceOwner } from '@traguardo/shared/sync'
import type { FileRow, PersonDatabase } from '../store/database'
import { lookAtFiles, type UnsentWork, unsentIn } from './held-files'
import { wholeOf } from '../leave/owner'
import { hashOf } from './hash-of'

const ENDPOINT = '/prove/carico'
/** Bytes of one request: on a poor line what has arrived of it is not lost. */
const CHUNK = 256 * 1024
const UNAUTHORIZED = 401
/** First and longest wait before a file that went and was not there after it is sent again, in milliseconds. */
const FIRST_WAIT = 60_000
const LONGEST_WAIT = 3_600_000

/**
 * Ending of an upload: there; never to be taken; to be begun again; not now; or nobody answered who may be asked for
 * others.
 */
type Ending =
  | { readonly type: 'arrived' }
  | { readonly type: 'no-answer' }
  | { readonly type: 'again' | 'later'; readonly refusal: Refusal | null }
  | { readonly type: 'final'; readonly refusal: Refusal }

/** Returns what an answer that is no success means for this file, and for those after it. */
function endingOf(status: number, text: string | undefined): Ending {
  if (status === UNAUTHORIZED) return { type: 'no-answer' }
  const refusal = refusalIn(text ?? '')
  if (refusal && NEVER_TAKEN.includes(refusal.code)) return { type: 'final', refusal }
  return { type: refusal?.code === NOT_THE_FILE ? 'again' : 'later', refusal }
}

/** @param isBegun has an upload of it been begun before: may something of it be there? */
async function uploadOne(
  { blob, sha256 }: FileRow,
  isBegun: boolean,
  onProgress: (share: number) => void,
): Promise<Ending> {
  const { DetailedError, Upload } = await import('tus-js-client')
  return new Promise((done) => {
    const upload = new Upload(blob, {
      endpoint: ENDPOINT,
      // One's own stands at its hash: it goes on where it stopped. Of one that was never begun nothing is there to be asked for.
      uploadUrl: isBegun ? `${ENDPOINT}/${sha256}` : null,
      chunkSize: CHUNK,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: { sha256 },
      onProgress: (sent, total) => onProgress(total > 0 ? sent / total : 0),
      onSuccess: () => done({ type: 'arrived' }),
      onError(error) {
        // Bytes that this device cannot read are this file's matter, and no word of the line.
        if (!(error instanceof DetailedError)) return done({ type: 'later', refusal: null })
        const { originalResponse: answer } = error
        done(answer ? endingOf(answer.getStatus(), answer.getBody()) : { type: 'no-answer' })
      },
    })
    upload.start()
  })
}

const damaged = (name: string): Refusal => refusal('EVIDENCE_DAMAGED', { name })

/** Sends a file; one that arrived wrong is begun again at once, where the bytes here are still what they were [SY43]. */
async function send(row: FileRow, onProgress: (share: number) => void): Promise<Ending> {
  // An earlier version of the app noted the tries alone.
  const first = await uploadOne(row, row.begun === true || (row.tries ?? 0) > 0, onProgress)
  if (first.type !== 'again') return first
  if ((await hashOf(row.blob).catch(() => null)) !== row.sha256) return { type: 'final', refusal: damaged(row.name) }
  return uploadOne(row, true, onProgress)
}

/** The row after an upload that ended so. One that is asked for again, or does not go, waits longer and longer. */
function rowAfter({ sha256, blob, name, tries = 0 }: FileRow, ending: Ending, now: number): FileRow {
  if (ending.type === 'final') return { sha256, blob, name, waiting: 0, refusal: ending.refusal }
  const kept = {
    sha256,
    blob,
    name,
    begun: true,
    tries: tries + 1,
    notBefore: now + Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT),
  }
  if (ending.type === 'arrived' || ending.type === 'no-answer') return { ...kept, waiting: 0 }
  return { ...kept, waiting: 1, ...(ending.refusal ? { problem: ending.refusal } : {}) }
}

/**
 * Sends the files that the one above misses, one after the other; one that does not go does not hold up the next, where
 * somebody answers [SY43]. Answers how many arrived.
 */
export async function uploadFiles(
  db: PersonDatabase,
  owner: DeviceOwner,
  onProgress: (sha256: string, share: number) => void,
  now: () => number = Date.now,
): Promise<number> {
  const tx = wholeOf(db)
  const standings = await lookAtFiles(tx, owner)
  const rows = (await tx.objectStore('files').getAll()).filter(({ sha256 }) => standings.get(sha256) === 'send')
  await tx.done
  let arrived = 0
  for (const row of rows.filter(({ refusal, notBefore = 0 }) => !refusal && notBefore <= now())) {
    // On this device before the first byte goes: a line that is cut, or a phone that is switched off, leaves what has arrived.
    if (!row.begun) await db.put('files', { ...row, begun: true })
    const ending = await send(row, (share) => onProgress(row.sha256, share))
    if (ending.type === 'no-answer') break
    arrived += ending.type === 'arrived' ? 1 : 0
    await db.put('files', rowAfter(row, ending, now()))
  }
  return arrived
}

/** Counts what has not gone out of a database. */
export async function unsentFrom(db: PersonDatabase, owner: DeviceOwner): Promise<UnsentWork> {
  const tx = wholeOf(db)
  const unsent = await unsentIn(tx, owner)
  await tx.done
  return unsent
}
