import { StartFailure } from '../../../kernel/runtime/start-failure'
import type { S3Storage } from '../storage'
import type { Bucket } from './bucket'

/** Name of what is written and taken away to see whether it can be. */
const TRIED = 'prova'

const KEYS =
  'Lo spazio S3 degli allegati non accetta le chiavi: controlli AWS_ACCESS_KEY_ID e AWS_SECRET_ACCESS_KEY (e AWS_REGION, se è di Amazon).'
const noBucket = (bucket: string): string =>
  `Il contenitore «${bucket}» di TRAGUARDO_PROVE non c’è: lo crei, oppure ne corregga il nome.`
const notAllowed = (bucket: string): string =>
  `Le chiavi non permettono di leggere, scrivere e togliere nel contenitore «${bucket}»: dia loro questi permessi.`
const silent = (endpoint: string | null): string =>
  `Lo spazio S3 degli allegati${endpoint === null ? '' : ` (${endpoint})`} non risponde: controlli che sia acceso e raggiungibile, e TRAGUARDO_S3_INDIRIZZO; poi riprovi.`

const BAD_KEYS =
  /^(CredentialsProviderError|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|AuthorizationHeaderMalformed|ExpiredToken)$/

function whyOf(cause: unknown, { bucket, endpoint }: S3Storage): string {
  const { name = '' } = cause instanceof Error ? cause : {}
  if (BAD_KEYS.test(name)) return KEYS
  if (name === 'NoSuchBucket' || name === 'NotFound') return noBucket(bucket)
  return /^(AccessDenied|Forbidden|AllAccessDisabled)$/.test(name) ? notAllowed(bucket) : silent(endpoint)
}

/** Lists, writes and takes away, as the program will; what a person can put right is a `StartFailure` with its sentence [RI55]. */
export async function orWhyNotOpen(storage: S3Storage, bucket: Bucket): Promise<void> {
  try {
    for await (const _page of bucket.list('', 1)) break
    await bucket.put(TRIED, TRIED)
    await bucket.remove(TRIED)
  } catch (error) {
    const { cause } = error as Error
    throw new StartFailure(whyOf(cause, storage), { cause })
  }
}
