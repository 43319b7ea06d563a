import { isOpen, periodFor, romeDay } from '@traguardo/shared/calendar'
import { plainText } from '@traguardo/shared/model'
import { mayBringValues, unitsEnteredBy } from '@traguardo/shared/people'
import { refusal } from '@traguardo/shared/refusals'
import {
  BATCH,
  type Content,
  counterOf,
  type HeadStore,
  type HeadTransaction,
  type Operation,
  PROTOCOL,
  PUSH_PROTOCOL,
  type ReceivePorts,
  receivePush,
  type RegisterField,
  registerId,
  type RegisterState,
  sameContent,
  type Verdict,
  viewOf,
} from '@traguardo/shared/sync'
import type { ReadRow } from '@traguardo/shared/values'
import { v7 } from 'uuid'
import { DeviceEntity } from '../../identity/accounts/devices/device.entity'
import type { EntityManager } from '../../kernel/db/orm'
import { judgeBy } from '../rules-of-push'
import { inForce, scopeOf } from '../scopes'
import { ormStore } from '../store/orm-store'
import { COMMAND_CREDENTIAL } from '../store/rows'
import { type Bringing, type ReadRows, readRows, type ValuesFault, type ValuesRow } from './values-file'

/** A register that a row changes, or finds as it says. */
export interface BroughtValue {
  readonly line: number
  readonly row: ReadRow
  readonly field: 'value' | 'note'
  readonly before: Content
  readonly after: Content
}

/** Outcome of a file of values: where there are faults nothing is written; otherwise what is changed. */
export interface Brought extends ReadRows {
  readonly changed: readonly BroughtValue[]
  /** Registers that stood there already as the file says. */
  readonly equal: readonly BroughtValue[]
}

/** Ends the transaction without anything written, and carries what was found. */
class NothingWritten extends Error {
  constructor(readonly outcome: Brought) {
    super('nothing written')
  }
}

/** Contents that the rows say of registers: of each its value, and its note where there is one. */
const saidBy = ({ read }: ReadRows): readonly Omit<BroughtValue, 'before'>[] =>
  read.flatMap(({ line, row }) => [
    // The note first: it is the reason that `n.a.` wants [CO12].
    ...(row.note === null ? [] : [{ line, row, field: 'note' as const, after: plainText(row.note) }]),
    { line, row, field: 'value' as const, after: row.value },
  ])

const keyOf = ({ row, field }: Omit<BroughtValue, 'before'>) => ({ ...row.cell, field: field satisfies RegisterField })

/** Is it somebody's own to enter now, as on a device? Otherwise whoever may brings it [SY94]. */
function kindOf({ row }: BroughtValue, { viewer, plans, now }: Bringing): Operation['kind'] {
  if (!mayBringValues(viewer)) return 'edit'
  const { unit, year } = row.cell
  const plan = inForce(plans, year)
  const isOwn = plan !== null && unitsEnteredBy(viewer, plan).includes(unit ?? '')
  return isOwn && isOpen(periodFor(plan, row.period, unit), romeDay(now)) ? 'edit' : 'bring'
}

/** The node of somebody's commands: one for all of them, as it is no device [SY34]. */
async function nodeOf(em: EntityManager, { body, viewer: { person } }: Bringing): Promise<string> {
  const own = { body, person, credential: COMMAND_CREDENTIAL, revokedAt: null }
  return (await em.findOne(DeviceEntity, own))?.node ?? v7()
}

/** The rules of a push from a command: those of a device of the same person, which reads nothing. */
const rulesOf = ({ body: _, viewer, plans, now }: Bringing): ReceivePorts => ({
  now,
  provisional: false,
  view: viewOf([]),
  persons: [],
  bearer: {
    person: viewer.person,
    credential: COMMAND_CREDENTIAL,
    name: 'importa-valori, dalla riga di comando',
    receiver: null,
  },
  // It keeps nothing of what it is told, so it never proves anything by it.
  receipts: { reader: COMMAND_CREDENTIAL, prove: () => '', isProof: () => false },
  mayBring: ({ person }) => person === viewer.person,
  ...judgeBy(plans, romeDay(now), () => viewer),
  scopeOf: (key) => scopeOf(plans, key),
  newId: v7,
})

/** Pushes operations in the transaction that is open, as many at once as a device may; answers the verdicts. */
async function pushAll(
  tx: HeadTransaction,
  operations: readonly Operation[],
  node: string,
  bringing: Bringing,
): Promise<readonly Verdict[]> {
  const rules = rulesOf(bringing)
  const open: HeadStore = { transaction: (work) => work(tx), reading: (work) => work(tx) }
  const verdicts: Verdict[] = []
  for (let from = 0; from < operations.length; from += BATCH) {
    const batch = operations.slice(from, from + BATCH)
    const push = {
      ...{ body: bringing.body, node, protocol: PUSH_PROTOCOL, epoch: null, receipt: null, verify: false },
      ...{ lastSeq: batch.at(-1)?.seq ?? 0, operations: batch },
      cursor: { view: rules.view.token, stamp: 0, tray: 0, behind: null },
    }
    const answer = await receivePush(open, push, rules)
    if (answer.notice !== 'none') throw new Error(`A command's push was answered ${answer.notice}`)
    verdicts.push(...answer.verdicts)
  }
  return verdicts
}

/** Says why an operation was not taken; null where it was. */
function whyNot(verdict: Verdict | undefined, { row }: BroughtValue) {
  if (!verdict || verdict.type === 'conflict') return refusal('VALUE_CHANGED', { measure: row.measure.label })
  return verdict.type === 'rejected' || verdict.type === 'deferred' ? verdict.refusal : null
}

/** Of several faults of one row each is said once. */
const eachOnce = (faults: readonly ValuesFault[]): readonly ValuesFault[] => [
  ...new Map(faults.map((fault) => [`${fault.line} ${fault.refusal.code}`, fault])).values(),
]

/**
 * Brings the rows of a file of values: whole or not at all, in one transaction, by the way and the rules of a push from a
 * device of that person [SY95]. What stands there already is left as it is.
 */
export async function bringValues(
  em: EntityManager,
  rows: readonly ValuesRow[],
  formFaults: readonly ValuesFault[],
  bringing: Bringing,
): Promise<Brought> {
  const { body, viewer, now, isTrial } = bringing
  const { person, holder } = viewer
  const read = readRows(rows, bringing)
  const said = saidBy(read)
  const node = await nodeOf(em, bringing)
  try {
    return await ormStore(em, { person, holder: holder ?? undefined }).transaction(async (tx) => {
      // From here on nobody else writes to the body: what is read now is what the operations stand on [SY10].
      await tx.count(counterOf(body), 0)
      const heads = new Map<string, RegisterState>(
        (await tx.registers(said.map((one) => registerId(keyOf(one))))).map((state) => [state.id, state]),
      )
      const all = said.map((one): BroughtValue => ({
        ...one,
        before: heads.get(registerId(keyOf(one)))?.content ?? null,
      }))
      const changed = all.filter(({ before, after }) => !sameContent(before, after))
      const equal = all.filter(({ before, after }) => sameContent(before, after))
      const first = (await tx.lastSeq(node)) + 1
      const operations = changed.map((one, at): Operation => {
        const key = keyOf(one)
        const register = registerId(key)
        return {
          ...{ id: v7(), node, seq: first + at, person, deviceTime: now, protocol: PROTOCOL },
          ...{ kind: kindOf(one, bringing), register, key, base: heads.get(register)?.head ?? null },
          ...{ content: one.after, about: null, decision: null },
        }
      })
      const verdicts = await pushAll(tx, operations, node, bringing)
      const refused = changed.flatMap((one, at): ValuesFault[] => {
        const why = whyNot(verdicts[at], one)
        return why === null ? [] : [{ line: one.line, refusal: why }]
      })
      const faults = eachOnce([...formFaults, ...read.faults, ...refused]).toSorted((a, b) => a.line - b.line)
      const outcome: Brought = { ...read, faults, changed, equal }
      if (faults.length > 0 || isTrial) throw new NothingWritten(outcome)
      return outcome
    })
  } catch (error) {
    if (error instanceof NothingWritten) return error.outcome
    throw error
  }
}
