import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { massaCarrara } from '../support/massa-carrara'
import { freePort } from '../support/server-process'

const SERVER = resolve(import.meta.dirname, '../../server')
const data = mkdtempSync(join(tmpdir(), 'traguardo-cli-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

function run(file: string, args: readonly string[], env: Record<string, string> = {}, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(SERVER, file), ...args], {
    env: { ...process.env, TRAGUARDO_DATA: data, ...env },
    input,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const cli = (...args: string[]) => run('dist/cli.js', args)

describe('the command line', () => {
  const file = join(data, 'plan.json')

  it('imports a plan and exports the same', () => {
    writeFileSync(file, JSON.stringify(massaCarrara))
    expect(cli('import', file)).toMatchObject({ status: 0, stderr: '' })
    const out = join(data, 'out.json')
    expect(cli('export', 'CCIAA-MS', '2021', out).status).toBe(0)
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(massaCarrara)
  })

  it('says the faults of a file by line and leaves the plan as it was', () => {
    const faulty = join(data, 'faulty.json')
    writeFileSync(faulty, JSON.stringify({ ...massaCarrara, title: 7 }, null, 2))
    const { status, stdout, stderr } = cli('import', faulty)
    expect(status).toBe(1)
    expect(stdout + stderr).toContain('title')
    expect(JSON.parse(cli('export', 'CCIAA-MS', '2021').stdout)).toEqual(massaCarrara)
  })

  it('[PL6.7] says how a target is read, even one that begins with a minus', () => {
    const read = cli('leggi-target', 'max 30 gg', '--unita-misura', 'gg', '--anno', '2021')
    expect(read).toEqual({ status: 0, stdout: '«max 30 gg»: si legge ≤ 30 gg.\n', stderr: '' })
    expect(JSON.parse(cli('leggi-target', '-5%', '--json').stdout)).toMatchObject({
      text: '-5%',
      target: null,
      left: ['-5%'],
    })
    expect([cli('leggi-target', '4/5').status, cli('leggi-target').status]).toEqual([1, 1])
  })

  it('[SC87.3] prints the scores of a year, and nothing where there are none', () => {
    const printed = cli('punteggi', 'CCIAA-MS', '2021', '--json', '--al', '2021-09-05')
    expect(printed).toMatchObject({ status: 0, stderr: '' })
    const records = JSON.parse(printed.stdout) as readonly { about: string }[]
    expect(records[0]).toMatchObject({ about: 'body', value: null, achievement: null, weight: null })
    expect(records.length).toBeGreaterThan(massaCarrara.indicators.length + massaCarrara.objectives.length)
    expect(cli('punteggi', 'CCIAA-MS', '2021').stdout).toContain('indicators/')
    for (const args of [
      ['CCIAA-XX', '2021'],
      ['CCIAA-MS', '1999'],
      ['CCIAA-MS', '2021', '--al', '2021-02-30'],
      ['CCIAA-MS', '2021', '--al'],
    ]) {
      const { status, stdout, stderr } = cli('punteggi', ...args)
      expect({ status, stdout }, args.join(' ')).toEqual({ status: 2, stdout: '' })
      expect(stderr).toMatch(/^[^\n]+\.\n$/)
    }
    expect(cli('punteggi', 'CCIAA-MS')).toMatchObject({ status: 1, stdout: '' })
  })

  it('[SY95.1] brings values from a file, whole or not at all', () => {
    const values = join(data, 'valori.csv')
    const written = (...rows: readonly string[]) =>
      writeFileSync(values, ['misura;unita;anno;periodo;valore;nota', ...rows].join('\r\n'), 'latin1')
    const bring = (...args: string[]) => cli('importa-valori', 'CCIAA-MS', values, ...args)
    const asController = ['--come', 'controllo-gestione'] as const
    written('T_medi_C1.1.1;RI;2021;1;2,25;perché', 'Data_AvvioCancellRI.val;;2021;II;30/06/2021;')
    expect(bring(...asController, '--prova').stdout).toContain('Prova: cambierebbero 2 valori e 1 nota.')
    expect(bring(...asController)).toMatchObject({ status: 0, stderr: '' })
    expect(bring(...asController).stdout).toBe('Già uguali, e lasciati come sono: 3.\nPortati 0 valori.\n')
    const printed = cli('punteggi', 'CCIAA-MS', '2021', '--json', '--al', '2021-09-05')
    expect(JSON.parse(printed.stdout)).toContainEqual(
      expect.objectContaining({ about: 'indicators/Data_AvvioCancellRI', value: '2021-06-30' }),
    )
    written('T_medi_C1.1.1;RI;2021;1;9;', 'T_medi_C1.1.1;RI;2021;9;9;')
    const { status, stdout, stderr } = bring(...asController)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(`${values}:3 UNKNOWN_PERIOD `)
    expect(stderr).toContain('Non è stato scritto niente.')
    written('T_medi_C1.1.1;RI;2021;1;9;')
    expect(bring('--come', 'po-registro-imprese').stderr).toContain(`${values}:2 PERIOD_CLOSED `)
    expect(bring('--come', 'nessuno')).toMatchObject({ status: 2, stdout: '' })
    expect(bring()).toMatchObject({ status: 2, stdout: '' })
    expect(cli('importa-valori', 'CCIAA-MS')).toMatchObject({ status: 1 })
  })

  it('makes an account, and refuses one for nobody', () => {
    const made = run(
      'dist/cli.js',
      ['account', 'CCIAA-MS', 'po-registro-imprese', 'mario'],
      {},
      'una frase lunga e mia\n',
    )
    expect(made).toMatchObject({ status: 0 })
    expect(cli('account', 'CCIAA-MS', 'nessuno', 'mario2').status).toBe(1)
  })

  it('[RI25.6] switches a lost second factor off only where one is on, and only with a reason', () => {
    expect(cli('fattore', 'mario')).toMatchObject({ status: 1 })
    expect(cli('fattore', 'nessuno', 'telefono', 'perso').stderr).toContain('non c’è')
    expect(cli('fattore', 'mario', 'telefono', 'perso').stderr).toContain('non ha un secondo fattore')
  })

  it('gives an account a further position, unless another has it', () => {
    expect(cli('collega', 'CCIAA-MS', 'po-promozione', 'mario')).toMatchObject({ status: 0 })
    expect(cli('collega', 'CCIAA-MS', 'oiv', 'nessuno').stderr).toContain('non c’è')
    expect(cli('collega', 'CCIAA-MS', 'nessuno', 'mario')).toMatchObject({ status: 1 })
    run('dist/cli.js', ['account', 'CCIAA-MS', 'oiv', 'anna'], {}, 'una frase lunga e sua\n')
    expect(cli('collega', 'CCIAA-MS', 'oiv', 'mario').stderr).toContain('ha già un utente')
  })

  it('helps where it is asked wrongly', () => {
    expect(cli().stdout).toContain('import <file>')
    expect(cli('boh')).toMatchObject({ status: 1 })
    expect(cli('import')).toMatchObject({ status: 1 })
    expect(cli('import', join(data, 'missing.json'))).toMatchObject({ status: 1 })
  })
})

describe('npm start, where something is missing, says one sentence and no stack', () => {
  const start = (args: readonly string[], env: Record<string, string>) => run('bin/start.mjs', args, env)
  const plain = ({ status, stderr }: { status: number | null; stderr: string }) => {
    expect(status).toBe(1)
    expect(stderr).not.toMatch(/^\s+at /m)
    return stderr
  }

  it('a port that is taken', async () => {
    const port = await freePort()
    const other = createServer().listen(port)
    await once(other, 'listening')
    expect(plain(start([], { PORT: String(port) }))).toContain(`La porta ${port} è già occupata`)
    other.close()
  })

  it('a folder that cannot be written', async () => {
    const blocked = join(data, 'plan.json', 'dati')
    expect(plain(start([], { PORT: String(await freePort()), TRAGUARDO_DATA: blocked }))).toContain(
      'Non posso scrivere',
    )
  })

  it('a database that does not answer', async () => {
    const env = { PORT: String(await freePort()), DATABASE_URL: 'postgresql://x:y@127.0.0.1:1/z' }
    expect(plain(run('dist/main.js', [], env))).toContain('PostgreSQL')
  })

  it('a word it does not know', () => {
    expect(plain(start(['--boh'], {}))).toContain('npm start')
  })
})
