import type { Measure, MeasureValue } from '@traguardo/shared/model'
import { formatDate, formatMeasure } from '@traguardo/shared/values'

const exact = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 20, useGrouping: 'always' })

/** A value as it stands in its field: every decimal, so that leaving the field untouched changes nothing. */
export function editText(value: MeasureValue | null, measure: Measure): string {
  if (value === null) return ''
  if (value.type === 'number') return exact.format(value.number)
  if (value.type === 'steps') return formatMeasure(value, measure)
  return value.type === 'date' ? formatDate(value.date) : 'n.a.'
}
