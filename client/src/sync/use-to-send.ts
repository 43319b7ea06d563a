import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useEvidence } from '../replica/evidence'

/** What has still to go out, in words: "1 valore e 2 allegati"; empty where nothing has [SY66]. */
export function useToSend() {
  const { t } = useI18n()
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
