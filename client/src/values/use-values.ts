import { currentYear, USUAL } from '@traguardo/shared/calendar'
import { cellValues, cycleRecords, standings } from '@traguardo/shared/collection'
import type { Plan, Refusal } from '@traguardo/shared/model'
import { compilePlan, judgementsOf, openBook, scoreNodes, scoresIn } from '@traguardo/shared/scoring'
import {
  type TrayChoice,
  type Content,
  deviceView,
  recordEdit,
  type RegisterKey,
  settle,
  type ShownRegister,
  type TrayItem,
} from '@traguardo/shared/sync'
import { computed, ref, shallowRef } from 'vue'
import type { Desk } from '../offline/desk'
import { useUnfinished } from '../offline/unfinished/use-unfinished'
import { forgetPlans, keepPlan, readPlan } from '../offline/working-set'
import { useSession } from '../people/use-session'
import { fetchPlan } from '../plans/fetch-plan'
import { breathe } from '../ui/slices'

const { session, today } = useSession()

const unfinished = useUnfinished()

const desk = shallowRef<Desk | null>(null)
const plan = shallowRef<Plan | null>(null)
const planHash = ref('')
const planRefusal = shallowRef<Refusal | null>(null)
const registers = shallowRef<readonly ShownRegister[]>([])
const tray = shallowRef<readonly TrayItem[]>([])
const pending = ref(0)
/** Was what stands at the head office ever read on this device? */
const fetched = ref(false)

/** A year that the person wants to look at, other than the one at work. */
const chosenYear = ref<number | null>(null)
const year = computed(() => chosenYear.value ?? currentYear(plan.value ?? USUAL, today.value))
const finder = computed(() => standings(registers.value))
/** What stands in a register, as it is shown. */
const find: typeof finder.value = (key) => finder.value(key)

const cells = computed(() => cellValues(registers.value))
const compiled = computed(() => (plan.value ? compilePlan(plan.value, year.value) : null))
/** When, and with what beside the values, the year is scored. */
const moment = computed(() => ({
  today: today.value,
  records: compiled.value ? cycleRecords(compiled.value, registers.value, today.value) : undefined,
  judgements: compiled.value ? judgementsOf(compiled.value.plan, year.value) : [],
}))
const book = computed(() => (compiled.value ? openBook(compiled.value, cells.value, moment.value) : null))
const scores = computed(() => (book.value ? scoresIn(book.value) : null))
const nodes = computed(() => (scores.value ? scoreNodes(scores.value) : new Map<string, never>()))

let read = ''

/** Reads again what the device holds; where it is what it was, nothing is worked out again. */
async function refresh(): Promise<void> {
  if (!desk.value) return
  const view = await deviceView(desk.value.store, desk.value.ports.body, desk.value.ports.person)
  const found = JSON.stringify(view)
  if (found === read) return
  read = found
  registers.value = view.registers
  tray.value = view.tray
  pending.value = view.pending
  fetched.value = view.fetched
}

async function open(opened: Desk): Promise<void> {
  desk.value = opened
  const known = await readPlan(opened.db, year.value)
  plan.value = known?.document ?? null
  planHash.value = known?.hash ?? ''
  planRefusal.value = null
  await unfinished.load(opened.db)
  await refresh()
  await warm()
}

/** Works the year out one part after the other, before a page asks for all of it at once. */
async function warm(): Promise<void> {
  for (const part of [compiled, moment, book, scores, nodes]) {
    await breathe()
    void part.value
  }
}

/** Looks at another year, as far as the device has it; its plan is asked for where it has not. */
async function chooseYear(wanted: number | null): Promise<void> {
  const at = desk.value
  if (!at) return
  chosenYear.value = wanted
  const known = await readPlan(at.db, year.value)
  plan.value = known?.document ?? null
  planHash.value = known?.hash ?? ''
  await updatePlan()
}

function close(): void {
  read = ''
  chosenYear.value = null
  unfinished.unload()
  desk.value?.close()
  desk.value = null
  plan.value = null
  registers.value = []
  tray.value = []
  pending.value = 0
  fetched.value = false
}

/** Whose roles have ended sees nothing of the body any more; what has not gone out stays, and goes [RI9]. */
async function forgetPlan({ db }: Desk): Promise<void> {
  plan.value = null
  planHash.value = ''
  await forgetPlans(db)
}

let asked = 0

/**
 * Asks the server for the plan; without an answer the one on the device stays, and what was asked before is not listened to
 * any more: it may know less.
 */
async function updatePlan(): Promise<void> {
  const at = desk.value
  if (!at) return
  asked += 1
  const own = asked
  const found = await fetchPlan(at.ports.body, year.value)
  if (found === null || desk.value !== at || own !== asked) return
  if (!found.ok) {
    planRefusal.value = found.error
    if (found.error.code === 'NO_ROLE') await forgetPlan(at)
    return
  }
  planRefusal.value = null
  if (found.value.hash === planHash.value) return
  planHash.value = found.value.hash
  plan.value = found.value.document
  await keepPlan(at.db, found.value)
}

/** Saves an edit on this device; when it resolves, it is on the disk. Rejects where the storage does not take it. */
async function edit(key: RegisterKey, content: Content): Promise<void> {
  if (!desk.value) throw new Error('No desk is open')
  const kept = recordEdit(desk.value.store, { key, content }, desk.value.ports)
  lastEdit = kept.catch(() => undefined)
  await kept
  await refresh()
}

/** Saves many edits one after the other, and reads again once. */
async function editAll(edits: readonly { readonly key: RegisterKey; readonly content: Content }[]): Promise<void> {
  const at = desk.value
  if (!at) throw new Error('No desk is open')
  const kept = (async () => {
    for (const one of edits) await recordEdit(at.store, one, at.ports)
  })()
  lastEdit = kept.catch(() => undefined)
  try {
    await kept
  } finally {
    await refresh()
  }
}

let lastEdit: Promise<unknown> = Promise.resolve()

/** Resolves when the edit under way, if any, and what is typed are on the disk: before the page is loaded anew. */
const whenKept = (): Promise<unknown> => Promise.all([lastEdit, unfinished.whenWritten()])

/** Deals with a conflict or refusal of the tray. */
async function decide(operation: string, choice: TrayChoice): Promise<void> {
  if (!desk.value) throw new Error('No desk is open')
  await settle(desk.value.store, operation, choice, desk.value.ports)
  await refresh()
}

/** The one reactive place of plan, values and scores: computed again on every change, by the shared code. */
export function useValues() {
  return {
    session,
    desk,
    plan,
    planRefusal,
    registers,
    find,
    tray,
    pending,
    fetched,
    year,
    chosenYear,
    chooseYear,
    cells,
    compiled,
    moment,
    book,
    scores,
    nodes,
    open,
    close,
    refresh,
    updatePlan,
    edit,
    editAll,
    whenKept,
    decide,
  }
}
