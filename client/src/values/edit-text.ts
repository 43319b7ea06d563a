import type { MeasureValue } from '@traguardo/shared/model'
import { formatDate } from '@traguardo/shared/values'

const exact = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 20, useGrouping: 'always' })

/** A value as it stands in its field: every decimal, so that leaving the field untouched changes nothing. */
export function editText(value: MeasureValue | null): string {
  if (value === null) return ''
  if (value.type === 'number') return exact.format(value.number)
  return value.type === 'date' ? formatDate(value.date) : 'n.a.'
}
