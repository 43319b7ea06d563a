import type { IsoDate, Measure, MeasureValue } from '../model'
import { stepsShare } from './steps'

const DECIMALS = 2

/**
 * The digits of a number rounded half up on its shortest decimal form: 1.005 gives 1.01, as a person expects,
 * though its binary form lies a little below [VA6].
 */
function roundHalfUp(value: number, decimals: number): number {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`))
  return Math.sign(value) * Number(`${shifted}e${-decimals}`)
}

const formats = new Map<string, Intl.NumberFormat>()

function numberFormat(minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${minimum}/${maximum}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('it-IT', {
    minimumFractionDigits: minimum,
    maximumFractionDigits: maximum,
    useGrouping: 'always',
  })
  formats.set(key, made)
  return made
}

/** `1.354.646,77`: with `decimals` exactly so many, without it as many as needed, two at most [VA6]. */
export function formatNumber(value: number, decimals?: number): string {
  const digits = decimals ?? DECIMALS
  return numberFormat(decimals ?? 0, digits).format(roundHalfUp(value, digits) + 0)
}

const exact = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 20, useGrouping: 'always' })

/** A number as it stands in its field: every decimal, so that leaving the field untouched changes nothing [VA9]. */
export const editNumber = (value: number): string => exact.format(value + 0)

/** A share of one as `92,50 %`; null as `n.d.` [VA6]. */
export const formatPercent = (share: number | null): string =>
  share === null ? 'n.d.' : `${formatNumber(share * 100, DECIMALS)} %`

/** `05/09/2021`. */
export const formatDate = (day: IsoDate): string => day.split('-').reverse().join('/')

/** A value with its unit of measure: `66,92 %`, `3 N.`, `09/12/2020`, `n.d.`, `n.a.` [VA6]. */
export function formatValue(value: MeasureValue | null, unit?: string): string {
  if (value === null) return 'n.d.'
  if (value.type === 'not-applicable') return 'n.a.'
  if (value.type === 'date') return formatDate(value.date)
  if (value.type === 'steps') return value.done.length === 1 ? '1 passo fatto' : `${value.done.length} passi fatti`
  const number = unit === '%' ? formatNumber(value.number, DECIMALS) : formatNumber(value.number)
  return unit ? `${number} ${unit}` : number
}

/** A value of a measure, in its own words: `sì`, `medio`, `75,00 %` of a project plan [VA6, VA10]. */
export function formatMeasure(
  value: MeasureValue | null,
  { kind, levels = [], steps }: Pick<Measure, 'kind' | 'levels' | 'steps'>,
): string {
  if (value?.type === 'steps') return `${formatNumber(stepsShare(value, steps ?? []) * 100, DECIMALS)} %`
  if (value?.type === 'number' && kind === 'boolean') return value.number === 1 ? 'sì' : 'no'
  if (value?.type === 'number' && kind === 'level') return levels[value.number - 1] ?? formatNumber(value.number)
  return formatValue(value, kind === 'percentage' || kind === 'project-plan' ? '%' : undefined)
}
