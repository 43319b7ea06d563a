import { resolve } from 'node:path'
import type { Command } from '../commands'
import { openPlain } from '../opening/open-plain'
import { requireFile, requireTables } from '../opening/require-data'
import type { Em } from '../../kernel/db/orm'
import { openStore } from '../../evidence/storage/open-store'
import { findSecretKey } from '../../kernel/secrets/secret-key'
import type { Settings } from '../settings'
import { awaitedEvidence } from './contents'
import { backUp } from './make-copy'
import { mendEvidence } from './mend-evidence'
import { restoreCopy } from './restore-copy'
import { checkFileWhole, checkTablesWhole } from './restore-mark'
import { AWAY, type Findings, list, tellKey, verifyCopy, verifyPlace } from './verify'

/** Works on the data as they are: whoever copies or looks at them migrates nothing. */
async function onData<T>({ database }: Settings, work: (em: Em) => Promise<T>): Promise<T> {
  checkFileWhole(database)
  requireFile(database)
  const orm = await openPlain(database)
  try {
    await checkTablesWhole(orm.em, database)
    await requireTables(orm.em.fork(), database)
    return await work(orm.em.fork())
  } finally {
    await orm.close(true)
  }
}

const keyOf = ({ givenKey, keyFile }: Settings) => findSecretKey(givenKey, keyFile)

/** Prints what was found. Answers the exit code. */
function tell({ good, bad }: Findings): number {
  for (const line of good) console.log(line)
  for (const line of bad) console.error(line)
  return bad.length > 0 ? 1 : 0
}

const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(1).replace('.', ',')

const backup: Command = {
  name: 'backup',
  required: 1,
  run: (settings, [target = '']) =>
    onData(settings, async (em) => {
      const from = performance.now()
      const store = await openStore(settings.storage)
      const { database, evidence, missing } = await backUp(em, settings.database, store, target)
      console.log(
        `Copiati in ${target}: base dati (${database.size} byte) e ${evidence.length - missing.length} allegati, in ${seconds(from)} s.`,
      )
      console.log('La chiave segreta non è nella copia: la conservi a parte.')
      const bad = [
        ...list('non c’è o è cambiato, la copia è senza', missing),
        ...list(`${AWAY}. La copia è senza`, await awaitedEvidence(em, settings.database.type)),
      ]
      return tell({ good: [], bad })
    }),
}

const restore: Command = {
  name: 'ripristina',
  required: 1,
  async run(settings, [copy = '']) {
    const from = performance.now()
    const evidence = await openStore(settings.storage)
    const { database } = settings
    const { manifest, tables, rows, chains, files } = await restoreCopy(resolve(copy), { database, evidence })
    console.log(
      [
        `Ripristinata la copia del ${manifest.at} (Traguardo ${manifest.program}), in ${seconds(from)} s. Provato che:`,
        `- la base dati ha ${tables} tabelle e ${rows} righe, come quando è stata copiata, e le sue ${manifest.migrations.length} migrazioni`,
        `- le ${chains} catene del registro sono integre e finiscono dove finivano`,
        `- ${files} allegati ci sono, ognuno con la sua impronta`,
      ].join('\n'),
    )
    const lost = manifest.missing.map((sha256) => `Allegato ${sha256}: nella copia non c’era.`)
    const key = await onData(settings, (em) => tellKey(em, keyOf(settings)))
    console.log('Ora avvii il server: dispositivi e sedi inviano di nuovo ciò che è venuto dopo la copia.')
    return tell({ good: key.good, bad: [...lost, ...key.bad] })
  },
}

const verify: Command = {
  name: 'verifica',
  required: 0,
  async run(settings, [copy]) {
    if (copy !== undefined) return tell(await verifyCopy(resolve(copy)))
    const { database } = settings
    return onData(settings, async (em) => {
      const store = await openStore(settings.storage)
      const found = await verifyPlace(em, database, store)
      const mended = found.mendable ? await mendEvidence(em, store) : []
      const key = await tellKey(em, keyOf(settings))
      return tell({ good: [...found.good, ...mended, ...key.good], bad: [...found.bad, ...key.bad] })
    })
  },
}

export const copyCommands: readonly Command[] = [backup, restore, verify]
