import { readFile, writeFile } from 'node:fs/promises'
import { sayRefusal } from '@traguardo/shared/refusals'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fixedDayClock, realClock } from '../kernel/runtime/clock'
import { checkInstallation } from '../kernel/db/installation'
import { openDatabase } from './opening/open-database'
import { openStore } from '../evidence/storage/open-store'
import { type Settings, readSettings } from './settings'
import { checkKey } from '../kernel/secrets/check-key'
import { keyringOf } from '../kernel/secrets/keyring'
import { withSecretKey } from '../kernel/secrets/secret-key'
import { readCredential } from '../sites/node/read-credential'
import { runSite } from '../sites/node/run-site'
import { commands, type Options } from './commands'
import { runProgram } from './run-program'
import { sayTarget } from './say-target'

/** Options of `traguardo sync`: over the line, or through a file in one direction. */
interface SyncOptions {
  readonly toFile?: string | undefined
  readonly fromFile?: string | undefined
}

/** One exchange of a site, from cron or by hand. Answers the exit code. */
async function syncCommand(settings: Settings, { toFile, fromFile }: SyncOptions): Promise<number> {
  const credential = readCredential(settings.site ?? '', settings.dataDir)
  const clock = credential.day ? fixedDayClock(credential.day) : realClock
  const orm = await openDatabase(settings.database, { copies: settings.copies })
  try {
    await checkInstallation(orm.em, 'site')
    const keyring = await withSecretKey(settings.givenKey, settings.keyFile, async (key) => {
      await checkKey(orm.em.fork(), keyringOf(key))
      return keyringOf(key)
    })
    const evidence = await openStore(settings.storage)
    const site = runSite(orm.em, { credential, clock, keyring, evidence })
    if (toFile) {
      await writeFile(toFile, await site.request())
      console.log(`Scritto ${toFile}: lo porti all’ufficio centrale.`)
      return 0
    }
    const status = fromFile ? await site.take(await readFile(fromFile, 'utf8')) : await site.sync()
    console.log(
      status.problem
        ? sayRefusal(status.problem, 'it')
        : `Sincronizzato. In attesa: ${status.waiting}, allegati: ${status.files}. Da sistemare: ${status.refused}.`,
    )
    return status.problem ? 1 : 0
  } finally {
    await orm.close(true)
  }
}

/** Prints how a target is read. Answers the exit code. */
function readCommand(text: string, { 'unita-misura': unit, anno, json }: Options): number {
  const thisYear = Number(realClock.now().slice(0, 4))
  const { output, code } = sayTarget({
    text,
    unit: unit === undefined ? undefined : String(unit),
    year: anno === undefined ? undefined : String(anno),
    isJson: json === true,
    thisYear,
  })
  if (code === 0 || json === true) console.log(output)
  else console.error(output)
  return code
}

const HELP = `Uso: node server/dist/cli.js <comando>

  import <file>                      importa un piano da un file JSON (tutto o niente)
  export <ente> <anno> [file]        scrive il piano in un file, o a video
  account <ente> <persona> <utente>  crea un utente o gli cambia la password: la legge
                                     dall'ingresso (una riga), o senza ingresso ne genera una
  collega <ente> <persona> <utente>  dà a un utente che c'è già anche questo incarico
  fattore <utente> <motivo>          disattiva un secondo fattore perso; il motivo resta nel
                                     registro
  chiave-persa <motivo>              la chiave segreta è perduta: a server fermo, lascia ciò che
                                     proteggeva e va avanti con una nuova
  backup <cartella>                  copia base dati e allegati in una cartella nuova, anche a
                                     server acceso
  ripristina <copia>                 la rimette dove non c'è nulla, e prova che è intera
  verifica [copia]                   confronta base dati, piani, registro e allegati; o una copia
  leggi-target "<testo>"             dice come si legge un target e che cosa è in dubbio; con
                                     --unita-misura gg, --anno 2021, --json
  punteggi <ente> <anno>             i punteggi dell'ente, dei suoi obiettivi e delle schede, con i
                                     valori noti ora; con --al 2021-09-05 come se fosse quel
                                     giorno, con --json per un programma
  importa-valori <ente> <file.csv>   porta i valori di un file (misura;unita;anno;periodo;valore;nota),
                                     tutti o nessuno, con --come <persona>; con --prova dice che
                                     cosa cambierebbe
  registro [ente]                    controlla che il registro non sia stato toccato
  sync                               in una sede: scambia ora con l'ufficio centrale (per cron);
                                     con --esporta FILE o --importa FILE per mezzo di un file
  help                               questo aiuto

Usa i dati dell'ente, come il server: TRAGUARDO_DATA (cartella) o DATABASE_URL (PostgreSQL);
con --dimostrazione quelli della dimostrazione, con --sede quelli di una sede.`

/** Ends the program, as something is missing that a command needs. */
function missing(name: string): never {
  console.error(`A «${name}» manca qualcosa.\n\n${HELP}`)
  process.exit(1)
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

// Copies are their owner's alone, whatever writes them [RE12].
process.umask(0o077)

await runProgram(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: {
      help: { type: 'boolean', short: 'h' },
      dimostrazione: { type: 'boolean' },
      sede: { type: 'boolean' },
      esporta: { type: 'string' },
      importa: { type: 'string' },
      'unita-misura': { type: 'string' },
      anno: { type: 'string' },
      json: { type: 'boolean' },
      al: { type: 'string' },
      come: { type: 'string' },
      prova: { type: 'boolean' },
    },
  })
  const [name = 'help', ...args] = positionals
  const command = commands.find((one) => one.name === name)
  if (values['help'] || name === 'help') {
    console.log(HELP)
    return
  }
  if (name === 'leggi-target') {
    // A target may begin with a minus, which would be an option.
    const text = args[0] ?? process.argv.slice(2).find((one) => /^-(?!-)/.test(one))
    process.exitCode = readCommand(text ?? missing(name), values)
    return
  }
  if (name === 'sync') {
    const settings = readSettings({ ...process.env, TRAGUARDO_SEDE: process.env['TRAGUARDO_SEDE'] ?? '' }, root)
    const { esporta, importa } = values as { readonly esporta?: string; readonly importa?: string }
    process.exitCode = await syncCommand(settings, { toFile: esporta, fromFile: importa })
    return
  }
  if (!command || args.length < command.required) {
    if (command) missing(name)
    console.error(`«${name}» non è un comando.\n\n${HELP}`)
    process.exit(1)
  }
  const whose = values['sede'] ? { TRAGUARDO_SEDE: '' } : { TRAGUARDO_DEMO: values['dimostrazione'] ? '1' : '0' }
  const settings = readSettings({ ...process.env, ...whose }, root)
  process.exitCode = await command.run(settings, args, values)
})
