import type { PersonDatabase } from '../offline/database'

const ENDPOINT = '/prove/carico'
/** Bytes of one request: on a poor line what has arrived of it is not lost. */
const CHUNK = 256 * 1024
const UNAUTHORIZED = 401
/** What the server says of bytes that are not what was announced: sending them again changes nothing. */
const UNPROCESSABLE = 422

/** How an upload ended. */
type Ending = 'arrived' | 'refused' | 'later'

async function uploadOne(blob: Blob, sha256: string, onProgress: (share: number) => void): Promise<Ending> {
  const { Upload } = await import('tus-js-client')
  return new Promise((done) => {
    const upload = new Upload(blob, {
      endpoint: ENDPOINT,
      // It stands at its hash: whoever began it, it goes on where it stopped.
      uploadUrl: `${ENDPOINT}/${sha256}`,
      chunkSize: CHUNK,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: { sha256 },
      onProgress: (sent, total) => onProgress(total > 0 ? sent / total : 0),
      onSuccess: () => done('arrived'),
      onError(error) {
        const status = 'originalResponse' in error ? error.originalResponse?.getStatus() : undefined
        done(status === UNPROCESSABLE ? 'refused' : 'later')
        if (status === UNAUTHORIZED) console.info('An upload waits for a sign-in')
      },
    })
    upload.start()
  })
}

/** Sends the files that wait, one after the other; stops at the first that does not go. Answers how many arrived. */
export async function uploadFiles(
  db: PersonDatabase,
  onProgress: (sha256: string, share: number) => void,
): Promise<number> {
  const waiting = await db.getAllFromIndex('files', 'waiting', 1)
  let arrived = 0
  for (const { sha256, blob, name } of waiting) {
    const ending = await uploadOne(blob, sha256, (share) => onProgress(sha256, share))
    if (ending === 'later') break
    arrived += ending === 'arrived' ? 1 : 0
    await db.put('files', { sha256, blob, name, waiting: 0, ...(ending === 'refused' ? { refused: true } : {}) })
  }
  return arrived
}
