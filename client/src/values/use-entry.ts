import { daysBetween, openPeriod, periodsOf, USUAL } from '@traguardo/shared/calendar'
import { unitsEnteredBy } from '@traguardo/shared/people'
import { dueCells, type DueCell } from '@traguardo/shared/values'
import { computed, ref, watch } from 'vue'
import { useSession } from '../people/use-session'
import { keyText } from './cell-key'
import { measureCards, type MeasureCard } from './measure-cards'
import { useValues } from './use-values'

/** Where a card stood when the page was opened: it stays there, so nothing moves under the finger. */
export type CardGroup = 'todo' | 'later' | 'done'

/** What the page of entry shows: the open period, the unit chosen, its cards, and how far it is. */
export function useEntry() {
  const { session, today } = useSession()
  const { plan, byKey } = useValues()

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
  const chosen = ref<string | null>(null)
  const unit = computed(
    () => units.value.find(({ code }) => code === chosen.value)?.code ?? units.value[0]?.code ?? null,
  )

  const isFilled = ({ cell }: DueCell) => (byKey.value.get(keyText(cell, 'value'))?.content ?? null) !== null
  /** A day that happened and was entered in an earlier period is not asked again. */
  const wasEntered = ({ cell, measure }: DueCell) =>
    measure.kind === 'date' &&
    periodsOf(plan.value ?? USUAL, cell.year).some(
      ({ number }) =>
        number < cell.period &&
        (byKey.value.get(keyText({ ...cell, period: number }, 'value'))?.content ?? null) !== null,
    )

  const cells = computed(() => {
    if (!plan.value || !unit.value || !period.value) return []
    return dueCells(plan.value, unit.value, period.value).filter((cell) => !wasEntered(cell))
  })
  const cards = computed(() => measureCards(cells.value))
  const owed = computed(() => cells.value.filter(({ due }) => due === 'now'))
  const filled = computed(() => owed.value.filter(isFilled).length)

  const groupOf = (card: MeasureCard): CardGroup => {
    if (card.cells.every(isFilled)) return 'done'
    return card.cells.some(({ due }) => due === 'now') ? 'todo' : 'later'
  }
  const groups = ref(new Map<string, CardGroup>())
  watch(
    [plan, unit, () => period.value?.name],
    () => (groups.value = new Map(cards.value.map((card) => [card.code, groupOf(card)]))),
    { immediate: true },
  )
  const cardsOf = (group: CardGroup) => cards.value.filter((card) => (groups.value.get(card.code) ?? 'todo') === group)

  return { period, nextPeriod, daysLeft, units, unit, chosen, owed, filled, cardsOf, isFilled }
}
