import { currentYear, daysBetween, openPeriod, periodsOf, USUAL } from '@traguardo/shared/calendar'
import { heldReview } from '@traguardo/shared/collection'
import type { Cell } from '@traguardo/shared/model'
import { unitsEnteredBy } from '@traguardo/shared/people'
import { dueCells, type DueCell, isAnswered } from '@traguardo/shared/values'
import { computed, ref, watch } from 'vue'
import { useAddress } from '../modules/use-address'
import { useSession } from '../replica/session'
import { measureCards, type MeasureCard } from './measure-cards'
import { useReplica } from '../replica/replica'

/** Where a card stood when the page was opened: it stays there, so nothing moves under the finger. */
export type CardGroup = 'returned' | 'todo' | 'later' | 'done'

/** What the page of entry shows: the open period, the unit chosen, its cards, and how far it is. */
export function useEntry() {
  const { session, today } = useSession()
  const { plan, find } = useReplica()

  const period = computed(() => openPeriod(plan.value ?? USUAL, today.value, unit.value))
  const nextPeriod = computed(() => {
    const year = Number(today.value.slice(0, 4))
    return (
      [...periodsOf(plan.value ?? USUAL, year), ...periodsOf(plan.value ?? USUAL, year + 1)].find(
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

  const has = (cell: Cell, field: 'value' | 'absence') => (find({ ...cell, field })?.content ?? null) !== null
  const isFilled = ({ cell }: DueCell) => has(cell, 'value') || has(cell, 'absence')
  /** A manager sent it back or opened it again, and nothing was changed since. */
  function isReturned({ cell }: DueCell): boolean {
    const review = heldReview(cell, find)
    return review !== null && review.state !== 'confirmed'
  }
  /** A day that happened and was entered in an earlier period is not asked again. */
  const wasEntered = (due: DueCell) =>
    due.measure.kind === 'date' && !isFilled(due) && isAnswered({ ...due, due: 'now' }, has)

  const cells = computed(() => {
    if (!plan.value || !unit.value) return []
    const { value: of } = plan
    const code = unit.value
    const open = period.value
    const year = open?.year ?? currentYear(of, today.value)
    const own = open ? dueCells(of, code, open).filter((cell) => !wasEntered(cell)) : []
    const others = periodsOf(of, year).filter(({ number }) => number !== open?.number)
    return [...own, ...others.flatMap((one) => dueCells(of, code, one).filter(isReturned))]
  })
  const cards = computed(() => measureCards(cells.value))
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

  return { period, nextPeriod, daysLeft, units, unit, chosen, cells, owed, filled, cardsOf, isFilled }
}
