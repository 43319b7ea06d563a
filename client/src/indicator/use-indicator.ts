import { cellAddress, itemAddress, type MeasureValue } from '@traguardo/shared/model'
import { parseFormula, printFormula } from '@traguardo/shared/formula'
import { formatMeasure, formatValue, knownCodes } from '@traguardo/shared/values'
import { computed } from 'vue'
import { historyOf } from '../history/history-link'
import { useNames } from '../plans/use-names'
import { useReplica } from '../replica/replica'
import { useScores, useAbsence } from '../scores/scores'

/** Everything that the page of an indicator says, gathered from plan, scores and registers. */
export function useIndicator(code: () => string) {
  const { plan, find, year } = useReplica()
  const { nodeAt } = useScores()
  const { labelOf } = useAbsence()
  const { unitName, personTitle, periodName } = useNames()

  const indicator = computed(() => plan.value?.indicators.find((one) => one.code === code()) ?? null)
  const node = computed(() => nodeAt(itemAddress('indicators', code())))
  const target = computed(() => indicator.value?.targets.find((one) => one.year === year.value) ?? null)

  const said = (code: string, value: MeasureValue | null) => {
    const measure = plan.value?.measures.find((one) => one.code === code)
    return measure ? formatMeasure(value, measure) : formatValue(value)
  }

  const formula = computed(() => {
    if (!plan.value || !indicator.value) return ''
    const parsed = parseFormula(indicator.value.formula, knownCodes(plan.value))
    return parsed.ok ? printFormula(parsed.value) : indicator.value.formula
  })

  const measures = computed(() =>
    (node.value?.indicator?.measures ?? []).map((measure) => ({
      ...measure,
      label: labelOf(measure.code),
      total: said(measure.code, measure.value),
      readings: measure.readings.map((reading) => {
        const register = find({ ...reading, field: 'value' }) ?? null
        const note = find({ ...reading, field: 'note' })?.content ?? null
        return {
          key: cellAddress(reading),
          unit: unitName(reading.unit),
          period: periodName(reading.year, reading.period),
          value: said(reading.measure, reading.value),
          state: register?.state ?? null,
          person: register ? personTitle(register.person) : '',
          brought: register?.brought ?? false,
          at: register?.at ?? null,
          note: typeof note === 'string' ? note : '',
          history: historyOf(reading),
        }
      }),
    })),
  )

  const oddities = computed(() => {
    const own = measures.value.map((measure) => itemAddress('measures', measure.code))
    const about = new Set([itemAddress('indicators', code()), ...own])
    return plan.value?.oddities.filter((oddity) => about.has(oddity.about)) ?? []
  })

  return { indicator, node, target, formula, measures, oddities }
}
