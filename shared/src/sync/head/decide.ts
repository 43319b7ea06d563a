import type { IsoInstant, Refusal } from '../../model'
import { isComplete, sameContent } from '../content'
import type { Bearer } from '../node'
import type { Operation, OperationRecord, RegisterKey, RegisterState, Verdict } from '../operation'
import { PROTOCOL, type View } from '../protocol'
import { otherId, registerId } from '../register-id'
import { isInTray, isLate } from '../verdict'
import { countRefused, type Desk, isSame, putHead, putRecord } from './desk'
import type { ReceiptPorts } from './receipt'
import { refusal } from '../../result'
import { piecesBarred } from './pieces-barred'

/** What the receiver brings to a push: who may do what, and the server's time. */
export interface ReceivePorts {
  readonly now: IsoInstant
  /** True at a remote site, whose verdicts the head office may change (SY30). */
  readonly provisional: boolean
  /** What the sender may see (SY11). */
  readonly view: View
  /** Whose tray the sender reads: the person, or the people of a site. */
  readonly persons: readonly string[]
  /** Who comes: what the nodes in the push have to belong to [SY34]. */
  readonly bearer: Bearer
  /** How what is told here is proved, should it be lost [SY39]. */
  readonly receipts: ReceiptPorts
  /** May the sender bring an operation of this person and cell at all? */
  mayBring(operation: Operation): boolean
  /**
   * A refusal, or null where the operation may be applied.
   * @param standing what stands in another register: one that `readsOf` named, or that the push is about
   */
  judge(operation: Operation, standing: (key: RegisterKey) => RegisterState | null): Refusal | null
  /** Does an edit over this head count as in time, though the period has closed? */
  excuses?(operation: Operation, head: RegisterState): boolean
  /** Ids of other registers that `judge` looks at. */
  readsOf?(operation: Operation): readonly string[]
  scopeOf(key: RegisterKey): string
  /** Were the bytes of the evidence that is put here brought by its author, or by who put it here before? (SY40) */
  brought?(operation: Operation): boolean
  /** Ids of the registers of evidence that stood in a cell before the push (SY44). */
  evidenceIn?(key: RegisterKey): readonly string[]
  /** A new id for an epoch. */
  newId(): string
  /** Rows of each kind in one answer at most. */
  readonly pageSize?: number
  /** Operations of one push at most; a site brings a file of any length. */
  readonly batch?: number
}

/** The ports, and what the names of nodes in the push say of its operations. */
export interface Judging extends ReceivePorts {
  barred(operation: Operation): Refusal | null
}

/** What is said of an operation, before it has its place in the count; what is not kept gets none. */
type Saying = Verdict extends infer V
  ? V extends Verdict
    ? Omit<V, 'operation' | 'stamp' | 'provisional'> & { readonly isKept?: boolean }
    : never
  : never

/** A refusal of which nothing is kept: its author hears it, and nobody is asked to deal with it. */
const unkept = (code: string, message: string): Saying => ({
  type: 'rejected',
  refusal: refusal(code, message),
  current: null,
  isKept: false,
})

/** Conflicts and refusals of one person that wait to be dealt with, at most: more than a year of work without a line [SY37]. */
const MOST_REFUSED = 5000

const tooMuch = (): Saying =>
  unkept(
    'TOO_MUCH_REFUSED',
    'Ci sono già troppi valori rifiutati da sistemare: li sistemi o li lasci andare, poi scriva di nuovo questo.',
  )

/** Is it to be kept for its author, and are there too many already? */
const isTooMuch = ({ type }: Saying, { person }: Operation, desk: Desk): boolean =>
  (type === 'conflict' || type === 'rejected') && (desk.refused.get(person) ?? 0) >= MOST_REFUSED

/** The head that the author saw: an edit chained to one that merged saw what that one merged into [SY3, SY6]. */
function seenHead({ base }: Operation, desk: Desk): string | null {
  const verdict = base === null ? undefined : desk.known.get(base)?.verdict
  return verdict?.type === 'merged' ? (verdict.current?.head ?? null) : base
}

const visible = (state: RegisterState | null, { view }: ReceivePorts): RegisterState | null =>
  state && view.scopes.includes(state.scope) ? state : null

/** Is something that this operation speaks of lost, and to be expected again? [SY23] */
const isMissing = (desk: Desk, id: string | null): boolean =>
  id !== null && desk.recovering && !desk.known.has(id) && !desk.doubtful.has(id)

const missing: Saying = {
  type: 'deferred',
  refusal: refusal(
    'BASE_MISSING',
    'Il server è stato ripristinato da una copia e aspetta un valore precedente: il suo resta qui e verrà inviato di nuovo.',
  ),
}

/** Writes the head that an edit, or an accepted late value, leaves. */
function lead(operation: Operation, desk: Desk, ports: ReceivePorts, late: OperationRecord | null): Saying {
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
  })
  return { type: 'applied', scope }
}

/** An edit, or an accepted late value, over the head [SY5-SY7, SY18]. */
function edit(operation: Operation, desk: Desk, ports: ReceivePorts, late: OperationRecord | null): Saying {
  if (isMissing(desk, operation.base)) return missing
  const head = desk.heads.get(operation.register) ?? null
  const isBase = (head?.head ?? null) === seenHead(operation, desk) && !desk.doubtful.has(operation.base ?? '')
  if (isBase) return lead(operation, desk, ports, late)
  const type = head && sameContent(head.content, operation.content) ? 'merged' : 'conflict'
  return { type, current: visible(head, ports) }
}

/** A manager's answer to a late value [SY25]. */
function answerLate(operation: Operation, desk: Desk, ports: ReceivePorts): Saying {
  if (isMissing(desk, operation.about)) return missing
  const late = desk.known.get(operation.about ?? '') ?? null
  const fits = late && isLate(late) && late.operation.register === operation.register
  if (!late || !fits || !isInTray(late))
    return {
      type: 'rejected',
      refusal: refusal('ALREADY_DECIDED', 'Questo valore in ritardo non attende più una decisione.'),
      current: null,
    }
  if (operation.kind === 'decline') return { type: 'applied', scope: late.scope }
  if (sameContent(late.operation.content, operation.content)) return edit(operation, desk, ports, late)
  return {
    type: 'rejected',
    refusal: refusal('OTHER_CONTENT', 'Si accetta il valore che è arrivato, non un altro.'),
    current: null,
  }
}

/** Is it nothing that anybody has to be told, or to keep, that this was let go of? [SY37] */
const isNothing = (about: OperationRecord | undefined): boolean => about === undefined || !isInTray(about)

/** Letting go of one's own refused work, said of the cell that it was about. */
function dismiss({ about: id, person, register, key }: Operation, desk: Desk, ports: ReceivePorts): Saying {
  const about = desk.known.get(id ?? '')
  if (about && about.operation.person !== person)
    return unkept('NOT_YOUR_TRAY', 'Questo valore attende una decisione di chi lo ha inserito.')
  if (about && about.operation.register !== register)
    return unkept('MALFORMED_OPERATION', 'Si lascia andare un valore che non è questo: ricarichi la pagina.')
  // What is not known any more, or was dealt with, needs nothing.
  return { type: 'applied', scope: ports.scopeOf(key), isKept: !isNothing(about) }
}

/** What is said of an operation that was never decided. */
function say(operation: Operation, desk: Desk, ports: ReceivePorts): Saying {
  if (operation.kind === 'dismiss') return dismiss(operation, desk, ports)
  const barred =
    ports.judge(operation, (key) => desk.heads.get(registerId(key)) ?? null) ??
    piecesBarred(operation, desk, ports.evidenceIn?.(operation.key))
  if (barred) {
    const current = visible(desk.heads.get(operation.register) ?? null, ports)
    return { type: 'rejected', refusal: barred, current }
  }
  return operation.kind === 'edit' ? edit(operation, desk, ports, null) : answerLate(operation, desk, ports)
}

/** A verdict that is not recorded: nothing of the operation is kept, and it may come again in another form. */
const unrecorded = (operation: Operation, { isKept: _, ...said }: Saying): Verdict => ({
  operation: operation.id,
  stamp: 0,
  // Nobody above will hear of it: there is no other verdict to come.
  provisional: false,
  ...said,
})

/** What keeps an operation from being looked at, or null. */
function barredFrom(operation: Operation, body: string, ports: Judging): Saying | null {
  if (operation.protocol > PROTOCOL)
    return {
      type: 'deferred',
      refusal: refusal('UNKNOWN_PROTOCOL', 'Il server va aggiornato: il valore resta su questo dispositivo.'),
    }
  const isHonest =
    operation.key.body === body && operation.register === registerId(operation.key) && ports.mayBring(operation)
  if (!isHonest) return unkept('MALFORMED_OPERATION', "L'operazione non è di questa persona o di questo dispositivo.")
  const barred = ports.barred(operation)
  return barred && unkept(barred.code, barred.message)
}

/** Marks what an operation deals with as dealt with; an answer that was refused dealt with nothing. */
function settleAbout({ about, id, kind, person, decision }: Operation, verdict: Verdict, desk: Desk, now: IsoInstant) {
  const record = desk.known.get(about ?? '')
  const isOwn = record?.operation.person === person
  const isAnswer = kind === 'accept' || kind === 'decline'
  if (!record || !isInTray(record) || !(isOwn || isAnswer)) return
  if (kind !== 'edit' && verdict.type !== 'applied' && verdict.type !== 'merged') return
  desk.stamp += 1
  const settlement = { by: id, kind, person, at: now, reason: decision?.reason ?? null }
  putRecord(desk, { ...record, stamp: desk.stamp, settlement })
  countRefused(desk, record.operation.person, -1)
}

/** Decides an operation that is new under its id, and keeps it. */
function decideNew(operation: Operation, desk: Desk, ports: ReceivePorts): Verdict {
  // Its place in the count first: the head it may leave carries it.
  desk.stamp += 1
  const judged = say(operation, desk, ports)
  const { isKept = true, ...said } = isTooMuch(judged, operation, desk) ? tooMuch() : judged
  if (said.type === 'deferred' || !isKept) {
    desk.stamp -= 1
    return unrecorded(operation, said)
  }
  const verdict: Verdict = { operation: operation.id, stamp: desk.stamp, provisional: ports.provisional, ...said }
  putRecord(desk, {
    operation,
    sent: true,
    verdict,
    receivedAt: ports.now,
    stamp: desk.stamp,
    scope: ports.scopeOf(operation.key),
    relayed: ports.provisional,
    settlement: null,
  })
  if (said.type === 'conflict' || said.type === 'rejected') countRefused(desk, operation.person, 1)
  settleAbout(operation, verdict, desk, ports.now)
  return verdict
}

/** The verdict on one operation of a batch, a repeated one included; what it changes is put on the desk [SY8]. */
export function decide(operation: Operation, body: string, desk: Desk, ports: Judging): Verdict {
  const barred = barredFrom(operation, body, ports)
  if (barred) return unrecorded(operation, barred)
  const before = desk.known.get(operation.id)
  if (!before?.verdict) return decideNew(operation, desk, ports)
  if (isSame(before.operation, operation)) return before.verdict
  // A copy of the device said something else under the same id: both are kept, and a person sees both.
  desk.doubtful.add(operation.id)
  const other = { ...operation, id: otherId(operation) }
  const verdict = desk.known.get(other.id)?.verdict ?? decideNew(other, desk, ports)
  return { ...verdict, operation: operation.id, keptAs: other.id }
}
