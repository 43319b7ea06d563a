import {
  type TrayChoice,
  type Content,
  isLate,
  contentIn,
  type RegisterField,
  reviewIn,
  type TrayItem,
  valueIn,
} from '@traguardo/shared/sync'
import { plainText } from '@traguardo/shared/model'
import { formatValue } from '@traguardo/shared/values'
import { computed, ref } from 'vue'
import { useWords } from '../../modules/i18n'
import { isStorageFull } from '../../offline/storage'
import { useUnfinished } from '../../replica/use-unfinished'
import { useSync } from '../../replica/sync'
import { useReplica } from '../../replica/replica'
import { useSession } from '../../replica/session'
import { useNames } from '../../plans/use-names'
import words from './words.it.json'

type Titled = 'field.note' | 'field.absenceRead' | 'title.review' | 'tray.sending'
/** What a register is called, beside a value and a piece of evidence. */
const TITLES: Readonly<Partial<Record<RegisterField, Titled>>> = {
  note: 'field.note',
  absence: 'field.absenceRead',
  review: 'title.review',
  sending: 'tray.sending',
}

/** What kind of decision an item of the tray asks for. */
export type TrayKind = 'conflict' | 'refused' | 'late' | 'late-of-other'

/** An item of the tray in words, and the way to deal with it. */
export function useTrayItem(item: () => TrayItem) {
  const { t } = useWords(words)
  const { session } = useSession()
  const { plan, decide, registers, find } = useReplica()
  const { unitName, personTitle, periodName } = useNames()
  const { syncSoon } = useSync()
  const { dropText } = useUnfinished()
  const error = ref<string | null>(null)

  const operation = computed(() => item().record.operation)
  const kind = computed<TrayKind>(() => {
    const { record } = item()
    const isOwn = record.operation.person === session.value?.person
    if (isLate(record)) return isOwn ? 'late' : 'late-of-other'
    return record.verdict?.type === 'conflict' ? 'conflict' : 'refused'
  })
  const refusal = computed(() => {
    const { verdict } = item().record
    return verdict?.type === 'rejected' ? verdict.refusal : null
  })
  const measure = computed(() => plan.value?.measures.find(({ code }) => code === operation.value.key.measure) ?? null)
  const where = computed(() => {
    const { unit, year, period, field } = operation.value.key
    const what = field === 'value' ? '' : t(TITLES[field] ?? 'tray.evidence')
    return [periodName(year, period), unitName(unit), what].filter(Boolean).join(', ')
  })
  /** What else stands in the cell: it helps to decide. */
  const note = computed(() => {
    const { key } = operation.value
    const content = key.field === 'note' ? null : (find({ ...key, field: 'note' })?.content ?? null)
    return typeof content === 'string' ? content : null
  })
  const evidence = computed(() => {
    const { measure: of, unit, year, period } = operation.value.key
    return registers.value.flatMap(({ key, content }) =>
      key.measure === of &&
      key.unit === unit &&
      key.year === year &&
      key.period === period &&
      typeof content === 'object' &&
      content?.type === 'evidence'
        ? [content]
        : [],
    )
  })

  function textOf(raw: Content): string {
    const read = contentIn(operation.value.key.field, raw)
    if (!read.ok) return typeof raw === 'string' ? plainText(raw) : t('tray.unreadable')
    const content = read.value
    const review = reviewIn(content)
    if (review) return t(`reviewed.${review.state}`, { reason: review.reason })
    if (typeof content === 'object' && content?.type === 'sending') return t('tray.sending')
    if (typeof content === 'string') return content
    return content?.type === 'evidence' ? content.name : formatValue(valueIn(content))
  }

  async function choose(choice: TrayChoice): Promise<void> {
    try {
      await decide(operation.value.id, choice)
      // Decided: what was being written about it is not wanted any more.
      await dropText(`tray/${operation.value.id}`)
      syncSoon()
    } catch (reason) {
      error.value = t(isStorageFull(reason) ? 'field.storageFull' : 'field.notKept')
    }
  }
  return { operation, kind, refusal, measure, where, note, evidence, error, textOf, personOf: personTitle, choose }
}
