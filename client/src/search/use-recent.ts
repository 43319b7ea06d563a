import { ref } from 'vue'
import { useReplica } from '../replica/replica'

const KEPT = 'recent'
const MOST = 6

/** Names of what was chosen last, the latest first: they lie with the person's own data on this device, and go with it. */
export function useRecent() {
  const { desk } = useReplica()
  const recent = ref<readonly string[]>([])

  async function read(): Promise<void> {
    const row = await desk.value?.db.get('settings', KEPT)
    if (row) recent.value = row.value.split('\n')
  }

  async function note(name: string): Promise<void> {
    recent.value = [name, ...recent.value.filter((one) => one !== name)].slice(0, MOST)
    await desk.value?.db.put('settings', { name: KEPT, value: recent.value.join('\n') })
  }
  // Without them it is as on a new device.
  void read().catch(() => undefined)
  return { recent, note: (name: string) => void note(name).catch(() => undefined) }
}
