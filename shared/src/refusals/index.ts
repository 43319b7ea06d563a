export type { Code } from './list'
export { type Refusal, refusal, refusalIn, refuse } from './refusal'
export { type Language, sayRefusal, withMessage } from './say-refusal'
export type { Params } from './sentence'
