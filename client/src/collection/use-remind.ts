import { mayAsk } from '@traguardo/shared/people'
import type { UnitStatus } from '@traguardo/shared/collection'
import { computed } from 'vue'
import { useChange } from '../answers/use-change'
import { ReminderSendDocument } from '../calendar/calendar.generated'
import { useWords } from '../modules/i18n'
import { useNames } from '../plans/use-names'
import { useSession } from '../replica/session'
import { useCollection } from './use-collection'
import words from './words.it.json'

/** Outcome of reminding that some units have alike. */
export interface Reminded {
  readonly text: string
  readonly isBad: boolean
}
/** So many units are named in a sentence, more are counted. */
const NAMED = 3

/** Returns the way to remind units by hand, and which may be. */
export function useRemind() {
  const { t } = useWords(words)
  const { session } = useSession()
  const { year, validated } = useCollection()
  const { unitName } = useNames()
  const { change, busy, problem } = useChange(ReminderSendDocument)
  const mayRemind = computed(() => mayAsk(session.value, 'Mutation.reminderSend'))
  const lacks = ({ unit, answered, cells }: UnitStatus) => validated.value.includes(unit) && answered < cells.length

  /** Reminds those that lack something, one after the other; what came of it is said once for all to whom it came. */
  async function remind(units: readonly UnitStatus[], period: number): Promise<readonly Reminded[]> {
    const alike = new Map<string, { readonly names: string[]; readonly isBad: boolean }>()
    for (const { unit } of units.filter(lacks)) {
      const isDone = await change({ year: year.value, period, unit })
      const text = isDone ? '' : (problem.value ?? '')
      alike.set(text, { names: [...(alike.get(text)?.names ?? []), unitName(unit)], isBad: !isDone })
    }
    return [...alike].map(([text, { names, isBad }]) => {
      const who = names.length > NAMED ? t('collection.someUnits', { n: names.length }) : names.join(', ')
      return {
        isBad,
        text: `${who}: ${isBad ? text : t(names.length > 1 ? 'collection.remindedAll' : 'collection.reminded')}`,
      }
    })
  }
  return { mayRemind, lacks, remind, busy }
}
