import type { BenchmarkScope } from './target'

/** A figure of other bodies, from outside (PARETO): the body's own value and the means, each as printed and as a number. */
export type Benchmark = {
  readonly code: string
  readonly title: string
  readonly typology?: string
  readonly unit: string
  readonly year: number
} & { readonly [scope in BenchmarkScope | 'own']?: BenchmarkFigure }

export interface BenchmarkFigure {
  readonly printed: string
  readonly value: number
}
