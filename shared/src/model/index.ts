export type * from './absence'
export type * from './plan'
export type * from './refusal'
export type * from './value'
