/** The plan files that the program brings along, as texts: built into the bundle. */
export const demoPlans: readonly string[] = Object.values(
  import.meta.glob<string>(['../../plans/*.json', '!../../plans/plan.schema.json'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
