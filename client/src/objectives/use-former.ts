import type { IsoDate } from '@traguardo/shared/model'
import type { SheetEvent, YearPart } from '@traguardo/shared/sheets'
import { shallowRef } from 'vue'
import { request, selectOrRefusal } from '../modules/request'
import { useRequest } from '../modules/use-request'

/** Something scored, as on the last day in the position. */
interface Scored {
  readonly code: string
  readonly title: string
  readonly score: { readonly achievement: number | null }
}

/** A sheet of a position that is held no more. */
export interface FormerSheet {
  readonly holder: string
  /** Title of the position. */
  readonly title: string
  readonly from: IsoDate | null
  readonly to: IsoDate
  readonly part: YearPart | null
  readonly sheet: Scored & { readonly objectives: readonly Scored[] }
  readonly events: readonly Pick<SheetEvent, 'step' | 'at' | 'remarks'>[]
  readonly judgements: readonly { readonly id: string; readonly score: number; readonly reason: string }[]
}

interface Former {
  /** Years of which there are any, whichever was asked for. */
  readonly years: readonly number[]
  readonly sheets: readonly FormerSheet[]
}

const SCORED = 'code title score { achievement }'
const FETCH = `query FormerSheets($year: Int!) { formerSheets(year: $year) { ${selectOrRefusal(
  'FormerSheets',
  `years sheets { holder title from to part { held of } sheet { ${SCORED} objectives { ${SCORED} } }
    events { step at remarks } judgements { id score reason } }`,
)} } }`

/** Returns the sheets of the account in positions that it holds no more: they need the line [RI74]. */
export function useFormer() {
  const asking = useRequest()
  const former = shallowRef<Former | null>(null)
  async function load(year: number) {
    const now = await asking.run(request<Former>(FETCH, { year }))
    if (now) former.value = now
  }
  return { former, load }
}
