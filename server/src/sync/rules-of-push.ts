import { cellAddress, type IsoDate, plainText } from '@traguardo/shared/model'
import {
  evidenceIn,
  isLate,
  type Operation,
  type ReceivePorts,
  type RegisterKey,
  registerId,
  undecidedRecord,
  type Verdict,
  excusesLateness,
  authorizeOperation,
  readsOf,
} from '@traguardo/shared/sync'
import { romeDay } from '@traguardo/shared/calendar'
import type { ViewingHolder } from '@traguardo/shared/people'
import { v7 } from 'uuid'
import type { EntityManager } from '../kernel/db/orm'
import { troubleOf } from '../kernel/db/trouble'
import { insertNew, readChunks } from '../kernel/db/rows'
import { RegisterEntity } from './store/register.entity'
import { completeBrought, type EvidencePlace, filesHere } from './evidence/bring-evidence'
import { EvidenceClaimEntity } from './evidence/evidence-claim.entity'
import { EvidenceOwnerEntity } from './evidence/evidence-owner.entity'
import { sessionHash } from '../identity/accounts/devices/cookie'
import type { SignedInContext } from '../identity/organisation/positions'
import { noPlan } from '../kernel/no-plan'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { receiptsOf } from './read-push'
import { answeringFor, inForce, type Plans, scopeOf, viewFor } from './scopes'

/** Sender of a push: in which body, and over which site ('' for none). */
interface Pusher {
  readonly body: string
  readonly via: string
}

/**
 * Takes what storage cannot say just now as not here: values go on, and whoever holds the bytes brings them again
 * [SY88].
 */
const orUnknown = <T>(work: Promise<T>, unknown: T): Promise<T> =>
  work.catch((error: unknown) => {
    if (troubleOf(error) !== 'STORAGE_DOWN') throw error
    return unknown
  })

/** Pieces of evidence that stand in the cells of these operations. */
async function standingIn(
  em: EntityManager,
  body: string,
  named: readonly Operation[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = <T>(pick: (key: RegisterKey) => T): T[] => [...new Set(named.map(({ key }) => pick(key)))]
  const measures = all(({ measure }) => measure)
  const rows = await readChunks(measures, (measure) =>
    em.find(RegisterEntity, {
      body,
      measure: { $in: measure },
      year: { $in: all(({ year }) => year) },
      field: { $like: 'evidence/%' },
      content: { $ne: null },
    }),
  )
  const cells = new Map<string, string[]>()
  for (const row of rows) cells.set(cellAddress(row), [...(cells.get(cellAddress(row)) ?? []), row.id])
  return cells
}

/**
 * Returns the facts that the rules of a push need about the evidence that it names: a constant number of statements
 * [SY40, SY44].
 */
export async function evidenceOfPush(
  { em, store }: EvidencePlace,
  { body, via }: Pusher,
  operations: readonly Operation[],
): Promise<Required<Pick<ReceivePorts, 'brought' | 'evidenceIn'>>> {
  const named = operations.filter(({ content }) => evidenceIn(content) !== null)
  if (named.length === 0) return { brought: () => false, evidenceIn: () => [] }
  const hashes = named.flatMap(({ content }) => evidenceIn(content)?.sha256 ?? [])
  const registers = named.map(({ key }) => registerId(key))
  const owners = await readChunks(hashes, (some) => em.find(EvidenceOwnerEntity, { body, sha256: { $in: some } }))
  const claims = await readChunks(registers, (some) => em.find(EvidenceClaimEntity, { register: { $in: some } }))
  const cells = await standingIn(em, body, named)
  const sizes = await orUnknown(filesHere({ em, store }, hashes), new Map<string, number>())
  const owned = new Set(owners.map((owner) => JSON.stringify([owner.sha256, owner.person, owner.via])))
  return {
    brought({ register, person, content }) {
      const file = evidenceIn(content)
      if (!file || sizes.get(file.sha256) !== file.size) return false
      const { sha256 } = file
      const said = claims.filter((claim) => claim.register === register && claim.sha256 === sha256)
      return [...said, { person, via }].some((one) => owned.has(JSON.stringify([sha256, one.person, one.via])))
    },
    evidenceIn: (key) => cells.get(cellAddress(key)) ?? [],
  }
}

/** Does this verdict let its author stand behind what is named: it is there, or it waits for a manager? */
const isSaid = (operation: Operation, verdict: Verdict): boolean =>
  operation.kind === 'edit' &&
  (verdict.type === 'applied' || verdict.type === 'merged' || isLate({ ...undecidedRecord(operation, true), verdict }))

/** Remembers who has put which evidence where; what its author had brought before counts at once [SY40]. */
export async function claimEvidence(
  { em, store }: EvidencePlace,
  { body, via }: Pusher,
  operations: readonly Operation[],
  verdicts: readonly Verdict[],
): Promise<void> {
  const byId = new Map(verdicts.map((verdict) => [verdict.operation, verdict]))
  const rows = operations.flatMap((operation) => {
    const sha256 = evidenceIn(operation.content)?.sha256
    const verdict = byId.get(operation.id)
    if (!sha256 || !verdict || !isSaid(operation, verdict)) return []
    const { register, person } = operation
    return [{ register, person, via, body, sha256, stamp: verdict.stamp }]
  })
  if (rows.length === 0) return
  await insertNew(em, EvidenceClaimEntity, rows)
  await orUnknown(completeBrought({ em, store }, body, [...new Set(rows.map(({ sha256 }) => sha256))]), undefined)
}

declare module '../kernel/context' {
  interface AppPorts {
    /** Operations were decided: they are counted, where anybody may read the counts. */
    decided(verdicts: readonly Verdict[]): void
  }
}

/** Characters of what a device calls itself, at most. */
const LONGEST_NAME = 80

/**
 * Judges operations by the plan in force in their year, as their person may see it [SY14].
 * @param viewerOf the rights that a person has now; undefined for somebody who has none here
 */
export const judgeBy = (
  plans: Plans,
  today: IsoDate,
  viewerOf: (person: string) => ViewingHolder | undefined,
): Pick<ReceivePorts, 'judge' | 'excuses' | 'readsOf'> => {
  const seen = ({ key, kind, person }: Operation) => {
    const plan = (kind === 'bring' ? answeringFor : inForce)(plans, key.year)
    const viewer = viewerOf(person)
    return plan && viewer ? { plan: visiblePlanOf(plan, viewer, key.year).plan, viewer } : null
  }
  return {
    judge(operation, standing) {
      const known = seen(operation)
      return known ? authorizeOperation(operation, { ...known, today, standing }) : noPlan(operation.key.year)
    },
    excuses(operation, head) {
      const known = seen(operation)
      return known !== null && excusesLateness(operation, head, { ...known, today })
    },
    readsOf(operation) {
      const known = seen(operation)
      return known ? readsOf(operation, known.plan) : []
    },
  }
}

/** The rules by which a push of this person is judged now: every year by the plan in force, as the person may see it. */
export async function rulesOfPush(
  { app, em, viewer, request }: SignedInContext,
  operations: readonly Operation[],
  device: string | null,
): Promise<ReceivePorts> {
  const now = app.clock.now(viewer.body)
  const plans = await app.plans.all(em, viewer.body)
  return {
    now,
    provisional: app.site !== null,
    view: viewFor(plans, viewer),
    // The tray is of whoever holds the position today: they go on with what waits there [RI66].
    persons: viewer.holds ? [viewer.person] : [],
    bearer: {
      // A device of whoever holds the position no more is none of the position's.
      person: viewer.holds ? viewer.person : null,
      credential: sessionHash(request),
      name: device === null ? null : plainText(device).slice(0, LONGEST_NAME),
      receiver: app.site?.credential.id ?? null,
    },
    receipts: receiptsOf(app.keyring, `person/${viewer.person}`),
    mayBring: (operation) => operation.person === viewer.person,
    ...judgeBy(plans, romeDay(now), () => viewer),
    scopeOf: (key) => scopeOf(plans, key),
    ...(await evidenceOfPush({ em, store: app.evidence }, { body: viewer.body, via: '' }, operations)),
    newId: v7,
  }
}
