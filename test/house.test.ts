import { posix, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AT_IMPORT, againstFloors, againstOrder, CLIENT, doneAtImport } from './house/client-floors'
import { PINNED, without } from './mutants/pinned'
import { importsBetween, inCycle, twoWayPairs } from './house/folders'
import { callsOf, insertsItself, MOST_FORKS, OWN_INSERTS, saidTwice, TRANSACTIONS } from './house/orm'
import { SERVER_FLOORS } from './house/server-floors'
import { SHARED_FLOORS } from './house/shared-floors'
import { sourcesIn } from './house/source-tree'
import { isReached, structureOf } from './house/figures'
import { offScale } from './house/scales'
import { importsOf, isGenerated, linesOfCode, read, repositoryFiles } from './support/repository'

const ROOT = resolve(import.meta.dirname, '..')
const files = repositoryFiles()
const sources = files.filter((path) => /^(server|client|shared)\/src\/.*\.(ts|vue)$/.test(path) && !isGenerated(path))
const sourcesOf = (part: string) => sources.filter((path) => path.startsWith(`${part}/src/`))
const tests = files.filter((path) => path.startsWith('test/') && path.endsWith('.ts'))

/** The folder of shared that a file stands in, or that an import from shared leads to. */
const sharedFolder = (path: string): string | undefined => /^shared\/src\/([^/]+)\//.exec(path)?.[1]

const TOP = [
  '.ci',
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  '.prettierignore',
  '.prettierrc.json',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'client',
  'docs',
  'eslint.config.js',
  'knip.json',
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'publiccode.yml',
  'server',
  'shared',
  'test',
  'tsconfig.base.json',
]

/** Packages without a world of their own: no clock, no network, no randomness but what is asked of them. */
const PURE = new Set(['uuid', 'valibot'])

/** Who turns text into numbers or back, or has a field that asks for digits, each with its reason. */
const ABOUT_NUMBERS: Readonly<Record<string, string>> = {
  'client/src/evidence/EvidenceField.vue': 'sizes of files, in the language of the page',
  'client/src/indicator/WhatIf.vue': 'a field that is read at each key, by parseEntry',
  'client/src/ui/field/NumberField.vue': 'the field for numbers',
  'shared/src/formula/token.ts': 'a number of a formula, which has a language of its own [FO2]',
  'shared/src/refusals/say-refusal.ts': 'numbers that a refusal names; values stand above it',
  'shared/src/values/format.ts': 'the text of a number, and the number of a text',
}

describe('the house', () => {
  it('has no empty part: these rules look at real files', () => {
    for (const part of ['server', 'client', 'shared']) expect(sourcesOf(part).length, part).toBeGreaterThan(20)
    expect(tests.length).toBeGreaterThan(20)
  })

  it('has at its top level what its plan says, and nothing else', () => {
    expect([...new Set(files.map((path) => path.split('/')[0]))].filter((name) => !TOP.includes(name ?? ''))).toEqual(
      [],
    )
  })

  it('imports client -> shared <- server, and nobody imports tests', () => {
    const foreign: Readonly<Record<string, RegExp>> = {
      server: /@traguardo\/(client|test)|(^|\/)(client|test)\//,
      client: /@traguardo\/(server|test)|(^|\/)(server|test)\//,
      shared: /@traguardo\/(server|client|test)/,
    }
    const wrong = Object.entries(foreign).flatMap(([part, pattern]) =>
      sourcesOf(part).flatMap((path) =>
        importsOf(path)
          .filter((name) => pattern.test(name))
          .map((name) => `${path}: ${name}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('keeps shared pure: it imports uuid, valibot and its own folders in their order', () => {
    const wrong = sourcesOf('shared').flatMap((path) => {
      const from = sharedFolder(path)
      return importsOf(path).flatMap((name) => {
        if (!name.startsWith('.')) return PURE.has(name) ? [] : [`${path}: ${name}`]
        const to = sharedFolder(`${posix.join(posix.dirname(path), name)}/`)
        const isAllowed =
          to === undefined ||
          to === 'result' ||
          to === from ||
          (from !== undefined && SHARED_FLOORS[from]?.includes(to))
        return isAllowed ? [] : [`${path}: ${name}`]
      })
    })
    expect(wrong).toEqual([])
    expect([...new Set(sourcesOf('shared').flatMap((path) => sharedFolder(path) ?? []))].sort()).toEqual(
      Object.keys(SHARED_FLOORS).sort(),
    )
  })

  it('stands on floors: a folder of the server imports from those below its own', () => {
    const folders = importsBetween(sourcesIn(ROOT).filter(({ part }) => part === 'server'))
    const floor = new Map(SERVER_FLOORS.flatMap((names, at) => names.map((name) => [name, at] as const)))
    const upwards = [...folders].flatMap(([from, known]) =>
      [...known].filter(([to]) => (floor.get(from) ?? 0) >= (floor.get(to) ?? 0)).map(([, where]) => where),
    )
    expect(upwards).toEqual([])
    expect([inCycle(folders), twoWayPairs(folders)]).toEqual([[], []])
    const named = new Set([...folders].flatMap(([from, known]) => [from, ...known.keys()]))
    expect([...named].sort()).toEqual([...floor.keys()].sort())
  })

  it('tells in ARCHITECTURE.md of the floors that there are', () => {
    const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
    const rows = read('ARCHITECTURE.md')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').slice(1).map(codes))
    const told = rows.map(([names = []]) => names.join(' '))
    const floors = SERVER_FLOORS.map((names) => names.join(' '))
    expect(told.slice(told.indexOf('app')).filter((names) => floors.includes(names))).toEqual(floors)
    const ofShared = rows.filter(([[name = ''] = []], at) => name in SHARED_FLOORS && at < told.indexOf('app'))
    expect(Object.fromEntries(ofShared.map(([[name = ''] = [], others]) => [name, others]))).toEqual(SHARED_FLOORS)
  })

  it('has a client on floors: each folder imports what stands under it, of other pages only what they give', () => {
    expect(againstOrder()).toEqual([])
    expect(sourcesOf('client').flatMap(againstFloors)).toEqual([])
    const between = importsBetween(sourcesIn(ROOT).filter(({ part }) => part === 'client'))
    expect([inCycle(between), twoWayPairs(between)]).toEqual([[], []])
    const folders = sourcesOf('client').flatMap((path) => /^client\/src\/([^/]+)\//.exec(path)?.[1] ?? [])
    expect([...new Set(folders)].sort()).toEqual(Object.keys(CLIENT).sort())
  })

  it('has a client whose modules make constants and nothing else when they are imported', () => {
    const done = sourcesOf('client').flatMap(doneAtImport)
    expect(done.filter((what) => !(what in AT_IMPORT))).toEqual([])
    expect(Object.keys(AT_IMPORT).filter((what) => !done.includes(what))).toEqual([])
  })

  it('[VA13.1] turns typed text into a number in one place: no page has a parser or a field of its own', () => {
    const own =
      /parseFloat|\.replace\([^)\n]*,\s*'\.'\)|type="number"|Intl\.NumberFormat|inputmode="(?:decimal|numeric)"/
    const found = [...sourcesOf('client'), ...sourcesOf('shared')].filter((path) => own.test(read(path)))
    expect([...found].sort()).toEqual(Object.keys(ABOUT_NUMBERS))
  })

  it('has small files: none over 250 lines of code, nine of ten under 200, half of them under 60', () => {
    const sizes = sources.map((path) => ({ path, lines: linesOfCode(path) }))
    expect(sizes.filter(({ lines }) => lines > 250)).toEqual([])
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(200)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(60)
  })

  it('has folders that can be taken in: fifteen files at most', () => {
    const counts = new Map<string, number>()
    for (const path of sources) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count > 15)).toEqual([])
  })

  it('has pages on scales: spacing, sizes of type and breakpoints are those of `ui/style/_scale.scss`', () => {
    const styled = files.filter((path) => /^client\/src\/.*\.(scss|vue)$/.test(path))
    expect(styled.length).toBeGreaterThan(20)
    expect(styled.flatMap(offScale)).toEqual([])
  })

  it('names files alike: kebab-case.ts, PascalCase.vue', () => {
    const odd = sources.filter((path) => {
      const name = posix.basename(path)
      return name.endsWith('.vue')
        ? !/^[A-Z][A-Za-z0-9]*\.vue$/.test(name)
        : !/^[a-z][a-z0-9-]*(\.[a-z]+)*\.ts$/.test(name)
    })
    expect(odd).toEqual([])
  })

  it('exports by name, and leaves nothing behind', () => {
    const behind = /\bTODO\b|\bFIXME\b|\bXXX\b|@ts-(ignore|nocheck)|\bas any\b|\bdebugger\b/
    const skipped = /\b(it|test|describe)\.(only|skip)\b/
    expect(sources.filter((path) => path.endsWith('.ts') && /^export default/m.test(read(path)))).toEqual([])
    expect(sources.filter((path) => behind.test(read(path)))).toEqual([])
    expect(tests.filter((path) => path !== 'test/house.test.ts' && skipped.test(read(path)))).toEqual([])
  })

  it('reaches the goals of its figures: no folders in a circle, one home for a name, few files that one other reads', () => {
    const figures = structureOf(ROOT)
    expect(figures.length).toBeGreaterThanOrEqual(6)
    const off = figures.filter((figure) => !isReached(figure))
    expect(off.map(({ what, ours, goal, where }) => [`${what} ${ours}, goal ${goal}`, ...where])).toEqual([])
    expect([0, 3, 4].map((ours) => [isReached({ ours, goal: '<=3' }), isReached({ ours, goal: '<4' })])).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ])
    expect([isReached({ ours: 4, goal: '<=4' }), isReached({ ours: 1, goal: '0' })]).toEqual([true, false])
  })

  it('asks the calendar for the day of a moment: the first ten letters are a day in Greenwich', () => {
    const cut = sources.filter(
      (path) => path !== 'shared/src/calendar/calendar.ts' && /\.slice\(0, 10\)/.test(read(path)),
    )
    expect(cut).toEqual([])
  })

  it('says of every exported function, type and constant of shared what it is', () => {
    const EXPORTED = /^(.*)\n(export (?:async )?(?:function|class|interface|type|const) (\w+))/gm
    const bare = sourcesOf('shared')
      .filter((path) => !path.endsWith('/index.ts'))
      .flatMap((path) =>
        [...`\n${read(path)}`.matchAll(EXPORTED)]
          .filter((match) => !/\*\/\s*$/.test(match[1] ?? ''))
          .map((match) => `${path}: ${match[3]}`),
      )
    const obvious = /: (\w+Node|numberNode|measureNode|negateNode|binaryNode|FormulaNode|Operator|ok|err|[A-Z]\w+)$/
    expect(bare.filter((line) => !obvious.test(line))).toEqual([])
  })

  it('has docstrings that begin with a noun or a verb: none with What, Whether, Who, Where or How', () => {
    const ASKING = /\/\*\*[\s*]*((?:What|Whether|Who|Where|How)\w*\b.*)/g
    const found = ['shared', 'server', 'client'].flatMap((part) =>
      sourcesOf(part).flatMap((path) => [...read(path).matchAll(ASKING)].map((match) => `${path}: ${match[1]}`)),
    )
    expect(found).toEqual([])
  })
})

describe('the ORM', () => {
  const server = sourcesIn(ROOT).filter(({ part }) => part === 'server')

  it('names the columns: an entity names one only where it is another', () => {
    expect(saidTwice(server)).toEqual([])
  })

  it('writes the rows: who inserts by SQL of their own has a reason', () => {
    const own = server.filter(insertsItself).map(({ path }) => path)
    expect([...own].sort()).toEqual(Object.keys(OWN_INSERTS))
  })

  it('begins transactions in one place, and is forked where work begins, not in each function', () => {
    expect(new Set(server.flatMap((source) => callsOf(source, 'transactional')))).toEqual(new Set([TRANSACTIONS]))
    const forks = server.flatMap((source) => callsOf(source, 'fork'))
    expect(forks.length, forks.join('\n')).toBeLessThanOrEqual(MOST_FORKS)
  })
})

describe('the rules of SPEC.md', () => {
  const specs = files.filter((path) => path.endsWith('SPEC.md'))
  const numbered = specs.flatMap((path) =>
    [...read(path).matchAll(/^- \*\*([A-Z]{2}\d+(?:\.\d+)?)\*\*/gm)].map((match) => match[1] ?? ''),
  )
  // A title begins with what it cites; a number in a sentence or a comment stands for all its parts.
  const cited = new Set(
    tests
      .filter((path) => path.endsWith('.test.ts') && path !== 'test/house.test.ts')
      .flatMap((path) => [...read(path).matchAll(/['"`](?:\[[A-Z]{2}\d+(?:\.\d+)?\],? ?)+/g)])
      .flatMap(([begin]) => [...begin.matchAll(/\[([A-Z]{2}\d+(?:\.\d+)?)\]/g)].map((match) => match[1] ?? '')),
  )

  it('are there, each with a number of its own', () => {
    expect(specs.length).toBeGreaterThanOrEqual(5)
    expect(numbered.length).toBeGreaterThan(50)
    expect(numbered.filter((rule, index) => numbered.indexOf(rule) !== index)).toEqual([])
  })

  it('are each cited by a test, and no test cites a rule that is not there', () => {
    expect(numbered.filter((rule) => !cited.has(rule))).toEqual([])
    expect([...cited].filter((rule) => !numbered.includes(rule))).toEqual([])
  })

  it('are one sentence each with a test of its own; a number with parts has no clause of its own', () => {
    const clauses = specs.flatMap((path) => [...read(path).matchAll(/^- \*\*([A-Z]{2}\d+(?:\.\d+)?)\*\* (.*)$/gm)])
    const packed = clauses.filter(([, , text = '']) => /; |\. \p{Lu}|[^.:]$/u.test(text.replaceAll(/`[^`]*`/g, '')))
    expect(packed.map(([, rule, text]) => `${rule} ${text}`)).toEqual([])
    expect(numbered.filter((rule) => numbered.includes(`${rule}.1`))).toEqual([])
    // A title that names one clause alone is a test of its own.
    const titles = tests.filter((path) => path.endsWith('.test.ts')).flatMap((path) => read(path).split('\n'))
    const alone = new Set(
      titles
        .map((line) => [...line.matchAll(/\[([A-Z]{2}\d+(?:\.\d+)?)\]/g)])
        .flatMap((cites) => (cites.length === 1 ? [cites[0]?.[1] ?? ''] : [])),
    )
    expect(clauses.map(([, rule = '']) => rule).filter((rule) => !alone.has(rule))).toEqual([])
  })
})

describe('the rules that are taken out by name', () => {
  it('stand where it is said, and have tests that there are', () => {
    for (const pinned of PINNED) expect(without(pinned, read(pinned.path))).not.toBe(read(pinned.path))
    expect(PINNED.flatMap((one) => one.tests).filter((path) => !tests.includes(`test/${path}`))).toEqual([])
  })
})

describe('dependencies', () => {
  const manifests = files.filter((path) => /^([^/]+\/)?package\.json$/.test(path))
  const wanted = manifests.flatMap((path) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path)) as Record<string, Record<string, string>>
    return Object.entries({ ...dependencies, ...devDependencies })
  })

  it('are pinned to one exact version', () => {
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/.test(version))).toEqual([])
  })

  it('earn their place: each stands in docs/dependencies.md with its reason', () => {
    const reasons = read('docs/dependencies.md')
    const unnamed = wanted.filter(([name, version]) => version !== 'workspace:*' && !reasons.includes(`\`${name}\``))
    expect([...new Set(unnamed.map(([name]) => name))]).toEqual([])
  })
})

describe('decisions', () => {
  const decisions = files.filter((path) => path.startsWith('docs/decisions/'))

  it('are numbered files, each with its cost, and ARCHITECTURE.md leads to them in their order', () => {
    const titles = decisions.map((path) => [path, /^# (\d+)\. (.+)$/m.exec(read(path))] as const)
    const told = titles.map(([path, title]) => `${title?.[1]}. [${title?.[2]}](${path})`)
    expect(titles.map(([, title]) => Number(title?.[1]))).toEqual(decisions.map((_, at) => at + 1))
    expect(
      read('ARCHITECTURE.md')
        .split('\n')
        .filter((line) => /^\d+\. \[/.test(line)),
    ).toEqual(told)
    expect(decisions.filter((path) => !/\bThe cost: /.test(read(path)))).toEqual([])
  })
})

describe('documents', () => {
  it('name files that there are', () => {
    const named = files
      .filter((path) => /^(ARCHITECTURE|CONTRIBUTING|README|SECURITY)\.md$|^docs\/.*\.md$/.test(path))
      .flatMap((path) =>
        [...read(path).matchAll(/`((?:server|client|shared|test|docs)\/[\w./-]+\.\w+)`/g)].map(
          (match) => match[1] ?? '',
        ),
      )
    expect(named.length).toBeGreaterThan(10)
    // What is built stands in `dist`, and what a run leaves in `artefacts`.
    expect(named.filter((path) => !files.includes(path) && !/\/(dist|artefacts)\//.test(path))).toEqual([])
  })
})

describe('SECURITY.md', () => {
  it('names tests that there are', () => {
    const named = [
      ...read('SECURITY.md').matchAll(/`((?:house|server|client|shared|e2e|process|holes)[/\w*-]*)`/g),
    ].map((match) => match[1] ?? '')
    const pathOf = (name: string) => `test/${name.replace(/^holes\//, 'server/hostile/holes/').replace(/\*$/, '')}`
    expect(named.length).toBeGreaterThan(15)
    expect(named.filter((name) => !tests.some((path) => path.startsWith(pathOf(name))))).toEqual([])
  })
})
