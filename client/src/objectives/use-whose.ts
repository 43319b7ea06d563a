import type { Sheet } from '@traguardo/shared/model'
import { useWords } from '../modules/i18n'
import { useNames } from '../plans/use-names'
import { longDay } from '../ui/long-day'
import type { SheetHolderFragment } from './sheet-lives.generated'
import words from './words.it.json'

/** Says whose something of a sheet is: the position and the days; null where it goes without saying. Who it is, it never says. */
export function useWhose() {
  const { t, locale } = useWords(words)
  const { personTitle } = useNames()
  return ({ person }: Sheet, held: SheetHolderFragment | null): string | null => {
    const { from, to } = held ?? { from: null, to: null }
    const position = personTitle(person)
    if (from !== null && to !== null)
      return t('sheet.whose.span', { position, from: longDay(from, locale.value), to: longDay(to, locale.value) })
    if (from !== null) return t('sheet.whose.from', { position, from: longDay(from, locale.value) })
    return to === null ? null : t('sheet.whose.until', { position, to: longDay(to, locale.value) })
  }
}
