import { computed } from 'vue'
import { useWords } from '../modules/i18n'
import { useEvidence } from '../replica/evidence'
import words from './words.it.json'

/** What has still to go out, in words: "1 valore e 2 allegati"; empty where nothing has [SY66]. */
export function useToSend() {
  const { t } = useWords(words)
  const { unsent } = useEvidence()
  return computed(() => {
    const { values, files } = unsent.value
    const said = [
      ...(values === 0 ? [] : [values === 1 ? t('sync.oneValue') : t('sync.values', { n: values })]),
      ...(files === 0 ? [] : [files === 1 ? t('sync.oneFile') : t('sync.files', { n: files })]),
    ]
    return said.join(t('sync.and'))
  })
}
