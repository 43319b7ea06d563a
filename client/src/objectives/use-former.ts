import { shallowRef } from 'vue'
import { request } from '../api/request'
import { useRequest } from '../modules/use-request'
import { FormerSheetsDocument, type FormerSheetsQuery } from './former-sheets.generated'

/** Sheets of positions that are held no more, and the years of which there are any, whichever was asked for. */
type Former = Extract<FormerSheetsQuery['formerSheets'], { __typename: 'FormerSheets' }>

/** Returns the sheets of the account in positions that it holds no more: they need the line [RI74]. */
export function useFormer() {
  const asking = useRequest()
  const former = shallowRef<Former | null>(null)
  async function load(year: number) {
    const now = await asking.run(request(FormerSheetsDocument, { year }))
    if (now) former.value = now
  }
  return { former, load }
}
