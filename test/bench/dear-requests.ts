import type { Indicator, Measure, Objective, Plan } from '@traguardo/shared/model'
import { massaCarrara } from '../support/massa-carrara'
import { TREE } from './queries'

/** A request that costs much, and is accepted. */
export interface DearRequest {
  readonly name: string
  readonly query: string
  readonly variables: object
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)
/** Indicators of an objective that is added. */
const EACH = 4

/**
 * The plan of the chamber with indicators more, in objectives of four, until there are so many; all of them are ratios,
 * entered by one unit.
 */
export function manyIndicators(unit: string, count = 1000): Plan {
  const parent = massaCarrara.objectives.find(({ level }) => level === 'strategic')?.code ?? ''
  const more = Math.ceil(Math.max(0, count - massaCarrara.indicators.length) / EACH)
  const objectives = upTo(more).map((at): Objective => ({
    code: `OX${at}`,
    level: 'operational',
    title: `Obiettivo operativo ${at}`,
    parent,
    units: [unit],
  }))
  const indicators = objectives.flatMap(({ code: objective }) =>
    upTo(EACH).map((at): Indicator => {
      const code = `IX-${objective}-${at}`
      const formula = `${code}.a / ${code}.b`
      const targets = [{ year: 2021, printed: '>= 80 %', type: 'at-least', value: 80 } as const]
      const title = `Quota delle pratiche evase nei termini, ${at} di ${objective}`
      return { code, codeFrom: 'given', objective, title, unit: '%', printedFormula: formula, formula, targets }
    }),
  )
  const measures = indicators.flatMap(({ code }) =>
    ['a', 'b'].map((part): Measure => ({
      code: `${code}.${part}`,
      codeFrom: 'given',
      label: `Pratiche ${code} ${part}`,
      kind: 'count',
      aggregation: 'last',
      entry: { by: 'units', units: [unit] },
    })),
  )
  return {
    ...massaCarrara,
    objectives: [...massaCarrara.objectives, ...objectives],
    indicators: [...massaCarrara.indicators, ...indicators],
    measures: [...massaCarrara.measures, ...measures],
  }
}

const INTROSPECTION = `{ __schema { types { kind name description fields { name description type { ...T } args { name type { ...T } } }
  inputFields { name type { ...T } } enumValues { name } possibleTypes { name } interfaces { name } } directives { name } } }
  fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`

const HARD = 'l0v3i1!|l7$4@'
const LONG = HARD.repeat(80).slice(0, 1000)
const fields = (name: string, count: number): string =>
  upTo(count)
    .map((at) => `${name}${at}: __typename`)
    .join(' ')

/** What anybody may ask and is answered: found by trying. */
export const OF_NOBODY: readonly DearRequest[] = [
  {
    name: 'signIn of a user who is there',
    query: 'mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { __typename } }',
    variables: { u: 'organi', p: LONG },
  },
  {
    name: 'signIn of nobody',
    query: 'mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { __typename } }',
    variables: { u: 'nessuno', p: LONG },
  },
  {
    name: 'passwordSet',
    query: 'mutation($p: String!) { passwordSet(token: "x", password: $p) { __typename } }',
    variables: { p: LONG },
  },
  {
    name: 'setup',
    query: 'mutation($i: SetupInput!) { setup(input: $i) { __typename } }',
    variables: { i: { bodyCode: 'X', bodyName: LONG, username: 'x', password: LONG, title: LONG } },
  },
  {
    name: 'siteExchange',
    query: 'mutation($e: String!) { siteExchange(envelope: $e) { __typename } }',
    variables: { e: 'eyJ'.repeat(300_000) },
  },
  { name: 'the schema', query: INTROSPECTION, variables: {} },
  {
    name: 'status',
    query: `{ ${fields('a', 9)} status { version now demo accounts { username title role body bodyName } } }`,
    variables: {},
  },
  {
    name: 'a megabyte of variables',
    query: 'query($x: String) { me { person } }',
    variables: { x: upTo(49_000).map((at) => [at, 'xxxxxxxx']) },
  },
  {
    name: 'fields without end',
    query: `{ ${upTo(9)
      .map(() => `status { ${'version now demo '.repeat(20)} }`)
      .join(' ')} }`,
    variables: {},
  },
  { name: 'a literal of 5,000 values', query: `{ __type(name: [${'1 '.repeat(5000)}]) { name } }`, variables: {} },
]

const SCORE = 'score { achievement band coverage share contribution rule sentence absence }'
const INDICATOR = `code title description typology source unit printedFormula formula baseline { year printed } target { year printed type } value ${SCORE}
  measures { code label kind aggregation aggregate values { unit period content person at } }`
const OBJECTIVE = `code level title description program weight resources { year euro } units perspectives footnotes { mark text } ${SCORE} indicators { ${INDICATOR} }`
const WHOLE_TREE = `query($body: String!, $year: Int!) { tree(body: $body, year: $year) { __typename ... on Tree { title year ${SCORE}
  areas { code title ${SCORE} strategic { ${OBJECTIVE} operational { ${OBJECTIVE} } } }
  sheets { code title person unit weightTotal ${SCORE} objectives { ${OBJECTIVE} } } } } }`

/** What the head of a unit with a thousand indicators may ask. */
export const OF_A_HEAD = (body: string): readonly DearRequest[] => {
  const variables = { body, year: 2021 }
  return [
    { name: 'tree', query: TREE, variables },
    { name: 'the whole tree', query: WHOLE_TREE, variables },
    {
      name: 'the whole tree as of a day',
      query: WHOLE_TREE.replace('year: $year)', 'year: $year, asOf: "2021-12-31")'),
      variables,
    },
    {
      name: 'plan',
      query:
        'query($body: String!, $year: Int!) { plan(body: $body, year: $year) { ... on PlanDocument { hash document } } }',
      variables,
    },
    {
      name: 'plan as of a day',
      query:
        'query($body: String!, $year: Int!) { plan(body: $body, year: $year, asOf: "2021-12-31") { ... on PlanDocument { hash document } } }',
      variables,
    },
    {
      name: 'sheetLives',
      query: 'query($body: String!, $year: Int!) { sheetLives(body: $body, year: $year) { __typename } }',
      variables,
    },
    {
      name: 'history',
      query:
        'query($body: String!, $year: Int!) { history(body: $body, measure: "IX-OX0-0.a", unit: "RI", year: $year, period: 2) { __typename ... on History { entries { personTitle } } } }',
      variables,
    },
    { name: 'planLife', query: 'query($body: String!) { planLife(body: $body) { __typename } }', variables: { body } },
    { name: 'notices', query: '{ notices { __typename } }', variables: {} },
    { name: 'mySettings', query: '{ mySettings { __typename } }', variables: {} },
  ]
}
