import { heldReview } from '@traguardo/shared/collection'
import { type Cell, itemAddress } from '@traguardo/shared/model'
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, useId, watch } from 'vue'
import type { Refusal } from '@traguardo/shared/refusals'
import { sameContent, type Content, registerId, type RegisterField, valueIn } from '@traguardo/shared/sync'
import { type DueCell, editText, parseEntry } from '@traguardo/shared/values'
import { useReplica } from '../../replica/replica'
import { isStorageFull } from '../../offline/storage'
import { useUnfinished } from '../../replica/use-unfinished'
import { useSync } from '../../replica/sync'
import { useDraft, useUndo } from '../use-entry'
import { translatedRefusal, useWords } from '../../modules/i18n'

/** Returns a manager's review of a cell, while it holds for what stands there. */
export function useReview(cell: () => Cell) {
  const { find } = useReplica()
  const review = computed(() => heldReview(cell(), find))
  return { review, isLocked: computed(() => review.value?.state === 'confirmed') }
}

/** State behind a field of the page. */
export type Field = ReturnType<typeof useField>

/** One register under a field of the page: what is typed, what is kept, and the way from one to the other. */
export function useField(due: () => DueCell, field: RegisterField) {
  const { find, edit } = useReplica()
  const { syncSoon, noteError } = useSync()
  const { preview } = useDraft()
  const { noteChanges } = useUndo()
  const { t } = useWords()
  const { texts, typing, keepText, dropText } = useUnfinished()
  const id = useId()

  const register = computed(() => find({ ...due().cell, field }) ?? null)
  const content = computed(() => register.value?.content ?? null)
  const shown = computed(() =>
    typeof content.value === 'string' ? content.value : editText(valueIn(content.value), due().measure),
  )
  const typedId = computed(() => registerId({ ...due().cell, field }))
  /** Text typed here and not entered, on an earlier visit of the page. */
  const left = texts.get(typedId.value)
  const draft = ref(left?.text ?? shown.value)
  const problem = shallowRef<Refusal | string | null>(null)
  const error = translatedRefusal(problem)
  /** Content when typing began: only from it can the field tell that nothing was changed. */
  let seen = shown.value
  let saving = false
  /** Content that another person put there while this one was typing: who saves over it has been told. */
  const arrived = ref(left && left.over !== shown.value ? shown.value : null)
  /** Content typed and kept here: nothing until then. */
  const kept = ref<Content>(null)

  // A value that comes in from elsewhere does not overwrite what is being typed.
  watch(shown, (text) => {
    if (draft.value === seen) draft.value = text
    else if (!saving && draft.value !== text) arrived.value = text
    seen = text
  })

  /** `n.a.` that waits for its reason [CO12.3]. */
  const isUnsaid = ref(false)
  const isNoted = () => (find({ ...due().cell, field: 'note' })?.content ?? null) !== null

  /** Keeps why a measure does not apply, and then that it does not. */
  async function giveReason(reason: string): Promise<void> {
    isUnsaid.value = false
    problem.value = null
    await edit({ ...due().cell, field: 'note' }, reason)
    await keep({ type: 'not-applicable' })
  }

  async function keep(next: Content): Promise<void> {
    if (field === 'value' && valueIn(next)?.type === 'not-applicable' && !isNoted()) {
      isUnsaid.value = true
      return
    }
    if (sameContent(next, content.value)) {
      draft.value = shown.value
      return
    }
    const typed = draft.value
    const key = { ...due().cell, field }
    const before = content.value
    saving = true
    arrived.value = null
    try {
      await edit(key, next)
      noteChanges([{ key, before }])
    } catch (reason) {
      noteError(reason)
      problem.value = t(isStorageFull(reason) ? 'field.storageFull' : 'field.notKept')
      return
    } finally {
      saving = false
    }
    kept.value = next
    if (draft.value === typed) draft.value = shown.value
    seen = shown.value
    noteTyped()
    syncSoon()
  }

  /** Keeps the text that stands in the field and not in the register as it is [SY80]. */
  function noteTyped(): void {
    const { value: text } = draft
    const key = { ...due().cell, field }
    const noted =
      text === shown.value ? dropText(typedId.value) : keepText({ id: typedId.value, key, text, over: shown.value })
    void noted.catch((reason: unknown) => {
      noteError(reason)
      if (isStorageFull(reason)) problem.value = t('field.storageFull')
    })
  }
  watch(draft, noteTyped)

  if (field === 'value') {
    // The score is that of what is typed, before it is kept.
    watch(draft, (text) => {
      const parsed = text === shown.value ? null : parseEntry(text, due().measure)
      const { cell, indicators } = due()
      const scores = indicators.map(({ code }) => itemAddress('indicators', code))
      preview(id, parsed?.ok && parsed.value ? { value: { ...cell, value: parsed.value }, scores } : null)
    })
    onBeforeUnmount(() => preview(id, null))
  }

  /** Can what is typed be read? Where not, the reason stands at the field. */
  function check(): boolean {
    const parsed = field === 'value' ? parseEntry(draft.value, due().measure) : null
    problem.value = parsed && !parsed.ok ? parsed.error : null
    return problem.value === null
  }

  /** Saves what is typed, where it can be read. */
  async function save(): Promise<void> {
    if (!check() || draft.value === shown.value) return
    if (field !== 'value') return keep(draft.value.trim() || null)
    const parsed = parseEntry(draft.value, due().measure)
    if (parsed.ok) await keep(parsed.value)
  }

  // A phone may end a page in the background without a word.
  const saveHidden = () => {
    if (document.visibilityState === 'hidden') void save()
  }
  onMounted(() => document.addEventListener('visibilitychange', saveHidden))
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', saveHidden))

  /**
   * Saves when the field is left: its person has done with it, also where nothing was changed since it was taken up
   * again.
   */
  const leave = () => {
    if (!saving && draft.value !== shown.value) void save()
  }
  /** Puts back what stands there: what is typed is not wanted. */
  function forget(): void {
    draft.value = shown.value
    problem.value = null
    arrived.value = null
  }
  const isUnfinished = computed(() => texts.has(typedId.value) && typing.value !== typedId.value)
  if (left) takeUp(left.text)

  /** Takes up what was left: where it was entered in time after all, there is nothing to do. */
  function takeUp(text: string): void {
    const parsed = field === 'value' ? parseEntry(text, due().measure) : null
    const isEntered = parsed
      ? parsed.ok && sameContent(parsed.value, content.value)
      : text.trim() === (content.value ?? '')
    if (isEntered) forget()
    else check()
  }

  /** Standing of the value; none while the typed text is not the kept one. */
  const state = computed(() => (problem.value || draft.value !== shown.value ? null : (register.value?.state ?? null)))

  return {
    state,
    content,
    draft,
    shown,
    problem,
    error,
    arrived,
    kept,
    isUnfinished,
    isUnsaid,
    giveReason,
    check,
    save,
    leave,
    forget,
    keep,
  }
}
