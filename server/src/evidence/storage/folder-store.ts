import { createReadStream } from 'node:fs'
import { access, constants, mkdir, readdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flush, isThere, namesIn } from '../../kernel/files/files'
import type { EvidenceStore, UploadFiles } from '../../sync/evidence/evidence-store'
import { folderUploads } from './folder-uploads'
import { scratchIn } from './scratch'
import { isHash, isPart, storedAt, UNDER_WAY } from './stored-at'

/** Evidence in a folder, which servers may share; nothing is made in it before it is needed. */
export function folderStore(folder: string): EvidenceStore {
  const underWay = join(folder, UNDER_WAY)
  let uploads: UploadFiles | null = null
  const pathOf = (sha256: string): string => storedAt(folder, sha256)
  const sizeOf = (sha256: string): Promise<number | null> =>
    stat(pathOf(sha256)).then(
      (found) => (found.isFile() ? found.size : null),
      () => null,
    )
  return {
    name: folder,
    // On the same disk: what was checked there needs a new name only.
    scratch: scratchIn(underWay),
    get uploads() {
      return (uploads ??= folderUploads(underWay))
    },
    sizeOf,
    read: async (sha256) => createReadStream(pathOf(sha256)),
    withFile: async (sha256, work) => ((await isThere(pathOf(sha256))) ? work(pathOf(sha256)) : null),
    async *hashes() {
      for (const part of (await namesIn(folder)).filter(isPart).sort())
        yield (await readdir(join(folder, part))).filter(isHash).sort()
    },
    async isEmpty() {
      const others = (await namesIn(folder)).filter((name) => name !== UNDER_WAY)
      return others.length + (await namesIn(underWay)).length === 0
    },
    async take(path, sha256) {
      await flush(path, 'r+')
      const place = pathOf(sha256)
      const isNew = await mkdir(dirname(place), { recursive: true })
      await rename(path, place)
      // A name too has to be on the disk, and so has that of the folder in which it stands.
      await flush(dirname(place))
      if (isNew !== undefined) await flush(folder)
    },
    isReachable: () =>
      access(folder, constants.W_OK).then(
        () => true,
        () => false,
      ),
  }
}

/** The folder of an installation, made where it is not there. */
export async function openFolderStore(folder: string): Promise<EvidenceStore> {
  // With the mask of the program: a folder that was given to a group stays the group's [SY74].
  await mkdir(join(folder, UNDER_WAY), { recursive: true })
  return folderStore(folder)
}
