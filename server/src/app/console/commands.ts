import { clockOf } from '../clock-of'
import type { Command } from '../commands'
import { onDataOfToday } from '../opening/on-data'
import { sayBrought } from './say-brought'
import { sayScores } from './say-scores'

/** Exit code of a command that was asked for something that is not there. */
const WRONG = 2

const scores: Command = {
  name: 'punteggi',
  required: 2,
  run: (settings, [body = '', year = ''], { al: day, json }) =>
    onDataOfToday(settings, async (em) => {
      const asked = { body, year, isJson: json === true, ...(day === undefined ? {} : { day: String(day) }) }
      const said = await sayScores(em, clockOf(settings), asked)
      if ('problem' in said) {
        console.error(said.problem)
        return WRONG
      }
      process.stdout.write(`${said.output}\n`)
      return 0
    }),
}

const bring: Command = {
  name: 'importa-valori',
  required: 2,
  run: (settings, [body = '', file = ''], { come: person, prova }) =>
    onDataOfToday(settings, async (em) => {
      if (typeof person !== 'string') {
        console.error('Dica con --come l’incarico che porta i valori: --come controllo-gestione.')
        return WRONG
      }
      const said = await sayBrought(em, clockOf(settings), { body, file, person, isTrial: prova === true })
      if ('problem' in said) console.error(said.problem)
      else process.stdout.write(`${said.output}\n`)
      return 'problem' in said ? said.code : 0
    }),
}

export const valueCommands: readonly Command[] = [scores, bring]
