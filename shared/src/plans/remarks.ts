import { itemAddress, type Plan } from '../model'

const LISTS = ['areas', 'objectives', 'indicators', 'measures', 'sheets'] as const

type Listed = Pick<Plan, (typeof LISTS)[number]>

/** Addresses of the items that may go from a plan, or that somebody may not see. */
export const addressesIn = (plan: Listed): ReadonlySet<string> =>
  new Set(LISTS.flatMap((list) => plan[list].map(({ code }) => itemAddress(list, code))))

/** Does a remark stay with a plan of these items: is it about one of them, or about something that is no such item? */
export const isKept = (about: string, items: ReadonlySet<string>): boolean =>
  items.has(about) || !LISTS.some((list) => about.startsWith(itemAddress(list, '')))
