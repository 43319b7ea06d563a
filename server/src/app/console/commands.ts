import { clockOf } from '../clock-of'
import type { Command } from '../commands'
import { onDataOfToday } from '../opening/on-data'
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

export const valueCommands: readonly Command[] = [scores]
