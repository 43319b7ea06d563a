import {
  evidenceIn,
  isComplete,
  isInTray,
  isLate,
  MOST_PIECES,
  type Operation,
  type OperationRecord,
  registerId,
  type RegisterKey,
  type RegisterState,
  sameContent,
  tooManyPieces,
  type Verdict,
} from '../protocol'
import { type BatchWorkspace, putHead, type ReceivePorts } from './workspace'
import { type Refusal, refusal } from '../../refusals'

const isOfCell = (a: RegisterKey, b: RegisterKey): boolean =>
  a.measure === b.measure && a.unit === b.unit && a.year === b.year && a.period === b.period

/**
 * A cell holds so many pieces of evidence and no more [SY44].
 * @param before ids of the registers of evidence that stood in the cell before the batch
 */
function piecesBarred(operation: Operation, desk: BatchWorkspace, before: readonly string[] = []): Refusal | null {
  if (operation.kind === 'dismiss' || evidenceIn(operation.content) === null) return null
  const standing = new Set(before)
  for (const { id, key, content } of desk.changed.values())
    if (key.field.startsWith('evidence/') && isOfCell(key, operation.key)) {
      if (content === null) standing.delete(id)
      else standing.add(id)
    }
  return standing.has(operation.register) || standing.size < MOST_PIECES ? null : tooManyPieces
}

/** Verdict on an operation before it has its place in the count; one that is not kept gets none. */
export type Saying = Verdict extends infer V
  ? V extends Verdict
    ? Omit<V, 'operation' | 'stamp' | 'provisional'> & { readonly isKept?: boolean }
    : never
  : never

/** A refusal of which nothing is kept: its author hears it, and nobody is asked to deal with it. */
export const unkept = (why: Refusal): Saying => ({
  type: 'rejected',
  refusal: why,
  current: null,
  isKept: false,
})

/** Conflicts and refusals of one person that wait to be dealt with, at most: over a year of work offline [SY37]. */
const MOST_REFUSED = 5000

const tooMuch = (): Saying => unkept(refusal('TOO_MUCH_REFUSED'))

/** Is it to be kept until its author deals with it, and are there too many already? */
const isTooMuch = ({ type }: Saying, { person, id }: Operation, desk: BatchWorkspace): boolean =>
  (type === 'conflict' || type === 'rejected') && !desk.ended.has(id) && (desk.refused.get(person) ?? 0) >= MOST_REFUSED

/** The head that the author saw: an edit chained to one that merged saw what that one merged into [SY3, SY6]. */
function seenHead({ base }: Operation, desk: BatchWorkspace): string | null {
  const verdict = base === null ? undefined : desk.known.get(base)?.verdict
  return verdict?.type === 'merged' ? (verdict.current?.head ?? null) : base
}

const visible = (state: RegisterState | null, { view }: ReceivePorts): RegisterState | null =>
  state && view.scopes.includes(state.scope) ? state : null

/** Is something that this operation speaks of lost, and will somebody still bring it? [SY23, SY71] */
const isMissing = (desk: BatchWorkspace, id: string | null): boolean =>
  id !== null && desk.awaits && !desk.known.has(id) && !desk.doubtful.has(id)

const missing: Saying = {
  type: 'deferred',
  refusal: refusal('BASE_MISSING'),
}

/** Writes the head that an edit, or an accepted late value, leaves. */
function lead(operation: Operation, desk: BatchWorkspace, ports: ReceivePorts, late: OperationRecord | null): Saying {
  const { register: id, key, content } = operation
  const scope = ports.scopeOf(key)
  const before = desk.heads.get(id)
  putHead(desk, {
    id,
    key,
    scope,
    head: operation.id,
    content,
    person: late?.operation.person ?? operation.person,
    at: late?.receivedAt ?? ports.now,
    stamp: desk.stamp,
    excused:
      late === null
        ? before !== undefined && (ports.excuses?.(operation, before) ?? false)
        : (operation.decision?.inTime ?? false),
    complete: isComplete(content, ports.brought?.(operation)),
    ...(operation.kind === 'bring' ? { brought: true } : {}),
  })
  return { type: 'applied', scope }
}

/** An edit, or an accepted late value, over the head [SY5-SY7, SY18]. */
function edit(operation: Operation, desk: BatchWorkspace, ports: ReceivePorts, late: OperationRecord | null): Saying {
  if (isMissing(desk, operation.base)) return missing
  const head = desk.heads.get(operation.register) ?? null
  const isBase = (head?.head ?? null) === seenHead(operation, desk) && !desk.doubtful.has(operation.base ?? '')
  if (isBase) return lead(operation, desk, ports, late)
  const type = head && sameContent(head.content, operation.content) ? 'merged' : 'conflict'
  return { type, current: visible(head, ports) }
}

/** A manager's answer to a late value [SY25]. */
function answerLate(operation: Operation, desk: BatchWorkspace, ports: ReceivePorts): Saying {
  if (isMissing(desk, operation.about)) return missing
  const late = desk.known.get(operation.about ?? '') ?? null
  const fits = late && isLate(late) && late.operation.register === operation.register
  if (!late || !fits || !isInTray(late))
    return {
      type: 'rejected',
      refusal: refusal('ALREADY_DECIDED', { kind: 'late' }),
      current: null,
    }
  if (operation.kind === 'decline') return { type: 'applied', scope: late.scope }
  if (sameContent(late.operation.content, operation.content)) return edit(operation, desk, ports, late)
  return {
    type: 'rejected',
    refusal: refusal('OTHER_CONTENT'),
    current: null,
  }
}

/** Is it nothing that anybody has to be told, or to keep, that this was let go of? [SY37] */
const isNothing = (about: OperationRecord | undefined): boolean => about === undefined || !isInTray(about)

/** Letting go of one's own refused work, said of the cell that it was about. */
function dismiss({ about: id, person, register, key }: Operation, desk: BatchWorkspace, ports: ReceivePorts): Saying {
  const about = desk.known.get(id ?? '')
  if (about && about.operation.person !== person) return unkept(refusal('NOT_YOUR_TRAY'))
  if (about && about.operation.register !== register)
    return unkept(refusal('MALFORMED_OPERATION', { kind: 'dismissed' }))
  if (isMissing(desk, id)) return missing
  // An operation that is not known any more, or was dealt with, needs nothing.
  return { type: 'applied', scope: ports.scopeOf(key), isKept: !isNothing(about) }
}

/** Returns the refusal of an operation that may not be applied, whatever its register holds; null where it may. */
const barredBy = (operation: Operation, desk: BatchWorkspace, ports: ReceivePorts): Refusal | null =>
  ports.left?.(operation) ??
  ports.judge(operation, (key) => desk.heads.get(registerId(key)) ?? null) ??
  piecesBarred(operation, desk, ports.evidenceIn?.(operation.key))

function judged(operation: Operation, desk: BatchWorkspace, ports: ReceivePorts): Saying {
  if (operation.kind === 'dismiss') return dismiss(operation, desk, ports)
  const barred = barredBy(operation, desk, ports)
  const current = visible(desk.heads.get(operation.register) ?? null, ports)
  if (barred) return { type: 'rejected', refusal: barred, current }
  // It was refused before and its author has dealt with it: it never leads again [SY70].
  if (desk.ended.has(operation.id)) return { type: 'conflict', current }
  const writes = operation.kind === 'edit' || operation.kind === 'bring'
  return writes ? edit(operation, desk, ports, null) : answerLate(operation, desk, ports)
}

/** Is it brought and not taken? It waits for nobody then: whoever brings it hears it at once, and an earlier app never meets its kind [SY94]. */
const isForgotten = ({ type }: Saying, { kind }: Operation): boolean => kind === 'bring' && type !== 'applied'

/** Returns the verdict on an operation that was never decided. */
export function verdictOn(operation: Operation, desk: BatchWorkspace, ports: ReceivePorts): Saying {
  const said = judged(operation, desk, ports)
  if (isForgotten(said, operation)) return { ...said, isKept: false }
  return isTooMuch(said, operation, desk) ? tooMuch() : said
}
