import type { Refusal } from '@traguardo/shared/model'
import type { FileRow, PersonDatabase } from '../offline/database'
import { hashOf } from './hash-of'

const ENDPOINT = '/prove/carico'
/** Bytes of one request: on a poor line what has arrived of it is not lost. */
const CHUNK = 256 * 1024
const UNAUTHORIZED = 401
/** Refusals that sending the same bytes again will never change [SY43]. */
const FINAL: readonly string[] = ['EVIDENCE_TYPE', 'EVIDENCE_TOO_LARGE', 'EVIDENCE_EMPTY']
/** What came whole there was not the file: it begins again at the first byte. */
const NOT_THE_FILE = 'EVIDENCE_HASH'
/** First and longest wait before a file that arrived wrong twice is sent again, in milliseconds. */
const FIRST_WAIT = 60_000
const LONGEST_WAIT = 3_600_000

/** How an upload ended: there; never to be taken; to be begun again; not now; or nobody answered who may be asked for others. */
type Ending =
  { readonly type: 'arrived' | 'again' | 'later' | 'no-answer' } | { readonly type: 'final'; readonly refusal: Refusal }

/** What the server said, where it said something that can be read. */
function refusalIn(text: string | undefined): Refusal | null {
  try {
    const { code, message } = JSON.parse(text ?? '') as Partial<Refusal>
    return typeof code === 'string' && typeof message === 'string' ? { code, message } : null
  } catch {
    return null
  }
}

/** What an answer that is no success means for this file, and for those after it. */
function endingOf(status: number, text: string | undefined): Ending {
  if (status === UNAUTHORIZED) return { type: 'no-answer' }
  const refusal = refusalIn(text)
  if (refusal && FINAL.includes(refusal.code)) return { type: 'final', refusal }
  return { type: refusal?.code === NOT_THE_FILE ? 'again' : 'later' }
}

async function uploadOne({ blob, sha256 }: FileRow, onProgress: (share: number) => void): Promise<Ending> {
  const { DetailedError, Upload } = await import('tus-js-client')
  return new Promise((done) => {
    const upload = new Upload(blob, {
      endpoint: ENDPOINT,
      // One's own stands at its hash: it goes on where it stopped.
      uploadUrl: `${ENDPOINT}/${sha256}`,
      chunkSize: CHUNK,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: { sha256 },
      onProgress: (sent, total) => onProgress(total > 0 ? sent / total : 0),
      onSuccess: () => done({ type: 'arrived' }),
      onError(error) {
        // Bytes that this device cannot read are this file's matter, and no word of the line.
        if (!(error instanceof DetailedError)) return done({ type: 'later' })
        const { originalResponse: answer } = error
        done(answer ? endingOf(answer.getStatus(), answer.getBody()) : { type: 'no-answer' })
      },
    })
    upload.start()
  })
}

const damaged = (name: string): Refusal => ({
  code: 'EVIDENCE_DAMAGED',
  message: `La copia di «${name}» su questo dispositivo è danneggiata: lo tolga e lo alleghi di nuovo.`,
})

/** Sends a file; one that arrived wrong is begun again at once, where the bytes here are still what they were [SY43]. */
async function send(row: FileRow, onProgress: (share: number) => void): Promise<Ending> {
  const first = await uploadOne(row, onProgress)
  if (first.type !== 'again') return first
  if ((await hashOf(row.blob).catch(() => null)) !== row.sha256) return { type: 'final', refusal: damaged(row.name) }
  return uploadOne(row, onProgress)
}

/** The row after an upload that ended so. */
function rowAfter({ sha256, blob, name, tries = 0 }: FileRow, ending: Ending, now: number): FileRow {
  const kept = { sha256, blob, name }
  if (ending.type === 'arrived') return { ...kept, waiting: 0 }
  if (ending.type === 'final') return { ...kept, waiting: 0, refusal: ending.refusal }
  if (ending.type !== 'again') return { ...kept, waiting: 1 }
  return { ...kept, waiting: 1, tries: tries + 1, notBefore: now + Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT) }
}

/** Files that an earlier version of the app had given up for whatever the server said: they begin again [SY43]. */
export async function takeUpAgain(db: PersonDatabase): Promise<void> {
  const tx = db.transaction('files', 'readwrite')
  for (let at = await tx.store.openCursor(); at; at = await at.continue()) {
    const { refused, ...row } = at.value
    if (refused === true) await at.update({ ...row, waiting: 1 })
  }
  await tx.done
}

/** Files that the server will never take, each with its reason. */
export async function refusedFiles(db: PersonDatabase): Promise<ReadonlyMap<string, Refusal>> {
  const files = await db.getAll('files')
  return new Map(files.flatMap(({ sha256, refusal }) => (refusal ? [[sha256, refusal] as const] : [])))
}

/**
 * Sends the files that wait, one after the other; one that does not go does not hold up the next, where somebody answers
 * [SY43]. Answers how many arrived.
 */
export async function uploadFiles(
  db: PersonDatabase,
  onProgress: (sha256: string, share: number) => void,
  now: () => number = Date.now,
): Promise<number> {
  const waiting = await db.getAllFromIndex('files', 'waiting', 1)
  let arrived = 0
  for (const row of waiting.filter(({ notBefore = 0 }) => notBefore <= now())) {
    const ending = await send(row, (share) => onProgress(row.sha256, share))
    if (ending.type === 'no-answer') break
    arrived += ending.type === 'arrived' ? 1 : 0
    await db.put('files', rowAfter(row, ending, now()))
  }
  return arrived
}
