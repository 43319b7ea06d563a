import { openPeriod, periodsOf, USUAL } from '@traguardo/shared/calendar'
import { type CellValue, itemAddress, type Measure } from '@traguardo/shared/model'
import { needed, whatIf } from '@traguardo/shared/scoring'
import { parseEntry } from '@traguardo/shared/values'
import { computed, ref, watch } from 'vue'
import { useSession } from '../replica/session'
import { editText } from '../ui/field/edit-text'
import { useReplica } from '../replica/replica'
import { useScores } from '../scores/scores'
import { saying } from '../modules/i18n'

/** A cell of the open period that can be tried out. */
export interface TrialCell {
  readonly key: string
  readonly measure: Measure
  readonly unit: string
}

/** What becomes of body and people if a value of this indicator were another, and which value its target needs. */
export function useWhatIf(code: () => string) {
  const { plan, year } = useReplica()
  const { book, nodes } = useScores()
  const { today } = useSession()

  const period = computed(
    () =>
      openPeriod(plan.value ?? USUAL, today.value) ??
      periodsOf(plan.value ?? USUAL, year.value).findLast(({ from }) => from <= today.value) ??
      periodsOf(plan.value ?? USUAL, year.value)[0],
  )
  const cells = computed((): readonly TrialCell[] => {
    const byCode = new Map(plan.value?.measures.map((measure) => [measure.code, measure]))
    const trial = (measure: Measure | undefined, unit: string): TrialCell[] =>
      measure && !measure.steps ? [{ key: `${measure.code}/${unit}`, measure, unit }] : []
    return (nodes.value.get(itemAddress('indicators', code()))?.indicator?.measures ?? []).flatMap((used) => {
      const measure = byCode.get(used.code)
      if (measure?.entry.by === 'units') return measure.entry.units.flatMap((unit) => trial(measure, unit))
      return measure?.entry.by === 'same-as' ? trial(byCode.get(measure.entry.measure), measure.entry.unit) : []
    })
  })
  const texts = ref<Readonly<Record<string, string>>>({})
  watch(code, () => (texts.value = {}))

  const cellOf = ({ measure, unit }: TrialCell): Omit<CellValue, 'value'> => ({
    body: plan.value?.body.code ?? '',
    measure: measure.code,
    unit,
    year: year.value,
    period: period.value?.number ?? 1,
  })
  const parsed = (cell: TrialCell) => parseEntry(texts.value[cell.key] ?? '', cell.measure)
  const errorOf = (cell: TrialCell): string | null => {
    const found = parsed(cell)
    return found.ok ? null : saying(found.error)
  }
  /** What was typed, as values; a field that cannot be read is left out. */
  const trials = computed(() =>
    cells.value.flatMap((cell): CellValue[] => {
      const found = parsed(cell)
      return found.ok && found.value !== null ? [{ ...cellOf(cell), value: found.value }] : []
    }),
  )
  const changes = computed(() => {
    if (!book.value || trials.value.length === 0) return null
    return whatIf(book.value, trials.value).flatMap((change) => {
      const node = nodes.value.get(change.key)
      return node ? [{ ...change, kind: node.kind, title: node.title }] : []
    })
  })
  /** What this field must hold, the others being as tried; or why that cannot be said. */
  function needOf(cell: TrialCell): { readonly text: string | null; readonly message: string | null } {
    if (!book.value) return { text: null, message: null }
    const tried = book.value.fork()
    for (const trial of trials.value)
      if (trial.measure !== cell.measure.code || trial.unit !== cell.unit) tried.set(trial)
    const found = needed(tried, code(), cellOf(cell))
    return found.ok
      ? { text: editText(found.value, cell.measure), message: null }
      : { text: null, message: saying(found.error) }
  }
  return { cells, period, texts, changes, errorOf, needOf }
}
