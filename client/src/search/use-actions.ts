import { mayAsk } from '@traguardo/shared/people'
import { computed } from 'vue'
import { mayDownload } from '../api/beside'
import { useWords } from '../modules/i18n'
import { setTheme, themeNow, THEMES } from '../modules/theme'
import { useTaking } from '../answers/use-change'
import { useCollection } from '../collection/use-collection'
import { useRemind } from '../collection/use-remind'
import { PlanExportDocument } from '../plans/file/plan-file.generated'
import { useNames } from '../plans/use-names'
import { useYearChoice } from '../plans/use-year-choice'
import { useReplica } from '../replica/replica'
import { useSession } from '../replica/session'
import { useSync } from '../replica/sync'
import { saveFile, saveFrom } from '../ui/file/save-file'
import { pagesFor } from '../ui/pages'
import { printPage } from '../ui/file/paper'
import type { Entry } from './find'
import words from './words.it.json'

/** Actions that only the frame of the pages can do. */
interface OfFrame {
  language(): void
  signOut(): void
  keys(): void
}

const RECORD = '/registro.jsonl'

async function exportRecord(): Promise<void> {
  if (await mayDownload(RECORD)) saveFrom(RECORD)
}

/** Actions that the person may do from anywhere: nothing that would be refused [RI121]. */
export function useActions(frame: OfFrame) {
  const { t } = useWords(words)
  const { session } = useSession()
  const { plan } = useReplica()
  const { state, syncNow } = useSync()
  const { years, year, choose } = useYearChoice()

  const { current, unitsIn } = useCollection()
  const { mayRemind, lacks, remind } = useRemind()
  const { unitName } = useNames()
  const { take } = useTaking(PlanExportDocument)
  async function exportPlan() {
    const file = await take({ body: session.value?.body ?? '', year: year.value })
    if (file) saveFile(new Blob([file.text], { type: 'application/json' }), file.fileName)
  }

  const act = (title: string, run: () => unknown, more = ''): Entry => ({
    what: 'palette.action',
    title,
    to: '',
    text: `${title} ${more}`,
    run,
  })
  const goTo = (title: string, to: string, more = ''): Entry => ({
    what: 'palette.action',
    title,
    to,
    text: `${title} ${more}`,
  })

  return computed((): readonly Entry[] => {
    const viewer = session.value
    if (!viewer) return []
    const followsUnits = pagesFor(viewer).some(({ to }) => to === '/rilevazione')
    const theme = themeNow()
    return [
      ...(state.value === 'paused' ? [] : [act(t('palette.sync'), syncNow, t('palette.syncWords'))]),
      // What stands over the page is gone first.
      act(t('palette.print'), () => setTimeout(printPage)),
      ...(mayAsk(viewer, 'Query.record')
        ? [act(t('palette.exportRecord'), exportRecord, t('palette.exportWords'))]
        : []),
      ...(mayAsk(viewer, 'Query.planExport')
        ? [act(t('palette.exportPlan'), exportPlan, t('palette.exportWords'))]
        : []),
      ...(mayRemind.value ? unitsIn(current.value).filter(lacks) : []).map((unit): Entry => ({
        ...act(t('palette.remind', { name: unitName(unit.unit) }), () => undefined, unit.unit),
        tell: () => remind([unit], current.value),
      })),
      ...(followsUnits ? (plan.value?.units ?? []) : []).map(({ code, name }) =>
        goTo(t('palette.unit', { name }), '/rilevazione', `${code} ${t('palette.unitWords')}`),
      ),
      ...years.value
        .filter((one) => one !== year.value)
        .map((one): Entry => ({
          ...act(t('palette.toYear', { year: one }), () => choose(one)),
          what: 'palette.year',
        })),
      act(t('palette.keys'), frame.keys, t('palette.keysWords')),
      act(t('palette.language'), frame.language, t('palette.languageWords')),
      ...THEMES.filter((one) => one !== theme).map((one) =>
        act(t(`palette.theme-${one}`), () => setTheme(one), t('palette.themeWords')),
      ),
      act(t('palette.signOut'), frame.signOut, t('palette.signOutWords')),
    ]
  })
}
