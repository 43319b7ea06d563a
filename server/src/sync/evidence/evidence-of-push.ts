import { cellAddress } from '@traguardo/shared/model'
import {
  type Content,
  type Evidence,
  isLate,
  type Operation,
  type ReceivePorts,
  type RegisterKey,
  registerId,
  undecidedRecord,
  type Verdict,
} from '@traguardo/shared/sync'
import type { Em } from '../../kernel/db/orm'
import { troubleOf } from '../../kernel/db/trouble'
import { insertNew, readChunks } from '../../kernel/db/rows'
import { RegisterEntity } from '../store/register.entity'
import { completeBrought, type EvidencePlace, filesHere } from './bring-evidence'
import { EvidenceClaimEntity } from './evidence-claim.entity'
import { EvidenceOwnerEntity } from './evidence-owner.entity'

/** Whoever pushes: in which body, and over which site ('' for none). */
export interface Pusher {
  readonly body: string
  readonly via: string
}

/** The file that a content names, or null. */
const fileIn = (content: Content): Evidence | null =>
  typeof content === 'object' && content?.type === 'evidence' ? content : null

/** What storage cannot say just now counts as not here: values go on, and whoever holds the bytes brings them again [SY88]. */
const orUnknown = <T>(work: Promise<T>, unknown: T): Promise<T> =>
  work.catch((error: unknown) => {
    if (troubleOf(error) !== 'STORAGE_DOWN') throw error
    return unknown
  })

/** Pieces of evidence that stand in the cells of these operations. */
async function standingIn(
  em: Em,
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

/** What the rules of a push have to know of the evidence that it names: a constant number of statements [SY40, SY44]. */
export async function evidenceOfPush(
  { em, store }: EvidencePlace,
  { body, via }: Pusher,
  operations: readonly Operation[],
): Promise<Required<Pick<ReceivePorts, 'brought' | 'evidenceIn'>>> {
  const named = operations.filter(({ content }) => fileIn(content) !== null)
  if (named.length === 0) return { brought: () => false, evidenceIn: () => [] }
  const hashes = named.flatMap(({ content }) => fileIn(content)?.sha256 ?? [])
  const registers = named.map(({ key }) => registerId(key))
  const owners = await readChunks(hashes, (some) => em.find(EvidenceOwnerEntity, { body, sha256: { $in: some } }))
  const claims = await readChunks(registers, (some) => em.find(EvidenceClaimEntity, { register: { $in: some } }))
  const cells = await standingIn(em, body, named)
  const sizes = await orUnknown(filesHere({ em, store }, hashes), new Map<string, number>())
  const owned = new Set(owners.map((owner) => JSON.stringify([owner.sha256, owner.person, owner.via])))
  return {
    brought({ register, person, content }) {
      const file = fileIn(content)
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
    const sha256 = fileIn(operation.content)?.sha256
    const verdict = byId.get(operation.id)
    if (!sha256 || !verdict || !isSaid(operation, verdict)) return []
    const { register, person } = operation
    return [{ register, person, via, body, sha256, stamp: verdict.stamp }]
  })
  if (rows.length === 0) return
  await insertNew(em, 'evidence_claim', ['register', 'person', 'via'], rows)
  await orUnknown(completeBrought({ em, store }, body, [...new Set(rows.map(({ sha256 }) => sha256))]), undefined)
}
