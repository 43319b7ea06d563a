import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { readCellAddress } from '@traguardo/shared/model'
import { computed } from 'vue'
import { oneOf } from '../modules/given'
import { useReplica } from '../replica/replica'

function createNames() {
  const { plan } = useReplica()
  const units = computed(() => new Map(plan.value?.units.map(({ code, name }) => [code, name])))
  const people = computed(() => new Map(plan.value?.people.map(({ code, title }) => [code, title])))

  /** Returns the plan's name of a unit; its code where the plan has no such unit, nothing for the whole body. */
  const unitName = (code: string | null): string => units.value.get(code ?? '') ?? code ?? ''
  /** Returns the plan's title of a position; its code where the plan has no such person. */
  const personTitle = (code: string): string => people.value.get(code) ?? code
  /** "II quadrimestre 2021", as the year is divided in the plan. */
  const periodName = (year: number, period: number): string =>
    periodsOf(plan.value ?? USUAL_CALENDAR, year).find(({ number }) => number === period)?.name ?? String(year)

  const titles = computed(() => {
    const {
      areas = [],
      objectives = [],
      indicators = [],
      sheets = [],
      people = [],
      measures = [],
      units = [],
    } = plan.value ?? {}
    const of = { areas, objectives, indicators, sheets, people }
    return new Map<string, string>([
      ...Object.entries(of).flatMap(([list, items]) =>
        items.map(({ code, title }) => [`${list}/${code}`, title] as const),
      ),
      ...measures.map(({ code, label }) => [`measures/${code}`, label] as const),
      ...units.map(({ code, name }) => [`units/${code}`, name] as const),
    ])
  })
  /** Returns the title of what an address names, and of a cell its unit and period; the address where the plan has no such thing. */
  function aboutName(address: string): string {
    const cell = readCellAddress(address)
    if (!cell) return titles.value.get(address) ?? address
    const { measure, unit, year, period } = cell
    return [titles.value.get(`measures/${measure}`) ?? measure, unitName(unit), periodName(year, period)]
      .filter(Boolean)
      .join(', ')
  }

  return { unitName, personTitle, periodName, aboutName }
}

/** Names of what the plan in sight knows by codes. */
export const useNames = () => oneOf(createNames)
