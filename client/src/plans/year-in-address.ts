import type { Router } from 'vue-router'
import type { Replica } from '../replica/replica'

/** Pages that show the year that was chosen: `?anno=2020` names it where it is not the one at work. */
const OF_YEAR: ReadonlySet<string> = new Set(['dashboard', 'tree', 'objectives', 'collection', 'indicator', 'why'])
const YEAR = /^(?:19|20)\d\d$/

/** Keeps the year that is looked at and the address together, so that a link leads into the same year. */
export function keepYearInAddress(router: Router, { chosenYear, chooseYear, year }: Replica): void {
  router.beforeEach(({ name, path, query, hash }) => {
    if (!OF_YEAR.has(String(name))) return true
    if (typeof query.anno === 'string' && YEAR.test(query.anno)) {
      if (Number(query.anno) !== year.value) void chooseYear(Number(query.anno))
      return true
    }
    return chosenYear.value === null ? true : { path, hash, query: { ...query, anno: String(chosenYear.value) } }
  })
}
