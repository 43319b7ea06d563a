import type { Refusal } from '@traguardo/shared/model'
import { isController } from '@traguardo/shared/people'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import type { Context } from '../context'
import { type Right, RIGHTS } from './rights'

type Arguments = Readonly<Record<string, unknown>>

const refuse = (code: string, message: string): Refusal => ({ code, message })

/** The body that a call is about, where it says one: in `body`, or inside `push`. */
function bodyAsked(args: Arguments): unknown {
  const push = args['push']
  return args['body'] ?? (typeof push === 'object' && push !== null ? (push as Arguments)['body'] : undefined)
}

/** Why the viewer may not ask this, or null. */
function refusal(right: Right, { viewer, app }: Context, args: Arguments): Refusal | null {
  if (right === 'public') return null
  if (!viewer) return refuse('NOT_SIGNED_IN', 'Non è entrato, o la sessione è scaduta: entri di nuovo.')
  const body = bodyAsked(args)
  if (body !== undefined && body !== viewer.body)
    return refuse('NOT_YOUR_BODY', `Lei lavora per l'ente «${viewer.body}»: i dati di un altro ente non li può vedere.`)
  if (right === 'controller' && app.site)
    return refuse('AT_SITE', 'Questo si fa all’ufficio centrale: le sedi ricevono da lì piano e persone.')
  if (right === 'controller' && !isController(viewer))
    return refuse('NOT_CONTROLLER', 'Questo lo fa il controllo di gestione: si rivolga a quell’ufficio.')
  return null
}

function guardField(name: string, field: GraphQLField<unknown, Context>): void {
  const right = RIGHTS[name]
  const inner = field.resolve
  if (!right || !inner) throw new Error(`${name} has no row in rights.ts: nobody may ask it`)
  field.resolve = (root, args, context, info) => refusal(right, context, args) ?? inner(root, args, context, info)
}

/** Puts the table of rights before every root field. Throws for a field that has no row. */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(type?.getFields() ?? {})) guardField(`${type?.name}.${field.name}`, field)
  return schema
}
