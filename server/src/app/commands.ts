import { rescopeWhereDue } from '../sync/rescope'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { importDoubts } from '@traguardo/shared/plans'
import { sayRefusal } from '@traguardo/shared/refusals'
import { copyCommands } from './backup/commands'
import { valueCommands } from './console/commands'
import { realClock } from '../kernel/runtime/clock'
import { claimInstallation, installationKind } from '../kernel/db/installation'
import { UNLIMITED } from '../kernel/db/limits'
import { openDatabase } from './opening/open-database'
import { requireData } from './opening/require-data'
import type { EntityManager } from '../kernel/db/orm'
import { giveAccount, linkAccount } from '../identity/accounts/accounts'
import { endLostFactorHere } from '../identity/accounts/factor/end-lost-factor'
import { planText } from '../plans/file/plan-export'
import { readPlanFile } from '../plans/file/plan-import'
import { findSecretKey } from '../kernel/secrets/secret-key'
import { letGoOfKey } from './lost-key'
import { loadPlan } from '../plans/plan-loader'
import { planShelf } from '../plans/plan-shelf'
import { verifyRecords } from '../kernel/audit/read-record'
import { tellChains } from '../kernel/audit/tell-chains'
import type { Settings } from './settings'
import { StartFailure } from '../kernel/runtime/start-failure'

/** Options beside the arguments, by name: a text, or true where nothing follows. */
export type Options = Readonly<Record<string, string | boolean | undefined>>

/** A command of the command line. Answers the exit code. */
export interface Command {
  readonly name: string
  /** Arguments it needs. */
  readonly required: number
  run(settings: Settings, args: readonly string[], options: Options): Promise<number>
}

/** Works on the data that are there, of today's form; a command that begins an installation makes them. */
async function onDatabase(
  { database, copies }: Settings,
  work: (em: EntityManager) => Promise<number>,
  isBeginning = false,
): Promise<number> {
  if (!isBeginning) await requireData(database)
  const orm = await openDatabase(database, { copies, limits: UNLIMITED })
  try {
    return await work(orm.em.fork())
  } finally {
    await orm.close(true)
  }
}

function failed(message: string): number {
  console.error(message)
  return 1
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new StartFailure(`Non riesco a leggere ${file}: controlli il nome e i permessi.`, { cause: error })
  }
}

const importPlan: Command = {
  name: 'import',
  required: 1,
  async run(settings, [file = '']) {
    const read = readPlanFile(await readText(file))
    if (!read.ok) {
      const lines = read.error.map(
        ({ line, column, path, code, message }) =>
          `${file}:${line}:${column} ${path ? `${path} ` : ''}${code} ${message}`,
      )
      return failed([...lines, `Errori: ${lines.length}. Il piano non è stato importato.`].join('\n'))
    }
    const plan = read.value
    return onDatabase(
      settings,
      async (em) => {
        if ((await installationKind(em)) === null) await claimInstallation(em, 'real')
        await loadPlan(em, plan, { at: realClock.now(), person: '' })
        await rescopeWhereDue(em)
        console.log(
          `Importato: ${plan.title} (${plan.body.code}, ${plan.indicators.length} indicatori, ${plan.measures.length} misure).`,
        )
        for (const { about, message } of importDoubts(plan)) console.log(`Da guardare: ${about} ${message}`)
        return 0
      },
      true,
    )
  },
}

const exportPlan: Command = {
  name: 'export',
  required: 2,
  run: (settings, [body = '', year = '', file]) =>
    onDatabase(settings, async (em) => {
      const stored = /^\d{4}$/.test(year) ? await planShelf(realClock).find(em, body, Number(year)) : null
      if (!stored) return failed(`L'ente «${body}» non ha un piano per l'anno «${year}».`)
      if (file) await writeFile(file, planText(stored.plan))
      else process.stdout.write(planText(stored.plan))
      return 0
    }),
}

const GENERATED_BYTES = 15

async function passwordFromInput(): Promise<string | null> {
  if (process.stdin.isTTY) return null
  return (await text(process.stdin)).split(/\r?\n/)[0] || null
}

const account: Command = {
  name: 'account',
  required: 3,
  async run(settings, [body = '', person = '', username = '']) {
    const typed = await passwordFromInput()
    const password = typed ?? randomBytes(GENERATED_BYTES).toString('base64url')
    return onDatabase(settings, async (em) => {
      const given = await giveAccount(em, { body, person, username, password }, realClock.now())
      if (!given.ok) return failed(sayRefusal(given.error, 'it'))
      console.log(typed ? `L'utente ${username} è pronto.` : `L'utente ${username} è pronto, con password ${password}`)
      return 0
    })
  },
}

const link: Command = {
  name: 'collega',
  required: 3,
  run: (settings, [body = '', person = '', username = '']) =>
    onDatabase(settings, async (em) => {
      const refused = await linkAccount(em, { body, person, username }, realClock.now())
      if (refused) return failed(sayRefusal(refused, 'it'))
      console.log(`L'utente ${username} agisce anche come ${person} nell'ente ${body}.`)
      return 0
    }),
}

const lostFactor: Command = {
  name: 'fattore',
  required: 2,
  run: (settings, [username = '', ...reason]) =>
    onDatabase(settings, async (em) => {
      const ended = await endLostFactorHere(em, { username, reason: reason.join(' ') }, realClock.now())
      if (!ended.ok) return failed(sayRefusal(ended.error, 'it'))
      console.log(`Il secondo fattore dell'utente ${username} è disattivato: lo avvisi, e lo faccia riattivare.`)
      return 0
    }),
}

const lostKey: Command = {
  name: 'chiave-persa',
  required: 1,
  run: (settings, reason) =>
    onDatabase(settings, async (em) => {
      const secret = findSecretKey(settings.givenKey, settings.keyFile)
      const gone = await letGoOfKey(em, { secret, reason: reason.join(' '), at: realClock.now() })
      if (!gone.ok) return failed(sayRefusal(gone.error, 'it'))
      const { factors, feeds } = gone.value
      console.log(
        `Il prossimo avvio prende una chiave nuova. Secondi fattori disattivati: ${factors}; indirizzi di calendari tolti: ${feeds}. Le sedi vanno aggiunte di nuovo, gli avvisi nel browser riattivati.`,
      )
      return 0
    }),
}

const verify: Command = {
  name: 'registro',
  required: 0,
  run: (settings, [body]) =>
    onDatabase(settings, async (em) => {
      const found = await verifyRecords(em, body ?? null)
      const { good, bad } = tellChains(found)
      for (const line of good) console.log(line)
      for (const line of bad) console.error(line)
      if (body !== undefined && found.length === 0) return failed(`«${body}» non ha un registro.`)
      return bad.length > 0 ? 1 : 0
    }),
}

export const commands: readonly Command[] = [
  importPlan,
  exportPlan,
  account,
  link,
  lostFactor,
  lostKey,
  verify,
  ...valueCommands,
  ...copyCommands,
]
