import {
  type RegisterKey,
  type TrayChoice,
  type Content,
  deviceView,
  recordEdit,
  settleOperation,
  type ShownRegister,
  type TrayItem,
} from '@traguardo/shared/sync'
import { computed, ref, shallowReactive, type InjectionKey, shallowRef } from 'vue'
import { registerName } from '@traguardo/shared/collection'
import { LEFT, type PersonDatabase, type UnfinishedRow } from '../offline/store/database'
import { injected } from '../modules/given'
import type { OpenReplica } from '../offline/open-replica'
import { keepSeen, readSeen, type SeenScores } from '../offline/working-set'
import { type Emptied, emptiedRead, readEmptied } from '../offline/emptied/emptied'
import { createPlanAtHand, type PlanPorts } from './plan-at-hand'

/** Fields in which something stands that was not entered. */
export function createUnfinished() {
  /** Texts typed and not entered, by id: those that the device holds, and those on their way there. */
  const texts = shallowReactive(new Map<string, UnfinishedRow>())
  /** The field that is typed into: it is not yet anything to put right. */
  const typing = ref<string | null>(null)
  const count = computed(() => [...texts.keys()].filter((id) => id !== typing.value).length)
  let database: PersonDatabase | null = null
  /** Texts still to be written; null for one that is to go. */
  const waiting = new Map<string, UnfinishedRow | null>()
  let writing: Promise<void> = Promise.resolve()

  /** Writes what waits; whoever has left by now leaves nothing more behind [SY82]. */
  async function write(): Promise<void> {
    const rows = [...waiting]
    waiting.clear()
    if (!database || rows.length === 0) return
    const tx = database.transaction(['unfinished', 'settings'], 'readwrite')
    const store = tx.objectStore('unfinished')
    if (!(await tx.objectStore('settings').get(LEFT)))
      for (const [id, row] of rows) await (row ? store.put(row) : store.delete(id))
    await tx.done
  }

  /** One after the other; each takes along whatever was typed meanwhile. Rejects where the storage does not take it. */
  function put(id: string, row: UnfinishedRow | null): Promise<void> {
    waiting.set(id, row)
    writing = writing.catch(() => undefined).then(write)
    return writing
  }

  /** Keeps what stands in a field, letter by letter [SY80]. */
  function keepText(row: Omit<UnfinishedRow, 'at' | 'key'> & { readonly key: RegisterKey }): Promise<void> {
    typing.value = row.id
    const kept = { ...row, key: { ...row.key }, at: new Date().toISOString() }
    texts.set(row.id, kept)
    return put(row.id, kept)
  }

  /** It was entered, or its person does not want it any more [SY81]. */
  function dropText(id: string): Promise<void> {
    return texts.delete(id) ? put(id, null) : Promise.resolve()
  }

  const leftField = () => (typing.value = null)

  /** Takes up what is on the device of whoever has come in. */
  async function load(db: PersonDatabase): Promise<void> {
    database = db
    texts.clear()
    for (const row of await db.getAll('unfinished')) texts.set(row.id, row)
    globalThis.document?.addEventListener('focusout', leftField)
  }

  function unload(): void {
    database = null
    texts.clear()
    globalThis.document?.removeEventListener('focusout', leftField)
  }

  return { texts, typing, count, load, unload, keepText, dropText, whenWritten: () => writing.catch(() => undefined) }
}

/** A register as it was read, and the text that says whether it is as it was. */
interface ReadRegister {
  readonly register: ShownRegister
  readonly text: string
}

/** An edit that a page wants to be kept. */
interface Edit {
  readonly key: RegisterKey
  readonly content: Content
}

/**
 * Replica on this device of the signed-in person: plan, registers, outbox and tray, texts typed and not entered. Empty
 * until a desk is opened, and again once it is closed.
 */
export function createReplica(ports: PlanPorts) {
  const desk = shallowRef<OpenReplica | null>(null)
  const { takeOut, putAway, ...planAtHand } = createPlanAtHand(desk, ports)
  const unfinished = createUnfinished()
  const registers = shallowRef<readonly ShownRegister[]>([])
  const tray = shallowRef<readonly TrayItem[]>([])
  const pending = ref(0)
  /** Was what stands at the head office ever read on this device? */
  const fetched = ref(false)
  /** That this storage was emptied, until its person has read it [SY83]. */
  const emptied = shallowRef<Emptied | null>(null)
  /** The same by their names: whoever looks at one is told of no other. */
  const byName = shallowReactive(new Map<string, ShownRegister>())
  /** Returns the shown state of a register. */
  const find = (key: Parameters<typeof registerName>[0]): ShownRegister | undefined => byName.get(registerName(key))
  const onClosed = new Set<() => void>()
  /** The shown registers, with their texts: one that is read again and says the same stays the same object. */
  let texts: ReadonlyMap<string, ReadRegister> = new Map()

  /** Shows what was read: only what is another than before tells whoever looks at it. */
  function showRead(found: ReadonlyMap<string, ReadRegister>): void {
    const gone = [...texts].flatMap(([id, one]) => (found.has(id) ? [] : [one]))
    const changed = [...found].flatMap(([id, one]) => (texts.get(id) === one ? [] : [one]))
    for (const { register } of gone) byName.delete(registerName(register.key))
    for (const { register } of changed) byName.set(registerName(register.key), register)
    if (gone.length + changed.length > 0) registers.value = [...found.values()].map(({ register }) => register)
    texts = found
  }
  let readTray = ''
  let lastEdit: Promise<unknown> = Promise.resolve()

  /** Reads again what the device holds; where it is what it was, nothing is worked out again. */
  async function refresh(): Promise<void> {
    const at = desk.value
    if (!at) return
    const view = await deviceView(at.store, at.ports.body, at.ports.person)
    // Whoever has left meanwhile leaves nothing on the pages.
    if (desk.value !== at) return
    const found = new Map(
      view.registers.map((register) => {
        const text = JSON.stringify(register)
        const before = texts.get(register.id)
        return [register.id, before?.text === text ? before : { register, text }]
      }),
    )
    showRead(found)
    const trayText = JSON.stringify(view.tray)
    if (trayText !== readTray) tray.value = view.tray
    readTray = trayText
    pending.value = view.pending
    fetched.value = view.fetched
  }

  async function open(opened: OpenReplica): Promise<void> {
    desk.value = opened
    await takeOut(opened)
    await unfinished.load(opened.db)
    await refresh()
    emptied.value = await readEmptied(opened.db)
  }

  /** Puts away everything of who was here. */
  function close(): void {
    showRead(new Map())
    readTray = ''
    unfinished.unload()
    desk.value?.close()
    desk.value = null
    putAway()
    tray.value = []
    pending.value = 0
    fetched.value = false
    emptied.value = null
    for (const done of onClosed) done()
  }

  function opened(): OpenReplica {
    if (!desk.value) throw new Error('No desk is open')
    return desk.value
  }

  /** Saves edits on this device, one after the other; when it resolves, they are on the disk. Rejects where the storage does not take them. */
  async function editAll(edits: readonly Edit[]): Promise<void> {
    const { store, ports: at } = opened()
    const kept = (async () => {
      for (const one of edits) await recordEdit(store, one, at)
    })()
    lastEdit = kept.catch(() => undefined)
    try {
      await kept
    } finally {
      await refresh()
    }
  }

  return {
    ...planAtHand,
    ...{ desk, unfinished, registers, find, tray, pending, fetched, emptied },
    ...{ open, close, refresh, editAll },
    edit: (key: RegisterKey, content: Content) => editAll([{ key, content }]),
    /** Deals with a conflict or refusal of the tray. */
    async decide(operation: string, choice: TrayChoice): Promise<void> {
      const { store, ports: at } = opened()
      await settleOperation(store, operation, choice, at)
      await refresh()
    },
    /** Resolves when the edit under way, if any, and what is typed are on the disk: before the page is loaded anew. */
    whenKept: (): Promise<unknown> => Promise.all([lastEdit, unfinished.whenWritten()]),
    /** Scores of a year as its person saw them last on this device; null where never. */
    seenOf: async (of: number): Promise<SeenScores | null> => (desk.value ? readSeen(desk.value.db, of) : null),
    async noteSeen(of: number, scores: SeenScores): Promise<void> {
      if (desk.value) await keepSeen(desk.value.db, of, scores)
    },
    /** Its person has read that the storage was emptied. */
    async noteEmptiedRead(): Promise<void> {
      if (desk.value) await emptiedRead(desk.value.db)
      emptied.value = null
    },
    /** Adds what is to be put away, too, whenever somebody goes. */
    onClosed: (done: () => void) => void onClosed.add(done),
  }
}

export type Replica = ReturnType<typeof createReplica>

export const REPLICA: InjectionKey<Replica> = Symbol('the replica')

/** Returns the replica on this device of the signed-in person. */
export const useReplica = (): Replica => injected(REPLICA)
