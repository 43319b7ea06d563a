import type { IsoInstant } from '@traguardo/shared/model'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Letterhead, LetterPurpose } from '@traguardo/shared/sync'
import type { EntityManager } from '../../kernel/db/orm'
import { sha256, insertNew } from '../../kernel/db/rows'
import { OFFICE_NAME } from '../envelope'
import { SiteNonceEntity } from './site-nonce.entity'
import { SiteEntity } from './site.entity'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** Age that a letter may have, and lead that its clock may have. Milliseconds. */
interface Span {
  readonly age: number
  readonly ahead: number
}
const ON_THE_LINE: Span = { age: 60 * MINUTE, ahead: 60 * MINUTE }
const SPANS: Readonly<Record<LetterPurpose, Span>> = {
  exchange: ON_THE_LINE,
  'sign-in': ON_THE_LINE,
  answer: ON_THE_LINE,
  file: { age: 60 * DAY, ahead: 60 * MINUTE },
  // Ten minutes, and five by which the clocks of the two may differ.
  pass: { age: 15 * MINUTE, ahead: 5 * MINUTE },
}
/** A letter without time is remembered until its site sends one with it. */
const FOR_EVER = '9999-12-31T00:00:00.000Z'

const NOT_OURS = refusal('SITE_ENVELOPE')

/** A letter as it was opened: from earlier software it has no head. */
export interface OpenedLetter {
  readonly head: Partial<Letterhead>
  readonly envelope: string
  readonly purposes: readonly LetterPurpose[]
}

function refuseTime(purpose: LetterPurpose, at: IsoInstant, now: IsoInstant): Refusal | null {
  const age = Date.parse(now) - Date.parse(at)
  const span = SPANS[purpose]
  if (age <= span.age && age >= -span.ahead) return null
  if (purpose === 'file' && age > 0) return refusal('SITE_FILE_OLD', { at })
  return refusal('SITE_CLOCK', { at, now })
}

/** Remembers a letter of a site; false where it was seen before. Of two that come at once one is new. */
async function isNew(em: EntityManager, site: SiteEntity, nonce: string, until: IsoInstant): Promise<boolean> {
  return (await insertNew(em, SiteNonceEntity, [{ site: site.id, nonce, until }])) === 1
}

const later = (instant: IsoInstant, milliseconds: number): IsoInstant =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/**
 * Judges the head of a letter that was opened: for us, for this, of now, and new [SY51]. A file that was seen is answered
 * once more (its answer may have been lost on the way), everything else that was seen is refused.
 */
export async function takeLetter(
  em: EntityManager,
  site: SiteEntity,
  { head, envelope, purposes }: OpenedLetter,
  now: IsoInstant,
): Promise<Result<'new' | 'again', Refusal>> {
  const { purpose, to, at, nonce } = head
  if (at === undefined || purpose === undefined || nonce === undefined) {
    // Earlier software: taken once each, as long as this site has not sent anything better. A pass never.
    if (site.timedSince || purposes.includes('pass')) return err(NOT_OURS)
    return (await isNew(em, site, sha256(envelope), FOR_EVER)) ? ok('new') : seen()
  }
  if (
    !purposes.includes(purpose) ||
    to !== OFFICE_NAME ||
    Number.isNaN(Date.parse(at)) ||
    !/^[\w-]{16,64}$/.test(nonce)
  )
    return err(NOT_OURS)
  const untimely = refuseTime(purpose, at, now)
  if (untimely) return { ok: false, error: untimely }
  await em.nativeDelete(SiteNonceEntity, { until: { $lt: now } })
  const isFirst = await isNew(em, site, nonce, later(at, SPANS[purpose].age + SPANS[purpose].ahead))
  if (!site.timedSince) {
    site.timedSince = now
    await em.flush()
    await em.nativeDelete(SiteNonceEntity, { site: site.id, until: FOR_EVER })
  }
  if (isFirst) return ok('new')
  return purpose === 'file' ? ok('again') : seen()
}

const seen = () => refuse('SITE_SEEN')
