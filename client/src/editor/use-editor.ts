import type { Plan } from '@traguardo/shared/model'
import { changeItem, checkReady, type ItemKey, planDiff } from '@traguardo/shared/plans'
import { computed, ref, shallowRef } from 'vue'
import { useOutcome } from '../answers/use-change'
import { useSession } from '../replica/session'
import { useDraftBegin, useDraftSave, type YearSpan } from '../life/drafts'
import type { DraftFragment } from '../life/life.generated'

/** Steps back that are remembered. */
const MOST_STEPS = 200
/** Pause after typing before the text is saved, in milliseconds. */
const PAUSE = 1200

/** A draft under the hands of its editor: every change is a whole new plan, so going back is taking the one before. */
export function useEditor() {
  const { today } = useSession()
  const draft = shallowRef<DraftFragment | null>(null)
  const plan = shallowRef<Plan | null>(null)
  const chosen = shallowRef<ItemKey | null>(null)
  const past = shallowRef<readonly Plan[]>([])
  const future = shallowRef<readonly Plan[]>([])
  const isKept = ref(true)
  const outcome = useOutcome()
  const { change: draftBegin } = useDraftBegin(outcome)
  const { change: draftSave } = useDraftSave(outcome)
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<unknown> = Promise.resolve()

  async function load(span: YearSpan): Promise<void> {
    draft.value = await draftBegin({ ...span, forNextYears: false })
    plan.value = draft.value?.document ?? null
  }

  async function keep(): Promise<void> {
    const [now, seen] = [plan.value, draft.value?.hash]
    if (!now || seen === undefined || isKept.value) return
    const saved = await draftSave({ document: now, seen })
    if (!saved) return
    draft.value = saved
    if (plan.value === now) isKept.value = true
    else later()
  }
  /** One save after the other: each goes over the one that it saw. */
  const save = (): Promise<unknown> => {
    clearTimeout(timer)
    return (saving = saving.then(keep))
  }
  function later(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), PAUSE)
  }
  function show(next: Plan): void {
    plan.value = next
    isKept.value = false
    later()
  }
  function change(next: Plan): void {
    if (!plan.value || next === plan.value) return
    past.value = [...past.value, plan.value].slice(-MOST_STEPS)
    future.value = []
    show(next)
  }
  function undo(): void {
    const before = past.value.at(-1)
    if (!before || !plan.value) return
    future.value = [...future.value, plan.value]
    past.value = past.value.slice(0, -1)
    show(before)
  }
  function redo(): void {
    const after = future.value.at(-1)
    if (!after || !plan.value) return
    past.value = [...past.value, plan.value]
    future.value = future.value.slice(0, -1)
    show(after)
  }
  const set = (item: ItemKey, fields: object) => plan.value && change(changeItem(plan.value, item, fields))

  /** The year at work, or the nearest that the plan has. */
  const year = computed(() => {
    const { firstYear, lastYear } = plan.value ?? { firstYear: 0, lastYear: 0 }
    return Math.min(Math.max(Number(today.value.slice(0, 4)), firstYear), lastYear)
  })
  const ready = computed(() => (plan.value ? checkReady(plan.value, year.value) : []))
  const changes = computed(() => (plan.value && draft.value?.base ? planDiff(draft.value.base, plan.value) : []))
  return { outcome, draft, plan, chosen, past, future, isKept, ready, changes, load, save, change, undo, redo, set }
}

/** The editor that a page hands to its parts. */
export type Editor = ReturnType<typeof useEditor>
