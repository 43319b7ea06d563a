import type { Result } from '@traguardo/shared/result'
import { ref } from 'vue'
import type { Refusal } from '@traguardo/shared/refusals'
import { translateRefusal, useWords } from './i18n'

type Asked<T> = Promise<Result<T, Refusal> | null>

/** Something that is asked of the server on a page: whether it is under way, what went wrong, what went well. */
export function useRequest() {
  const { t } = useWords()
  const busy = ref(false)
  const problem = ref<string | null>(null)
  const done = ref<string | null>(null)

  /** Waits for the answer; null where there is none or it is a refusal, and the page then says why. */
  async function run<T>(asked: Asked<T>, well: string | null = null): Promise<T | null> {
    busy.value = true
    problem.value = null
    done.value = null
    const answer = await asked
    busy.value = false
    if (!answer?.ok) {
      problem.value = answer ? translateRefusal(answer.error) : t('common.noAnswer')
      return null
    }
    done.value = well
    return answer.value
  }
  return { busy, problem, done, run }
}
