import type { Plan, Policy } from '../../model'
import type { Language } from '../../refusals'
import type { NumberGrounds } from '../grounds/grounds'
import { overrideOf, type PolicyScope, rolesOfSheets } from '../policy/policy-for'
import type { IndicatorScore, NodeKind, ScoreNode } from '../score'

/** A rule for whoever asks for details: its number, and what it says. */
export interface RuleSaid {
  readonly code: string
  readonly clause: string
}

type Clauses = Readonly<Record<Language, string>>

const TARGETS: Readonly<Record<string, Clauses>> = {
  SC10: {
    it: '«Almeno»: raggiunto il target vale tutto; sotto, il valore si divide per il target, o secondo i criteri dell’ente.',
    en: '“At least”: on the target it is worth everything; under it the value over the target, or as the policy says.',
  },
  SC11: {
    it: '«Al massimo»: entro il target vale tutto; oltre, il target si divide per il valore, o secondo i criteri dell’ente.',
    en: '“At most”: within the target it is worth everything; beyond it the target over the value, or as the policy says.',
  },
  SC12: {
    it: 'Con un target pari a zero, o di segno diverso dal valore, conta solo se è raggiunto.',
    en: 'With a target of zero, or of another sign than the value, only being met counts.',
  },
  SC13: {
    it: 'Entro un giorno: in tempo vale tutto; in ritardo secondo la tolleranza e la perdita al giorno dei criteri.',
    en: 'By a day: in time it is worth everything; late, by the grace and the loss a day of the policy.',
  },
  SC14: {
    it: 'Senza un target per l’anno il valore si mostra e non si valuta.',
    en: 'Without a target for the year the value is shown and not scored.',
  },
  SC15: {
    it: 'Ciò che manca prima della chiusura dell’anno è lasciato fuori, o vale zero se i criteri lo dicono.',
    en: 'What is missing before the close is left out, or is worth nothing where the policy says so.',
  },
  SC16: {
    it: 'Ciò che manca alla chiusura dell’anno vale zero, se i criteri non dicono altro.',
    en: 'What is missing at the close is worth nothing, unless the policy says otherwise.',
  },
  SC17: {
    it: 'Ciò che non è applicabile non si valuta; zero su zero vale quanto dicono i criteri.',
    en: 'What is not applicable is not scored; zero over zero is worth what the policy says.',
  },
  SC33: {
    it: '«Più di» e «meno di»: fuori dal target valgono quanto «almeno» e «al massimo».',
    en: '“More than” and “less than”: off the target they are worth what “at least” and “at most” are.',
  },
  SC34: {
    it: '«Uguale a»: sul target vale tutto; fuori, il minore sul maggiore, o niente se i criteri lo dicono.',
    en: '“Equals”: on the target it is worth everything; off it the smaller over the larger, or nothing by the policy.',
  },
  SC37: {
    it: 'Di più scadenze ciascuna conta per sé: la media, o tutte o nessuna se i criteri lo dicono.',
    en: 'Of several deadlines each counts for itself: their mean, or all or none where the policy says so.',
  },
  SC38: {
    it: 'Il tempo dopo un evento comincia dal giorno dell’evento.',
    en: 'A time after an event begins on the day of the event.',
  },
  SC39: {
    it: 'Il target è il valore di un anno prima, o di altri enti.',
    en: 'The target is the value of an earlier year, or of other bodies.',
  },
  SC40: {
    it: 'Un livello si confronta per il suo posto tra i livelli.',
    en: 'A level is compared by its place among the levels.',
  },
  SC96: {
    it: 'Senza un target per l’anno i criteri danno zero, o prendono l’ultimo che c’è.',
    en: 'Without a target for the year the policy gives nothing, or takes the last one that there is.',
  },
  SC97: {
    it: 'Il target ha soglie: ciascuna, raggiunta, vale quanto dicono i criteri.',
    en: 'The target has thresholds: each, once reached, is worth what the policy says.',
  },
  SC59: {
    it: 'Tra due numeri vale tutto; fuori, il valore si confronta con il più vicino.',
    en: 'Between two numbers it is worth everything; outside, the value is held against the nearer one.',
  },
}

const GROUPS: Readonly<Record<string, Clauses>> = {
  SC20: {
    it: 'Un obiettivo si calcola dai suoi indicatori.',
    en: 'An objective is made of its indicators.',
  },
  SC21: {
    it: 'Un obiettivo strategico si calcola dai suoi indicatori e dai suoi obiettivi operativi.',
    en: 'A strategic objective is made of its indicators and of its operational objectives.',
  },
  SC22: {
    it: 'Un’area si calcola dai suoi obiettivi strategici, l’ente dalle sue aree.',
    en: 'An area is made of its strategic objectives, the body of its areas.',
  },
  SC23: {
    it: 'Una scheda si calcola dai suoi obiettivi.',
    en: 'A sheet is made of its objectives.',
  },
  SC25: {
    it: 'Dove non c’è niente da valutare non c’è punteggio, né 100 % né zero.',
    en: 'Where there is nothing to score by there is no score, neither 100 % nor nothing.',
  },
  SC50: {
    it: 'I criteri lasciano che il valutatore dia un punteggio, con il suo motivo: si vede che è suo.',
    en: 'The policy lets the evaluator give a score, with its reason: it shows as such.',
  },
}

/** Says a rule by its number in plain words; null for one that is not told [SC84.1]. */
export function sayRule(code: string, language: Language = 'it'): RuleSaid | null {
  const said = TARGETS[code] ?? GROUPS[code]
  return said ? { code, clause: said[language] } : null
}

/** Settings of the policy behind rules that hold whatever the target asks. */
const OF_RULE: Readonly<Record<string, keyof Policy>> = {
  SC14: 'noTarget',
  SC15: 'missing',
  SC16: 'missingAtClose',
  SC17: 'zeroOverZero',
  SC50: 'judgement',
  SC96: 'noTarget',
}

const OF_GROUP: Readonly<Record<Exclude<NodeKind, 'indicator'>, keyof Policy>> = {
  body: 'body',
  area: 'areas',
  strategic: 'strategic',
  operational: 'objectives',
  individual: 'objectives',
  sheet: 'sheets',
}

function settingOfNumber({ comparison, way }: NumberGrounds, { target }: IndicatorScore): keyof Policy {
  if (way === 'thresholds') return 'thresholds'
  if (target?.type === 'equals') return way === 'within' ? 'equalsWithin' : 'equals'
  return comparison === 'at-most' || comparison === 'less-than' ? 'shrinks' : 'grows'
}

function settingOfIndicator(of: IndicatorScore): keyof Policy {
  const { how, step } = of.grounds
  if (step) return 'steps'
  if (how.type === 'number') return settingOfNumber(how, of)
  if (how.type === 'day') return 'dates'
  return how.type === 'milestones' ? 'milestones' : how.type === 'level' ? 'levels' : 'missing'
}

/** Finds the setting of the policy that made a score. */
function settingOf({ kind, rule, indicator }: ScoreNode): keyof Policy {
  const ofRule = OF_RULE[rule]
  if (ofRule) return ofRule
  if (kind === 'indicator') return indicator ? settingOfIndicator(indicator) : 'grows'
  return OF_GROUP[kind]
}

type Placed = Pick<Plan, 'objectives' | 'indicators' | 'people' | 'sheets'>

/** Finds the paragraph of a policy that made a score, by the name that it has among the policy's sentences [SC131.1]. */
export function paragraphsOf(plan: Placed, policy: Policy | null): (node: ScoreNode) => string {
  const objectives = new Map(plan.objectives.map((one) => [one.code, one]))
  const above = new Map(plan.indicators.map(({ code, objective }) => [code, objectives.get(objective)]))
  const rolesOf = rolesOfSheets(plan)
  const scopeOf = ({ kind, code }: ScoreNode): PolicyScope => {
    if (kind === 'indicator') {
      const on = above.get(code)
      return { level: on?.level ?? 'operational', roles: rolesOf(on?.sheet), indicator: code }
    }
    return { level: kind, roles: rolesOf(kind === 'sheet' ? code : objectives.get(code)?.sheet) }
  }
  return (node) => {
    const setting = settingOf(node)
    const override = policy && overrideOf(policy, scopeOf(node), setting)
    return override === null ? setting : `overrides-${override + 1}`
  }
}
