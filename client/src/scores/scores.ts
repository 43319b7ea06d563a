import { type Moment, nodeAddress, sayAbsence, type ScoreModel, type ScoreNode } from '@traguardo/shared/scoring'
import type { Absence, IsoDate, Plan } from '@traguardo/shared/model'
import { cellValues, type KeptScores } from '@traguardo/shared/collection'
import { computed, type InjectionKey, readonly, ref, type Ref, shallowRef } from 'vue'
import { useWords } from '../modules/i18n'
import { useReplica, type Replica } from '../replica/replica'
import { injected } from '../modules/given'
import { yieldToMain } from '../ui/chunked-render'
import type { Crumb } from '../ui/PageHeading.vue'

type Named = Pick<ScoreNode, 'kind' | 'code'>

/** Its address as a page's has it: a code may hold what means something there. */
const inPath = ({ kind, code }: Named): string => nodeAddress({ kind, code: encodeURIComponent(code) })

export const indicatorPage = (code: string): string => `/indicatore/${encodeURIComponent(code)}`

/** The page that says why a score is what it is. */
export const whyPage = (node: Named): string => `/perche/${inPath(node)}`

/** The page of a sheet alone. */
export const sheetPage = (code: string): string => `/obiettivi/${encodeURIComponent(code)}`

/** The place of a paragraph on the page of the rules. */
export const ruleAnchor = (paragraph: string): string => `regola-${paragraph}`

/** The page where a score is looked at. */
export function pageOf(node: Named): string {
  if (node.kind === 'indicator') return indicatorPage(node.code)
  if (node.kind === 'sheet' || node.kind === 'individual') return whyPage(node)
  return `/albero?apri=${inPath(node)}`
}

const step = (kind: Named['kind'], { code, title }: Pick<ScoreNode, 'code' | 'title'>): Crumb => ({
  label: title,
  to: pageOf({ kind, code }),
})

/** Pages above something of the plan, the body first; above what is on a sheet there is that. */
export function trailOf(plan: Plan, { kind, code }: Named): readonly Crumb[] {
  if (kind === 'body') return []
  const own = plan.objectives.find((one) => one.code === code)
  const sheet = kind === 'individual' && plan.sheets.find((one) => one.code === own?.sheet)
  if (sheet) return [{ label: sheet.title, to: sheetPage(sheet.code) }]
  const from = kind === 'indicator' ? plan.indicators.find((one) => one.code === code)?.objective : own?.parent
  const area = kind === 'strategic' ? plan.areas.find((one) => one.code === from) : undefined
  const objective = plan.objectives.find((one) => one.code === from)
  if (area) return [...trailOf(plan, { kind: 'area', code: area.code }), step('area', area)]
  if (objective && kind !== 'strategic')
    return [...trailOf(plan, { kind: objective.level, code: objective.code }), step(objective.level, objective)]
  return [{ label: plan.body.name, to: '/albero' }]
}

/** Says why there is no score, in the reader's language, with the measures' labels instead of their codes. */
export function useAbsence() {
  const { locale } = useWords()
  const { plan } = useReplica()

  const labelOf = (code: string) => plan.value?.measures.find((measure) => measure.code === code)?.label ?? code
  const absenceText = (absence: Absence | null): string =>
    absence === null ? '' : sayAbsence(absence, labelOf, locale.value, 1)

  return { absenceText, labelOf }
}

/**
 * The scores of the year that is looked at, by the shared code: a change of what lies on this device computes and makes anew
 * only what it changes, and a score is made when a page looks at it. The code comes beside the page of entry, which is there
 * before it; all other pages that show scores wait for it.
 */
export function createScores({ plan, year, registers }: Replica, today: Readonly<Ref<IsoDate>>) {
  const engine = shallowRef<typeof import('./engine') | null>(null)
  const isHere = ref(false)
  let coming: Promise<void> | null = null
  const cells = computed(() => cellValues(registers.value))
  const compiled = computed(() => (plan.value && engine.value?.compilePlan(plan.value, year.value)) ?? null)
  /** The scores of one plan, year and day, once they were asked for. */
  const begun = computed(
    () => compiled.value && { of: compiled.value, today: today.value, kept: null as KeptScores | null },
  )
  /** Another object after each change, around scores that are kept. */
  const known = computed(() => {
    const at = begun.value
    if (!at || !engine.value) return null
    const { KeptScores: Kept } = engine.value
    const kept = at.kept?.following(registers.value) ?? new Kept(at.of, registers.value, at.today)
    at.kept = kept
    return { kept }
  })
  /** The scores, once they can be looked at without working out the whole year first. */
  const shown = () => (isHere.value ? known.value : null)
  /** The model that the scores are computed in: never to be changed, but forked. */
  const model = () => shown()?.kept.model ?? null
  /** Moment at which the year is scored, with facts beside the values. */
  const moment = computed((): Moment => model()?.moment ?? { today: today.value })
  const scores = computed(() => shown()?.kept.scores ?? null)
  const nodes = computed((): ReadonlyMap<string, ScoreNode> =>
    scores.value && engine.value ? engine.value.scoreNodes(scores.value) : new Map<string, never>(),
  )
  /** The score at an address, made for whoever looks at it. */
  const nodeAt = (address: string): ScoreNode | null => shown()?.kept.at(address) ?? null
  /** The score at an address of a model that was forked to try things. */
  const nodeIn = (fork: ScoreModel, address: string): ScoreNode | null => engine.value?.nodeIn(fork, address) ?? null

  /** Works the year out one part after the other, before a page asks for all of it at once. */
  async function warm(): Promise<void> {
    engine.value ??= await import('./engine')
    for (const part of [compiled, known]) {
      await yieldToMain()
      void part.value
    }
    isHere.value = true
  }

  /** Resolves once there are scores to look at; what did not come is asked for again by whoever calls next. */
  const ready = (): Promise<void> =>
    (coming ??= warm().catch((reason: unknown) => {
      coming = null
      throw reason
    }))

  return { cells, compiled, moment, model, scores, nodes, nodeAt, nodeIn, isHere: readonly(isHere), ready }
}

export type Scores = ReturnType<typeof createScores>

export const SCORES: InjectionKey<Scores> = Symbol('the scores')

/** The scores of the year that is looked at. */
export const useScores = (): Scores => injected(SCORES)
