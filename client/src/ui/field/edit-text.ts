import type { Measure, MeasureValue } from '@traguardo/shared/model'
import { editNumber, formatDate, formatMeasure } from '@traguardo/shared/values'

/** A value as it stands in its field: every decimal, so that leaving the field untouched changes nothing. */
export function editText(value: MeasureValue | null, measure: Measure): string {
  if (value === null) return ''
  if (value.type === 'number') return editNumber(value.number)
  if (value.type === 'steps') return formatMeasure(value, measure)
  return value.type === 'date' ? formatDate(value.date) : 'n.a.'
}

/** A number without marks for thousands: said so, it can be read in one way alone. */
export const plainNumber = (number: number): string => editNumber(number).replaceAll('.', '')
