import type { Indicator, CellValue, Cell } from '@traguardo/shared/model'
import { type DueCell, dueCells, eliminatedFor, stillOwed } from '@traguardo/shared/values'
import { type Content, countIn, registerId, type RegisterKey } from '@traguardo/shared/sync'
import { computed, shallowRef, shallowReactive, ref, watch } from 'vue'
import type { ScoreNode } from '@traguardo/shared/scoring'
import { currentYear, daysBetween, openPeriod, periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { heldReview } from '@traguardo/shared/collection'
import { unitsEnteredBy } from '@traguardo/shared/people'
import { oneOf } from '../modules/given'
import { useSync } from '../replica/sync'
import { useReplica } from '../replica/replica'
import { useScores } from '../scores/scores'
import { useAddress } from '../modules/use-address'
import { useSession } from '../replica/session'

/** Do two lists say the same, one after the other? */
export const sameList = <T>(one: readonly T[], other: readonly T[], isSame: (a: T, b: T) => boolean): boolean =>
  one.length === other.length && one.every((item, at) => isSame(item, other[at] as T))

/** Returns the list that was there before where another says the same: what looks at it is then not drawn anew. */
export const orBefore = <T>(
  before: readonly T[] | undefined,
  list: readonly T[],
  isSame: (a: T, b: T) => boolean,
): readonly T[] => (before && sameList(before, list, isSame) ? before : list)

/** Cells that are entered side by side, because an indicator is made of them. */
export interface MeasureCard {
  readonly code: string
  /** Indicators that the cells make: the one that the card is named after, then the others that use them. */
  readonly indicators: readonly Indicator[]
  readonly cells: readonly DueCell[]
}

/**
 * Groups cells by indicator: each cell is on one card, with as many brothers as possible, so a ratio is entered as its
 * two measures. Cards keep the order of their first cell.
 */
export function measureCards(cells: readonly DueCell[]): readonly MeasureCard[] {
  const uses = new Map<Indicator, DueCell[]>()
  for (const cell of cells)
    for (const indicator of cell.indicators) uses.set(indicator, [...(uses.get(indicator) ?? []), cell])
  const cardOf = new Map<DueCell, { code: string; indicators: Indicator[]; cells: DueCell[] }>()
  // The sort is stable: among equals the plan's order decides, and organisational indicators stand first there.
  for (const [indicator, used] of [...uses].sort(([, a], [, b]) => b.length - a.length)) {
    const free = used.filter((cell) => !cardOf.has(cell))
    const card = { code: indicator.code, indicators: [indicator], cells: free }
    for (const cell of free) cardOf.set(cell, card)
    if (free.length === 0 && used[0]) cardOf.get(used[0])?.indicators.push(indicator)
  }
  const alone = (cell: DueCell) => ({ code: cell.measure.code, indicators: [], cells: [cell] })
  return [...new Set(cells.map((cell) => cardOf.get(cell) ?? alone(cell)))]
}

/** Content of a register before it was changed here. */
interface Change {
  readonly key: RegisterKey
  readonly before: Content
}

const MOST = 100

function createUndo() {
  const { editAll, onClosed } = useReplica()
  const { syncSoon, noteError } = useSync()
  const steps = shallowRef<readonly (readonly Change[])[]>([])
  const last = computed(() => new Set(steps.value.at(-1)?.map(({ key }) => registerId(key))))

  onClosed(() => (steps.value = []))

  /** Remembers what was changed in one go. */
  function noteChanges(changes: readonly Change[]): void {
    if (changes.length > 0) steps.value = [...steps.value, changes].slice(-MOST)
  }

  /** Puts back what the last step changed; it goes out like any other edit, so the history shows both. */
  async function undo(): Promise<void> {
    const step = steps.value.at(-1)
    if (!step) return
    steps.value = steps.value.slice(0, -1)
    try {
      await editAll(step.map(({ key, before }) => ({ key, content: before })))
      syncSoon()
    } catch (error) {
      noteError(error)
    }
  }

  /** Was it changed in the last step? Then it can be taken back where it stands. */
  const isLast = (key: RegisterKey): boolean => last.value.has(registerId(key))

  return { noteChanges, undo, isLast }
}

/** The way back from what was entered since the page was opened. */
export const useUndo = () => oneOf(createUndo)

/** Value that is being typed and can be read. */
interface Typed {
  readonly value: CellValue
  /** Keys of the scores that show beside it. */
  readonly scores: readonly string[]
}

function createDraft() {
  const { model, nodeAt, nodeIn, isHere } = useScores()

  const typed = new Map<string, Typed>()
  /** Those scores as they will be: who shows another one is not disturbed. */
  const tried = shallowReactive(new Map<string, ScoreNode>())

  /** Says what a field holds while it is typed; null for nothing that counts. Nothing of it is kept. */
  function preview(field: string, what: Typed | null): void {
    if (what) typed.set(field, what)
    else if (!typed.delete(field)) return
    tryAll()
  }

  function tryAll(): void {
    const keys = new Set([...typed.values()].flatMap(({ scores }) => scores))
    for (const key of tried.keys()) if (!keys.has(key)) tried.delete(key)
    const fork = model()?.fork()
    if (!fork || keys.size === 0) return
    for (const { value } of typed.values()) fork.set(value)
    for (const key of keys) {
      const node = nodeIn(fork, key)
      if (node) tried.set(key, node)
    }
  }
  // Who types before the code of the scores is here sees theirs as soon as it is.
  watch(isHere, tryAll)
  /** A score as it will be once what is being typed is kept. */
  const scoreOf = (key: string): ScoreNode | null => tried.get(key) ?? nodeAt(key)

  return { preview, scoreOf, isHere }
}

/** Scores under the fingers: every keystroke counts in them, and leaves the values as they are. */
export const useDraft = () => oneOf(createDraft)

/** Group in which a card stood when the page was opened: it stays there, so nothing moves under the finger. */
export type CardGroup = 'returned' | 'todo' | 'later' | 'done'

/** Returns the data of the page of entry: the open period, the unit chosen, its cards, and how far it is. */
export function useEntry() {
  const { session, today } = useSession()
  const { plan, find } = useReplica()

  const period = computed(() => openPeriod(plan.value ?? USUAL_CALENDAR, today.value, unit.value))
  const nextPeriod = computed(() => {
    const year = Number(today.value.slice(0, 4))
    return (
      [...periodsOf(plan.value ?? USUAL_CALENDAR, year), ...periodsOf(plan.value ?? USUAL_CALENDAR, year + 1)].find(
        ({ opens }) => opens > today.value,
      ) ?? null
    )
  })
  const daysLeft = computed(() => (period.value ? daysBetween(today.value, period.value.deadline) : 0))
  const units = computed(() => {
    if (!plan.value || !session.value) return []
    const codes = unitsEnteredBy(session.value, plan.value)
    return plan.value.units.filter(({ code }) => codes.includes(code))
  })
  const chosen = useAddress('unita')
  const unit = computed(
    () => units.value.find(({ code }) => code === chosen.value)?.code ?? units.value[0]?.code ?? null,
  )

  const has = (cell: Cell, field: 'value' | 'absence') => countIn(find({ ...cell, field })?.content ?? null)
  const isFilled = ({ cell }: DueCell) => has(cell, 'value') > 0 || has(cell, 'absence') > 0
  /** A manager sent it back or opened it again, and nothing was changed since. */
  function isReturned({ cell }: DueCell): boolean {
    const review = heldReview(cell, find)
    return review !== null && review.state !== 'confirmed'
  }
  /** All that the unit may enter: in the open period, and in the others of its year. */
  const may = computed(() => {
    if (!plan.value || !unit.value) return { own: [], others: [] }
    const { value: of } = plan
    const code = unit.value
    const open = period.value
    const year = open?.year ?? currentYear(of, today.value)
    const others = periodsOf(of, year).filter(({ number }) => number !== open?.number)
    return {
      own: open ? dueCells(of, code, open, today.value) : [],
      others: others.flatMap((one) => dueCells(of, code, one, today.value)),
    }
  })
  const cells = computed((before?: readonly DueCell[]) =>
    orBefore(
      before,
      [...may.value.own.flatMap((cell) => stillOwed(cell, has) ?? []), ...may.value.others.filter(isReturned)],
      (a, b) => a.cell === b.cell && a.due === b.due && a.dueBy === b.dueBy,
    ),
  )
  const cards = computed(() => measureCards(cells.value))
  /** Asked for no more, by an act. */
  const eliminated = computed(() =>
    plan.value && unit.value && period.value ? eliminatedFor(plan.value, unit.value, period.value, today.value) : [],
  )
  const owed = computed(() =>
    cells.value.filter(({ due, cell }) => due === 'now' && cell.period === (period.value?.number ?? cell.period)),
  )
  const filled = computed(() => owed.value.filter(isFilled).length)

  const groupOf = (card: MeasureCard): CardGroup => {
    if (card.cells.some(isReturned)) return 'returned'
    if (card.cells.every(isFilled)) return 'done'
    return card.cells.some(({ due }) => due === 'now') ? 'todo' : 'later'
  }
  const groups = ref(new Map<string, CardGroup>())
  watch(
    // A getter: a shallow ref among several sources would fire whenever any of them is looked at again.
    [() => plan.value, unit, () => period.value?.name, () => cells.value.filter(isReturned).length],
    () => (groups.value = new Map(cards.value.map((card) => [card.code, groupOf(card)]))),
    { immediate: true },
  )
  const cardsOf = (group: CardGroup) => cards.value.filter((card) => (groups.value.get(card.code) ?? 'todo') === group)

  return { period, nextPeriod, daysLeft, units, unit, chosen, cells, eliminated, owed, filled, cardsOf, isFilled }
}
