import type { Absence } from '@traguardo/shared/model'
import { useWords } from '../modules/i18n'
import { useReplica } from '../replica/replica'

/** Why there is no score, in the reader's language, with the measures' labels instead of their codes. */
export function useAbsence() {
  const { t } = useWords()
  const { plan } = useReplica()

  const labelOf = (code: string) => plan.value?.measures.find((measure) => measure.code === code)?.label ?? code

  function absenceText(absence: Absence | null): string {
    if (!absence) return ''
    if (absence.type === 'missing' || absence.type === 'not-due') {
      const [first, ...others] = absence.measures
      if (first === undefined) return t(`absence.${absence.type}`)
      const label = labelOf(first)
      return t(`absence.${absence.type}${others.length > 0 ? 'Many' : 'One'}`, { label, n: others.length })
    }
    if (absence.type === 'undefined' || absence.type === 'not-applicable') return t(`absence.${absence.why}`)
    if (absence.type === 'no-reference') return t(`absence.${absence.what}`)
    return t(`absence.${absence.type}`)
  }

  return { absenceText, labelOf }
}
